"""A text as it stands, and as it reads when what cuts a value into pieces is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTER = r"[\w+/=.:~@$!%&-]"
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
_BLOCK = re.compile(
    r"(?i)</?(?:p|div|li|[uo]l|d[ltd]|t[rdh]|table|thead|tbody|h[1-6]|br|hr|pre|section|article"
    r"|blockquote|text)\b"
)
_CONTINUED = re.compile(r"\\\r?\n[ \t]*")
_LITERALS = re.compile(
    rf"[\"'`](?<={_LETTER}[\"'`])[ \t]*(?:[+.&][ \t]*)?"
    r"(?:\\?\r?\n[ \t]*|(?:#|//)[^\n]{0,200}\n[ \t]*)?(?:[+.&][ \t]*)?"
    rf"[rRbBfFuU]{{0,2}}[\"'`](?={_LETTER})"
)
"""Where a text in code ends and the next part of it begins."""
_JOINS = (
    re.compile(r"([\"'`])\1\.join\(\s*[\[(](?P<parts>[^\[\]()]{3,2000})[\])]"),
    re.compile(r"\[(?P<parts>[^\[\]]{3,2000})\]\.join\(([\"'`])\2\)"),
    re.compile(r"\bpaste0\((?P<parts>[^()]{3,2000})\)"),
)
_PART = re.compile(r"([\"'`])([^\"'`\n]*)\1")
_EMPHASIS = re.compile(r"[*`]+|__(?=[\w-])|(?<=[\w-])__")
_AROUND = 2
"""How many lines around a changed one may belong to it."""


def spellings(text: str) -> Iterator[str]:
    """The text, and the text without tags, emphasis and the joints of texts in code."""
    yield text
    if plain := _changed(text, _plain(text)):
        yield plain


def _plain(text: str) -> str:
    plain = _TAG.sub(_between, text) if "<" in text else text
    if "\\\n" in plain or "\\\r" in plain:
        plain = _CONTINUED.sub("", plain)
    plain = _LITERALS.sub("", plain)
    if ".join(" in plain or "paste0(" in plain:
        for pattern in _JOINS:
            plain = pattern.sub(_joined, plain)
    return _EMPHASIS.sub("", plain)


def _changed(text: str, plain: str) -> str:
    """The lines that read otherwise now: the rest was looked at."""
    if plain == text:
        return ""
    known = set(text.split("\n"))
    lines = plain.split("\n")
    kept: set[int] = set()
    for number, line in enumerate(lines):
        if line not in known:
            kept.update(range(max(0, number - _AROUND), min(len(lines), number + _AROUND + 1)))
    return "\n".join(lines[number] for number in sorted(kept))


def _between(tag: re.Match[str]) -> str:
    """Colours do not cut a value into pieces, a new paragraph does."""
    return "\n" if _BLOCK.match(tag.group()) else ""


def _joined(match: re.Match[str]) -> str:
    return '"' + "".join(part for _, part in _PART.findall(match["parts"])) + '"'
