"""Headers without `---` at the top of a Markdown file: Pelican's and MultiMarkdown's `Title: x`,
Nikola's comment of `.. title: x`.

A text may begin with "Note: …" as well. So lines are a header only where two of them have names
that headers have, or one says what no sentence does (`Status: draft`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from proofolio.problems import Problem
from proofolio.sources.days import iso_moment
from proofolio.sources.nodes import Node, Place, Scalar, Sequence, Table, Unreadable
from proofolio.sources.statuses import DAYS, FLAGS, OTHERS, folded, is_day, status_of

_PAIR = re.compile(r" {0,3}([A-Za-z][\w-]*):[ \t]*(.*)")
_MORE = re.compile(r"(?: {4}|\t)\s*(\S.*)")
_DOTTED = re.compile(r"[ \t]*\.\.[ \t]+([A-Za-z][\w-]*):[ \t]*(.*)")
_END = re.compile(r"(?:-{3}|\.{3})[ \t]*")
_COMMENT = re.compile(r"<!--[ \t]*\n?(?=[ \t]*\.\.[ \t]+[A-Za-z][\w-]*:)")

_DAYS = frozenset(map(folded, ("date", "modified", "updated", "lastmod", *DAYS)))
_HOLDING = frozenset(map(folded, (*FLAGS, *OTHERS, *DAYS)))
_TELLING = _DAYS | _HOLDING | {"title", "tags", "category", "slug"}
"""What lines of a header are called, and those of a text hardly ever."""
_NAMES = _TELLING | {
    *("subtitle", "keywords", "categories", "summary", "description", "author", "authors", "lang")
}
"""What lines of a header are called."""


@dataclass(frozen=True)
class PlainHeader:
    """What such a header says, and how much of the text it takes."""

    table: Table
    body: str
    line: int
    """Line on which the body begins."""
    problems: tuple[Problem, ...] = ()


@dataclass
class _Lines:
    """Pairs as they are read, with the line of each."""

    place: Place
    pairs: list[tuple[str, str, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def report(self, text: str, line: int) -> None:
        """Tell what cannot be read; the entry stays a draft for it."""
        told = f"{text} Until then this is a draft."
        self.problems.append(self.place.problem("bad-header", told, line))

    def table(self) -> Table:
        """The pairs as if they stood between lines of `---`."""
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key, text, line in self.pairs:
            node, before = _node(key, text, line), values.get(key)
            if isinstance(node, Sequence) and isinstance(before, Sequence):
                values[key] = Sequence(before.items + node.items, before.line)
            elif before:
                self.report(f"`{key}` stands here a second time. Keep one of them.", line)
            elif text:
                # Nikola writes every key it knows, most of them with nothing behind.
                values[key], lines[key] = node, line
        if self.problems:
            values["status"] = Unreadable(self.place.line)
            lines.setdefault("status", self.place.line)
        return Table(values, lines, self.place.line)


def read_plain_header(text: str, place: Place) -> PlainHeader | None:
    """The header that a text begins with; none where its first lines are a text."""
    start = len(text) - len(text.lstrip("\n"))
    first = place.line + start
    if comment := _COMMENT.match(text, start):
        return _of_nikola(text[start:], comment.end() - start, first, place)
    lines = text[start:].split("\n")
    if _DOTTED.fullmatch(lines[0]):
        return _taken(lines, list(_dotted(lines, first)), first, place)
    pairs = list(_pairs(lines, first))
    after = lines[pairs[-1][3] :] if pairs else []
    ends = not after or not after[0].strip() or bool(_END.fullmatch(after[0]))
    told = [(key, value) for key, value, _, _ in pairs]
    if told and folded(told[0][0]) in _NAMES:
        # Between them may be a line that is none; what follows it must not be lost.
        told += _further(after)
    if not _is_header(told, ends=ends):
        return None
    return _taken(lines, pairs, first, place)


def _of_nikola(text: str, begin: int, first: int, place: Place) -> PlainHeader:
    inside, end, body = text[begin:].partition("-->")
    line = first + text.count("\n", 0, begin)
    found = _Lines(Place(place.path, first, place.part))
    lines = inside.split("\n")
    found.pairs = [(key, value, at) for key, value, at, _ in _dotted(lines, line)]
    if not end:
        found.report("The comment that begins here has no end. Write `-->` below it.", first)
        return PlainHeader(found.table(), "", line, tuple(found.problems))
    for number, each in enumerate(lines):
        if each.strip() and not _DOTTED.fullmatch(each):
            text = f'"{each.strip()[:60]}" is no `.. key: value`. Mend or delete this line.'
            found.report(text, line + number)
    at = line + inside.count("\n")
    return PlainHeader(found.table(), body, at, tuple(found.problems))


def _taken(
    lines: list[str], pairs: list[tuple[str, str, int, int]], first: int, place: Place
) -> PlainHeader:
    """The header of these pairs, each with the number of lines up to its end."""
    found = _Lines(Place(place.path, first, place.part))
    found.pairs = [(key, value, line) for key, value, line, _ in pairs]
    used = pairs[-1][3]
    rest = lines[used:]
    for number, each in enumerate(rest):
        if not each.strip() or (number == 0 and _END.fullmatch(each)):
            break
        pair = _PAIR.fullmatch(each)
        if pair and folded(pair[1]) in _NAMES:
            text = f"`{pair[1]}` follows a line that is no `key: value`. Put it above that line."
            found.report(text, first + used + number)
    if rest and _END.fullmatch(rest[0]):
        rest = rest[1:]
    body = "\n".join(rest)
    return PlainHeader(found.table(), body, first + len(lines) - len(rest), tuple(found.problems))


def _pairs(lines: list[str], first: int) -> Iterator[tuple[str, str, int, int]]:
    """Key, value, line and number of lines read of each pair, until one is no such."""
    pair: tuple[str, str, int] | None = None
    for number, each in enumerate(lines):
        more = _MORE.fullmatch(each) if pair else None
        if pair and more:
            pair = (pair[0], f"{pair[1]} {more[1].strip()}".strip(), pair[2])
            continue
        if pair:
            yield (*pair, number)
        found = _PAIR.fullmatch(each)
        if not found:
            return
        pair = (found[1].casefold(), found[2].strip(), first + number)
    if pair:
        yield (*pair, len(lines))


def _further(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The pairs in the rest of a paragraph."""
    for each in lines:
        if not each.strip():
            return
        if found := _PAIR.fullmatch(each):
            yield found[1], found[2].strip()


def _dotted(lines: list[str], first: int) -> Iterator[tuple[str, str, int, int]]:
    for number, each in enumerate(lines):
        found = _DOTTED.fullmatch(each)
        if found:
            yield found[1].casefold(), found[2].strip(), first + number, number + 1
        elif each.strip():
            return


def _is_header(pairs: list[tuple[str, str]], *, ends: bool) -> bool:
    """Whether lines are a header, and not a text; `ends` where a blank line is below them."""
    names = {folded(key) for key, _ in pairs}
    if len(names & _NAMES) > 1 and names & _TELLING:
        return True
    return any(_is_plain(folded(key), value, ends=ends) for key, value in pairs)


def _is_plain(name: str, value: str, *, ends: bool) -> bool:
    """Whether a line alone tells that it is of a header."""
    if name in _HOLDING and value:
        is_word = name in ("status", "visibility") and " " not in value
        found = status_of(name, Scalar(value, 0))
        return is_word or is_day(value) or (name != "robots" and bool(found)) or found == "unlisted"
    if not ends or name not in _TELLING:
        return False
    if name == "slug":
        return " " not in value
    return name in ("title", "tags") or (name == "date" and is_day(iso_moment(value)))


def _node(key: str, text: str, line: int) -> Node:
    """A value as a file between lines of `---` would have it."""
    name = folded(key)
    if name in _DAYS:
        return Scalar(iso_moment(text) or text, line)
    if name in ("tags", "keywords", "categories", "authors"):
        sign = ";" if name == "authors" and ";" in text else ","
        items = tuple(Scalar(part.strip(), line, plain=False) for part in text.split(sign))
        return Sequence(tuple(item for item in items if item.text), line)
    return Scalar(text, line, plain=name in _HOLDING)
