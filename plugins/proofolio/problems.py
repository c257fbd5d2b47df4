"""What can be wrong with an author's content, and how we say it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How much a problem matters: `--strict` fails from PROBLEM on, every build at DANGER.

    LEFT_OUT is a danger that is over for now, since what holds it is not published.
    """

    NOTE = "note"
    PROBLEM = "problem"
    LEFT_OUT = "left-out"
    DANGER = "danger"


@dataclass(frozen=True)
class Problem:
    """One thing an author should know, with the place where she can mend it."""

    code: str
    """Short stable name of the kind of problem, e.g. `unknown-key`."""
    text: str
    """What is wrong and what to do, in a sentence or two."""
    path: str = ""
    """File, relative to the project's folder, with forward slashes."""
    line: int | None = None
    """Line in that file, counted from 1."""
    field: str = ""
    """Field as the author writes it (`outcomes.mape.value`), or `cell 3` in a notebook."""
    level: Level = Level.PROBLEM
    excerpt: str = dataclasses.field(default="", compare=False, repr=False)
    """What of the file it is about, with which its text begins, in quotation marks."""
    trace: str = dataclasses.field(default="", compare=False, repr=False)
    """Of a mistake of ours: what whoever mends it asks for."""

    def __str__(self) -> str:
        """The message as printed: `projects/churn.yml:8: outcomes.mape.value: …`."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return ": ".join(part for part in (place, self.field, self.text) if part)

    def at(self, level: Level) -> Problem:
        """The same problem at another level."""
        return replace(self, level=level)

    def facts(self) -> dict[str, Any]:
        """All of it, as JSON can hold it."""
        return {**vars(self), "level": self.level.value}

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Problem:
        """The problem whose facts they are; an error where they are those of something else."""
        return cls(**{**facts, "level": Level(facts["level"])})


def quoted(excerpt: str, most: int = 60) -> str:
    """A piece of a text in quotation marks, on one line and not too long."""
    shown = " ".join(excerpt.split())
    return f'"{shown}"' if len(shown) <= most else f'"{shown[: most - 1].rstrip()}…"'


class ContentError(Exception):
    """The author can fix this; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
