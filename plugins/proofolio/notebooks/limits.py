"""Which texts no reader of Markdown or HTML comes to an end with.

They look from each sign that opens something for the one that closes it: a thousand that stand open
cost a million steps, and a line of `[[[[…` of a megabyte more than a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

UNREADABLE = (
    "so many brackets, tags, lists or headings are opened here that it cannot be read; it is shown "
    "as it stands. Close them, or put it between lines of ```."
)
_FENCED = re.compile(r"^(`{3,}+|~{3,}+)[^\n]*\n.*?(^\1`*~*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_PAIRS = {
    "[": re.compile(r"[\[\]]"),
    "(": re.compile(r"[()]"),
    "<": re.compile("[<>]"),
    "{": re.compile("[{}]"),
    "\\(": re.compile(r"\\[()]"),
    "\\[": re.compile(r"\\[\[\]]"),
}
_HEADING = re.compile(r"^ {0,3}(?:#|[-=]+[ \t]*$)", re.MULTILINE)
_NESTED = re.compile(r"^[ \t]*(?:(?:[-*+>]|[0-9]{1,9}[.)])[ \t]+){30}", re.MULTILINE)
"""Lists and quotes in one line, each in the one before."""
_MOST_OPEN = 500
"""Signs that may stand open at a place; people leave a handful."""
_MOST_STEPS = 1_000_000
_MOST_HEADINGS = 3000


def is_endless(text: str) -> bool:
    """Whether reading the text as Markdown or HTML would take for ever, or nearly."""
    if len(text) < _MOST_OPEN:
        return False
    text = _FENCED.sub("", text)
    if _NESTED.search(text):
        return True
    steps = sum(_open_in(block) ** 2 for block in _BLANK.split(text))
    return steps > _MOST_STEPS or sum(1 for _ in _HEADING.finditer(text)) > _MOST_HEADINGS


def is_endless_html(html: str) -> bool:
    """The same of HTML, in which only tags are looked for."""
    return _open_in(html, ("<",)) ** 2 > _MOST_STEPS


def _open_in(block: str, kinds: Iterable[str] = tuple(_PAIRS)) -> int:
    """How many signs of a kind stand open at once in a block, where they are many."""
    most = 0
    for opens in kinds:
        if block.count(opens) <= most + _MOST_OPEN // 10:
            continue
        depth = 0
        for sign in _PAIRS[opens].findall(block):
            depth = depth + 1 if sign == opens else max(0, depth - 1)
            most = max(most, depth)
    return most
