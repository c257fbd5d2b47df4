"""Does a text say the numbers of an outcome, as a page may show them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from proofolio.model.numbers import numbers_in, rounded, stands_in
from proofolio.model.outcome import Outcome

_YEAR = re.compile(r"(?:19|20)\d\d")


def says(text: str, outcome: Outcome) -> bool:
    """Whether a text holds every number of an outcome; never where it has none."""
    return bool(shown_numbers(outcome)) and not missing_in(text, outcome)


def missing_in(text: str, outcome: Outcome) -> tuple[Decimal, ...]:
    """The numbers of an outcome that a text does not hold."""
    as_percent = "%" in outcome.unit or "%" in outcome.change
    return tuple(
        readings[0]
        for readings in shown_numbers(outcome)
        if not any(stands_in(wanted, text, as_percent=as_percent) for wanted in readings)
    )


def shown_numbers(outcome: Outcome) -> tuple[tuple[Decimal, ...], ...]:
    """The numbers of an outcome as its disclosure lets a reader see them, each in all readings."""
    return tuple(_numbers(outcome))


def _numbers(outcome: Outcome) -> Iterator[tuple[Decimal, ...]]:
    if outcome.disclosure == "hidden":
        return
    if outcome.is_sentence:
        for found in numbers_in(outcome.sentence):
            if found.readings and not _YEAR.fullmatch(found.written):
                yield found.readings
    elif outcome.disclosure == "range":
        yield from ((number,) for number in outcome.shown)
    elif outcome.disclosure == "relative_only":
        told = re.search(r"\d+(?:\.\d+)?", outcome.change)
        if told:
            yield (Decimal(told[0]),)
        elif not outcome.change and outcome.ratio is not None:
            yield (round(abs(outcome.ratio) * 100, 0),)
    else:
        for number in (outcome.before, outcome.value):
            if number is not None:
                yield (rounded(number) if outcome.disclosure == "rounded" else number,)
