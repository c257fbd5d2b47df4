"""Files of the project: found, read and measured, and never outside of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from proofolio.model.characters import first_control, without_controls
from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS
from proofolio.problems import Problem
from proofolio.sources.nodes import Place

# Of editors, systems and version control, and what stands in any folder of code.
PASSED_OVER = re.compile(
    r".*~|#.*#|.*\.(?:bak|old|orig|rej|swp|swo|tmp|temp|part|lock|log|pyc|gitkeep|keep)"
    r"|thumbs\.db|desktop\.ini|icon\r|licen[cs]e.*|copying.*|notice.*|contributing.*|changelog.*"
    r"|makefile|dockerfile.*|requirements.*\.(?:txt|in)|environment\.ya?ml|conda.*\.ya?ml"
    r"|pyproject\.toml|setup\.(?:py|cfg)|pipfile|renv\.lock|citation\.cff|.*\.rproj",
    re.IGNORECASE,
)

MAX_TEXT = 2_000_000
MAX_NOTEBOOK = 10_000_000


def name_in(path: Path, folder: Path) -> str:
    """The path as seen from a folder, with forward slashes."""
    return Path(os.path.relpath(path, folder)).as_posix()


@dataclass(frozen=True)
class Folders:
    """Where an author's content stands; all of them absolute."""

    root: Path
    """The project's folder."""
    docs: Path
    """Pages and pictures, with `_data` in it."""
    projects: Path
    posts: Path

    def of(self, kind: Kind[Any]) -> Path:
        """Where the entries of a kind stand, if it has a folder."""
        return Path(getattr(self, kind.plural))


@dataclass
class Files:
    """The files of a project's folders."""

    folders: Folders
    pictures: set[str] = field(default_factory=set)
    """Pictures under `docs` that were asked for, relative to the root."""
    problems: list[Problem] = field(default_factory=list)
    """Folders and names that could not be read."""

    @cached_property
    def _allowed(self) -> tuple[Path, ...]:
        folders = self.folders
        own = [folders.of(kind) for kind in KINDS if kind.source == "folder"]
        return tuple(path.resolve() for path in (folders.root, folders.docs, *own))

    def name(self, path: Path) -> str:
        """The path as messages show it: relative to the root, with forward slashes."""
        shown = name_in(path, self.folders.root)
        return without_controls(os.fsencode(shown).decode("utf-8", "replace"))

    def is_inside(self, path: Path) -> bool:
        """Whether the file, links followed, belongs to the project."""
        try:
            real = path.resolve()
        except (OSError, RuntimeError):
            return False
        return any(real.is_relative_to(allowed) for allowed in self._allowed)

    def entries(self, folder: Path) -> Iterator[Path]:
        """Files and folders in a folder, in order, but for those whose names are skipped."""
        try:
            paths = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
        except FileNotFoundError:
            return
        except OSError as error:
            text = f"This folder cannot be read ({error.strerror}). Check what it is."
            self.problems.append(Place(self.name(folder)).problem("unreadable-folder", text))
            return
        for path in paths:
            if re.match(r"[_.]|README|readme(\.|$)", path.name):
                continue
            if found := first_control(path.name):
                why = "is not UTF-8" if found.startswith("U+D") else f"holds {found}"
                text = f"The name of this file {why}, so nothing can refer to it. Rename it."
                self.problems.append(Place(self.name(path)).problem("bad-name", text))
                continue
            yield path

    def is_folder(self, path: Path) -> bool:
        """Whether this is a folder that can be looked into."""
        try:
            return path.is_dir()
        except OSError:
            return False

    def is_file(self, path: Path) -> bool:
        """Whether this is to be read: a file, or a link that should lead to one."""
        try:
            return path.is_file() or path.is_symlink()
        except OSError:
            return True

    def read(self, path: Path, limit: int = MAX_TEXT) -> tuple[bytes, Problem | None]:
        """What a file holds, or nothing and the problem that says why."""
        place = Place(self.name(path))
        if not self.is_inside(path):
            text = "This is a link to a place outside of the project. Copy the file here instead."
            return b"", place.problem("outside", text)
        if path.is_symlink() and not path.exists():
            text = "This is a link that leads nowhere. Mend it, or delete it."
            return b"", place.problem("unreadable-file", text)
        try:
            size = path.stat().st_size
            if size >= limit:
                return b"", place.problem("too-large", _too_large(path, size, limit))
            if path.exists() and not (path.is_file() or path.is_dir()):
                # Reading a pipe would wait for ever.
                text = "This is no file but a pipe or the like. Delete it."
                return b"", place.problem("unreadable-file", text)
            return path.read_bytes(), None
        except OSError as error:
            text = f"This file cannot be read ({error.strerror}). Check its permissions."
            return b"", place.problem("unreadable-file", text)

    def read_text(self, path: Path) -> tuple[str | None, Problem | None]:
        """A text file without its byte order mark, with `\\n` at the ends of lines."""
        content, problem = self.read(path)
        if problem:
            return None, problem
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message = "This line is not UTF-8 text. Save the file again as UTF-8."
            return None, Place(self.name(path)).problem("not-utf8", message, line)
        return text.replace("\r\n", "\n").replace("\r", "\n"), None

    def find(self, address: str, folder: Path) -> Path | None:
        """The file that a relative address means: beside the entry's file, else under `docs`."""
        places = (self.folders.docs,) if address.startswith("/") else (folder, self.folders.docs)
        for name in _names(address):
            for place in places:
                path = Path(os.path.normpath(place / name.lstrip("/")))
                try:
                    if path.is_file() and self.is_inside(path):
                        return path
                except (OSError, ValueError):
                    continue
        return None


def _names(address: str) -> Iterator[str]:
    """Names of the file that an address may mean: `a%20b#c`, and a file that is called so."""
    with suppress(ValueError):
        yield unquote(urlsplit(address).path)
    yield address


def _too_large(path: Path, size: int, limit: int) -> str:
    advice = "Clear large outputs and save again" if path.suffix == ".ipynb" else "Make it smaller"
    return f"This file has {size / 1e6:.1f} MB; less than {limit / 1e6:.0f} MB are read. {advice}."
