"""Files in the cache folder: what one build made and a later one may use again."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

UNUSED_SECONDS = 30 * 24 * 3600
"""A file that no build has asked for in so long is dropped."""
_DAY_SECONDS = 24 * 3600
_MARK = 16
"""Bytes at the end of a kept file that tell whether it is whole."""
_OURS = re.compile(r"[0-9a-f]{32}(\.[a-z]+)?|\w+\.part")
"""Files named by a key, and what was left when a build was broken off. All others are the author's,
whose folder this may be, or are written over in time."""


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
