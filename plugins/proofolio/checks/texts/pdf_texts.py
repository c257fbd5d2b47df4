"""What a PDF file says: its properties, and words as far as they are written as letters."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

from proofolio.checks.texts.decoding import decoded

_STREAM = re.compile(rb"stream\r?\n?(.*?)\r?\n?endstream", re.DOTALL)
_PLAIN = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
_HEX = rb"<[0-9A-Fa-f\s]+>"
_STRING = re.compile(rb"%b|%b" % (_PLAIN, _HEX), re.DOTALL)
_PRINTED = re.compile(
    rb"\[((?:\s|[-+.\d]|%b|%b)*+)\]\s*TJ|(%b|%b)" % ((_PLAIN, _HEX) * 2), re.DOTALL
)
"""A line of print in pieces between which letters are moved, or a string."""
_MOVED = re.compile(rb"(%b|%b)|-(\d+)" % (_PLAIN, _HEX), re.DOTALL)
_BLANK = 180
"""Thousandths of a letter's height: moved further, the next letter begins another word."""
_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n?|\n)|(.))", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"\n"}
_A85_END = b"~>"


def pdf_texts(content: bytes, most: int) -> Iterator[str]:
    """Every text that a reader can be shown; `most` bytes of it are unpressed."""
    for part in (_outside(content), *_unpressed(content, most)):
        texts = [_decoded(_bytes(string)) for string in _STRING.findall(part)]
        yield "".join(texts)
        yield "\n".join(texts)
        if b"TJ" in part:
            yield "\n".join(_printed(part))
        if _is_text(part):
            # XMP, and files that were put in.
            yield from decoded(part)
    named = _NAME.sub(lambda code: bytes.fromhex(code[1].decode()), _outside(content))
    yield from decoded(named)


def _printed(part: bytes) -> Iterator[str]:
    """Strings, and lines of print in one piece."""
    for found in _PRINTED.finditer(part):
        if found[2]:
            yield _decoded(_bytes(found[2]))
        else:
            yield "".join(
                _decoded(_bytes(move[1])) if move[1] else " " * (int(move[2][:6]) >= _BLANK)
                for move in _MOVED.finditer(found[1])
            )


def _outside(content: bytes) -> bytes:
    return _STREAM.sub(b"", content)


def _unpressed(content: bytes, most: int) -> Iterator[bytes]:
    for stream in _STREAM.findall(content):
        part = _inflated(stream, most)
        most -= len(part)
        yield part
        if most <= 0:
            return


def _inflated(stream: bytes, most: int) -> bytes:
    if stream.rstrip().endswith(_A85_END):
        stream = _from_letters(stream.strip())
    elif re.fullmatch(rb"[0-9A-Fa-f\s]+>?\s*", stream):
        stream = _from_hex(stream)
    try:
        return zlib.decompressobj().decompress(stream, most)
    except zlib.error:
        return stream if _is_text(stream) else b""


def _from_letters(stream: bytes) -> bytes:
    try:
        return base64.a85decode(stream.removeprefix(b"<~").removesuffix(_A85_END))
    except ValueError:
        return stream


def _from_hex(stream: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", stream)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _is_text(part: bytes) -> bool:
    """Whether the beginning reads as a text, and the rest so too."""
    head = part[:200].translate(None, b"\t\n\r\f")
    return bool(part) and not re.search(rb"[\x00-\x1f]", head.replace(b"\0", b""))


def _bytes(string: bytes) -> bytes:
    if string.startswith(b"<"):
        return _from_hex(string)
    return _ESCAPE.sub(_unescaped, string[1:-1])


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 255])
    return b"" if match[2] else _LETTERS.get(match[3], match[3])


def _decoded(text: bytes) -> str:
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    if text.startswith(b"\xff\xfe"):
        return text[2:].decode("utf-16-le", "replace")
    if text.startswith(b"\xef\xbb\xbf"):
        return text[3:].decode("utf-8", "replace")
    return text.decode("latin-1")
