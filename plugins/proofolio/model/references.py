"""References between entries: `churn`, `project:churn`, `outcome:churn/mape`, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofolio.model.kinds import KINDS
from proofolio.model.record import make_id

NAMED = (*(kind.word for kind in KINDS), "outcome")
"""What a reference may name before the colon."""


@dataclass(frozen=True)
class Target:
    """What a reference names, before anybody has looked whether it exists."""

    kind: str
    """One of `NAMED`, `link` for an address, `cell` for `#cell`, or empty where only an id is
    given."""
    id: str
    """Id of the entry; the address of a link; the name of a cell."""
    part: str = ""
    """Key of the outcome."""


def parse_reference(text: str) -> Target:
    """Read a reference; whatever is neither a known kind nor an address is taken for an id."""
    text = text.strip()
    if text.startswith("#"):
        return Target("cell", text[1:])
    kind, colon, rest = text.partition(":")
    kind = kind.strip().lower()
    if colon and kind in NAMED:
        entry, _, part = rest.strip().partition("/")
        return Target(kind, make_id(entry), make_id(part) if part else "")
    if re.match(r"[a-z][a-z0-9+.-]*:", text.lower()) or "/" in text:
        return Target("link", text)
    return Target("", make_id(text))
