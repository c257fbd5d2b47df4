"""The tables of interface words that come with the package, and what a table must hold."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
"""What Unicode calls them; a table has those that its language tells apart."""


def fallbacks(language: str) -> Iterator[str]:
    """A language tag, then the same without its last part: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


@cache
def shipped_words(language: str) -> Mapping[str, str]:
    """The words that we have for a language, by `section.key`; none where we have none."""
    folder = files("proofolio.views") / "words"
    for name in fallbacks(language):
        path = folder / f"{name}.toml"
        if path.is_file():
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            return {
                f"{s}.{key}": text for s, table in tables.items() for key, text in table.items()
            }
    return {}


@cache
def locale_of(language: str) -> Locale:
    """How a language writes numbers and dates; as in Britain where nobody knows it."""
    # Days before months, as everywhere but in the United States.
    wanted = "en_GB" if language == "en" else language.replace("-", "_")
    try:
        return Locale.parse(wanted)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def placeholders(text: str) -> frozenset[str]:
    """What is filled in where a word stands: `{name}`."""
    return frozenset(field for _, field, _, _ in string.Formatter().parse(text) if field)


def is_plural(key: str, table: Mapping[str, str]) -> bool:
    """Whether a word of a table is one of several that are chosen by number."""
    stem, _, form = key.rpartition("_")
    return form in PLURAL_FORMS and f"{stem}_other" in table


@cache
def needed_words(language: str) -> Mapping[str, str]:
    """Every word that a table of this language has, and how English says it.

    They are English's, in the plural forms of the language, in the order of English.
    """
    needed: dict[str, str] = {}
    rules = locale_of(language).plural_form
    forms = [form for form in PLURAL_FORMS if form in {*rules.tags, "other"}]
    english = shipped_words("en")
    for key, text in english.items():
        if is_plural(key, english):
            stem = key.rpartition("_")[0]
            for form in forms:
                name = f"{stem}_{form}"
                needed.setdefault(name, english.get(name, english[f"{stem}_other"]))
        else:
            needed[key] = text
    return needed
