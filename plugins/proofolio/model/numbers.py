"""Numbers as people and programs write them: `1,234.5`, `1.234,5`, `1 234`, `.35`, `7e-2`, `35 %`.

A text seldom says which it means, so each number is read in every way its form allows: `1,234`
is 1234 and 1.234. What is no number in any way (`3,5,7`, a date) is read piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

_SPACES = "\u00a0\u2009\u202f"
"""Spaces that stand within numbers only."""
_TOKEN = re.compile(
    rf"(?P<number>(?<![\d.])\.?\d+(?:[.,'’_{_SPACES}]\d+)*)"
    r"(?P<grouped>(?: \d{3}(?!\d))*(?:[.,]\d+)?)"
    r"(?P<power>[eE][-+]?\d{1,3}\b)?"
    rf"(?P<percent>[ {_SPACES}]?[%٪％])?"
)
_SEPARATOR = re.compile(rf"[.,'’_ {_SPACES}]")
MARKS = ".,"
"""What may stand before decimals."""
SIGNIFICANT = 2
"""Digits that a rounded number keeps at most."""


@dataclass(frozen=True)
class Found:
    """A number in a text."""

    written: str
    readings: tuple[Decimal, ...]
    is_percent: bool
    """Whether a percent sign follows."""


def numbers_in(text: str) -> Iterator[Found]:
    """Every number of a text, in the order of the text; signs are left out."""
    for match in _TOKEN.finditer(text):
        number, more, power = match["number"], match["grouped"], match["power"] or ""
        is_percent = bool(match["percent"])
        if not more:
            yield _found(number, power, is_percent)
            continue
        # "12 345" is one number or two: both are looked at.
        yield _found(number + more, power, is_percent)
        for piece in (number, *more.split()):
            yield _found(piece, "", is_percent)


def stands_in(wanted: Decimal, text: str, *, as_percent: bool = True) -> bool:
    """Whether a text holds a number, or one that rounds to it.

    `as_percent` says that a number is one of percent, so that 0.351 in the text shows it too.
    """
    return any(_shows(found, abs(wanted), as_percent) for found in numbers_in(text))


def nearest(wanted: Decimal, text: str, count: int) -> list[str]:
    """The numbers of a text as written, those first that come nearest."""
    found = dict.fromkeys(
        (found.written, min(abs(reading - abs(wanted)) for reading in found.readings))
        for found in numbers_in(text)
        if found.readings
    )
    ordered = sorted(found, key=lambda item: item[1])
    return list(dict.fromkeys(written for written, _ in ordered))[:count]


def _shows(found: Found, wanted: Decimal, as_percent: bool) -> bool:
    exponent = wanted.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    half = Decimal(5).scaleb(-places - 1)
    for reading in found.readings:
        forms = [reading]
        if as_percent:
            forms.append(reading * 100)
        elif found.is_percent:
            forms.append(reading / 100)
        if any(abs(form - wanted) <= half for form in forms):
            return True
    return False


def _found(written: str, power: str, is_percent: bool) -> Found:
    texts = [f"{reading}{power}" for reading in _readings(written)]
    return Found(
        written + power,
        tuple(number for text in texts if (number := _decimal(text)) is not None),
        is_percent,
    )


def _readings(written: str) -> set[str]:
    """What a number's digits may mean, each as Python writes it."""
    if written.startswith("."):
        return {f"0{written}"}
    parts, marks = _SEPARATOR.split(written), _SEPARATOR.findall(written)
    if not marks:
        return {written}
    readings = set()
    if len(set(marks)) == 1 and _is_grouped(parts):
        readings.add("".join(parts))
    last = marks[-1]
    if last in MARKS and last not in marks[:-1] and _is_grouped(parts[:-1]):
        readings.add("".join(parts[:-1]) + "." + parts[-1])
    return readings or set(parts)


def _is_grouped(parts: list[str]) -> bool:
    """Whether these are groups of thousands, or of an Indian lakh."""
    first, *rest = parts
    if not rest:
        return True
    return len(first) <= 3 and len(rest[-1]) == 3 and all(len(part) in (2, 3) for part in rest)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def rounded(value: Decimal) -> Decimal:
    """The number without its last significant digit: two are left at most, and one at least."""
    digits = len(value.normalize().as_tuple().digits)
    if digits <= 1 or not value:
        return value
    keep = min(digits - 1, SIGNIFICANT)
    exponent = value.adjusted() - keep + 1
    coarse = value.quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_EVEN)
    return coarse.quantize(Decimal(1)) if exponent > 0 else coarse
