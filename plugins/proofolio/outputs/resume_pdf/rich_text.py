"""An author's Markdown, once it is HTML, as paragraphs and lists of marked pieces of text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

Piece = dict[str, Any]
"""A text with `strong`, `em` and `url`, where it has them."""
Block = dict[str, Any]
"""A paragraph (`pieces`), or a list (`items`, each of pieces)."""

_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
_BREAKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "blockquote"}
    | {"table", "tr", "pre", "figure", "section", "hr", "br"}
)
_SILENT = frozenset({"script", "style", "annotation", "button", "svg"})
_SPACE = re.compile(r"\s+")


def blocks_of(html: str) -> list[Block]:
    """The paragraphs and lists of a text, in its order; pictures are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.open: list[tuple[str, Piece]] = []
        """Tags that mark the text in them."""
        self.is_item = False
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "li":
            self.end_block()
            self.is_item = True
        elif tag in _BREAKS:
            self.end_block()
        elif tag in _MARKS:
            self.open.append((tag, {_MARKS[tag]: True}))
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self.open.append((tag, {"url": address} if address else {}))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "li":
            self.end_block()
            self.is_item = False
        elif tag in _BREAKS:
            self.end_block()
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag)]

    def handle_data(self, data: str) -> None:
        text = _SPACE.sub(" ", data)
        if self.silent or (text == " " and not self.pieces):
            return
        marks: Piece = {}
        for _, each in self.open:
            marks |= each
        self.pieces.append({"text": text, **marks})

    def end_block(self) -> None:
        """What was read so far is a paragraph, or an item of a list."""
        pieces, self.pieces = self.pieces, []
        if not "".join(piece["text"] for piece in pieces).strip():
            return
        pieces[0]["text"] = pieces[0]["text"].lstrip()
        pieces[-1]["text"] = pieces[-1]["text"].rstrip()
        if not self.is_item:
            self.blocks.append({"kind": "paragraph", "pieces": pieces})
        elif self.blocks and self.blocks[-1]["kind"] == "items":
            self.blocks[-1]["items"].append(pieces)
        else:
            self.blocks.append({"kind": "items", "items": [pieces]})
