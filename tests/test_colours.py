"""Colours are read however CSS writes them, and whatever lies on them can be read."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageColor
from tinycss2.color3 import parse_color

from proofolio.colours import (
    READABLE,
    contrast,
    from_lch,
    hues_apart,
    ink_on,
    read_colour,
    to_lch,
)

NAMES = {
    name: "#{:02x}{:02x}{:02x}".format(*ImageColor.getrgb(name)) for name in ImageColor.colormap
}
SHARES = ("0%", "20%", "50%", "99.5%", "100%", "150%", "-5%")
ALPHAS = ("0", "0.02", ".5", "1", "3", "-1")
FORMS = [
    *NAMES,
    *("#8a2", "#1Fb", "#102030", "#ABCDEF"),
    *(f"rgb({a},{b}, {c})" for a, b, c in itertools.product(("0", "12", "255"), repeat=3)),
    *(f"rgb({a}, {b} ,{c})" for a, b, c in itertools.product(SHARES, repeat=3)),
    *(f"rgba(20, 130, 255, {alpha})" for alpha in ALPHAS),
    *(f"hsl({h},{s},{light})" for h in ("0", "120", "240.5", "-30", "725") for s in SHARES[:5]
      for light in SHARES),
    *(f"HSLA(200,60%,30%,{alpha})" for alpha in ALPHAS),
]  # fmt: skip


def on_white(form: str) -> tuple[float, ...]:
    """What another reader of CSS sees, on white."""
    found = parse_color(NAMES.get(form, form))
    parts = (min(1.0, max(0.0, part)) for part in found[:3])
    return tuple(255 * (1 - found.alpha * (1 - part)) for part in parts)


def test_forms_of_css_are_read_as_another_reader_does() -> None:
    assert len(NAMES) == 148
    assert len(FORMS) > 500
    for form in FORMS:
        if parse_color(NAMES.get(form, form)).alpha == 0:
            assert read_colour(form) == "", form
            continue
        read = read_colour(form)
        assert len(read) == 7, form
        seen = ImageColor.getrgb(read)
        assert max(abs(a - b) for a, b in zip(seen, on_white(form), strict=True)) < 1.6, form


@pytest.mark.parametrize(
    ("form", "old"),
    [
        ("rgb(0 0 255)", "rgb(0,0,255)"),
        ("rgb(0 0 255 / 50%)", "rgba(0,0,255,.5)"),
        ("rgba(0,0,255,50%)", "rgba(0,0,255,.5)"),
        ("rgba(127.6, 0, 0, 1)", "rgb(128,0,0)"),
        ("hsl(240deg 100% 50%)", "#00f"),
        ("hsl(.5turn 100% 50% / .2)", "hsla(180,100%,50%,.2)"),
        ("hsl(200grad, 100%, 50%)", "hsl(180,100%,50%)"),
        ("hsl(240 100 50)", "#00f"),
        ("#00f8", "#0000ff88"),
        ("#0000ff80", "rgba(0,0,255,.50196)"),
        (" MidnightBlue ", "#191970"),
    ],
)
def test_newer_forms_mean_the_same(form: str, old: str) -> None:
    assert read_colour(form) == read_colour(old) != ""


@pytest.mark.parametrize(
    "form",
    [
        "", "no", "lightgoldenrod", "transparent", "none", "inherit", "currentColor", "Canvas",
        "#12345", "#0000", "#ff000000", "rgb(1,2)", "rgb(1,2,3,4,5)", "rgb()", "rgb(a,b,c)",
        "hsv(1,2%,3%)", "rgb(1,2,3", "url(x)", "red;", "red blue", "var(--x)", "rgb(٣,٣,٣)",
        f"hsl({'9' * 999},1%,1%)", "#" + "0" * 999,
    ],
)  # fmt: skip
def test_anything_else_is_no_colour(form: str) -> None:
    assert read_colour(form) == ""


@given(st.text() | st.from_regex(r"(rgb|hsl)a?\([\d%., /e+-]*\)", fullmatch=True))
def test_any_text_is_a_colour_or_none(text: str) -> None:
    assert len(read_colour(text)) in (0, 7)


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_some_ink_can_be_read_on_any_ground(ground: int, wanted: int) -> None:
    paper, colour = f"#{ground:06x}", f"#{wanted:06x}"
    assert contrast(ink_on(paper), paper) >= READABLE
    ink = ink_on(paper, colour)
    assert contrast(ink, paper) >= READABLE
    assert (ink == colour) == (contrast(colour, paper) >= READABLE)


def test_an_ink_keeps_its_hue() -> None:
    pale = ink_on("#ffeeee", "#ff0000")
    red, green, blue = ImageColor.getrgb(pale)[:3]
    assert red > 150 > 2 * max(green, blue)
    assert ink_on("#ffff00", "#ffffff") == "#111"
    assert ink_on("#777777") == "#000"


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#fff", "#777777") == contrast("#777777", "#fff")


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#6a3fb5", "#0a6163", "#f5b301"])
def test_colours_come_back_from_oklch(colour: str) -> None:
    assert from_lch(to_lch(colour)) == colour


def test_what_no_screen_shows_keeps_lightness_and_hue() -> None:
    lightness, chroma, hue = to_lch(from_lch((0.5, 0.4, 150)))
    assert lightness == pytest.approx(0.5, abs=0.02)
    assert hues_apart(hue, 150) < 5
    assert chroma < 0.2
