"""A text as it stands, and as it reads when its escapes and its tags are undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from proofolio.checks.folding import fold

_SIGNS = {
    "\\": (("\\n", "\n"), ("\\t", "\t"), ("\\r", "\r"), ('\\"', '"'), ("\\/", "/")),
    "&": (("&quot;", '"'), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")),
}
"""Escapes of signs: nearly all there are, and replaced much sooner than others are found."""
_ENTITY = re.compile(r"&(?:#\w|[A-Za-z]+;)")
_CODE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*")
_COLOUR = re.compile(r"\x1b\[[0-9;:?]*[ -/]*[@-~]")
_FOLD = re.compile(r"\r?\n[ \t]")

_TAG = re.compile(r"<[^<>]*>")
# The last are the pieces that Office cuts a line into.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span"
    r"|strong|sub|sup|tspan|tt|u|var|wbr|[aw]:(?!p\b|t[cr]\b)\w+)(?:\s[^<>]*)?/?>|<!--.{0,2000}?-->",
    re.IGNORECASE | re.DOTALL,
)
_LAYERS = 4


def layers(text: str) -> Iterator[str]:
    """The folded text, and what it is with its escapes undone, as long as that changes words.

    The last one may differ from the one before only in signs; it is for `without_tags`.
    """
    folded = fold(text)
    yield folded
    for _ in range(_LAYERS):
        undone = _undone(folded)
        if undone == folded:
            return
        folded = undone
        yield folded


def bare(text: str) -> str:
    """A text without tags, joined where they stood: quick, and good enough to pass most over."""
    return _TAG.sub("", text)


def without_tags(text: str) -> str:
    """A text as it is seen: words that tags only colour are whole, others stand apart."""
    return _TAG.sub("\n", _INLINE.sub("", text))


def unfolded(text: str) -> str:
    """Lines of a contact or calendar file, which are broken anywhere, in one piece."""
    return _FOLD.sub("", text)


def _undone(text: str) -> str:
    for beginning, escapes in _SIGNS.items():
        for escape, sign in escapes if beginning in text else ():
            text = text.replace(escape, sign)
    changed = text
    if "&" in text and _ENTITY.search(text):
        changed = unescape(changed)
    if "\\" in text:
        changed = _CODE.sub(_character, changed)
    if "%" in text:
        changed = _PERCENT.sub(lambda run: unquote(run[0], errors="replace"), changed)
    if "\x1b" in text:
        changed = _COLOUR.sub("", changed)
    return fold(changed)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or match[3], 16)
    return chr(code) if code < 0x110000 else ""
