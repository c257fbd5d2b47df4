"""Interface words, dates and numbers in the language of the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from copy import copy
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_name
from babel.numbers import format_currency, format_decimal

from proofolio.model.record import PartialDate
from proofolio.views.word_tables import (
    PLURAL_FORMS,
    fallbacks,
    locale_of,
    needed_words,
    shipped_words,
)


class Words:
    """The words of one language; a word that it lacks is taken from English.

    `own` are the author's, by language; they come before ours.
    """

    def __init__(self, language: str, own: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self.language = language.replace("_", "-")
        self.locale = locale_of(self.language)
        self._own, self._english = dict(shipped_words(self.language)), shipped_words("en")
        for tag in reversed(tuple(fallbacks(self.language))):
            self._own |= (own or {}).get(tag, {})

    def naming(self, names: Mapping[str, str]) -> Words:
        """The same words, with some said anew."""
        other = copy(self)
        other._own = {**self._own, **names}
        return other

    @property
    def table(self) -> Mapping[str, str]:
        """All words by their keys."""
        return {**self._english, **self._own}

    @property
    def direction(self) -> str:
        """`rtl` where the language is written from right to left, else `ltr`."""
        return text_direction(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The words under `section.key`, or `key` in the section `common`."""
        key = key if "." in key else f"common.{key}"
        text = self._own.get(key) or self._english.get(key)
        if not text:
            raise _lacking(key)
        return text.format(**values) if values else text

    def count(self, key: str, count: int, **values: object) -> str:
        """The words under `key_one`, `key_few`, …, as the language asks for with this number.

        A form that is not in the table is `key_other`.
        """
        forms = self.forms(key)
        chosen = forms.get(self._rules(key).plural_form(count), forms["other"])
        return chosen.format(count=self.number(Decimal(count)), **values)

    def forms(self, key: str) -> dict[str, str]:
        """All words that `count` chooses from, by the name of their plural form."""
        key = key if "." in key else f"common.{key}"
        table = self._own if f"{key}_other" in self._own else self._english
        found = {form: table.get(f"{key}_{form}", "") for form in PLURAL_FORMS}
        if not found["other"]:
            raise _lacking(f"{key}_other")
        return {form: text for form, text in found.items() if text}

    def section(self, name: str) -> dict[str, str]:
        """All words of a section; where a word has plural forms, those of one language."""
        found = {}
        for key, text in {**self._english, **self._own}.items():
            stem, _, form = key.rpartition("_")
            is_foreign_form = form in PLURAL_FORMS and f"{stem}_other" in self._own
            if key.startswith(f"{name}.") and (key in self._own or not is_foreign_form):
                found[key.partition(".")[2]] = text
        return found

    def sentence(self, text: str) -> str:
        """The text with a full stop, unless it has an end already."""
        return text if text.endswith(tuple(".!?…。！？")) else self("sentence", text=text)

    def listed(self, items: Iterable[str]) -> str:
        """Things of one kind in a row: `pumps, pipes`."""
        between = self("list") if "common.list" in self._own else self._usual_list
        return between.join(item for item in items if item)

    def joined(self, parts: Iterable[str]) -> str:
        """Parts of one statement, empty ones left out: `data scientist, Graz`."""
        return self("comma").join(part for part in parts if part)

    def within(self, text: str) -> str:
        """One of our words inside a sentence: in English without its capital letter."""
        return text.lower() if self.language.startswith("en") else text

    def run(self, text: str) -> str:
        """Figures that read from left to right, also within what does not."""
        return f"\u2066{text}\u2069" if self.direction == "rtl" else text

    def apart(self, text: str) -> str:
        """A number with its unit, which runs as its own letters do."""
        return f"\u2068{text}\u2069" if self.direction == "rtl" else text

    def number(self, value: Decimal) -> str:
        """A number with the decimals it was written with, grouped as the locale does."""
        exponent = value.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return _decimal(value, pattern, self.locale)

    def percentage(self, number: str) -> str:
        """A written number with the percent sign where the locale has it: `5.1%`, `5,1 %`."""
        pattern = self.locale.percent_formats[None]
        before, after = pattern.prefix[0], pattern.suffix[0]
        return f"{before}{number}{after}".replace("\xa0", "\u202f")

    def percent(self, ratio: Decimal) -> str:
        """A share as whole percent, or with one decimal below one percent."""
        share = abs(ratio) * 100
        rounded = share.quantize(Decimal("0.1") if share < 1 else Decimal(1))
        return self.percentage(self.number(rounded))

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with the sign of its currency, cents only where there are any."""
        pattern = self.locale.currency_formats["standard"].pattern
        is_whole = amount == amount.to_integral_value()
        return format_currency(
            amount,
            currency,
            format=pattern.replace(".00", "") if is_whole else None,
            locale=self.locale,
            currency_digits=not is_whole,
        )

    def date(self, day: dt.date) -> str:
        """`3 November 2026`."""
        return format_date(day, "long", locale=self.locale)

    def short_date(self, day: dt.date) -> str:
        """`3 Nov 2026`."""
        return format_date(day, "medium", locale=self.locale)

    def partial(self, day: PartialDate, *, short: bool = False) -> str:
        """As precise as it was written: `2026`, `November 2026`, `3 November 2026`.

        `short` writes `Nov 2026` and `3 Nov 2026`.
        """
        if day.day:
            return self.short_date(day.first) if short else self.date(day.first)
        skeleton = ("yMMM" if short else "yMMMM") if day.month else "y"
        moment = dt.datetime.combine(day.first, dt.time())
        return format_skeleton(skeleton, moment, locale=self.locale)

    @property
    def _usual_list(self) -> str:
        """What stands between things in a row where no table says it."""
        return str(self.locale.list_patterns["standard"]["middle"].format("", ""))

    def missing(self) -> tuple[str, ...]:
        """The words that are English for want of others."""
        return tuple(key for key in needed_words(self.language) if not self._own.get(key))

    def zone(self, name: str) -> str:
        """A time zone by its name in the language: `Central European Time` for Europe/Vienna."""
        if name.startswith("Etc/"):
            return name.removeprefix("Etc/")
        try:
            return get_timezone_name(name, zone_variant="generic", locale=self.locale)
        except LookupError:
            return name

    def _rules(self, key: str) -> Locale:
        """Whose plurals the words under this key follow: those of the table they stand in."""
        full = key if "." in key else f"common.{key}"
        return self.locale if f"{full}_other" in self._own else Locale("en")


def _lacking(key: str) -> LookupError:
    return LookupError(f"views/words/en.toml lacks `{key}`")


def text_direction(language: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`."""
    return str(locale_of(language.replace("_", "-")).text_direction)


@lru_cache(maxsize=4096)
def _decimal(value: Decimal, pattern: str, locale: Locale) -> str:
    return format_decimal(value, format=pattern, locale=locale)
