"""The author's files that are no UTF-8 text, where somebody else reads them and says no name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from proofolio.problems import Level, Problem
from proofolio.sources.files import name_in

NO_SOURCES = frozenset({"node_modules", "venv", "site", "__pycache__"})
LARGEST = 20_000_000
_SHORTEST = 8
"""Bytes that two files may have in common."""


def undecoded(error: BaseException, root: Path) -> Problem | None:
    """The file of the project that an exception was about, if it could not be read as text."""
    if not isinstance(error, UnicodeDecodeError) or len(error.object) < _SHORTEST:
        return None
    for path in _files(root):
        content = path.read_bytes()
        at = content.find(error.object)
        if at >= 0:
            return _problem(path, content[: at + error.start], root).at(Level.DANGER)
    return None


def unusable_templates(folder: Path, root: Path) -> Iterator[Problem]:
    """A problem for each template of a theme that is no UTF-8 text, or text of two bytes a letter.

    Nothing else of a theme is read as text.
    """
    for path in sorted(folder.rglob("*.html")):
        content = path.read_bytes() if path.is_file() else b""
        try:
            place = content.index(b"\0") if b"\0" in content else None
            content.decode()
        except UnicodeDecodeError as error:
            place = error.start
        if place is not None:
            yield _problem(path, content[:place], root)


def _problem(path: Path, before: bytes, root: Path) -> Problem:
    name = name_in(path, root)
    text = "This line is not UTF-8 text. Save the file again as UTF-8."
    return Problem("not-utf8", text, name, before.count(b"\n") + 1)


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in NO_SOURCES and not f.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file() and path.stat().st_size <= LARGEST and os.access(path, os.R_OK):
                yield path
