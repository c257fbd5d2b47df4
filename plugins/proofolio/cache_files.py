"""Files in the cache folder: what one build made and a later one may use again.

Their names are keys of everything that went in, or they hold such a key (`Shelf`). Leave one thing
out, and an old number is shown as new.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b, sha256
from importlib.metadata import version
from pathlib import Path
from sysconfig import get_platform
from tempfile import NamedTemporaryFile
from typing import Any

UNUSED_SECONDS = 30 * 24 * 3600
"""A file that no build has asked for in so long is dropped."""
_DAY_SECONDS = 24 * 3600
_PACKAGES = (".dist-info", ".egg-info")
_MARK = 16
"""Bytes at the end of a kept file that tell whether it is whole."""
_OURS = re.compile(r"[0-9a-f]{32}(\.[a-z]+)?|\w+\.part")
"""Files named by a key, and what was left when a build was broken off. All others are the author's,
whose folder this may be, or are written over in time."""


def key_of(content: bytes, *others: object) -> str:
    """A name that is another wherever the content, or anything else that counts, differs."""
    # Processors have instructions for it, and hashing was a quarter of a hit.
    digest = sha256(content)
    digest.update(repr(others).encode())
    return digest.hexdigest()[:32]


@cache
def made_by(*parts: str) -> str:
    """A mark of what makes something, for keys: files of ours, byte for byte, and libraries.

    A part is a file below our package, as `model/*.py`, or a library, of which the version counts.
    """
    digest = blake2b(digest_size=16)
    for part in parts:
        if not part.endswith(".py"):
            digest.update(f"{part} {version(part)}\n".encode())
            continue
        files = sorted(Path(__file__).parent.glob(part))
        if not files:
            raise FileNotFoundError(part)
        for file in files:
            digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def made_by_all() -> str:
    """A mark of every file of ours, byte for byte, of Python and of every package beside us.

    For what so much goes into that nobody could name it: a change anywhere makes it anew.
    """
    folder = Path(__file__).parent
    digest = blake2b(f"{sys.version} {get_platform()}".encode(), digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder)} {len(content)}\n".encode())
            digest.update(content)
    for place in sys.path:
        with suppress(OSError):
            names = sorted(each.name for each in Path(place).iterdir() if each.suffix in _PACKAGES)
            # The place of the program that was started, which holds none, counts for nothing.
            digest.update(f"{names}\n".encode() if names else b"")
    return digest.hexdigest()


@dataclass(frozen=True)
class Shelf:
    """Keeps the newest version of each thing, under its name: never more than the site has.

    Nothing is written before `keep`: what is made of a secret must not outlast the build that it
    stops. Without a folder nothing is kept.
    """

    folder: Path | None
    _waiting: dict[Path, bytes] = field(default_factory=dict, compare=False)

    def read(self, name: str, key: str) -> Any:
        """What was kept under the name, if it was made of the same; else None."""
        if not self.folder:
            return None
        file = self._file(name)
        found = self._waiting[file] if file in self._waiting else read_kept(file)
        if found is None or not found.startswith(key.encode()):
            return None
        try:
            return json.loads(found[len(key) :].decode("utf-8", "surrogatepass"))
        except (ValueError, RecursionError):
            return None

    def write(self, name: str, key: str, value: Any) -> None:
        """Have what JSON can hold kept, in the place of what was kept under the name.

        A record in it becomes a mapping.
        """
        with suppress(TypeError, ValueError, RecursionError):
            if not self.folder:
                return
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=vars)
            self._waiting[self._file(name)] = (key + text).encode("utf-8", "surrogatepass")

    def keep(self) -> None:
        """Write everything for the next build."""
        for file, content in self._waiting.items():
            write_kept(file, content)
        self._waiting.clear()

    def kept(self, name: str, key: str, make: Callable[[], Any]) -> Any:
        """What is kept under the name, made anew where it is not there or of something else."""
        found = self.read(name, key)
        if found is None:
            found = make()
            self.write(name, key, found)
        return found

    def _file(self, name: str) -> Path:
        return Path(self.folder or "") / key_of(name.encode("utf-8", "surrogatepass"))


def read_cached(file: Path) -> bytes:
    """The content of a file, which now counts as used; `OSError` where there is none."""
    with file.open("rb") as opened:
        if time.time() - os.fstat(opened.fileno()).st_mtime > _DAY_SECONDS:
            with suppress(OSError):
                os.utime(file)
        return opened.read()


def write_cached(file: Path, content: bytes) -> None:
    """Write aside, then rename: another build sees the whole file or none.

    A folder that cannot be written costs the next build time, and this one nothing.
    """
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as aside:
            aside.write(content)
        try:
            Path(aside.name).replace(file)
        except OSError:
            # A folder stands in its place.
            Path(aside.name).unlink()


def kept(folder: Path | None, name: str, make: Callable[[], bytes]) -> bytes:
    """The file of this name, made where it is missing or damaged; no folder keeps none."""
    if folder is None:
        return make()
    file = folder / name
    found = read_kept(file)
    if found is None:
        found = make()
        write_kept(file, found)
    return found


def read_kept(file: Path) -> bytes | None:
    """What was kept in the file; None where there is nothing, or not all of it."""
    try:
        found = read_cached(file)
    except OSError:
        return None
    content, mark = found[:-_MARK], found[-_MARK:]
    return content if mark == _mark_of(content) else None


def write_kept(file: Path, content: bytes) -> None:
    """Write the content with a mark that tells whether it is whole."""
    write_cached(file, content + _mark_of(content))


def _mark_of(content: bytes) -> bytes:
    return blake2b(content, digest_size=_MARK).digest()


def drop_unused(folder: Path) -> None:
    """Remove what was made for content that has long changed."""
    oldest = time.time() - UNUSED_SECONDS
    for file in (*folder.glob("*"), *folder.glob("*/*")):
        with suppress(OSError):
            if _OURS.fullmatch(file.name) and file.is_file() and file.stat().st_mtime < oldest:
                file.unlink()
