"""How much a proof weighs: what counts as strong, and what time takes from it."""

from __future__ import annotations

import datetime as dt

from proofolio.model.mark import Result

STRONG, MEDIUM, WEAK = 3, 2, 1
STEP_YEARS = 5
"""Proof older than this counts one step less."""


def outcome_strength(result: Result) -> int:
    """Strong with baseline and method, if it was or can be checked by others; medium with a method,
    or if it can be seen."""
    outcome, mark = result.outcome, result.mark
    if mark.level in ("checked", "open") and outcome.baseline and outcome.method:
        return STRONG
    return MEDIUM if outcome.method or mark.level != "told" else WEAK


def later(day: dt.date | None, other: dt.date | None) -> dt.date | None:
    """The later of two days, as far as there are any."""
    return max(day, other) if day and other else day or other


def is_old(day: dt.date | None, today: dt.date) -> bool:
    """Whether a day lies so far back that it takes a step from a proof."""
    if day is None:
        return False
    return (day.year + STEP_YEARS, day.month, day.day) < (today.year, today.month, today.day)
