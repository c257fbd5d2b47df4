"""Keys of what took long to make and is kept: of everything that went into it."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path


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
