"""HTML written element by element, each put only where it may stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from proofolio.colours import read_colour
from proofolio.notebooks.html.elements import (
    BLOCK,
    HEADINGS,
    INLINE,
    ONLY_PHRASING,
    SECTIONS,
    TABLE,
)
from proofolio.notebooks.html.frames import one_row_head
from proofolio.notebooks.html.styles import Element
from proofolio.notebooks.state import State

# Characters of private use stand for finished pieces of HTML until the cell is done.
INLINE_MARK, INLINE_END = "\ue001", "\ue002"
LINK_MARK = "\ue004"
_NUMBER = re.compile(
    r"[-+−]?\W?\d[\d,. \u00a0]*(?:e[-+]?\d+)?\s?%?|nan|na|none|null", re.IGNORECASE
)
_DATA_CELL = re.compile(r"<td\b[^>]*>(?!</td>)")
_GROUND = re.compile("background-color:([^;]+)")
_LONGEST_WORD = 30
# Of pandas, and of statsmodels.
_FRAMES = frozenset({"dataframe", "simpletable"})
_HELD = re.compile(f"{INLINE_MARK}\\d+{INLINE_END}")


@dataclass
class Open:
    tag: str
    start: int
    """Where its start tag stands in what has been written."""
    element: Element
    columns_named: bool = False
    label: list[str] = field(default_factory=list)
    wrapped: bool = False
    is_frame: bool = False
    ground: str = ""
    """The colour behind it, where it brought one along."""
    numbers: int = 0
    """How many cells more hold a number than hold words."""
    hides_from: int | None = None
    """Where its text begins in what can be read, if nothing of it is shown."""


class Builder:
    """Writes HTML that is closed and valid, whatever order of tags it is asked for."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.out: list[str] = []
        """The pieces written so far."""
        self.text: list[str] = []
        """What can be read in them."""
        self.stack: list[Open] = []
        self.is_output = False
        """Whether a program wrote it, and not an author."""
        self.resume = False
        """Whether a block has just cut a paragraph in two, whose rest is to come."""

    def top(self) -> str:
        """The tag of the innermost open element."""
        return self.stack[-1].tag if self.stack else ""

    def make_room(self, tag: str) -> bool:
        """Close and open what HTML's content model asks for; False where there is no place."""
        if tag in ("thead", "tbody", "tfoot", "tr", "td", "th", "caption"):
            return self._make_room_in_table(tag)
        if tag in BLOCK:
            split = any(item.tag == "p" for item in self.stack)
            self._leave_phrasing(tag)
            if self.top() in ONLY_PHRASING:
                return False
            self.resume = split and tag == "pf-block"
        elif self.resume and self.top() not in ("p", *INLINE):
            # The rest of a paragraph that a formula of its own line has cut in two.
            self.resume = False
            self.write("p")
        if tag == "a":
            self.close_tag("a")
        top = self.top()
        if top in TABLE:
            if top != "tr":
                self._make_room_in_table("tr")
                self.write("tr")
            self.write("td")
        elif tag == "li":
            return self._make_room_in_list({"ul", "ol"}, ("li",))
        elif tag in ("dt", "dd"):
            return self._make_room_in_list({"dl"}, ("dt", "dd"))
        elif top in ("ul", "ol"):
            self.write("li")
        elif top == "dl":
            self.write("dd")
        elif top == "details" and tag != "summary" and self._is_empty():
            self.out.append(self._details())
        if tag == "summary":
            return self.top() == "details" and self._is_empty()
        if tag == "figcaption":
            return self.top() == "figure"
        return True

    def _make_room_in_table(self, tag: str) -> bool:
        if not any(item.tag == "table" for item in self.stack):
            return False
        allowed = {
            "tr": {"table", *SECTIONS},
            "td": {"tr"},
            "th": {"tr"},
        }.get(tag, {"table"})
        if tag in ("td", "th"):
            self._close_to({"tr", "table", *SECTIONS})
            if self.top() != "tr":
                self.write("tr")
            return True
        self._close_to(allowed)
        return tag != "caption" or self._is_empty()

    def _make_room_in_list(self, lists: set[str], items: tuple[str, ...]) -> bool:
        for item in reversed(self.stack):
            if item.tag in lists:
                self._close_to(lists)
                return True
            if item.tag not in items and item.tag not in INLINE and item.tag != "p":
                return False
        return False

    def _leave_phrasing(self, tag: str) -> None:
        while self.top() in INLINE:
            self.pop()
        top = self.top()
        if top == "p" or (top in HEADINGS and tag in HEADINGS):
            self.pop()

    def _close_to(self, tags: set[str]) -> None:
        while self.stack and self.top() not in tags:
            self.pop()

    def close_tag(self, tag: str) -> None:
        """Close the nearest open element of that name, unless a table's cell lies between."""
        for item in reversed(self.stack):
            if item.tag == tag:
                self._close_to({tag})
                self.pop()
                return
            if item.tag in ("td", "th", "caption") and tag not in TABLE:
                return
            if tag in INLINE and item.tag not in INLINE:
                return

    def _is_empty(self) -> bool:
        return bool(self.stack) and self.stack[-1].start == len(self.out) - 1

    def write(
        self, tag: str, kept: Mapping[str, str] | None = None, element: Element | None = None
    ) -> None:
        item = Open(tag, len(self.out), element or Element(tag, "", frozenset()))
        if kept and (ground := _GROUND.search(kept.get("style", ""))):
            item.ground = read_colour(ground[1])
        if tag == "table":
            nested = any(entry.tag == "table" for entry in self.stack)
            item.wrapped = not nested
            framed = not _FRAMES.isdisjoint(item.element.classes)
            framed = framed or item.element.id.startswith("T_")
            item.is_frame = framed
            if not nested:
                self.out.append("")
                item.start += 1
            name = "pf-table" if framed else "pf-table pf-table--text"
            kept = {**(kept or {}), "class": name}
        self.stack.append(item)
        self.out.append(f"<{tag}{in_tag(kept or {})}>")

    def pop(self) -> None:
        item = self.stack.pop()
        if item.hides_from is not None:
            del self.out[item.start :], self.text[item.hides_from :]
            return
        if item.tag == "details" and item.start == len(self.out) - 1:
            self.out.append(self._details())
        if item.tag in ("p", "ul", "ol", "tr") and not "".join(self.out[item.start + 1 :]).strip():
            # An empty paragraph, list or row says nothing and is not valid everywhere.
            del self.out[item.start :]
            return
        if item.tag == "tr":
            self._name_columns(item)
        elif item.tag == "td" and self.is_output:
            self._count_numbers(item)
        tag = self._headed(item) if item.tag == "th" else item.tag
        self.out.append(f"</{tag}>")
        if item.tag == "thead" and self.stack and self.stack[-1].is_frame:
            self.out[item.start :] = [one_row_head("".join(self.out[item.start :]))]
        if item.tag == "table" and item.numbers > 0:
            self.out[item.start] = self.out[item.start].replace(" pf-table--text", "")
        if item.tag == "table" and item.wrapped:
            self._wrap(item)
        if item.tag in BLOCK:
            self.text.append("  " if item.tag in ("td", "th") else "\n")

    def _details(self) -> str:
        return f"<summary>{escape(self.state.words('details'))}</summary>"

    def _name_columns(self, row: Open) -> None:
        """After the first row, header cells head rows; so they do in one that holds data."""
        tags = [item.tag for item in self.stack]
        table = self.stack[len(tags) - 1 - tags[::-1].index("table")]
        if not table.columns_named and "thead" not in tags:
            cells = "".join(self.out[row.start + 1 :])
            if cells.startswith("<th") and _DATA_CELL.search(cells):
                self.out[row.start + 1 :] = [cells.replace('scope="col', 'scope="row')]
        table.columns_named = True

    def _count_numbers(self, cell: Open) -> None:
        table = next(entry for entry in reversed(self.stack) if entry.tag == "table")
        if not table.is_frame:
            text = re.sub(r"<[^>]*>", "", "".join(self.out[cell.start + 1 :])).strip()
            # A cell of a sentence wants a table whose lines wrap.
            words = -1 if len(text) <= _LONGEST_WORD else -1000
            if text:
                table.numbers += 1 if _NUMBER.fullmatch(text) else words

    def _headed(self, item: Open) -> str:
        """Say what a header cell heads; an empty one is a plain cell."""
        start = self.out[item.start]
        text = " ".join("".join(self.out[item.start + 1 :]).split())
        if not text:
            self.out[item.start] = "<td" + re.sub(r' scope="\w+"', "", start[3:])
            return "td"
        table = next((entry for entry in reversed(self.stack) if entry.tag == "table"), None)
        in_head = any(entry.tag == "thead" for entry in self.stack)
        in_row = not in_head and table is not None and table.columns_named
        span = "rowspan=" if in_row else "colspan="
        scope = ("row" if in_row else "col") + ("group" if span in start else "")
        self.out[item.start] = f'<th scope="{scope}"{start[3:]}'
        if table is not None and not in_row and len(table.label) < 4:
            plain = _HELD.sub("", unescape(re.sub(r"<[^>]*>", "", text))).strip()
            if plain:
                table.label.append(plain)
        return "th"

    def _wrap(self, item: Open) -> None:
        words, columns = self.state.words, ", ".join(item.label)
        name = (
            self.state.named(words("table", columns=columns))
            if columns
            else self.state.place("table_in_cell")
        )
        label = escape(name)
        self.out[item.start - 1] = (
            f'<div class="pf-out pf-scroll" role="region" aria-label="{label}" tabindex="0">'
        )
        self.out.append("</div>")


def in_tag(kept: Mapping[str, str]) -> str:
    """The attributes as they stand in a start tag."""
    return "".join(
        f" {name}" if value == "" and name in ("open", "controls") else f' {name}="{escape(value)}"'
        for name, value in kept.items()
    )
