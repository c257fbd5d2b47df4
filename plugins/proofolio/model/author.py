"""Who wrote a work, with the name that a list is sorted by and a text cites."""

from __future__ import annotations

import re
from typing import Any

from pydantic import model_validator

from proofolio.model.record import Flag, Record, Text

_EQUAL = re.compile(r"\s*[*†‡]+\s*(?=,|$)")
_OTHERS = frozenset({"others", "et al", "et al.", "and others"})


class Author(Record):
    """Somebody who wrote it, as a name or as a mapping."""

    name: Text
    """The name as it is shown; a `*` behind it says that the work was shared equally."""
    family: Text = ""
    """The name that a text cites, where it is not the last word: `García Márquez`."""
    equal: Flag = False
    """Whether she has an equal share with the others who are marked so."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, fields: Any) -> Any:
        if isinstance(fields, str):
            fields = {"name": fields}
        name = fields.get("name") if isinstance(fields, dict) else None
        if isinstance(name, str) and _EQUAL.search(name):
            plain = _EQUAL.sub("", name)
            return {**fields, "name": plain, "equal": True} if plain.strip() else fields
        return fields

    @property
    def stands_for_others(self) -> bool:
        """Whether this is no name, but says that there are more."""
        return self.name.casefold() in _OTHERS

    @property
    def cited(self) -> str:
        """The name that a text cites."""
        if self.family:
            return self.family
        family, comma, _ = self.name.partition(",")
        if comma:
            return family.strip()
        words = self.name.split()
        # `de la Cruz`, `van Dijk`: what is written small belongs to the name behind it.
        begin = next((n for n, word in enumerate(words[1:-1], 1) if word[:1].islower()), -1)
        return " ".join(words[begin:])
