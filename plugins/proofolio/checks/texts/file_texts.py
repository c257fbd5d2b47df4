"""What a file says: its name, its text, or the words that a picture or another file carries unseen.

Everything that must not be published is looked for in these texts, and in no others.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from proofolio.checks.texts.decoding import decoded, rich_text, runs, wide_text
from proofolio.checks.texts.leak_texts import places_of
from proofolio.checks.texts.pdf_texts import pdf_texts
from proofolio.checks.texts.picture_metadata import metadata_of
from proofolio.checks.texts.written_ways import unfolded

MOST = 50_000_000
"""Bytes of a compressed file that are unpacked: no page is longer, and bombs are."""

_PICTURES = (b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"\x89PNG")
_SUFFIXES = frozenset(
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".avif", ".heic", ".ico", ".bmp"]
)
_PRESSED = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\0": ".xz"}
_CLOSED = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd")
"""Archives that Python cannot open."""
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_DATA = re.compile(r"data:[\w/+.-]*(?:;[\w.-]+=[\w.-]+)*(;base64)?,([\w/+.~!*'()=%\s-]{16,})")
_PDF_BEGINS = 1_024
_DEPTH = 3


class Text(NamedTuple):
    """A text of a file."""

    where: str
    """Where it stands, in words."""
    text: str
    is_file: bool = False
    """Whether its lines are those of the file."""
    unread: str = ""
    """Why there is no text here, where a part of the file could not be read."""


Texts = Iterable[Text]


def texts_of(name: str, content: bytes) -> Iterator[Text]:
    """All that a file says, with the place of each text in words, and what could not be read."""
    yield Text("its name", name)
    yield from _of_content(name, content, _DEPTH)


def _of_content(name: str, content: bytes, depth: int) -> Iterator[Text]:
    suffix = PurePosixPath(name).suffix.lower()
    pressed = next((end for mark, end in _PRESSED.items() if content.startswith(mark)), "")
    if suffix == ".ipynb":
        yield from _of_notebook(content, depth)
    elif pressed and depth:
        yield from _of_pressed(name.removesuffix(pressed), content, depth)
    elif content.startswith(b"PK\x03\x04") and depth:
        yield from _of_archive(content, depth)
    elif b"%PDF-" in content[:_PDF_BEGINS]:
        if b"/Encrypt" in content:
            yield _unread("it is encrypted")
        yield from (Text("its words", text) for text in pdf_texts(content, MOST))
    elif content.startswith(_PICTURES) or (suffix in _SUFFIXES and b"\0" in content):
        yield Text("metadata of the picture", metadata_of(content))
    elif content.startswith(b"{\\rtf"):
        yield Text("its words", rich_text(content))
    elif b"\0" not in content or content.startswith(_TEXT_MARKS):
        yield from _of_text(suffix, decoded(content), depth)
    else:
        if content.startswith(_CLOSED):
            yield _unread("it is packed in a way that is not opened here")
        yield from _of_text(suffix, wide_text(content), depth)
        yield Text("its words", "\n".join(runs(content)))


def _of_text(suffix: str, texts: Iterator[str], depth: int) -> Iterator[Text]:
    for text in texts:
        yield Text("its text", unfolded(text) if suffix in (".vcf", ".ics") else text, is_file=True)
        for found in _DATA.finditer(text) if depth and "data:" in text else ():
            content = _of_address(found)
            if content:
                yield from _inside("data in it", _of_content("", content, depth - 1))


def _of_address(found: re.Match[str]) -> bytes:
    content = unquote_to_bytes(found[2])
    if not found[1]:
        return content
    # In a text, words of the same letters may follow it.
    letters = b"".join(re.split(rb"[^\sA-Za-z0-9+/]", content, maxsplit=1)[0].split())
    return base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")


def _of_notebook(content: bytes, depth: int) -> Iterator[Text]:
    for place in places_of(content):
        where = "its metadata" if place.cell is None else f"cell {place.cell}"
        yield Text(where, "\n\n".join(place.texts))
        for blob in place.blobs:
            yield from _inside(where, _of_content("", blob, depth - 1))


def _of_archive(content: bytes, depth: int) -> Iterator[Text]:
    left = MOST
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield Text("the comment in it", archive.comment.decode("utf-8", "replace"))
            for member in archive.infolist():
                yield Text("the name of a file in it", member.filename)
                left -= member.file_size
                if member.flag_bits & 1:
                    yield _unread("a file in it is encrypted")
                elif left < 0:
                    yield _unread("it is larger than 50 MB when it is unpacked")
                else:
                    inner = _of_content(member.filename, archive.read(member), depth - 1)
                    yield from _inside("a file in it", inner)
    except Exception:  # zipfile raises anything at damaged archives; their bytes are read then.
        yield Text("its words", "\n".join(runs(content)))


def _inside(where: str, texts: Texts) -> Iterator[Text]:
    """Texts of what lies in a file: their lines are not the file's."""
    for found in texts:
        place = where if found.where == "its text" else f"{where}, {found.where}"
        yield found._replace(where=place, is_file=False)


def _unread(why: str) -> Text:
    return Text("", "", unread=why)


def _of_pressed(name: str, content: bytes, depth: int) -> Iterator[Text]:
    """What a pressed file holds, with the name of the file it was made of."""
    try:
        inner = _unpressed(content)
    except (OSError, EOFError, zlib.error, lzma.LZMAError):
        yield Text("its words", "\n".join(runs(content)))
        return
    if len(inner) > MOST:
        yield _unread("it is larger than 50 MB when it is unpacked")
    if content.startswith(b"\x1f\x8b") and len(content) > 10 and content[3] & 8:
        yield Text("the name of a file in it", content[10:].partition(b"\0")[0].decode("latin-1"))
    yield from _inside("its text", _of_content(name, inner[:MOST], depth - 1))


def _unpressed(content: bytes) -> bytes:
    if content.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=BytesIO(content)).read(MOST + 1)
    if content.startswith(b"BZh"):
        return bz2.BZ2File(BytesIO(content)).read(MOST + 1)
    return lzma.LZMAFile(BytesIO(content)).read(MOST + 1)
