"""Text that every feed reader can take: no characters that XML forbids, no codes of terminals."""

from __future__ import annotations

import re

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_FORBIDDEN = re.compile(
    "[^\\t\\n\\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)


def clean_text(text: str) -> str:
    """The text without what XML cannot hold; emoji and marks of writing direction stay."""
    return _FORBIDDEN.sub("", _ANSI.sub("", text))
