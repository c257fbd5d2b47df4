"""What pictures say besides what they show: words, and where they were taken."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_MOST = 1_000_000
"""Bytes of a pressed text that are looked at: no real one is longer, and bombs are."""


def words_in(blob: bytes) -> Iterator[str]:
    """The texts that a picture or another file carries, as far as its format is known."""
    if blob.startswith(_PNG):
        for kind, content in _chunks(blob):
            yield from _png_text(kind, content)
    if b"Exif" in blob or blob.startswith(_JPEG):
        yield from _camera_words(blob)


def says_where(picture: bytes) -> bool:
    """Whether a picture tells where on earth it was taken."""
    if b"exif:GPSLatitude" in picture:
        return True
    if not any(mark in picture for mark in (b"Exif", b"eXIf", b"II*\0", b"MM\0*")):
        return False
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(picture)) as opened:
            place = opened.getexif().get_ifd(0x8825)
    except Exception:  # Pillow raises anything at damaged pictures; those tell nobody where.
        return False
    return 2 in place and 4 in place


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG file, and at last what somebody put behind them."""
    position = len(_PNG)
    while position + 12 <= len(png):
        length = int.from_bytes(png[position : position + 4], "big")
        kind = png[position + 4 : position + 8]
        yield kind, png[position + 8 : position + 8 + length]
        position += 12 + length
        if kind == b"IEND":
            break
    yield b"", png[position:]


def _png_text(kind: bytes, content: bytes) -> Iterator[str]:
    name, _, rest = content.partition(b"\0")
    if kind == b"iTXt" and len(rest) > 2:
        is_pressed, rest = rest[0], rest[2:].split(b"\0", 2)[-1]
        text = _unpressed(rest) if is_pressed else rest
    elif kind == b"zTXt":
        text = _unpressed(rest[1:])
    elif kind == b"tEXt":
        text = rest
    else:
        return
    yield f'{name.decode("latin-1")}: "{text.decode("utf-8", errors="replace")}"'


def _unpressed(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, _MOST)
    except zlib.error:
        return b""


def _camera_words(picture: bytes) -> Iterator[str]:
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(picture)) as opened:
            values = [*opened.info.items(), *opened.getexif().items()]
    except Exception:  # As above; the bytes themselves are looked at anyway.
        return
    for name, value in values:
        text = value.decode("utf-8", errors="ignore") if isinstance(value, bytes) else value
        if isinstance(text, str):
            yield f'{name}: "{text}"'
