"""HTML that came with a notebook, made well-formed, valid and harmless."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from proofolio.notebooks.elements import (
    BLOCK,
    DROPPED,
    HEADINGS,
    INLINE,
    ONLY_PHRASING,
    RENAMED,
    SECTIONS,
    TABLE,
    VOID,
    classes_of,
    numbers_of,
    old_styles,
    pixels,
)
from proofolio.notebooks.frames import one_row_head
from proofolio.notebooks.pictures import Pictures
from proofolio.notebooks.state import State, clean, valid_id
from proofolio.notebooks.styles import Element, Sheet, declarations, readable

_SVG = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
_DEEPEST = 120
# Characters of private use stand for finished pieces of HTML until the cell is done.
INLINE_MARK, INLINE_END = "\ue001", "\ue002"
LINK_MARK = "\ue004"
_HELD = re.compile(f"{INLINE_MARK}\\d+{INLINE_END}")


@dataclass(frozen=True)
class Markup:
    """What became of a piece of HTML."""

    html: str
    text: str
    """What can be read in it, cells of a table apart from each other."""
    pictures: int
    scripts: int
    """How many scripts were left out."""


def normalised(html: str, state: State, pictures: Pictures, *, alt: str = "") -> Markup:
    """The HTML as part of a page: every element closed, in a place where it may stand.

    Scripts, forms and event attributes are left out, addresses become tokens, styles become
    attributes of the elements they name, tables get headers that say what they head.
    """
    svgs: list[str] = []

    def shelve(match: re.Match[str]) -> str:
        svgs.append(match.group())
        return f'<img data-svg="{len(svgs) - 1}">'

    parser = _Parser(state, pictures, svgs, alt)
    parser.feed(_SVG.sub(shelve, html) if "<svg" in html else html)
    parser.close()
    return parser.finished()


@dataclass
class _Open:
    tag: str
    start: int
    """Where its start tag stands in what has been written."""
    element: Element
    columns_named: bool = False
    label: list[str] = field(default_factory=list)
    wrapped: bool = False
    is_frame: bool = False


class _Parser(HTMLParser):
    def __init__(self, state: State, pictures: Pictures, svgs: list[str], alt: str) -> None:
        super().__init__(convert_charrefs=True)
        self._state, self._pictures, self._svgs, self._alt = state, pictures, svgs, alt
        self._out: list[str] = []
        self._text: list[str] = []
        self._stack: list[_Open] = []
        self._sheet = Sheet()
        self._dropping: list[str] = []
        self._css: list[str] | None = None
        self._ids: set[str] = set()
        self._resume = False
        self._shown = 0
        self._scripts = 0

    def finished(self) -> Markup:
        """Everything written, with what was left open closed."""
        while self._stack:
            self._pop()
        text = re.sub(r"[ \t]*\n\s*", "\n", re.sub(r"[ \t]+", " ", "".join(self._text))).strip()
        return Markup("".join(self._out), text, self._shown, self._scripts)

    # Events of the parser -----------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._scripts += tag == "script"
        if self._dropping:
            if tag == self._dropping[-1]:
                self._dropping.append(tag)
            return
        if tag == "style":
            self._css = []
            self.set_cdata_mode("style")
            return
        if tag in DROPPED:
            self._dropping.append(tag)
            return
        attributes = {name: value or "" for name, value in attrs}
        if tag in ("iframe", "embed"):
            self._elsewhere(attributes)
            return
        name = RENAMED.get(tag, tag)
        if name not in BLOCK and name not in INLINE:
            return
        if len(self._stack) >= _DEEPEST:
            return
        if self._make_room(name):
            self._open(name, tag, attributes)
        elif name == "pf-block":
            self._out.append(f"{INLINE_MARK}{attributes.get('n', '')}{INLINE_END}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML ignores the slash: only void elements have no end.
        if tag not in DROPPED and tag != "style":
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            if tag == self._dropping[-1]:
                self._dropping.pop()
            return
        if tag == "style":
            if self._css is not None:
                self._sheet.add("".join(self._css))
            self._css = None
            return
        name = RENAMED.get(tag, tag)
        if name not in VOID:
            self._close(name)

    def handle_data(self, data: str) -> None:
        if self._css is not None:
            self._css.append(data)
            return
        if self._dropping:
            return
        if not data.strip():
            if self._stack and self._stack[-1].tag in TABLE | {"ul", "ol", "dl", "details"}:
                return
        else:
            resumed = self._resume
            self._make_room("#text")
            data = data.lstrip() if resumed else data
        self._text.append(data)
        self._out.append(escape(clean(data)))

    # Where things may stand ---------------------------------------

    def _top(self) -> str:
        return self._stack[-1].tag if self._stack else ""

    def _make_room(self, tag: str) -> bool:
        """Close and open what HTML's content model asks for; False where there is no place."""
        if tag in ("thead", "tbody", "tfoot", "tr", "td", "th", "caption"):
            return self._make_room_in_table(tag)
        if tag in BLOCK:
            split = any(item.tag == "p" for item in self._stack)
            self._leave_phrasing(tag)
            if self._top() in ONLY_PHRASING:
                return False
            self._resume = split and tag == "pf-block"
        elif self._resume and self._top() not in ("p", *INLINE):
            # The rest of a paragraph that a formula of its own line has cut in two.
            self._resume = False
            self._write("p")
        if tag == "a":
            self._close("a")
        top = self._top()
        if top in TABLE:
            if top != "tr":
                self._make_room_in_table("tr")
                self._write("tr")
            self._write("td")
        elif tag == "li":
            return self._make_room_in_list({"ul", "ol"}, ("li",))
        elif tag in ("dt", "dd"):
            return self._make_room_in_list({"dl"}, ("dt", "dd"))
        elif top in ("ul", "ol"):
            self._write("li")
        elif top == "dl":
            self._write("dd")
        elif top == "details" and tag != "summary" and self._is_empty():
            self._out.append("<summary>Details</summary>")
        if tag == "summary":
            return self._top() == "details" and self._is_empty()
        if tag == "figcaption":
            return self._top() == "figure"
        return True

    def _make_room_in_table(self, tag: str) -> bool:
        if not any(item.tag == "table" for item in self._stack):
            return False
        allowed = {
            "tr": {"table", *SECTIONS},
            "td": {"tr"},
            "th": {"tr"},
        }.get(tag, {"table"})
        if tag in ("td", "th"):
            self._close_to({"tr", "table", *SECTIONS})
            if self._top() != "tr":
                self._write("tr")
            return True
        self._close_to(allowed)
        return tag != "caption" or self._is_empty()

    def _make_room_in_list(self, lists: set[str], items: tuple[str, ...]) -> bool:
        for item in reversed(self._stack):
            if item.tag in lists:
                self._close_to(lists)
                return True
            if item.tag not in items and item.tag not in INLINE and item.tag != "p":
                return False
        return False

    def _leave_phrasing(self, tag: str) -> None:
        while self._top() in INLINE:
            self._pop()
        top = self._top()
        if top == "p" or (top in HEADINGS and tag in HEADINGS):
            self._pop()

    def _close_to(self, tags: set[str]) -> None:
        while self._stack and self._top() not in tags:
            self._pop()

    def _close(self, tag: str) -> None:
        """Close the nearest open element of that name, unless a table's cell lies between."""
        for item in reversed(self._stack):
            if item.tag == tag:
                self._close_to({tag})
                self._pop()
                return
            if item.tag in ("td", "th", "caption") and tag not in TABLE:
                return
            if tag in INLINE and item.tag not in INLINE:
                return

    def _is_empty(self) -> bool:
        return bool(self._stack) and self._stack[-1].start == len(self._out) - 1

    # Writing ------------------------------------------------------

    def _open(self, tag: str, written: str, attributes: Mapping[str, str]) -> None:
        if tag == "img":
            self._image(attributes)
            return
        if tag == "pf-block":
            self._out.append(f'<pf-block n="{escape(attributes.get("n", ""))}">')
            self._shown += 1
            return
        element = Element(
            written, attributes.get("id", ""), frozenset(attributes.get("class", "").split())
        )
        kept = self._attributes(tag, attributes, element)
        if kept is None:
            return
        if tag in VOID:
            self._out.append(f"<{tag}{_written(kept)}>")
            if tag in ("br", "hr"):
                self._text.append("\n")
            return
        self._write(tag, kept, element)

    def _write(
        self, tag: str, kept: Mapping[str, str] | None = None, element: Element | None = None
    ) -> None:
        item = _Open(tag, len(self._out), element or Element(tag, "", frozenset()))
        if tag == "table":
            nested = any(entry.tag == "table" for entry in self._stack)
            item.wrapped = not nested
            framed = "dataframe" in item.element.classes or item.element.id.startswith("T_")
            item.is_frame = framed
            if not nested:
                self._out.append("")
                item.start += 1
            name = "pf-table" if framed else "pf-table pf-table--text"
            kept = {**(kept or {}), "class": name}
        self._stack.append(item)
        self._out.append(f"<{tag}{_written(kept or {})}>")

    def _pop(self) -> None:
        item = self._stack.pop()
        if item.tag == "details" and item.start == len(self._out) - 1:
            self._out.append("<summary>Details</summary>")
        if item.tag in ("p", "ul", "ol", "tr") and not "".join(self._out[item.start + 1 :]).strip():
            # An empty paragraph, list or row says nothing and is not valid everywhere.
            del self._out[item.start :]
            return
        if item.tag == "tr":
            self._name_columns()
        tag = self._headed(item) if item.tag == "th" else item.tag
        self._out.append(f"</{tag}>")
        if item.tag == "thead" and self._stack and self._stack[-1].is_frame:
            self._out[item.start :] = [one_row_head("".join(self._out[item.start :]))]
        if item.tag == "table" and item.wrapped:
            self._wrap(item)
        if item.tag in BLOCK:
            self._text.append("  " if item.tag in ("td", "th") else "\n")

    def _name_columns(self) -> None:
        """After the first row, header cells head rows."""
        for item in reversed(self._stack):
            if item.tag == "table":
                item.columns_named = True
                return

    def _headed(self, item: _Open) -> str:
        """Say what a header cell heads; an empty one is a plain cell."""
        start = self._out[item.start]
        text = " ".join("".join(self._out[item.start + 1 :]).split())
        if not text:
            self._out[item.start] = "<td" + re.sub(r' scope="\w+"', "", start[3:])
            return "td"
        table = next((entry for entry in reversed(self._stack) if entry.tag == "table"), None)
        in_head = any(entry.tag == "thead" for entry in self._stack)
        in_row = not in_head and table is not None and table.columns_named
        span = "rowspan=" if in_row else "colspan="
        scope = ("row" if in_row else "col") + ("group" if span in start else "")
        self._out[item.start] = f'<th scope="{scope}"{start[3:]}'
        if table is not None and not in_row and len(table.label) < 4:
            plain = _HELD.sub("", unescape(re.sub(r"<[^>]*>", "", text))).strip()
            if plain:
                table.label.append(plain)
        return "th"

    def _wrap(self, item: _Open) -> None:
        named = ", ".join(item.label)
        place = f"Table in cell {self._state.cell + 1}"
        label = escape(self._state.named(f"Table: {named}" if named else place))
        self._out[item.start - 1] = (
            f'<div class="pf-out pf-scroll" role="region" aria-label="{label}" tabindex="0">'
        )
        self._out.append("</div>")

    def _attributes(
        self, tag: str, given: Mapping[str, str], element: Element
    ) -> dict[str, str] | None:
        kept: dict[str, str] = {}
        identifier = valid_id(given.get("id") or (given.get("name", "") if tag == "a" else ""))
        if identifier and identifier not in self._ids:
            self._ids.add(identifier)
            kept["id"] = self._state.claim(identifier)
        if tag == "a" and "href" in given:
            # Markdown's own links have been taken already.
            taken = given["href"].startswith(LINK_MARK)
            address = given["href"] if taken else self._state.address(given["href"])
            if address is not None:
                kept["href"] = address
        if tag in ("video", "audio", "source"):
            source = self._pictures.media(given.get("src", ""))
            if source is None and (tag == "source" or given.get("src")):
                return None
            kept |= {"src": source} if source else {}
            kept |= {} if tag == "source" else {"controls": "", "preload": "none"}
        kept |= numbers_of(tag, given)
        kept |= {name: clean(given[name]) for name in ("title",) if given.get(name)}
        if given.get("dir", "").lower() in ("ltr", "rtl", "auto"):
            kept["dir"] = given["dir"].lower()
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{2,4})?", given.get("lang", "")):
            kept["lang"] = given["lang"]
        if tag == "details" and "open" in given:
            kept["open"] = ""
        self._dress(kept, tag, given, element)
        return kept

    def _dress(
        self, kept: dict[str, str], tag: str, given: Mapping[str, str], element: Element
    ) -> None:
        names = classes_of(given)
        found = old_styles(element.tag, given)
        if self._sheet:
            found |= self._sheet.matching([*(item.element for item in self._stack), element])
        found |= declarations(given.get("style", ""))
        if found:
            if tag in TABLE:
                # Cells have colours of their own, which would not fit a ground behind them.
                for name in ("background", "background-color", "color"):
                    found.pop(name, None)
            style = readable(found)
            if style.tinted:
                names.append("pf-tint")
            if style.grounded:
                names.append("pf-ground")
            if style.css:
                kept["style"] = style.css
        if names:
            kept["class"] = " ".join(names)

    def _image(self, given: Mapping[str, str]) -> None:
        if "data-svg" in given and given["data-svg"].isdigit():
            number = int(given["data-svg"])
            html = (
                self._pictures.svg(self._svgs[number], self._alt)
                if number < len(self._svgs)
                else ""
            )
        else:
            size = pixels(given.get("width", "")), pixels(given.get("height", ""))
            if not given.get("src", "").strip():
                # It waits for a script to give it one.
                return
            inside_link = any(item.tag == "a" for item in self._stack)
            html = self._pictures.image(
                given.get("src", ""), given.get("alt"), given.get("title", ""), size, inside_link
            )
            style = readable(old_styles("img", given) | declarations(given.get("style", "")))
            if style.css and html.startswith("<img "):
                html = f'<img style="{escape(style.css)}" {html[5:]}'
        if html:
            self._out.append(html)
            self._shown += 1

    def _elsewhere(self, given: Mapping[str, str]) -> None:
        """A frame of another site becomes a link: pages ask no other host by themselves."""
        address = self._state.address(given.get("src", ""))
        if address is None:
            return
        host = urlsplit(given.get("src", "")).netloc.removeprefix("www.")
        named = clean(given.get("title", "")) or (f"Shown at {host}" if host else "Shown apart")
        self._make_room("a")
        self._out.append(f'<a class="pf-card" href="{escape(address)}">{escape(named)}</a>')
        self._text.append(named)
        self._shown += 1


def _written(kept: Mapping[str, str]) -> str:
    return "".join(
        f" {name}" if value == "" and name in ("open", "controls") else f' {name}="{escape(value)}"'
        for name, value in kept.items()
    )
