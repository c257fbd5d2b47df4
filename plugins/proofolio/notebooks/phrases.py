"""The words that the renderer adds to a notebook, in the language of the site."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from importlib.resources import files

from babel import Locale
from babel.numbers import format_decimal


@dataclass(frozen=True)
class Phrases:
    """Words by what they are for; being part of the options, they are part of the cache's key."""

    locale: str
    """Whose plurals and numbers they follow, e.g. `de_AT`."""
    table: tuple[tuple[str, str], ...]

    def __call__(self, key: str, **values: object) -> str:
        """The words under this key."""
        text = self._texts[key]
        return text.format(**values) if values else text

    def count(self, key: str, count: int) -> str:
        """The words under `key_one`, `key_few`, …, as the language asks for with this number."""
        form = self._texts.get(f"{key}_{self._rules.plural_form(count)}")
        return (form or self._texts[f"{key}_other"]).format(count=self.number(count))

    def number(self, value: float) -> str:
        """A number as the language writes it, with at most one decimal."""
        if isinstance(value, int) and 0 <= value < 1000:
            return str(value)
        return format_decimal(value, format="#,##0.#", locale=self._rules)

    @cached_property
    def digest(self) -> str:
        """What tells these words from others; made once, for every notebook asks for it."""
        return blake2b(repr((self.locale, self.table)).encode(), digest_size=16).hexdigest()

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return dict(self.table)

    @cached_property
    def _rules(self) -> Locale:
        return Locale.parse(self.locale)


@cache
def english() -> Phrases:
    """The English words, for who renders a notebook without a site."""
    # A table of texts, in one place for who translates them; nothing is imported from there.
    file = files("proofolio") / "views" / "words" / "en.toml"
    return Phrases("en", tuple(tomllib.loads(file.read_text(encoding="utf-8"))["cells"].items()))
