"""Edits as data: what becomes of which file, apart from who chose it and what it is tried on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Write:
    """A file gets this content, and with `keeps_time` the time at which it was changed before."""

    path: str
    content: bytes
    keeps_time: bool = False


@dataclass(frozen=True)
class Remove:
    """A file is there no more."""

    path: str


@dataclass(frozen=True)
class Move:
    """A file has another name."""

    path: str
    to: str


@dataclass(frozen=True)
class Clock:
    """It is another time, in seconds of Unix."""

    seconds: int


Step = Write | Remove | Move | Clock


@dataclass(frozen=True)
class Edit:
    """What an author did, in words, and the steps of it.

    Each can be applied whether or not those before it were, so that a sequence can be shortened.
    """

    number: int
    words: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return f"edit {self.number}: {self.words}"


@dataclass
class Place:
    """The folder of a site, and the time it is there."""

    folder: Path
    clock: int

    def apply(self, edit: Edit) -> None:
        """Take the steps of an edit as far as the files for them are there."""
        for step in edit.steps:
            match step:
                case Write():
                    self._write(step)
                case Remove():
                    (self.folder / step.path).unlink(missing_ok=True)
                case Move():
                    self._move(step)
                case Clock():
                    self.clock = step.seconds

    def _write(self, step: Write) -> None:
        path = self.folder / step.path
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.stat().st_mtime_ns if path.is_file() else None
        path.write_bytes(step.content)
        if step.keeps_time and before is not None:
            os.utime(path, ns=(before, before))

    def _move(self, step: Move) -> None:
        path, to = self.folder / step.path, self.folder / step.to
        if path.is_file():
            to.parent.mkdir(parents=True, exist_ok=True)
            path.replace(to)
