"""What is wrong with a value, by pydantic's code of the error, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from proofolio.model.characters import first_control, without_controls
from proofolio.model.written_addresses import SCHEMES, with_scheme
from proofolio.sources.days import iso_date
from proofolio.sources.names import nearest

Say = Callable[[str, ErrorDetails], str]


def message_of(error: ErrorDetails) -> str:
    """The sentence for an error."""
    return MESSAGES.get(error["type"], _OTHER)(_shown(error["input"]), error)


def code_of(error: ErrorDetails) -> str:
    """Our code of the problem, e.g. `not-a-number`."""
    return CODES.get(error["type"], error["type"].replace("_", "-"))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "A mapping"
    if isinstance(value, list):
        return "A list"
    text = " ".join(without_controls(str(value)).split())
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def _is_no(what: str, instead: str) -> Say:
    return lambda value, _: f"{value} is not {what}. {instead}"


def _choice(value: str, error: ErrorDetails) -> str:
    words = re.findall("'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
    listed = ", ".join(f"`{word}`" for word in words)
    near = nearest(error["input"], words) if isinstance(error["input"], str) else ""
    hint = f' Did you mean "{near}"?' if near else ""
    return f"{value} is not one of {listed}.{hint}"


def _thousands(value: str, error: ErrorDetails) -> str:
    plain = re.sub(r"[^\d.+-]", "", str(error["input"]).replace("\u2212", "-"))
    return f"{value} has a thousands separator. Write {plain}."


def _comma(value: str, error: ErrorDetails) -> str:
    return f"{value} has a decimal comma. Write {str(error['input']).strip().replace(',', '.')}."


def _number(value: str, error: ErrorDetails) -> str:
    parts = re.fullmatch(r"([+-]?[\d.]+)\s*(\D+)", str(error["input"]).strip())
    if parts and error["loc"][-1] in ("value", "before"):
        return f'{value} is a number with its unit. Write {parts[1]}, and `unit: "{parts[2]}"`.'
    return _NUMBER(value, error)


def _a_date(value: str, error: ErrorDetails) -> str:
    day = iso_date(str(error["input"]))
    return f"{value} is not written as a date. Write {day}." if day else _DATE(value, error)


def _a_day(value: str, error: ErrorDetails) -> str:
    day = iso_date(str(error["input"]))
    return f"{value} is not written as a day. Write {day}." if len(day) > 7 else _DAY(value, error)


def _email(value: str, error: ErrorDetails) -> str:
    return f"{value} is not an e-mail address. Write it as anna@example.org, without more."


def _bad_address(value: str, error: ErrorDetails) -> str:
    if found := first_control(str(error["input"])):
        return f"{value} holds the invisible character {found}. Delete it."
    if re.search(r"\S\s+\S", str(error["input"])):
        return f"{value} holds a space, and no address does. Take it out, or write %20 for it."
    return f"{value} is not an address. Write it whole, e.g. https://example.org/page."


_TEXT = _is_no("text", "Write one value, in quotation marks if it holds a colon.")
_NUMBER = _is_no("a number", "Write digits with a decimal point, e.g. 0.87.")
_WHOLE = _is_no("a whole number", "Write digits only, e.g. 3.")
_DATE = _is_no("a date", "Write 2024-06-03; where a day is not needed, 2024-06 or 2024.")
_DAY = _is_no("a day", "Write 2024-06-03, or 2024-06-03T14:30 with a time.")
_MAPPING = _is_no("a mapping", "Write its keys below it, indented, as `key: value`.")
_OTHER = _is_no("what belongs here", "The reference of fields says what does.")
_FLAG = _is_no("`true` or `false`", "Write one of these.")

MESSAGES: Mapping[str, Say] = {
    "missing": lambda _, error: f"`{error['loc'][-1]}` is missing. Add it.",
    "string_type": _TEXT,
    "bool_type": _FLAG,
    "not_a_bool": _FLAG,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _is_no("a number that makes sense here", "Write a smaller one."),
    "decimal_type": _NUMBER,
    "not_a_number": _number,
    "thousands_separator": _thousands,
    "decimal_comma": _comma,
    "literal_error": _choice,
    "not_a_date": _a_date,
    "datetime_type": _DAY,
    "not_a_day": _a_day,
    "no_such_date": _is_no("in the calendar", "Write year-month-day, e.g. 2024-06-03."),
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "bad_address": _bad_address,
    "no_scheme": lambda value, error: (
        f"{value} has no `https://`, so it would lead to a file of this site. "
        f"Write {with_scheme(str(error['input']))}"
    ),
    "no_mailto": lambda value, error: (
        f"{value} would lead to a file of this site. Write mailto:{str(error['input']).strip()}"
    ),
    "no_tel": lambda value, error: (
        f"{value} would lead to a file of this site. "
        f"Write tel:{re.sub('[^+0-9]', '', str(error['input']))}"
    ),
    "unsafe_address": lambda value, _: (
        f"{value} may not be linked to. Addresses begin with "
        f"{', '.join(f'`{scheme}:`' for scheme in SCHEMES)}, or are relative."
    ),
    "not_email": _email,
    "not_doi": _is_no("a DOI", "Write it as 10.1234/abcd, or as its address at doi.org."),
    "not_arxiv": _is_no("a number of arXiv", "Write it as 2401.01234, or as stat/0401001."),
    "not_currency": _is_no("a currency", "Write its code of three capitals, e.g. EUR."),
}
"""One sentence for each code of an error that a field of our records can have."""

CODES: Mapping[str, str] = {
    "string_type": "not-text",
    "bool_type": "not-a-bool",
    "int_type": "not-a-whole-number",
    "int_parsing": "not-a-whole-number",
    "int_parsing_size": "not-a-whole-number",
    "decimal_type": "not-a-number",
    "no_scheme": "bad-address",
    "no_mailto": "dead-address",
    "no_tel": "dead-address",
    "literal_error": "unknown-word",
    "datetime_type": "not-a-day",
    "model_type": "not-a-mapping",
    "dict_type": "not-a-mapping",
    "not_email": "not-an-email-address",
    "not_currency": "not-a-currency",
    "not_doi": "not-a-doi",
    "not_arxiv": "not-an-arxiv-number",
}
"""Codes of problems where they are not pydantic's code with hyphens."""
