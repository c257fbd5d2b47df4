"""Marks of files in which nothing was found, so that a later build need not look again."""

from __future__ import annotations

import json
from pathlib import Path

from proofolio.cache_files import key_of, write_cached


class CleanMarks:
    """What held nothing; what held something is never remembered.

    `asked` is all that was looked for: where it changes, everything is looked at again.
    """

    def __init__(self, file: Path | None, asked: str) -> None:
        self._file = file
        self._asked = key_of(asked.encode())
        self._known = _known(file)
        self._clean: set[str] = set()

    def mark(self, content: bytes, name: str = "") -> str:
        """The mark of a file of this name and content."""
        return key_of(content, name, self._asked)

    def __contains__(self, mark: str) -> bool:
        if mark in self._known:
            self._clean.add(mark)
        return mark in self._clean

    def add(self, mark: str) -> None:
        """Remember that there was nothing."""
        self._clean.add(mark)

    def keep(self) -> None:
        """Write down what this build met; the marks of all else are dropped."""
        if self._file and self._clean != self._known:
            write_cached(self._file, json.dumps(sorted(self._clean)).encode())


def _known(file: Path | None) -> set[str]:
    """Marks of an earlier build; none where the file is damaged."""
    try:
        found = json.loads(file.read_bytes()) if file else []
    except (OSError, ValueError, RecursionError):
        return set()
    return set(map(str, found)) if isinstance(found, list) else set()
