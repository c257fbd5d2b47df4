"""Text that every feed reader can take: no characters that XML forbids, no codes of terminals."""

from __future__ import annotations

import re

from proofolio.model.characters import without_controls

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")


def clean_text(text: str) -> str:
    """The text without what XML cannot hold; emoji and marks of writing direction stay."""
    return without_controls(_ANSI.sub("", text))
