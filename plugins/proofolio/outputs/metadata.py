"""Files of pictures without what they say about themselves; their pixels stay as they are."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")
_JPEG_TEXTS = (0xE1, 0xED, 0xFE)
"""EXIF and XMP, Photoshop's notes with IPTC's, comments."""
_SCAN, _END = 0xDA, 0xD9
_ALONE = (0x01, *range(0xD0, 0xD9))
"""Markers of JPEG that no length follows."""
_WEBP_TEXTS = (b"EXIF", b"XMP ")
_WEBP_FLAGS = ~0b1100 & 0xFF


def stripped(content: bytes) -> bytes | None:
    """The file without its texts; None for a kind that is not known, or a damaged file."""
    try:
        if content.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(content))
        if content.startswith(b"\xff\xd8\xff"):
            return b"\xff\xd8" + b"".join(_jpeg_parts(content))
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            body = b"WEBP" + b"".join(_webp_chunks(content))
            return b"RIFF" + struct.pack("<I", len(body)) + body
    except (struct.error, IndexError, ValueError):
        return None
    return None


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    kind = b""
    while kind != b"IEND":  # what follows the end is no part of the picture
        (length,) = struct.unpack_from(">I", content, at)
        kind = content[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(content):
            raise ValueError("the file ends early")
        if kind not in _PNG_TEXTS:
            yield content[at:end]
        at = end


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == _END:
            # Behind it phones put a second picture, with texts of its own.
            yield content[at : at + 2]
            return
        end = at + 2
        if marker not in _ALONE:
            end += struct.unpack_from(">H", content, end)[0]
        is_index = marker == 0xE2 and content[at + 4 : at + 8] == b"MPF\0"
        if marker == _SCAN:
            end = _end_of_scan(content, end)
        if end > len(content):
            raise ValueError("the file ends early")
        if marker not in _JPEG_TEXTS and not is_index:
            yield content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker follows the pixels' data."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    at = 12
    while at < len(content):
        (length,) = struct.unpack_from("<I", content, at + 4)
        kind, end = content[at : at + 4], at + 8 + length + length % 2
        if at + 8 + length > len(content):
            raise ValueError("the file ends early")
        if kind == b"VP8X":
            flags = bytes([content[at + 8] & _WEBP_FLAGS])
            yield content[at : at + 8] + flags + content[at + 9 : end]
        elif kind not in _WEBP_TEXTS:
            yield content[at:end]
        at = end
