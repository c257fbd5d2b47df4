"""Values of BibTeX fields: `{in braces}`, `"in quotation marks"`, numbers, names, joined by `#`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Names that BibTeX knows by itself."""

_WORD = re.compile(r'[^\s#,{}"=]+')
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w:+.-]*)\s*=")


@dataclass(frozen=True)
class Value:
    """What a field says, and what else stands before the comma that ends it."""

    text: str
    unknown: str = ""
    """A name that no `@string` explains."""
    rest: str = ""
    """What follows though nothing should: most often a field, after a comma that is missing."""


def read_value(written: str, strings: Mapping[str, str]) -> Value:
    """The text of a value as it is written."""
    parts, position, unknown = [], 0, ""
    while True:
        part, end, is_name = _piece(written, position)
        if is_name and not part.isdigit():
            name = part.casefold()
            if name not in strings and name not in MONTHS and not name[0].isdigit():
                return _bare(written, unknown or part)
            part = strings.get(name, part if name[0].isdigit() else name)
        parts.append(part)
        joined = re.compile(r"\s*#\s*").match(written, end)
        if not joined:
            break
        position = joined.end()
    return Value("".join(parts), unknown, written[end:].strip())


def next_field(rest: str) -> tuple[str, str]:
    """The name and value of the field that a rest is; empty where it is none."""
    found = _NEXT_FIELD.match(rest)
    return (found[1], rest[found.end() :].strip()) if found else ("", "")


def _bare(written: str, name: str) -> Value:
    """Words without braces, as far as the next field."""
    found = re.compile(r"\n" + _NEXT_FIELD.pattern).search(written)
    end = found.start() if found else len(written)
    return Value(written[:end].strip(), name, written[end:].strip())


def _piece(written: str, start: int) -> tuple[str, int, bool]:
    """A part of a value, where it ends, and whether it is a number or a name."""
    match = re.compile(r"\s*").match(written, start)
    start = match.end() if match else start
    sign = written[start : start + 1]
    if sign in ("{", '"'):
        end = _end(written, start, sign)
        return written[start + 1 : end], min(end + 1, len(written)), False
    found = _WORD.match(written, start)
    return (found[0], found.end(), True) if found else ("", start, False)


def _end(written: str, start: int, sign: str) -> int:
    """Where the brace or quotation mark that opens at `start` is closed."""
    depth = 0
    for found in re.compile(r'(?<!\\)[{}]|"').finditer(written, start + (sign == '"')):
        if found[0] == '"':
            if sign == '"' and depth == 0:
                return found.start()
            continue
        depth += 1 if found[0] == "{" else -1
        if sign == "{" and depth == 0:
            return found.start()
    return len(written)
