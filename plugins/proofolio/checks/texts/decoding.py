"""The texts in bytes: in the encoding they say, or seem, to have."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_WIDE = ("utf-16-le", "utf-16-be")
_SAID = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 2_000
"""Bytes in which a page says what its encoding is."""
_READABLE = re.compile(r"[^\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]{6,}")
_LETTER = rb"[\t\n\r\x20-\x7e\xa0-\xff]"
_SIGN = rb"[\x10-\x3e\xac]"
"""The lower byte of typographic signs, of which the upper is 0x20."""
_WIDE_RUNS = (
    ("utf-16-le", re.compile(rb"(?:%b\0|[\0-\x7f]\x01|%b\x20){6,}" % (_LETTER, _SIGN))),
    ("utf-16-be", re.compile(rb"(?:\0%b|\x01[\0-\x7f]|\x20%b){6,}" % (_LETTER, _SIGN))),
    ("utf-32-le", re.compile(rb"(?:(?:%b\0|[\0-\x7f]\x01|%b\x20)\0\0){6,}" % (_LETTER, _SIGN))),
)
_RICH = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,5}) ?(?:\\'[0-9a-fA-F]{2}|\?)?"
    r"|\\([a-z]{1,32})(?:-?\d{1,10})? ?|[{}]|\r?\n"
)
"""What stands for a letter in RTF, and what is no letter."""
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\ufff0-\uffff]")
_NARROW = re.compile(r"[\s\d!-/:-@]")


def decoded(content: bytes) -> Iterator[str]:
    """A text in the encoding it seems to have; in several where it could have each."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            yield content.decode(encoding, "replace")
            return
    try:
        yield content.decode("utf-8-sig")
        if b"\0" in content:
            yield from wide_text(content)
        return
    except UnicodeDecodeError:
        yield content.decode("utf-8", "replace")
        yield content.decode("latin-1")
    said = _SAID.search(content, 0, _HEAD)
    if said:
        with suppress(LookupError, UnicodeError):
            yield content.decode(said[1].decode(), "replace")
    yield from wide_text(content)


def wide_text(content: bytes) -> Iterator[str]:
    """The text, if it is one in UTF-16 without the mark that says so."""
    whole = content[: len(content) & ~1]
    for encoding in _WIDE if whole else ():
        try:
            text = whole.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Bytes in the wrong order spell letters too, but hardly a blank or a figure.
        if not _CONTROLS.search(text) and _NARROW.search(text):
            yield text


def rich_text(content: bytes) -> str:
    """The words of an RTF file."""
    return _RICH.sub(_plain, content.decode("latin-1"))


def _plain(match: re.Match[str]) -> str:
    if match[1]:
        return bytes([int(match[1], 16)]).decode("cp1252", "replace")
    if match[2]:
        return chr(int(match[2]) % 65_536)
    return "\n" if match[3] in ("par", "line", "cell", "row", "tab") else ""


def runs(content: bytes) -> Iterator[str]:
    """Words in the bytes of a file whose format is not known."""
    yield from _READABLE.findall(content.decode("utf-8", "replace"))
    yield from _READABLE.findall(content.decode("latin-1"))
    for encoding, pattern in _WIDE_RUNS:
        yield from (run.decode(encoding) for run in pattern.findall(content))
