"""A text as it stands, and as it reads when what cuts a value into pieces is taken out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_LETTER = r"[\w+/=.:~@$!%&-]"
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
_BLOCK = re.compile(
    r"(?i)</?(?:\w{1,9}:)?(?:p|div|li|[uo]l|d[ltd]|t[rdh]|table|thead|tbody|h[1-6]|br|hr|pre|section|article"
    r"|blockquote|text|row|si|line-break)(?![\w:-])"
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
_MIXED = "\ufdd0"
"""Where two parts in different quotation marks meet: no letter that a text may hold."""
_MIXED_TEXT = re.compile(rf"([\"'`])([^\"'`\n{_MIXED}]*{_MIXED}[^\"'`\n]*)[\"'`]")
_EMPHASIS = re.compile(
    r"\*+|`+|__|(?<![A-Za-z0-9])_(?P<words>[^\s_](?:[^\n_]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])){0,300})_(?![A-Za-z0-9])"
)
"""Signs around a part; one underscore is such a sign only at the edge of a word."""
_AROUND = 2
"""How many lines around a changed one may belong to it."""


def spellings(text: str) -> Iterator[str]:
    """The text; and its lines that read otherwise without tags, emphasis and joints of code."""
    yield text
    known = set(text.split("\n"))
    whole = _joint(text)
    for reading in dict.fromkeys((whole, _EMPHASIS.sub(_within, whole))):
        if changed := _changed(reading, known):
            yield changed
            known.update(changed.split("\n"))
    if "<" in text and (bare := _changed(_TAG.sub(_between, text), known)):
        yield _EMPHASIS.sub(_within, _joint(bare))


def _joint(text: str) -> str:
    if "\\\n" in text or "\\\r" in text:
        text = _CONTINUED.sub("", text)
    text = _LITERALS.sub(_meeting, text)
    if _MIXED in text:
        text = _MIXED_TEXT.sub(r"\1\2\1", text).replace(_MIXED, "")
    if ".join(" in text or "paste0(" in text:
        for pattern in _JOINS:
            text = pattern.sub(_joined, text)
    return text


def _meeting(joint: re.Match[str]) -> str:
    return "" if joint.group()[0] == joint.group()[-1] else _MIXED


def _within(emphasis: re.Match[str]) -> str:
    return emphasis["words"] or ""


def _changed(text: str, known: Collection[str]) -> str:
    """Those lines that were not looked at yet, with what may belong to them."""
    lines = text.split("\n")
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
