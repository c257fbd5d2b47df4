"""When a work of a BibTeX file appeared: `date`, or `year` with `month` and `day`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from proofolio.sources.bibtex import Written
from proofolio.sources.bibtex_names import STATES
from proofolio.sources.bibtex_values import MONTHS
from proofolio.sources.latex import plain_latex

Report = Callable[[str, int, str], None]
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def date_of(fields: Mapping[str, Written], report: Report) -> tuple[str, int, str]:
    """The day as ISO 8601 as far as it is told, its line, and words that stand in its place."""
    if written := fields.get("date"):
        # Ranges, times and signs of doubt: what comes first is when it appeared.
        text = re.split(r"[/T]", plain_latex(written.text))[0].strip(" ~?%")
        if _DAY.fullmatch(text):
            return text, written.line, ""
        if "year" not in fields:
            return _without(text, written, "date", report)
    written = fields.get("year")
    text = plain_latex(written.text) if written else ""
    if written is None or not text:
        return "", 0, ""
    lettered = re.fullmatch(r"(\d{4})[a-z]", text)
    if lettered:
        told = f'"{text}" is not a year. Write {lettered[1]}: the letter comes where it is cited.'
        report(told, written.line, "year")
    year = lettered[1] if lettered else text
    if not re.fullmatch(r"[1-9]\d{3}", year):
        return _without(text, written, "year", report)
    return _with_month(year, fields, report), written.line, ""


def _without(text: str, written: Written, name: str, report: Report) -> tuple[str, int, str]:
    if re.sub(r"\W", "", text).casefold() not in STATES:
        shape = "2026-05-31, 2026-05 or 2026" if name == "date" else "four digits"
        told = f'"{text[:60]}" is not a {name}. Write {shape}, and whatever else as `note`.'
        report(told, written.line, name)
    return "", 0, text


def _with_month(year: str, fields: Mapping[str, Written], report: Report) -> str:
    written = fields.get("month")
    text = plain_latex(written.text) if written else ""
    if written is None or not text:
        return year
    word = re.search(r"[^\W\d]+", text)
    numbers = re.findall(r"\d{1,2}", text)
    if word:
        name = word[0][:3].casefold()
        month = MONTHS.index(name) + 1 if name in MONTHS else 0
    else:
        month = int(numbers.pop(0)) if numbers else 0
    if not 1 <= month <= 12:
        told = f'"{text[:60]}" is not a month. Write jan, feb, … or dec, or 1 to 12.'
        report(told, written.line, "month")
        return year
    if "day" in fields:
        numbers = re.findall(r"^\d{1,2}$", plain_latex(fields["day"].text))
    day = int(numbers[0]) if numbers else 0
    return f"{year}-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")
