"""What took long to make, kept between builds under a key of everything that went in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from proofolio.cache_files import read_cached, write_cached

MARK = 16
"""Bytes at the end of a kept file that tell whether it is whole."""


def kept(folder: Path | None, name: str, make: Callable[[], bytes]) -> bytes:
    """The file of this name, made where it is missing or damaged; no folder keeps none."""
    if folder is None:
        return make()
    file = folder / name
    found = read_kept(file)
    if found is not None:
        return found
    content = make()
    write_cached(file, content + _mark(content))
    return content


def read_kept(file: Path) -> bytes | None:
    """What was kept in the file; None where there is nothing, or not all of it."""
    try:
        found = read_cached(file)
    except OSError:
        return None
    content, mark = found[:-MARK], found[-MARK:]
    return content if mark == _mark(content) else None


def key_of(content: bytes, *others: object) -> str:
    """A name that is another wherever the content or anything else that counts differs."""
    digest = blake2b(content, digest_size=16)
    digest.update(repr(others).encode())
    return digest.hexdigest()


@cache
def version_of(library: str) -> str:
    """The version of an installed library, for keys."""
    return metadata.version(library)


@cache
def code_of(*modules: str) -> str:
    """A mark of our own code that makes something, byte for byte, for keys."""
    digest = blake2b(digest_size=8)
    for module in modules:
        digest.update((Path(__file__).parent / f"{module}.py").read_bytes())
    return digest.hexdigest()


def _mark(content: bytes) -> bytes:
    return blake2b(content, digest_size=MARK).digest()
