"""Exceptions: what an author has decided that `proofolio check` shall pass over."""

from __future__ import annotations

from proofolio.model.record import Origin, Partial, Record, Text


class Ignore(Record):
    """One finding that is passed over, with the reason and, best, an end."""

    check: Text
    """Id of the check, e.g. `CNT-005`."""
    item: Text
    """The entry as references write it (`project:churn`), or a file; `*` stands for anything in
    its path."""
    reason: Text
    """Why this is right as it is."""
    until: Partial | None = None
    """First day on which it is told again."""
    origin: Origin = Origin("")
    """File and line it was read from; set when the sources are read."""
