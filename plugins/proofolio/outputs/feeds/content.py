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

from lxml import etree  # type: ignore[import-untyped]

from proofolio.model.characters import without_controls
from proofolio.outputs.feeds.addresses import absolute
from proofolio.outputs.feeds.elements import (
    CONTAINERS,
    DROPPED,
    KEPT,
    RENAMED,
    UNSEEN,
    VOID,
    attributes_of,
    classes,
    code_of,
    holds_blocks,
    is_line_number,
    tabs_of,
)
from proofolio.outputs.feeds.formulas import formula_text
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


def feed_content(
    html: Html, page: str, site_url: str, words: Words, *, folded_code: bool = True
) -> Html:
    """The content of a feed's item, from the finished HTML of its page.

    `page` is the whole address of the page; addresses of the site may stand as `pf:address`.
    Code that is folded on the page may be left out, where the item leads there anyway.
    """

    def whole(match: re.Match[str]) -> str:
        return f'="{escape(absolute(unescape(match[1]), site_url))}"'

    source = without_controls(_REFERENCE.sub(_without_control, _TOKEN.sub(whole, html)))
    if not source.strip():
        return ""
    # Without `huge_tree` the parser drops whatever is nested more than 256 deep.
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    body = etree.fromstring(f"<html><body><div>{source}</div></body></html>", parser).find("body")
    return without_controls(_Writer(page, words, folded_code).write(body))


def _without_control(match: re.Match[str]) -> str:
    character = unescape(match[0])
    return match[0] if character == without_controls(character) else ""


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

    def write(self, body: Any) -> Html:
        """The whole content, closed by a link where it was cut."""
        self._drop_title(body[0])
        self._children(body[0])
        self._text(body[0].tail)
        for rest in body[1:]:  # follows an end tag too many
            self._element(rest)
            self._text(rest.tail)
        if self.is_cut:
            self._more("feeds.rest")
        return "".join(self.out).strip()

    def _drop_title(self, root: Any) -> None:
        """The item has a title of its own."""
        if len(root) and root[0].tag == "h1" and not (root.text or "").strip():
            self.skipped.add(root[0])

    def _children(self, element: Any) -> None:
        if self.depth >= DEEPEST:
            self._text("".join(element.itertext()))
            return
        self.depth += 1
        self._write_children(element)
        self.depth -= 1

    def _write_children(self, element: Any) -> None:
        self._text(element.text)
        is_container = element.tag in CONTAINERS
        for child in element:
            if is_container and self.size >= MOST:
                self.is_cut = True
                return
            if child not in self.skipped:
                self._element(child)
            self._text(child.tail)

    def _element(self, element: Any) -> None:
        tag = element.tag
        if tag in DROPPED:
            return
        given = dict(element.items())
        if not given and tag not in self.special:
            # Most elements of a text; this is half the time of the whole.
            self._plain(RENAMED.get(tag, tag), element, given)
            return
        names = set(given.get("class", "").split())
        if names & UNSEEN or "hidden" in given or given.get("aria-hidden") == "true":
            return
        # Who checked a number is named in a feed only by the entry that may: consent has a scope.
        if given.get("data-mark") == "checked":
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
            self._plain(RENAMED.get(tag, tag), element, given)

    def _plain(self, tag: str, element: Any, given: Mapping[str, str]) -> None:
        attributes = attributes_of(tag, given, self.page) if given else ""
        if tag in ("video", "audio"):
            attributes += " controls"
        is_bare = not attributes and (tag == "span" or (tag == "div" and holds_blocks(element)))
        if tag not in KEPT or is_bare:
            self._children(element)
        elif tag in VOID:
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
        text = code_of(element)
        names = classes(element)
        shown = _cut(text, MOST_OUTPUT)
        self._put(f"<pre><code>{escape(shown, quote=False)}</code></pre>")
        if "mermaid" in names:
            self._more("feeds.diagram")
        elif shown != text:
            self._more("feeds.rest")

    def _table(self, element: Any) -> None:
        if "highlighttable" in classes(element):
            blocks = [e for e in element.iter("pre") if not is_line_number(e)]
            for block in blocks[-1:]:
                self._pre(block)
            return
        rows = list(element.iter("tr"))
        size = 0
        for number, row in enumerate(rows):
            size += sum(map(len, row.itertext()))
            if number and (number > MOST_ROWS or size > MOST_OUTPUT):
                self.skipped.add(row)
        is_cut = any(row in self.skipped for row in rows)
        self._plain("table", element, dict(element.items()))
        if is_cut:
            self._more("feeds.rest")

    def _image(self, element: Any) -> None:
        names = classes(element)
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
            self._plain("img", element, {**element.attrib, "src": address})
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
        text = without_controls(formula_text(element))
        tag = "code" if len(text) > 2 else "i"
        if text:
            self._put(f"<{tag}>{escape(text, quote=False)}</{tag}>")

    def _input(self, element: Any) -> None:
        if (element.get("type") or "").lower() == "checkbox":
            self._put("☑ " if element.get("checked") is not None else "☐ ")

    def _details(self, element: Any) -> None:
        """Folded text, unfolded; the summaries of our own code and outputs only name them."""
        names = classes(element)
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
                self._plain("a", element, {**element.attrib, "href": address})
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
        for label, block in tabs_of(element):
            self._wrapped("<p><strong>", label, "</strong></p>")
            self._plain("div", block, {})

    # Writing

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if "\n" not in text or text.strip():
            self._put(escape(text, quote=False))
        elif not (self.out and self.out[-1].endswith("\n")):
            self._put("\n")

    def _more(self, key: str) -> None:
        self._put(f'<p><a href="{escape(self.page)}">{escape(self.words(key))}</a></p>')

    def _put(self, piece: str) -> None:
        self.out.append(piece)
        self.size += len(piece)


def _cut(text: str, most: int) -> str:
    """The text up to the end of a line, where it is too long."""
    if len(text) <= most:
        return text
    return text[:most].rpartition("\n")[0] or text[:most]
