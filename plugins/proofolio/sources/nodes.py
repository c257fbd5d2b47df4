"""What a content file holds before anybody knows what it means: text, lists, mappings, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from proofolio.problems import Level, Problem

ABSENT = frozenset({"", "~", "null", "Null", "NULL"})
"""What stands for "nothing" when it is written without quotation marks."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as the text the author wrote."""

    text: str
    line: int
    plain: bool = True
    """Written without quotation marks."""

    @property
    def is_absent(self) -> bool:
        """Whether the author wrote nothing."""
        return not self.text.strip() or (self.plain and self.text in ABSENT)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values in the order of the file, with the line of each key."""

    values: Mapping[str, Node]
    lines: Mapping[str, int]
    line: int

    def __iter__(self) -> Iterator[tuple[str, Node, int]]:
        """Key, value and line of each pair."""
        return ((key, value, self.lines[key]) for key, value in self.values.items())


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that has been reported already and cannot be used."""

    line: int


Node = Scalar | Sequence | Table | Unreadable


@dataclass(frozen=True)
class Place:
    """Where a text stands, so that its problems can say so."""

    path: str
    """File, relative to the project's folder."""
    line: int = 1
    """Line of the file on which the text begins; 0 where lines say nothing."""
    part: str = ""
    """`cell 3` of a notebook; its lines are nothing an author sees."""

    def problem(
        self,
        code: str,
        text: str,
        line: int | None = None,
        field: str = "",
        level: Level = Level.PROBLEM,
    ) -> Problem:
        """A problem on a line of the file and in a field."""
        if self.part:
            field = f"{self.part}: {field}" if field else self.part
            line = None
        return Problem(code, text, self.path, line or None, field, level)


def plain_value(node: Node) -> Any:
    """The node as Python values, for keys that are passed on as they are.

    `true`, `false` and numbers without quotation marks become what they look like.
    """
    if isinstance(node, Sequence):
        return [plain_value(item) for item in node.items]
    if isinstance(node, Table):
        return {key: plain_value(value) for key, value in node.values.items()}
    if isinstance(node, Unreadable) or (node.plain and node.is_absent):
        return None
    if not node.plain:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    if re.fullmatch(r"-?\d{1,15}", node.text):
        return int(node.text)
    return float(node.text) if re.fullmatch(r"-?\d{1,15}\.\d{1,15}", node.text) else node.text


def node_of(value: Any, line: int = 0, depth: int = 0) -> Node:
    """A JSON value, as notebooks hold it, in the shape of a file's."""
    if depth > 20:
        return Unreadable(line)
    if isinstance(value, dict):
        values = {str(key): node_of(item, line, depth + 1) for key, item in value.items()}
        return Table(values, dict.fromkeys(values, line), line)
    if isinstance(value, list):
        return Sequence(tuple(node_of(item, line, depth + 1) for item in value), line)
    if value is None or isinstance(value, bool):
        return Scalar({None: "null", True: "true", False: "false"}[value], line)
    return Scalar(str(value), line, plain=not isinstance(value, str))
