"""Interface words, dates and numbers in the language of the site."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from proofolio.model.record import PartialDate


class Words:
    """The words of one language; a word that it lacks is taken from English."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = {**_load("en"), **_load(language)}
        self.locale = _locale(language)

    def __call__(self, key: str, **values: object) -> str:
        """The words under `section.key`, or `key` in the section `common`."""
        text = self._table[key if "." in key else f"common.{key}"]
        return text.format(**values) if values else text

    def count(self, key: str, count: int, **values: object) -> str:
        """The words under `key_one` or `key_other`, as the number asks for."""
        form = "one" if count == 1 else "other"
        return self(f"{key}_{form}", count=self.number(Decimal(count)), **values)

    def number(self, value: Decimal) -> str:
        """A number with the decimals it was written with, grouped as the locale does."""
        exponent = value.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return format_decimal(value, format=pattern, locale=self.locale)

    def percent(self, ratio: Decimal) -> str:
        """A share as whole percent, or with one decimal below one percent."""
        share = abs(ratio) * 100
        rounded = share.quantize(Decimal("0.1") if share < 1 else Decimal(1))
        return self.number(rounded) + "%"

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with the sign of its currency, cents only where there are any."""
        pattern = "¤#,##0" if amount == amount.to_integral_value() else None
        return format_currency(
            amount, currency, format=pattern, locale=self.locale, currency_digits=pattern is None
        )

    def date(self, day: dt.date) -> str:
        """`3 November 2026`."""
        return format_date(day, "long", locale=self.locale)

    def short_date(self, day: dt.date) -> str:
        """`3 Nov 2026`."""
        return format_date(day, "medium", locale=self.locale)

    def partial(self, day: PartialDate) -> str:
        """As precise as it was written: `2026`, `November 2026`, `3 November 2026`."""
        if day.day:
            return self.date(day.first)
        if day.month:
            moment = dt.datetime.combine(day.first, dt.time())
            return format_skeleton("yMMMM", moment, locale=self.locale)
        return str(day.year)


@cache
def _load(language: str) -> Mapping[str, str]:
    folder = files("proofolio.views") / "words"
    for name in (language, language.split("-")[0]):
        path = folder / f"{name}.toml"
        if path.is_file():
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            return {
                f"{s}.{key}": text for s, table in tables.items() for key, text in table.items()
            }
    return {}


@cache
def _locale(language: str) -> Locale:
    # Days before months, as everywhere but in the United States.
    wanted = "en_GB" if language == "en" else language.replace("-", "_")
    try:
        return Locale.parse(wanted)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
