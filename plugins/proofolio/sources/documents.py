"""A PDF file of the author's: whether it is one that every visitor can open."""

from __future__ import annotations

import re
from pathlib import Path

LARGEST = 10_000_000
"""Bytes of a file that is offered to visitors, of whom some are on the way."""
_HEAD = 1024
"""Bytes within which readers look for the mark of a PDF file."""
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)


def pdf_fault(path: Path) -> tuple[str, str] | None:
    """Code and words of what keeps a file from being offered; None where nothing does."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        return "unreadable-file", f"cannot be read ({error.strerror}). Check its permissions."
    if size > LARGEST:
        text = f"has {size / 1e6:.1f} MB, and at most {LARGEST // 10**6} are offered."
        return "too-large", f"{text} Export it with smaller pictures."
    if b"%PDF-" not in content[:_HEAD]:
        return "not-a-pdf", "is no PDF file, whatever its name says. Export it as PDF."
    if b"%%EOF" not in content[-_HEAD:]:
        return "not-a-pdf", "ends in the middle, and is no whole PDF file. Copy it again."
    if b"/Encrypt" in _STREAM.sub(b"", content):
        text = "is encrypted, and programs that read applications see nothing of it."
        return "encrypted-pdf", f"{text} Export it without a password."
    return None
