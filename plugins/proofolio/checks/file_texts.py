"""What a file says: its text, or the words that a picture or another file carries unseen."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from proofolio.checks.leak_texts import places_of
from proofolio.checks.picture_metadata import BOMS, decoded, metadata_of, runs
from proofolio.checks.written_ways import unfolded

MOST = 50_000_000
"""Bytes of a compressed file that are unpacked: no page is longer, and bombs are."""

_PICTURES = (b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"\x89PNG")
_SUFFIXES = frozenset(
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".avif", ".heic", ".ico", ".bmp"]
)
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PDF_TEXT = re.compile(rb"\(((?:[^()\\]|\\.)*)\)")
_DEPTH = 3

Texts = Iterator[tuple[str, str]]
"""Where a text stands, in words, and the text."""


def texts_of(name: str, content: bytes, depth: int = _DEPTH) -> Texts:
    """All that a file says, with the place of each text in words."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".ipynb":
        yield from _of_notebook(content)
    elif content.startswith(b"\x1f\x8b") and depth:
        yield from texts_of(name.removesuffix(".gz"), _unpacked(content), depth - 1)
    elif content.startswith(b"PK\x03\x04") and depth:
        yield from _of_archive(content, depth)
    elif content.startswith(b"%PDF"):
        yield from (("its words", text) for text in _of_pdf(content))
    elif content.startswith(_PICTURES) or (suffix in _SUFFIXES and b"\0" in content):
        yield "metadata of the picture", metadata_of(content)
    elif suffix in (".vcf", ".ics"):
        yield from (("its text", unfolded(text)) for text in decoded(content))
    elif b"\0" not in content or content.startswith(BOMS):
        yield from (("its text", text) for text in decoded(content))
    else:
        yield "its words", "\n".join(runs(content))


def _of_notebook(content: bytes) -> Texts:
    for place in places_of(content):
        where = "its metadata" if place.cell is None else f"cell {place.cell}"
        yield where, "\n\n".join(place.texts)
        for blob in place.blobs:
            for _, text in texts_of("", blob, 1):
                yield f"{where}, metadata of a picture", text


def _of_archive(content: bytes, depth: int) -> Texts:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for member in archive.infolist():
                yield "the name of a file in it", member.filename
                if member.file_size <= MOST and not member.flag_bits & 1:
                    inner = archive.read(member)
                    yield from texts_of(member.filename, inner, depth - 1)
    except Exception:  # zipfile raises anything at damaged archives; their bytes are read then.
        yield "its words", "\n".join(runs(content))


def _of_pdf(content: bytes) -> Iterator[str]:
    """Title, author and other metadata, and words as far as they are written as letters."""
    for part in (content, *map(_inflated, _PDF_STREAM.findall(content))):
        texts = [_unescaped(text) for text in _PDF_TEXT.findall(part)]
        # A line of print is cut into pieces between which letters are moved.
        yield "".join(text for text in texts if text)
        yield "\n".join(texts)
        if b"xmpmeta" in part:
            yield part.decode("utf-8", "replace")


def _unescaped(text: bytes) -> str:
    text = re.sub(rb"\\([0-7]{1,3})", lambda code: bytes([int(code[1], 8) & 255]), text)
    text = re.sub(rb"\\(.)", rb"\1", text, flags=re.DOTALL)
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    return text.decode("latin-1")


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, MOST)
    except zlib.error:
        return b""


def _unpacked(content: bytes) -> bytes:
    """What a gzip file holds, with the name of the file it was made of."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            inner = file.read(MOST)
    except (OSError, EOFError, zlib.error):
        return b""
    named = len(content) > 10 and content[3] & 8 and not content[3] & 4
    return inner + (b"\n" + content[10:].partition(b"\0")[0] if named else b"")
