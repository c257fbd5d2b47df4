"""Finished HTML of a page as content of a feed: whole addresses, nothing that only a page needs.

Readers know neither our styles nor scripts, and take most attributes away. So everything is told
with plain elements: an admonition is a quotation with a bold title, a tab a bold label, a task a
box as a character, a formula a line of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from lxml import html as parser  # type: ignore[import-untyped]

from proofolio.outputs.feeds.addresses import absolute
from proofolio.outputs.feeds.formulas import formula_text
from proofolio.outputs.feeds.text import clean_text
from proofolio.views.site import Html
from proofolio.views.words import Words

MOST = 64_000
"""Characters after which an item ends with a link to its page."""
MOST_ROWS = 200
MOST_OUTPUT = 20_000
"""Rows of a table, and characters of a table or a block of code, that are shown."""

DEEPEST = 100
"""Elements within each other, below which only text is kept."""

_TOKEN = re.compile(r'="pf:([^"]*)"')
_REFERENCE = re.compile(r"&#(?:[xX]0*[0-9a-fA-F]{1,2}|0*\d{1,3});")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEPT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_names("p div h1 h2 h3 h4 h5 h6 ul dl dt dd pre code kbd samp var"), ()),
    **dict.fromkeys(_names("em strong b i u s small sub sup span abbr cite dfn mark br hr"), ()),
    **dict.fromkeys(_names("figure figcaption table caption thead tbody tfoot tr ruby rt rp"), ()),
    **dict.fromkeys(("bdi", "bdo", "wbr"), ()),
    **dict.fromkeys(("blockquote", "q", "ins", "del"), ("cite",)),
    "a": ("href", "hreflang"),
    "img": ("src", "alt", "width", "height"),
    "ol": ("start", "reversed", "type"),
    "li": ("value",),
    "th": ("colspan", "rowspan", "scope"),
    "td": ("colspan", "rowspan"),
    "time": ("datetime",),
    "video": ("src", "poster", "width", "height"),
    "audio": ("src",),
    "source": ("src", "type"),
}
"""Elements that stay, with their attributes; of others only what is in them stays."""
_EVERYWHERE = ("lang", "dir", "title")
_ADDRESSES = frozenset({"href", "src", "poster", "cite"})
_BLOCKS = _names("section article header footer main aside hgroup address fieldset form center")
_DROPPED = _names(
    "script style template nav button select textarea meta link head title base canvas map "
    "frameset noembed datalist dialog menu applet param track"
)
_VOID = frozenset({"br", "hr", "img", "wbr", "source"})
_UNSEEN = _names(
    "headerlink anchor-link pf-on-dark linenos linenodiv md-tags md-source-file pf-skip"
)
_OWN_LINE = _BLOCKS | _names(
    "p div h1 h2 h3 h4 h5 h6 ul ol dl pre table blockquote figure details hr"
)
_CONTAINERS = frozenset({"div", "ul", "ol", "dl", "blockquote", "section", "article", "main"})


def feed_content(
    html: Html, page: str, site_url: str, words: Words, *, folded_code: bool = True
) -> Html:
    """The content of a feed's item, from the finished HTML of its page.

    `page` is the whole address of the page; addresses of the site may stand as `pf:address`.
    Code that is folded on the page may be left out, where the item leads there anyway.
    """

    def whole(match: re.Match[str]) -> str:
        return f'="{escape(absolute(unescape(match[1]), site_url))}"'

    source = clean_text(_REFERENCE.sub(_without_control, _TOKEN.sub(whole, html)))
    if not source.strip():
        return ""
    # Without `huge_tree` the parser drops whatever is nested more than 256 deep.
    reader = parser.HTMLParser(huge_tree=True)
    root = parser.fragment_fromstring(source, create_parent="div", parser=reader)
    return clean_text(_Writer(page, words, folded_code).write(root))


def _without_control(match: re.Match[str]) -> str:
    character = unescape(match[0])
    return match[0] if character == clean_text(character) else ""


class _Writer:
    """Writes the elements that stay, one after the other."""

    def __init__(self, page: str, words: Words, folded_code: bool) -> None:
        self.page = page
        self.words = words
        self.folded_code = folded_code
        self.out: list[str] = []
        self.size = 0
        self.is_cut = False
        self.depth = 0
        self.skipped: set[Any] = set()
        self.special: Mapping[str, Callable[[Any], None]] = {
            "pre": self._pre,
            "table": self._table,
            "img": self._image,
            "picture": self._picture,
            "svg": self._drawing,
            "math": self._formula,
            "input": self._input,
            "details": self._details,
            "a": self._link,
            **dict.fromkeys(("iframe", "embed", "object", "frame"), self._frame),
        }

    def write(self, root: Any) -> Html:
        """The whole content, closed by a link where it was cut."""
        self._drop_title(root)
        self._children(root)
        if self.is_cut:
            self._more("feeds.rest")
        return "".join(self.out).strip()

    def _drop_title(self, root: Any) -> None:
        """The item has a title of its own."""
        first = next((e for e in root if isinstance(e.tag, str)), None)
        if first is not None and first.tag == "h1" and not (root.text or "").strip():
            self.skipped.add(first)

    def _children(self, element: Any) -> None:
        if self.depth >= DEEPEST:
            self._text(element.text_content())
            return
        self.depth += 1
        self._write_children(element)
        self.depth -= 1

    def _write_children(self, element: Any) -> None:
        self._text(element.text)
        is_container = element.tag in _CONTAINERS
        for child in element:
            if is_container and self.size >= MOST:
                self.is_cut = True
                return
            if isinstance(child.tag, str) and child not in self.skipped:
                self._element(child)
            self._text(child.tail)

    def _element(self, element: Any) -> None:
        names = set((element.get("class") or "").split())
        tag = element.tag.lower()
        if tag in _DROPPED or names & _UNSEEN or _is_hidden(element):
            return
        if tag in self.special:
            self.special[tag](element)
        elif "admonition" in names:
            self._admonition(element)
        elif "tabbed-set" in names:
            self._tabs(element)
        elif "twemoji" in names and element.find(".//svg") is not None:
            return
        elif names & {"admonition-title", "pf-out__head"}:
            self._wrapped("<p><strong>", element, "</strong></p>")
        else:
            self._plain("div" if tag in _BLOCKS else tag, element)

    def _plain(self, tag: str, element: Any) -> None:
        attributes = self._attributes(tag, element)
        is_bare = not attributes and (tag == "span" or (tag == "div" and _holds_blocks(element)))
        if tag not in _KEPT or is_bare:
            self._children(element)
        elif tag in _VOID:
            self._put(f"<{tag}{attributes}>")
        else:
            self._wrapped(f"<{tag}{attributes}>", element, f"</{tag}>")

    def _wrapped(self, start: str, element: Any, end: str) -> None:
        """An element with what is in it; nothing where that is nothing, except a table's cell."""
        place = len(self.out)
        self._put(start)
        self._children(element)
        inside = "".join(self.out[place + 1 :])
        if inside.strip() or element.tag in ("td", "th", "video", "audio"):
            self._put(end)
        else:
            del self.out[place:]
            self._put(inside)

    # Single elements

    def _pre(self, element: Any) -> None:
        for number in element.find_class("linenos"):
            number.clear(keep_tail=True)
        text = clean_text(element.text_content()).strip("\n")
        names = set((element.get("class") or "").split())
        shown = _cut(text, MOST_OUTPUT)
        self._put(f"<pre><code>{escape(shown, quote=False)}</code></pre>")
        if "mermaid" in names:
            self._more("feeds.diagram")
        elif shown != text:
            self._more("feeds.rest")

    def _table(self, element: Any) -> None:
        if "highlighttable" in (element.get("class") or ""):
            blocks = [e for e in element.iter("pre") if not _in_line_numbers(e)]
            for block in blocks[-1:]:
                self._pre(block)
            return
        rows = list(element.iter("tr"))
        size = 0
        for number, row in enumerate(rows):
            size += len(row.text_content())
            if number and (number > MOST_ROWS or size > MOST_OUTPUT):
                self.skipped.add(row)
        is_cut = any(row in self.skipped for row in rows)
        self._plain("table", element)
        if is_cut:
            self._more("feeds.rest")

    def _image(self, element: Any) -> None:
        names = set((element.get("class") or "").split())
        alt = element.get("alt") or ""
        if names & {"twemoji", "emojione", "gemoji"}:
            self._text(alt)
            return
        source = element.get("src") or (element.get("srcset") or "").split(",")[0].split(" ")[0]
        if source.strip().lower().startswith("data:"):
            self._put(
                f'<a href="{escape(self.page)}">{escape(alt or self.words("feeds.image"))}</a>'
            )
            return
        if address := absolute(source, self.page) if source else "":
            element.set("src", address)
            self._plain("img", element)
        else:
            self._text(alt)

    def _picture(self, element: Any) -> None:
        for image in element.iter("img"):
            self._image(image)

    def _drawing(self, element: Any) -> None:
        """Readers do not draw SVG within a text; its name is said instead."""
        title = element.find("title")
        name = element.get("aria-label") or (title.text if title is not None else "") or ""
        if name.strip():
            self._put(f'<a href="{escape(self.page)}">{escape(name.strip())}</a>')

    def _formula(self, element: Any) -> None:
        text = clean_text(formula_text(element))
        tag = "code" if len(text) > 2 else "i"
        if text:
            self._put(f"<{tag}>{escape(text, quote=False)}</{tag}>")

    def _input(self, element: Any) -> None:
        if (element.get("type") or "").lower() == "checkbox":
            self._put("☑ " if element.get("checked") is not None else "☐ ")

    def _details(self, element: Any) -> None:
        """Folded text, unfolded; the summaries of our own code and outputs only name them."""
        names = set((element.get("class") or "").split())
        if "pf-code" in names and element.get("open") is None and not self.folded_code:
            return
        summary = element.find("summary")
        if summary is not None:
            self.skipped.add(summary)
            if not names & {"pf-code", "pf-more"}:
                self._wrapped("<p><strong>", summary, "</strong></p>")
        self._children(element)

    def _link(self, element: Any) -> None:
        if "target" in element.attrib or element.get("href") is not None:
            address = absolute(element.get("href") or "", self.page)
            if address:
                element.set("href", address)
                self._plain("a", element)
                return
        self._children(element)

    def _frame(self, element: Any) -> None:
        source = element.get("src") or element.get("data") or ""
        address = absolute(source, self.page) if source else ""
        if address:
            name = element.get("title") or urlsplit(address).netloc or address
            self._put(f'<p><a href="{escape(address)}">{escape(name)}</a></p>')

    # Constructs

    def _admonition(self, element: Any) -> None:
        self._wrapped("<blockquote>", element, "</blockquote>")

    def _tabs(self, element: Any) -> None:
        """Each tab as a bold label and its block, in both of the forms that the extension makes."""
        labels = [label for label in element.iter("label") if _owner(label) is element]
        blocks = [
            block
            for name in ("tabbed-block", "tabbed-content")
            for block in element.iter("div")
            if name in (block.get("class") or "").split() and _owner(block) is element
        ]
        blocks = blocks[: len(labels)] if labels else blocks
        for number, block in enumerate(blocks):
            if number < len(labels):
                self._wrapped("<p><strong>", labels[number], "</strong></p>")
            self._plain("div", block)

    # Writing

    def _attributes(self, tag: str, element: Any) -> str:
        found = []
        for name in (*_KEPT.get(tag, ()), *_EVERYWHERE):
            value = element.get(name)
            if name in _ADDRESSES and value is not None:
                value = absolute(value, self.page) or None
            if value is not None:
                found.append(f' {name}="{escape(clean_text(value))}"')
        if tag in ("td", "th"):
            found += _alignment(element)
        if tag in ("video", "audio"):
            found.append(" controls")
        return "".join(found)

    def _text(self, text: str | None) -> None:
        if text and ("\n" not in text or text.strip()):
            self._put(escape(text, quote=False))
        elif text and not (self.out and self.out[-1].endswith("\n")):
            self._put("\n")

    def _more(self, key: str) -> None:
        self._put(f'<p><a href="{escape(self.page)}">{escape(self.words(key))}</a></p>')

    def _put(self, piece: str) -> None:
        self.out.append(piece)
        self.size += len(piece)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def _holds_blocks(element: Any) -> bool:
    """Whether it holds nothing but elements that stand on lines of their own."""
    texts = [element.text, *(child.tail for child in element)]
    return all(_has_own_line(child) for child in element) and not any(
        text and text.strip() for text in texts
    )


def _has_own_line(element: Any) -> bool:
    is_head = "pf-out__head" in (element.get("class") or "")
    return is_head or element.tag in _OWN_LINE or element.tag in _DROPPED or element.tag == "input"


def _in_line_numbers(element: Any) -> bool:
    return any("linenos" in (parent.get("class") or "") for parent in element.iterancestors())


def _owner(element: Any) -> Any:
    """The nearest set of tabs around an element."""
    return next(
        (e for e in element.iterancestors() if "tabbed-set" in (e.get("class") or "").split()), None
    )


def _alignment(element: Any) -> list[str]:
    style = re.search(r"text-align:\s*(left|right|center)", element.get("style") or "")
    align = style[1] if style else element.get("align")
    return [f' align="{align}"'] if align in ("left", "right", "center") else []


def _cut(text: str, most: int) -> str:
    """The text up to the end of a line, where it is too long."""
    if len(text) <= most:
        return text
    return text[:most].rpartition("\n")[0] or text[:most]
