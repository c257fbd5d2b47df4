"""What an author wrote in a record's fields, with the place of each value in its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proofolio.problems import Level, Problem
from proofolio.sources.nodes import Place, Table

Loc = tuple[str | int, ...]
"""Place of a value in the fields, as pydantic gives it: `("outcomes", 0, "value")`."""

LOST = object()
"""Stands where a value was that has been reported and is to be left out."""


@dataclass(frozen=True)
class Layer:
    """One of the texts that metadata of an entry may stand in."""

    place: Place
    table: Table
    folder: Path
    """Folder that its relative paths begin at."""


@dataclass
class Written:
    """The fields of a record as they were written, in the shape it is made of."""

    fields: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lost: list[Loc] = field(default_factory=list)
    """Values that were reported and are to be left out."""
    lines: dict[str, int] = field(default_factory=dict)
    """Line of each value by its dotted name."""
    places: dict[str, Place] = field(default_factory=dict)
    """Text that each field stands in."""
    shorts: set[str] = field(default_factory=set)
    """Names of values written in a short form: nothing below them is in the file."""
    place: Place = field(default_factory=lambda: Place(""))
    """Text and line that the record begins at."""

    def lines_in(self, path: str) -> dict[str, int]:
        """Lines of the fields that stand in a file."""
        here = {
            name for name, place in self.places.items() if place.path == path and not place.part
        }
        return {name: line for name, line in self.lines.items() if name.split(".", 1)[0] in here}

    def name_of(self, loc: Loc) -> str:
        """Dotted name of a value as its author sees it: `outcomes.mape.value`."""
        parts = self._path(loc)
        for end in range(1, len(parts)):
            if ".".join(parts[:end]) in self.shorts:
                parts = parts[:end]
                break
        # A line of text in a list has no name of its own, and its line says which it is.
        is_item = isinstance(loc[len(parts) - 1], int) if parts else False
        if is_item and parts[-1].isdigit():
            value = self._value(loc[: len(parts)])
            if not isinstance(value, dict | list) or ".".join(parts) in self.shorts:
                parts.pop()
        return ".".join(parts)

    def line_of(self, loc: Loc) -> int | None:
        """Line of a value, or of the nearest thing around it."""
        parts = self._path(loc)
        names = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
        return next((self.lines[name] for name in names if name in self.lines), None)

    def report(self, code: str, text: str, loc: Loc, level: Level = Level.PROBLEM) -> None:
        """Adds a problem with the value at a place."""
        place = self.places.get(str(loc[0]), self.place) if loc else self.place
        line = self.line_of(loc) or self.place.line
        self.problems.append(place.problem(code, text, line, self.name_of(loc), level))

    def _path(self, loc: Loc) -> list[str]:
        """Steps to a value, items of a list by their key if they have one."""
        parts = []
        for end, step in enumerate(loc, 1):
            value = self._value(loc[:end]) if isinstance(step, int) else None
            key = value.get("key") or value.get("network") if isinstance(value, dict) else None
            parts.append(str(key or step))
        return parts

    def _value(self, loc: Loc) -> Any:
        value: Any = self.fields
        for step in loc:
            if isinstance(value, list) and isinstance(step, int):
                value = value[step]
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value
