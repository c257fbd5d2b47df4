"""Citations in brackets, `[see @key, p. 3]`, where nothing can be linked."""

from __future__ import annotations

import re

_IN_BRACKETS = re.compile(r"\s*\[(?:[^\[\]@]*[\s;(])?-?@\w[^\[\]]*\](?![(\[])")


def without_citations(text: str) -> str:
    """A summary or heading without what it cites in brackets."""
    return _IN_BRACKETS.sub("", text) if "@" in text else text
