"""Outcomes in figures and words: what may be told, and nothing else."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofolio.model.mark import Mark, Result
from proofolio.model.outcome import Outcome
from proofolio.views.numbers import change, figures, file_size, rounded, short_result
from proofolio.views.words import Words

EN = Words("en")


def outcome(**fields):
    return Outcome.model_validate({"key": "error", "metric": "Error", **fields})


def said(shown):
    """Everything that could reach a page."""
    return " ".join(str(value) for value in dataclasses.astuple(shown))


def test_exact_numbers_keep_the_decimals_they_were_written_with():
    shown = figures(outcome(value="5.10", before="7.8", unit="%"), EN)
    assert (shown.before, shown.value, shown.unit) == ("7.8", "5.10", "%")
    assert shown.spoken == "from 7.8 to 5.10%"
    assert shown.delta == "2.70 percentage points lower (35% less)"
    assert shown.bars == ("1.00", "0.65")


def test_a_number_alone_has_neither_change_nor_bars():
    shown = figures(outcome(value="1200", unit="EUR"), EN)
    assert (shown.value, shown.spoken) == ("1,200", "1,200 EUR")
    assert (shown.before, shown.delta, shown.bars) == ("", "", None)


@pytest.mark.parametrize(
    ("before", "value", "unit", "words"),
    [
        ("7.8", "5.1", "%", "2.7 percentage points lower (35% less)"),
        ("71.0", "89.8", "%", "18.8 percentage points higher (26% more)"),
        ("41", "6", "days", "Down by 35 days (85%)"),
        ("10", "12", "", "Up by 2 (20%)"),
        ("0", "12", "", "Up by 12"),
        ("0", "3", "%", "3 percentage points higher"),
        ("5", "5", "", "no change"),
        ("-4", "-2", "K", "Up by 2 K (50%)"),
        ("1000", "999", "", "Down by 1 (0.1%)"),
    ],
)
def test_change_is_computed_and_said(before, value, unit, words):
    assert change(Decimal(before), Decimal(value), unit, EN) == words


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("5.13", "5.1"),
        ("41", "40"),
        ("1234", "1200"),
        ("34812", "35000"),
        ("8.14574", "8.1"),
        ("7", "7"),
        ("0", "0"),
        ("0.048", "0.05"),
    ],
)
def test_rounded_drops_a_digit_and_keeps_one_or_two(value, result):
    assert str(rounded(Decimal(value))) == result


@pytest.mark.parametrize("text", ["-18%", "−18 %", "-18 %"])
def test_a_signed_change_is_said_in_words(text):
    shown = figures(outcome(change=text, disclosure="relative_only"), EN)
    assert shown.value == shown.spoken == "18% less"
    assert shown.bars is None


def test_a_change_in_words_stays_as_it_was_written():
    shown = figures(outcome(change="about a third less", disclosure="relative_only"), EN)
    assert shown.value == "about a third less"


def test_range_shows_only_its_ends():
    shown = figures(
        outcome(value="4.4", before="9.9", shown=["5", "3"], unit="K", disclosure="range"), EN
    )
    assert (shown.value, shown.spoken) == ("3 to 5", "3 to 5 K")
    assert "4.4" not in said(shown)
    assert "9.9" not in said(shown)


def line(told, words=EN, **mark):
    found = short_result(Result(told, Mark(**mark)), words)
    return found.text if found else ""


@pytest.mark.parametrize("disclosure", ["range", "relative_only", "hidden"])
def test_nothing_is_shown_where_nothing_was_agreed(disclosure):
    assert figures(outcome(disclosure=disclosure), EN).value == ""
    assert line(outcome(disclosure=disclosure)) == ""


PRECISE = st.decimals(min_value=1, max_value=10**6, places=4).filter(
    lambda number: len(number.normalize().as_tuple().digits) > 4
)


@pytest.mark.parametrize("disclosure", ["rounded", "range", "relative_only", "hidden"])
@settings(max_examples=40)
@given(value=PRECISE, before=PRECISE)
def test_raw_numbers_never_leave_unless_exact(disclosure, value, before):
    asked = outcome(value=value, before=before, shown=["1", "2"], unit="MW", disclosure=disclosure)
    texts = said(figures(asked, EN)) + line(asked)
    plain = texts.replace(",", "")
    for number in (value, before):
        assert str(number) not in plain
        assert str(number.normalize()) not in plain


def test_result_is_one_line():
    told = outcome(value="5.1", before="7.8", unit="%")
    assert line(told) == "Error: 7.8 → 5.1%"
    assert line(told, caveat="simulated") == "Error: 7.8 → 5.1%, on simulated data"
    sentence = outcome(metric="", sentence="It runs.")
    assert line(sentence) == "It runs."
    assert line(sentence, caveat="estimate") == "It runs, an estimate"
    hidden = outcome(metric="", sentence="It runs.", disclosure="hidden")
    assert line(hidden) == ""


@pytest.mark.parametrize(
    ("size", "text"), [(12, "1 KB"), (214_300, "214 KB"), (1_240_000, "1.2 MB")]
)
def test_file_sizes(size, text):
    assert file_size(size, EN) == text


def test_a_number_keeps_its_unit_where_pages_run_from_right_to_left():
    """Isolated, `200 h` reads from the left and `200 ساعة` from the right."""
    arabic = Words("ar")
    for unit in ("h", "ساعة"):
        found = outcome(metric="م", value="200", unit=unit)
        assert line(found, arabic) == f"م: \u2068200 {unit}\u2069"
        assert line(found, Words("de")) == f"م: 200 {unit}"
    changed = outcome(metric="م", before="300", value="200", unit="h")
    assert "\u2068100 h\u2069" in figures(changed, arabic).delta
    assert line(changed, arabic).startswith("م: \u2066300 → ")
