"""Lengths and years as people write them: `4 to 8 weeks`, `half a day`, `2018 to 2022`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from proofolio.model.outcome import Outcome

Span = tuple[float, float]
"""The shortest and the longest, in working days."""

WEEKS = (5, 7)
"""Days of a week: of work, or on the calendar. Either may be meant."""
CLOSE = 0.15
"""Part by which a sum may miss what it is compared with: months have 20 to 23 working days."""

_WORDS = (
    *("a an one ein eine einen einem einer", "two zwei", "three drei", "four vier"),
    *("five fünf", "six sechs", "seven sieben", "eight acht", "nine neun", "ten zehn"),
    *("eleven elf", "twelve zwölf"),
)
_NUMBERS = {word: n for n, words in enumerate(_WORDS, start=1) for word in words.split()}
_UNITS = {
    "hour": ("hour", "hours", "hrs", "h", "stunde", "stunden", "小时"),
    "day": ("day", "days", "tag", "tage", "tagen", "arbeitstage", "arbeitstagen", "天"),
    "week": ("week", "weeks", "woche", "wochen", "周"),
    "month": ("month", "months", "monat", "monate", "monaten", "个月"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_COUNT = rf"\d+(?:[.,]\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_SPAN = re.compile(
    rf"(?:(?P<half>half an?|eine? halber?|半)\s*|(?P<low>{_COUNT})\s*"
    rf"(?:(?:to|bis|or|oder|[-–—])\s*(?P<high>{_COUNT})\s*)?)"
    rf"(?:working |business )?(?P<unit>{'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})",
)
_MONTH_NAMES = (
    *("January Januar Jänner", "February Februar", "March März", "April", "May Mai", "June Juni"),
    *("July Juli", "August", "September", "October Oktober", "November", "December Dezember"),
)
_MONTH_OF = {
    word[:3]: month for month, words in enumerate(_MONTH_NAMES, start=1) for word in words.split()
}
_MONTHS = re.compile(
    rf"\b(?:{'|'.join(word for words in _MONTH_NAMES for word in words.split())})\b"
)
_BETWEEN = re.compile(r"\s*(?:\d{4}\s*)?(?:to|bis|[-–—])\s*")
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"\b({_YEAR})\b(?:\s*(?:to|bis|[-–—])\s*(?P<end>{_YEAR}|\w+))?")


def span_of(text: str, week: int) -> Span | None:
    """A length of time in working days, where the text is nothing but one; else None."""
    found = _SPAN.fullmatch(text.casefold().strip().rstrip("."))
    if not found:
        return None
    days = {"hour": 1 / 8, "day": 1.0, "week": float(week), "month": 21.0 * week / 5}
    unit = days[_UNIT_OF[found["unit"]]]
    if found["half"]:
        return unit / 2, unit / 2
    low = _number(found["low"])
    return low * unit, (_number(found["high"]) if found["high"] else low) * unit


def disagree(parts: Iterable[str], whole: str) -> bool:
    """Whether lengths that follow each other cannot add up to the length that is said of all.

    Where any of them is not understood, they agree.
    """
    written = tuple(parts)
    return all(_disagree(written, whole, week) for week in WEEKS)


def _disagree(parts: tuple[str, ...], whole: str, week: int) -> bool:
    said, spans = span_of(whole, week), [span_of(part, week) for part in parts]
    if said is None or not spans or None in spans:
        return False
    known = [span for span in spans if span]
    added = (sum(low for low, _ in known), sum(high for _, high in known))
    return any(
        abs(one - other) > max(CLOSE * other, 0.5) for one, other in zip(added, said, strict=True)
    )


def years_in(text: str) -> tuple[int, int | None] | None:
    """First and last year of a period such as `2018 to 2022`; no last one where it goes on."""
    found = _YEARS.search(text)
    if not found:
        return None
    end = found["end"]
    if end is None:
        return int(found[1]), int(found[1])
    return int(found[1]), int(end) if end.isdigit() else None


def _number(written: str) -> float:
    return float(_NUMBERS.get(written) or written.replace(",", "."))


def months_in(text: str) -> frozenset[int]:
    """The months of the year that a text names, all between two of them; none in prose without."""
    found = [(m.start(), m.end(), _MONTH_OF[m[0][:3]]) for m in _MONTHS.finditer(text)]
    months = {month for _, _, month in found}
    for (_, end, first), (start, _, last) in pairwise(found):
        if _BETWEEN.fullmatch(text[end:start]):
            months |= {(first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1)}
    return frozenset(months)


def other_unit(outcome: Outcome) -> str:
    """The unit in which the baseline gives the number before, where it is not the outcome's."""
    if outcome.before is None or not outcome.unit:
        return ""
    written = re.escape(f"{outcome.before:f}")
    found = re.search(rf"(?<![\d.,]){written}\s*(%|[^\W\d_]+)", outcome.baseline.casefold())
    said = _units_of(outcome.unit)
    unit = _UNIT_OF.get(found[1], found[1] if found[1] == "%" else "") if found else ""
    return unit if unit and said and unit not in said else ""


def _units_of(text: str) -> set[str]:
    words = re.findall(r"%|[^\W\d_]+", text.casefold())
    return {_UNIT_OF.get(word, word if word == "%" else "") for word in words} - {""}
