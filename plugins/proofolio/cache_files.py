"""Files in the cache folder: what one build made and a later one may use again."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

UNUSED_SECONDS = 30 * 24 * 3600
"""A file that no build has asked for in so long is dropped."""
_DAY_SECONDS = 24 * 3600
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
        Path(aside.name).replace(file)


def drop_unused(folder: Path) -> None:
    """Remove what was made for content that has long changed."""
    oldest = time.time() - UNUSED_SECONDS
    for file in (*folder.glob("*"), *folder.glob("*/*")):
        with suppress(OSError):
            if _OURS.fullmatch(file.name) and file.is_file() and file.stat().st_mtime < oldest:
                file.unlink()
