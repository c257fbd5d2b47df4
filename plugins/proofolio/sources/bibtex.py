"""Entries of a BibTeX file, as bibtexparser finds them, and every slip of the file's form.

What a slip leaves whole is read: bibtexparser goes on at the next entry, and tells in its own log,
which no author sees, what it could not read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from proofolio.problems import Problem
from proofolio.sources.bibtex_values import next_field, read_value
from proofolio.sources.names import nearest
from proofolio.sources.nodes import Place

_FIELD = re.compile(r"^[ \t]*,?[ \t]*([A-Za-z][\w:+.-]*)[ \t]*=", re.MULTILINE)
_ENTRY = re.compile(r"^[ \t]*(@\w+)\b(?![ \t]*[{(])", re.MULTILINE)
_HEAD = re.compile(r"@\s*(\w+)\s*[{(]\s*([^,\s{}=]*)")


@dataclass(frozen=True)
class Written:
    """A field's text, with its line."""

    text: str
    line: int


@dataclass(frozen=True)
class BibEntry:
    """An entry as it is written, with `@string` and `#` resolved."""

    key: str
    type: str
    fields: Mapping[str, Written]
    line: int


def parse_bibtex(text: str, place: Place) -> tuple[tuple[BibEntry, ...], list[Problem]]:
    """The entries of a file, and the slips in its form."""
    with _silent_library():
        blocks = parse_string(text, parse_stack=[]).blocks
    reader = _Reader(place)
    entries = [entry for block in blocks for entry in reader.read(block)]
    return tuple(reader.inherited(entries)), reader.problems


@contextmanager
def _silent_library() -> Iterator[None]:
    logger, silent = logging.getLogger("bibtexparser"), logging.NullHandler()
    before = logger.propagate
    logger.propagate = False
    logger.addHandler(silent)
    try:
        yield
    finally:
        logger.removeHandler(silent)
        logger.propagate = before


class _Reader:
    def __init__(self, place: Place) -> None:
        self.place = place
        self.problems: list[Problem] = []
        self.strings: dict[str, str] = {}

    def report(self, text: str, line: int, field: str = "", code: str = "bad-bibtex") -> None:
        self.problems.append(self.place.problem(code, text, line, field))

    def read(self, block: object) -> Iterator[BibEntry]:
        """What a block of the file holds; lines are counted from 0 in it, and here from 1."""
        if isinstance(block, DuplicateBlockKeyBlock):
            # The library tells of two entries of one name, with both places.
            block = block.ignore_error_block
        if isinstance(block, DuplicateFieldKeyBlock):
            block = block.ignore_error_block
        if isinstance(block, Entry):
            yield self._entry(block)
        elif isinstance(block, String):
            self.strings[block.key.casefold()] = read_value(block.value, self.strings).text
        elif isinstance(block, ParsingFailedBlock):
            self._failed(block)
        elif isinstance(block, ImplicitComment):
            self._outside(block)

    def _entry(self, entry: Entry) -> BibEntry:
        fields: dict[str, Written] = {}
        for field in entry.fields:
            self._field(fields, field.key, field.value, (field.start_line or 0) + 1)
        return BibEntry(entry.key, entry.entry_type.casefold(), fields, (entry.start_line or 0) + 1)

    def _field(self, fields: dict[str, Written], key: str, written: str, line: int) -> None:
        name = key.casefold()
        if name.startswith("%"):
            # No comment to BibTeX, and yet to everybody who writes one.
            return
        value = read_value(written, self.strings)
        if value.unknown:
            text = f"`{value.unknown}` stands without braces, and no `@string` before it says what"
            near = nearest(value.unknown.casefold(), self.strings)
            hint = f'Did you mean "{near}"?' if near else f"Write {name} = {{{value.text[:60]}}}."
            self.report(f"{text} it means. {hint}", line, name)
        if fields.setdefault(name, Written(value.text, line)).text != value.text:
            text = "It stands twice in this entry; the first is read. Keep one."
            self.report(text, line, name, "repeated-key")
        if not value.rest or value.rest.startswith("%"):
            return
        other, rest = next_field(value.rest)
        at = line + written[: len(written) - len(value.rest)].count("\n")
        if other:
            self.report(f"A comma is missing between `{name}` and `{other}`. Add it.", at, other)
            self._field(fields, other, rest, at)
        else:
            text = f'"{value.rest[:40]}" stands behind the end of the value, and is not read.'
            self.report(f"{text} Put it inside of the braces, or delete it.", at, name)

    def _failed(self, block: ParsingFailedBlock) -> None:
        raw, line = block.raw or "", (block.start_line or 0) + 1
        head = _HEAD.match(raw)
        named = f"`{head[2]}`" if head and head[2] else "The entry"
        reason = str(getattr(block.error, "abort_reason", ""))
        if "comma after entry key" in reason:
            text = f"After the key of {named} a comma is missing, so the entry is left out. Add it."
            self.report(text, line)
        elif reason.startswith("Expected a `="):
            text = f"A field of {named} has no `=`, so the entry is left out. Add it."
            self.report(text, _bare_line(raw, line))
        else:
            field, at = _unclosed(raw, line)
            text = f"{named} is not closed, so it is left out. Add the brace or quotation mark that"
            self.report(f"{text} is missing.", at, field)

    def _outside(self, block: ImplicitComment) -> None:
        raw, line = block.raw or "", (block.start_line or 0) + 1
        if found := _ENTRY.search(raw):
            text = f"`{found[1]}` has no brace behind it, so the entry is not read. Add it."
            self.report(text, line + raw.count("\n", 0, found.start(1)))
        elif found := _FIELD.search(raw):
            text = f"`{found[1]}` stands outside of any entry, and is not read. "
            self.report(f"{text}Is a brace above it closed too early?", line + _lines(raw, found))

    def inherited(self, entries: list[BibEntry]) -> Iterator[BibEntry]:
        """The entries with what `crossref` and `xdata` lend them; what is there for that is not."""
        by_key = {entry.key: entry for entry in reversed(entries)}
        lent: set[str] = set()
        full = [self._filled(entry, by_key, lent, ()) for entry in entries]
        for entry in full:
            only_lends = (
                entry.key in lent and entry.type in LENDERS and "author" not in entry.fields
            )
            if not only_lends and entry.type not in _NO_WORKS:
                yield entry

    def _filled(
        self, entry: BibEntry, known: Mapping[str, BibEntry], lent: set[str], seen: tuple[str, ...]
    ) -> BibEntry:
        fields = dict(entry.fields)
        for link in ("crossref", "xdata"):
            written = entry.fields.get(link)
            for key in filter(None, map(str.strip, written.text.split(",") if written else ())):
                if key not in known or key in (*seen, entry.key):
                    self._no_parent(entry, link, key, known)
                    continue
                lent.add(key)
                parent = self._filled(known[key], known, lent, (*seen, entry.key))
                for name, value in _lent(parent, link).items():
                    fields.setdefault(name, value)
        return replace(entry, fields=fields)

    def _no_parent(self, entry: BibEntry, link: str, key: str, known: Mapping[str, object]) -> None:
        near = nearest(key, [other for other in known if other != entry.key])
        text = f'There is no entry "{key}".' if key not in known else f'"{key}" leads in a circle.'
        hint = f' Did you mean "{near}"?' if near else " Write the key of one, or take it out."
        problem = self.place.problem("bad-bibtex", text + hint, entry.fields[link].line, link)
        if problem not in self.problems:
            self.problems.append(problem)


LENDERS = frozenset(
    {"proceedings", "mvproceedings", "collection", "mvcollection", "reference", "mvreference"}
    | {"book", "mvbook", "periodical"}
)
"""Types that, without an author, stand in a file to lend their fields to others."""

_NO_WORKS = frozenset({"xdata", "set", "control", "ieeetranbstctl", "comment"})
_OWN = frozenset({"crossref", "xref", "xdata", "ids", "key", "label", "options", "shorthand"})


def _lent(parent: BibEntry, link: str) -> dict[str, Written]:
    """The fields of another entry, by the names that they have in one that is a part of it."""
    fields = {name: value for name, value in parent.fields.items() if name not in _OWN}
    if link == "xdata":
        return fields
    if title := fields.pop("title", None):
        fields.setdefault("journaltitle" if parent.type == "periodical" else "booktitle", title)
    for name in ("subtitle", "doi", "url", "abstract", "pages", "note", "keywords"):
        fields.pop(name, None)
    return fields


def _lines(raw: str, found: re.Match[str]) -> int:
    return raw.count("\n", 0, found.start(1))


def _bare_line(raw: str, line: int) -> int:
    """The last line of what was read, on which something else stood than `name =`."""
    return line + raw.rstrip().count("\n")


def _unclosed(raw: str, line: int) -> tuple[str, int]:
    """The first field whose braces do not match, and its line; else where the entry begins."""
    starts = [*_FIELD.finditer(raw)]
    ends = [found.start() for found in starts[1:]]
    for found, end in zip(starts, ends, strict=False):
        value = raw[found.end() : end]
        opened = len(re.findall(r"(?<!\\)\{", value)) - len(re.findall(r"(?<!\\)\}", value))
        if opened or (value.lstrip().startswith('"') and value.count('"') % 2):
            return found[1].casefold(), line + _lines(raw, found)
    return "", line
