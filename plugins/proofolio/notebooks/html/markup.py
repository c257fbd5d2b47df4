"""HTML that came with a notebook, made well-formed, valid and harmless."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from proofolio.notebooks.html.builder import (
    INLINE_END,
    INLINE_MARK,
    LINK_MARK,
    Builder,
    in_tag,
)
from proofolio.notebooks.html.elements import (
    BLOCK,
    DROPPED,
    INLINE,
    RENAMED,
    TABLE,
    VOID,
    classes_of,
    numbers_of,
    old_styles,
)
from proofolio.notebooks.html.lengths import pixels_of, read_length
from proofolio.notebooks.html.pictures import Pictures
from proofolio.notebooks.html.styles import (
    Element,
    Sheet,
    declarations,
    hides,
    readable,
    without_hiding,
)
from proofolio.notebooks.html.switches import Switches
from proofolio.notebooks.limits import UNREADABLE, is_endless_html
from proofolio.notebooks.state import State, clean, valid_id
from proofolio.notebooks.streams import without_codes

_SVG_TAG = re.compile(r"<(/?)svg\b[^>]*?(/?)>", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_IMAGE_OPTIONS = re.compile(r"\{\s*(?:[#.][\w-]+|[\w-]+=)[^{}]*\}")
_ALT_OPTION = re.compile(r'\balt="([^"]*)"')
_WIDTH_OPTION = re.compile(r"""\bwidth=["']?([\w.%]+)["']?(?=[\s}])""")
_DEEPEST = 120
_TABLES = TABLE | {"td", "th"}


@dataclass(frozen=True)
class Markup:
    """What became of a piece of HTML."""

    html: str
    text: str
    """What can be read in it, cells of a table apart from each other."""
    pictures: int
    scripts: int
    """How many scripts were left out."""
    hidden: int = 0
    """How many elements were left out since their styles hide them."""
    framed: int = 0
    """How many pages in frames were left out."""


def normalised(
    html: str, state: State, pictures: Pictures, *, alt: str = "", is_output: bool = False
) -> Markup:
    """The HTML as part of a page: every element closed, in a place where it may stand.

    Scripts, forms and event attributes are left out, addresses become tokens, styles become
    attributes of the elements they name, tables get headers that say what they head. Tables of
    numbers that a program put out look like those of pandas.
    """
    html = without_codes(html)
    if is_endless_html(html):
        state.report("unreadable-text", UNREADABLE)
        html = f"<pre>{escape(html)}</pre>"
    svgs: list[str] = []
    scripts = 0
    if "<svg" in html:
        # A drawing's script may speak of other drawings.
        html, scripts = _SCRIPT.subn("", html)
        html = _shelved(html, svgs)
    made = _parsed(html, _Parser(state, pictures, svgs, alt, is_output, Switches.of(html)))
    if made.hidden and not made.text and not made.pictures:
        # All that there is to see waits for something.
        made = _parsed(html, _Parser(state, pictures, svgs, alt, is_output, Switches(all=True)))
    return replace(made, scripts=made.scripts + scripts) if scripts else made


def _parsed(html: str, parser: _Parser) -> Markup:
    parser.feed(html)
    parser.close()
    return parser.finished()


def _shelved(html: str, svgs: list[str]) -> str:
    """The HTML with a mark in place of each SVG, which is added to the list whole."""
    parts: list[str] = []
    kept = start = depth = 0
    for tag in _SVG_TAG.finditer(html):
        closes, is_empty = tag.groups()
        if not depth:
            if closes:
                continue
            start = tag.start()
        if not is_empty:
            depth += -1 if closes else 1
        if not depth:
            parts.append(f'{html[kept:start]}<img data-svg="{len(svgs)}">')
            svgs.append(html[start : tag.end()])
            kept = tag.end()
    return "".join(parts) + html[kept:]


class _Parser(Builder, HTMLParser):
    def __init__(
        self,
        state: State,
        pictures: Pictures,
        svgs: list[str],
        alt: str,
        is_output: bool,
        switches: Switches,
    ) -> None:
        Builder.__init__(self, state)
        HTMLParser.__init__(self, convert_charrefs=True)
        self.is_output = is_output
        self._switches = switches
        self._hidden = self._framed = 0
        self._pictures, self._svgs, self._alt = pictures, svgs, alt
        self._sheet = Sheet()
        self._dropping: list[str] = []
        self._css: list[str] | None = None
        self._ids: set[str] = set()
        self._shown = 0
        self._after_image = False
        self._scripts = 0

    def finished(self) -> Markup:
        """Everything written, with what was left open closed."""
        while self.stack:
            self.pop()
        text = re.sub(r"[ \t]*\n\s*", "\n", re.sub(r"[ \t]+", " ", "".join(self.text))).strip()
        return Markup(
            "".join(self.out), text, self._shown, self._scripts, self._hidden, self._framed
        )

    # Events of the parser -----------------------------------------

    def updatepos(self, i: int, j: int) -> int:
        """Nobody asks for line numbers, so they are not counted."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._scripts += tag == "script"
        self._after_image = False
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
        if len(self.stack) >= _DEEPEST:
            return
        if self.make_room(name):
            self._open(name, tag, attributes)
        elif name == "pf-block":
            self.out.append(f"{INLINE_MARK}{attributes.get('n', '')}{INLINE_END}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML ignores the slash: only void elements have no end.
        if tag not in DROPPED and tag != "style":
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._after_image = False
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
            self.close_tag(name)

    def handle_data(self, data: str) -> None:
        if self._css is not None:
            self._css.append(data)
            return
        if self._dropping:
            return
        if self._after_image:
            data = self._without_options(data)
        if not data.strip():
            if self.stack and self.stack[-1].tag in TABLE | {"ul", "ol", "dl", "details"}:
                return
        else:
            resumed = self.resume
            self.make_room("#text")
            data = data.lstrip() if resumed else data
        self.text.append(data)
        self.out.append(escape(clean(data)))

    # Writing ------------------------------------------------------

    def _open(self, tag: str, written: str, attributes: Mapping[str, str]) -> None:
        if tag == "img":
            self._image(attributes)
            return
        if tag == "pf-block":
            self.out.append(f'<pf-block n="{escape(attributes.get("n", ""))}">')
            self._shown += 1
            return
        element = Element(
            written, attributes.get("id", ""), frozenset(attributes.get("class", "").split())
        )
        found = self._found(attributes, element)
        hidden = "hidden" in attributes or (bool(found) and hides(found))
        if hidden and (self._sheet.may_show(element) or self._switches.may_show(element)):
            hidden, found = False, without_hiding(found)
        kept = self._attributes(tag, attributes, element, found)
        if kept is None:
            return
        if tag in VOID:
            self.out.append(f"<{tag}{in_tag(kept)}>")
            if tag in ("br", "hr"):
                self.text.append("\n")
            return
        text_at = len(self.text)
        self.write(tag, kept, element)
        if hidden:
            self.stack[-1].hides_from = text_at
            self._hidden += 1

    def _found(self, given: Mapping[str, str], element: Element) -> dict[str, str]:
        """The declarations that hold for an element, as written."""
        if not given and not self._sheet and element.tag in _TABLES:
            # Nearly all of a DataFrame: there is nothing to keep and nothing to dress.
            return {}
        found = old_styles(element.tag, given)
        if self._sheet:
            found |= self._sheet.matching([*(item.element for item in self.stack), element])
        return found | declarations(given.get("style", ""))

    def _attributes(
        self, tag: str, given: Mapping[str, str], element: Element, found: dict[str, str]
    ) -> dict[str, str] | None:
        if not given and not found:
            return {}
        kept: dict[str, str] = {}
        identifier = valid_id(given.get("id") or (given.get("name", "") if tag == "a" else ""))
        if identifier and identifier not in self._ids:
            self._ids.add(identifier)
            kept["id"] = self.state.claim(identifier)
        if tag == "a" and "href" in given:
            # Markdown's own links have been taken already.
            taken = given["href"].startswith(LINK_MARK)
            address = given["href"] if taken else self.state.address(given["href"])
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
        self._dress(kept, tag, classes_of(given), found)
        return kept

    def _dress(
        self, kept: dict[str, str], tag: str, names: list[str], found: dict[str, str]
    ) -> None:
        if found:
            if tag in TABLE:
                # Cells have colours of their own, which would not fit a ground behind them.
                for name in ("background", "background-color", "color"):
                    found.pop(name, None)
            if tag in _TABLES:
                # As another kind of box it would be no part of a table.
                found.pop("display", None)
            within = next((item.ground for item in reversed(self.stack) if item.ground), "")
            style = readable(found, within, may_scroll=tag not in _TABLES)
            if style.tinted:
                names.append("pf-tint")
            if style.barred:
                names.append("pf-bar")
            if style.grounded:
                names.append("pf-ground")
            if style.css:
                kept["style"] = style.css
            if style.scrolls:
                kept |= {
                    "tabindex": "0",
                    "role": "region",
                    "aria-label": self.state.place("output_in_cell"),
                }
        if names:
            kept["class"] = " ".join(names)

    def _image(self, given: Mapping[str, str]) -> None:
        if re.fullmatch("[0-9]{1,9}", given.get("data-svg", "")):
            number = int(given["data-svg"])
            html = (
                self._pictures.svg(self._svgs[number], self._alt)
                if number < len(self._svgs)
                else ""
            )
        else:
            size = pixels_of(given.get("width", "")), pixels_of(given.get("height", ""))
            if not given.get("src", "").strip() or hides(declarations(given.get("style", ""))):
                # It waits for a script to give it one, or counts visitors.
                return
            inside_link = any(item.tag == "a" for item in self.stack)
            html = self._pictures.image(
                given.get("src", ""), given.get("alt"), given.get("title", ""), size, inside_link
            )
            found = old_styles("img", given) | declarations(given.get("style", ""))
            style = readable(found, may_scroll=False)
            if style.css and html.startswith("<img "):
                html = f'<img style="{escape(style.css)}" {html[5:]}'
        if html:
            self.out.append(html)
            self._shown += 1
            self._after_image = True

    def _without_options(self, data: str) -> str:
        """The text behind a picture without the options that Quarto takes there."""
        self._after_image = False
        options = _IMAGE_OPTIONS.match(data)
        if not options:
            return data
        image = self.out[-1]
        alt, width = _ALT_OPTION.search(options[0]), _WIDTH_OPTION.search(options[0])
        if alt:
            words = f'alt="{escape(clean(alt[1]))}"'
            image = re.sub(r'alt="[^"]*"', lambda _: words, image, count=1)
        length = read_length(width[1]) if width else None
        if length and image.startswith("<img class"):
            image = f'<img style="width:{length.css}" {image[5:]}'
        self.out[-1] = image
        return data[options.end() :]

    def _elsewhere(self, given: Mapping[str, str]) -> None:
        """A frame of another site becomes a link: pages ask no other host by themselves."""
        source = given.get("src", "").strip()
        is_page = not source or source.lower().startswith(
            ("about:", "data:", "javascript:", "blob:")
        )
        address = None if is_page else self.state.address(source)
        if address is None:
            self._framed += 1
            return
        host = urlsplit(given.get("src", "")).netloc.removeprefix("www.")
        words = self.state.words
        named = clean(given.get("title", ""))
        named = named or (words("shown_at", host=host) if host else words("shown_apart"))
        self.make_room("a")
        self.out.append(f'<a class="pf-card" href="{escape(address)}">{escape(named)}</a>')
        self.text.append(named)
        self._shown += 1
