"""Strict YAML: scalars stay the text an author wrote, and nothing in a file can do harm.

Reads the parser's events and keeps its own stack, so that depth costs no recursion, an alias is
counted before it is followed, and every value knows its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from proofolio.model.characters import CONTROLS, first_control, without_controls
from proofolio.problems import Problem
from proofolio.sources.nodes import Node, Place, Scalar, Sequence, Table, Unreadable
from proofolio.sources.syntax import HALF_CHARACTER, explain

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
TOO_DEEP = f"This is nested more than {MAX_DEPTH} levels deep. Make it flatter."
MAX_COPIES = 10_000
"""How many values aliases may add to a file."""

# YAML's own set; the parser tells only the offset of what is outside it.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff|" + CONTROLS.pattern
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str, place: Place) -> tuple[Node | None, list[Problem]]:
    """What a YAML text holds (None if it cannot be read, or holds nothing) and its problems."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if len(text.encode()) > MAX_BYTES:
        message = "has more than 1 MiB of YAML. Move long texts to Markdown files."
        return None, [place.problem("too-large", f"This file {message}", place.line)]
    if found := _FORBIDDEN.search(text):
        line = place.line + text.count("\n", 0, found.start())
        message = f"holds the invisible character U+{ord(found.group()):04X}. Delete it."
        return None, [place.problem("bad-character", f"This line {message}", line)]
    builder = _Builder(place, text.split("\n"))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        # LibYAML has a limit of its own, and may look far ahead before it says what comes first.
        is_deep = "nesting depth" in (error.problem or "")
        line = error.problem_mark.line if error.problem_mark else 0
        offset, message = (line, TOO_DEEP) if is_deep else explain(error, text)
        builder.problems.append(place.problem("bad-yaml", message, place.line + offset))
        return None, builder.problems
    except _Refused as refusal:
        builder.problems.append(refusal.problem)
        return None, builder.problems
    return builder.root, builder.problems


class _Refused(Exception):
    """The whole text is refused; carries why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass
class _Open:
    """A list or mapping whose end has not come yet."""

    line: int
    is_mapping: bool
    anchor: str | None
    readable: bool
    items: list[Node] = field(default_factory=list)
    values: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    merged: list[Node] = field(default_factory=list)
    key: Scalar | None = None
    size: int = 1
    height: int = 1


class _Builder:
    """Makes nodes of events."""

    def __init__(self, place: Place, lines: list[str]) -> None:
        self.place = place
        self.lines = lines
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._documents = 0
        self._copies = 0

    def take(self, event: Event) -> None:
        """Adds what an event says."""
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._open(event)
        elif isinstance(event, CollectionEndEvent):
            self._close()
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                text = "A second `---` begins another document, and a file holds one. Remove it."
                self._refuse("second-document", text, self._line(event))

    def _line(self, event: Event) -> int:
        return self.place.line + (event.start_mark.line if event.start_mark else 0)

    def _report(self, code: str, text: str, line: int) -> None:
        self.problems.append(self.place.problem(code, text, line))

    def _refuse(self, code: str, text: str, line: int) -> None:
        raise _Refused(self.place.problem(code, text, line))

    def _readable(self, event: ScalarEvent | CollectionStartEvent) -> bool:
        if event.tag is None:
            return True
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        text = f"`{tag}` is a YAML tag, and tags are not read. Write the value without it."
        self._report("yaml-tag", text, self._line(event))
        return False

    def _scalar(self, event: ScalarEvent) -> None:
        line = self._line(event)
        if _SURROGATE.search(event.value):
            self._refuse("bad-yaml", HALF_CHARACTER, line)
        plain = event.style in (None, "")
        if plain and not event.value:
            self._comment(event)
        value = self._printable(event.value, line)
        scalar = Scalar(value, line, plain) if self._readable(event) else Unreadable(line)
        self._add(scalar, 1, 0, event.anchor)

    def _printable(self, value: str, line: int) -> str:
        """The value without what escapes in double quotes make and no page can hold."""
        found = first_control(value)
        if not found:
            return value
        text = f"This value holds the invisible character {found}, which is left out. Delete it."
        self._report("invisible-character", text, line)
        return without_controls(value)

    def _comment(self, event: ScalarEvent) -> None:
        """Reports `evidence: #tag`, of which YAML reads nothing."""
        mark = event.start_mark
        rest = self.lines[mark.line][mark.column :] if mark and mark.line < len(self.lines) else ""
        if found := re.fullmatch(r"\s+(#[^\s#]+)\s*", rest):
            word = found.group(1)
            text = (
                "Nothing is written here, since `#` begins a comment in YAML. Write "
                f"'{word}' in quotation marks, or a space after the `#`."
            )
            self._report("comment-as-value", text, self._line(event))

    def _open(self, event: CollectionStartEvent) -> None:
        line = self._line(event)
        if len(self._stack) >= MAX_DEPTH:
            self._refuse("too-deep", TOO_DEEP, line)
        readable = self._readable(event)
        is_mapping = isinstance(event, MappingStartEvent)
        self._stack.append(_Open(line, is_mapping, event.anchor, readable))

    def _close(self) -> None:
        done = self._stack.pop()
        node: Node
        if not done.readable:
            node = Unreadable(done.line)
        elif done.is_mapping:
            self._merge(done)
            node = Table(done.values, done.lines, done.line)
        else:
            node = Sequence(tuple(done.items), done.line)
        self._add(node, done.size, done.height, done.anchor)

    def _alias(self, event: AliasEvent) -> None:
        line = self._line(event)
        if event.anchor not in self._anchors:
            text = (
                f"`*{event.anchor}` repeats something that is not named before it. If the value "
                "begins with an asterisk, put it in quotes."
            )
            self._report("unknown-alias", text, line)
            self._add(Unreadable(line), 1, 0)
            return
        node, size, height = self._anchors[event.anchor]
        self._copies += size
        if self._copies > MAX_COPIES or len(self._stack) + height > MAX_DEPTH:
            text = f"`*{event.anchor}` repeats too much. Write the values out, or leave them away."
            self._refuse("alias-bomb", text, line)
        self._add(node, size, height)

    def _add(self, node: Node, size: int, height: int, anchor: str | None = None) -> None:
        if anchor:
            self._anchors[anchor] = (node, size, height)
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        parent.size += size
        parent.height = max(parent.height, height + 1)
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = self._key(node)
        else:
            self._pair(parent, parent.key, node)
            parent.key = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        if isinstance(node, Sequence | Table):
            text = "A key must be a word. If the value begins with a brace, put it in quotes."
            self._report("bad-key", text, node.line)
            self._stack[-1].readable = False
        return Scalar("", node.line)

    def _pair(self, parent: _Open, key: Scalar, value: Node) -> None:
        name = key.text.strip()
        if not name:
            return
        if name == "<<" and key.plain:
            parent.merged.append(value)
        elif name in parent.values:
            first = parent.lines[name]
            place = f"on line {first}" if not self.place.part else "above"
            text = f"`{name}` stands here a second time; the first is {place}. Keep one of them."
            self._report("repeated-key", text, key.line)
            # Nobody can know which of the two is meant, so neither is.
            parent.values[name] = Unreadable(first)
        else:
            parent.values[name] = value
            parent.lines[name] = key.line

    def _merge(self, done: _Open) -> None:
        for node in done.merged:
            for source in node.items if isinstance(node, Sequence) else (node,):
                if not isinstance(source, Table):
                    text = "`<<` takes in another mapping: write `<<: *name` with its name."
                    self._report("bad-merge", text, done.line)
                    continue
                for name, value, line in source:
                    done.values.setdefault(name, value)
                    done.lines.setdefault(name, line)
