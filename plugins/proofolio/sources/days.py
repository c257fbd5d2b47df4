"""Dates as people write them, for messages that say how to write them here."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FORMS = (
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
    r"(?P<year>\d{4})[./](?P<month>\d{1,2})(?:[./](?P<day>\d{1,2}))?",
    r"(?:(?P<day>\d{1,2})\.?\s)?(?P<name>[A-Za-z]{3,9})\.?,?\s(?P<year>\d{4})",
    r"(?P<name>[A-Za-z]{3,9})\.?\s(?P<day>\d{1,2}),?\s(?P<year>\d{4})",
)
"""What can mean one day only; `3/4/2024` is another in London than in New York."""


def iso_date(text: str) -> str:
    """The date in ISO 8601, to the month where no day is written; empty where it is unclear."""
    for form in _FORMS:
        found = re.fullmatch(form, text.strip())
        parts = found.groupdict() if found else {}
        name = str(parts.get("name"))[:3].lower()
        month = parts.get("month") or (_MONTHS.index(name) + 1 if name in _MONTHS else 0)
        if not month:
            continue
        try:
            date = dt.date(int(parts["year"]), int(month), int(parts["day"] or 1))
        except ValueError:
            return ""
        return date.isoformat() if parts["day"] else f"{date:%Y-%m}"
    return ""


_MOMENT = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
    r"(?: *(?:UTC|GMT))?(?: *(Z|[+-]\d{2}:?\d{2}))?"
)


def iso_moment(text: str) -> str:
    """The day, with its time if it has one, in ISO 8601, as Pelican and Nikola write them too;
    empty where it is unclear."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        day = iso_date(text)
        return day if len(day) == 10 else ""
    year, month, day, hour, minute, second, zone = found.groups()
    date = f"{year}-{int(month):02}-{int(day):02}"
    return f"{date}T{int(hour):02}:{minute}:{second or '00'}{zone or ''}" if hour else date
