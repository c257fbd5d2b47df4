"""Widths and heights as people write them, and the sizes that drawings tell."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.notebooks.html.drawings import FRAME, svg_size
from proofolio.notebooks.html.lengths import MOST, pixels_of, read_length

NUMBERS = [
    "", "0", "1", "12.5", ".5", "-3", "+4", "1.2.3", "9" * 5000, "1e999", "1e3", "inf", "nan",
    "٣٠٠", "３００", "½", "1,5", "0x10", "1_000", " 7 ", "7\n", "a", "auto", "99999999",
    "0.000000000001",
]  # fmt: skip
UNITS = ["", "px", "%", "em", "rem", "pt", "mm", "furlong", " px", "PX", "px;color:red", '"']
BOXES = [
    "0 0 40 20", "0,0,40,20", "-1.5 -2e1 40 20", "0 0 0 20", "0 0 -4 20", "0 0 1.2.3 4", "0 0 40",
    "0 0 inf nan", "0 0 1e999 1", "0 0 " + "9" * 5000 + " 1", "a b c d", "",
    "0 0 1e2 5E+1", ", , , ,",
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_any_number_with_any_unit_is_a_length_or_none(number: str) -> None:
    for unit in UNITS:
        length = read_length(number + unit)
        if length is not None:
            assert 0 <= length.pixels <= MOST
            assert read_length(length.css) == length or length.unit in ("", "px")
        assert pixels_of(number + unit) in (None, length.pixels if length else None)


@given(st.text())
def test_any_text_is_a_length_or_none(text: str) -> None:
    length = read_length(text)
    assert length is None or 0 <= length.pixels <= MOST


def test_lengths_mean_what_css_means() -> None:
    assert [pixels_of(text) for text in ("300", "300px", "72pt", "1in", "50%", "20em")] == [
        300, 300, 96, 96, None, None,
    ]  # fmt: skip
    css = [length.css for text in ("50%", "20EM", "7.50px") if (length := read_length(text))]
    assert css == ["50%", "20em", "7.5px"]


def heads() -> list[str]:
    """A root element with each number at each of its sides, and with each box."""
    made = [
        f'<svg width="{number}{unit}" height="{other}">'
        for number, unit, other in itertools.product(NUMBERS, UNITS, ("20", "9" * 5000))
    ]
    boxed = itertools.product(BOXES, ("", 'width="40" height="20"', 'width="100%"'))
    return made + [f"<svg {sides} viewBox='{box}'>" for box, sides in boxed]


def test_any_head_of_a_drawing_has_a_size() -> None:
    made = heads()
    assert len(made) > 500
    for head in made:
        size = svg_size(head.encode())
        assert size is not None, head
        assert all(0 < side <= 1_000_000 for side in size), head


def test_the_size_is_that_of_the_sides_or_else_of_the_box() -> None:
    assert svg_size(b'<svg width="40" height="30px" viewBox="0 0 8 6">') == (40, 30)
    assert svg_size(b'<svg width="100%" viewBox="-1 -2e1 8.4 6">') == (8, 6)
    assert svg_size(b'<svg stroke-width="4" height="2">') == FRAME
    assert svg_size(b"<?xml version='1.0'?><!-- no drawing -->") is None
