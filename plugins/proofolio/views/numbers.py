"""Outcomes in words and figures: what may be told, computed and said in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from proofolio.model.mark import Mark, Result
from proofolio.model.numbers import rounded
from proofolio.model.outcome import Outcome
from proofolio.views.words import Words

_SIGNED = re.compile(r"([-+\u2212])\s*(\d+(?:\.\d+)?)\s*%")
"""A change as authors write it: `-35%`."""


@dataclass(frozen=True)
class Figures:
    """The numbers of an outcome as they may be printed."""

    before: str = ""
    value: str = ""
    unit: str = ""
    spoken: str = ""
    """The same as a sentence for those who listen: "from 7.8 to 5.1 %"."""
    delta: str = ""
    """The computed change in words."""
    bars: tuple[str, str] | None = None
    """Lengths of the bars for before and after, the larger 1; none where they would tell more
    than may be told."""


def figures(outcome: Outcome, words: Words) -> Figures:
    """What an outcome may show; raw numbers never leave unless its disclosure allows."""
    if outcome.disclosure == "range":
        return _range(outcome, words)
    if outcome.disclosure == "relative_only":
        return _relative(outcome, words)
    if outcome.disclosure == "hidden" or outcome.value is None:
        return Figures()
    coarse = outcome.disclosure == "rounded"
    value = rounded(outcome.value) if coarse else outcome.value
    before = outcome.before
    if before is not None and coarse:
        before = rounded(before)
    shown = words.number(value)
    if coarse:
        shown = words("about_number", number=shown)
    if before is None:
        return Figures(
            value=shown, unit=outcome.unit, spoken=_with_unit(shown, outcome.unit, words)
        )
    old = words.number(before)
    spoken = words("from_to", before=old, value=_with_unit(shown, outcome.unit, words))
    return Figures(
        before=old,
        value=shown,
        unit=outcome.unit,
        spoken=spoken,
        delta=change(before, value, outcome.unit, words),
        bars=_bars(before, value),
    )


@dataclass(frozen=True)
class ResultLine:
    """A result in one line ("Error: 7.8 → 5.1 %, on simulated data"), its number apart."""

    number: str
    """What leads to the place that shows it."""
    before: str = ""
    after: str = ""
    address: str = ""

    @property
    def text(self) -> str:
        """The whole line."""
        return f"{self.before}{self.number}{self.after}"


def short_result(result: Result, words: Words) -> ResultLine | None:
    """One line for cards, with what must be said beside it; none where nothing may be told."""
    outcome, caveat = result.outcome, caveat_words(result.mark, words)
    after = f"{words('comma')}{caveat}" if caveat else ""
    if outcome.disclosure == "hidden":
        return None
    if outcome.is_sentence:
        return ResultLine(outcome.sentence.rstrip(".。") if after else outcome.sentence, "", after)
    shown = figures(outcome, words)
    if not shown.value:
        return None
    number = _with_unit(shown.value, shown.unit, words)
    if shown.before:
        number = words.run(f"{shown.before} → {number}")
    before, _, rest = words("metric", metric=outcome.metric, value="\0").partition("\0")
    return ResultLine(number, before, f"{rest}{after}")


def mark_words(mark: Mark, words: Words) -> str:
    """What the mark of a number says: "confirmed by Ilse Brandtner"."""
    who = mark.who
    if mark.others:
        *more, last = mark.others
        who = words("mark.and", who=words.listed((who, *more)), other=last)
    return words(f"mark.{mark.level}", who=who)


def caveat_words(mark: Mark, words: Words) -> str:
    """What must be said wherever the number stands, in a few words; else empty."""
    return words(f"caveat.{mark.caveat}") if mark.caveat else ""


def change(before: Decimal, value: Decimal, unit: str, words: Words) -> str:
    """The change in words: points for percent, and how much that is of what was before."""
    difference = value - before
    if not difference:
        return words("no_change")
    is_percent = unit.strip() == "%"
    direction = (
        ("lower" if is_percent else "less")
        if difference < 0
        else ("higher" if is_percent else "more")
    )
    key = f"points_{direction}" if is_percent else direction
    amount = words.number(abs(difference))
    shown = amount if is_percent else _with_unit(amount, unit, words)
    # A score between 0 and 1 is a share already; a share of a share says nothing.
    is_score = not unit and max(abs(before), abs(value)) <= 1
    if not before or is_score:
        return words(f"{key}_only", points=shown, difference=shown)
    ratio = words.percent(difference / abs(before))
    return words(key, points=shown, difference=shown, ratio=ratio)


def _range(outcome: Outcome, words: Words) -> Figures:
    if len(outcome.shown) != 2:
        return Figures()
    low, high = (words.number(number) for number in sorted(outcome.shown))
    value = words("to", low=low, high=high)
    spoken = _with_unit(value, outcome.unit, words)
    return Figures(value=value, unit=outcome.unit, spoken=spoken, delta=words("range_only"))


def _relative(outcome: Outcome, words: Words) -> Figures:
    text = outcome.change
    if not text and outcome.ratio is not None:
        key = "ratio_less" if outcome.ratio < 0 else "ratio_more"
        text = words(key, ratio=words.percent(outcome.ratio))
    if signed := _SIGNED.fullmatch(text.strip()):
        ratio = words.percentage(words.number(Decimal(signed[2])))
        text = words("ratio_more" if signed[1] == "+" else "ratio_less", ratio=ratio)
    return Figures(value=text, spoken=text, delta=words("change_only")) if text else Figures()


def _bars(before: Decimal, value: Decimal) -> tuple[str, str] | None:
    largest = max(before, value)
    if min(before, value) < 0 or not largest:
        return None
    return (f"{before / largest:.2f}", f"{value / largest:.2f}")


def _with_unit(number: str, unit: str, words: Words) -> str:
    if not unit:
        return number
    return words.percentage(number) if unit == "%" else words.apart(f"{number} {unit}")


def file_size(size: int, words: Words) -> str:
    """Size of a file as people say it: `214 KB`, `1.2 MB`."""
    if size < 1_000_000:
        return f"{words.number(Decimal(max(1, round(size / 1000))))} KB"
    return f"{words.number(Decimal(size).scaleb(-6).quantize(Decimal('0.1')))} MB"
