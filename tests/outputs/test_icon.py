"""The icon holds any letters, as text."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from proofolio.outputs.icon import make_icon
from proofolio.outputs.material import PALETTES

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(
    ("letters", "shown"), [("MQ", "MQ"), ("李", "李"), ("<&", "<&"), (" É ", "É"), ("ABC", "AB")]
)
def test_letters_stand_before_the_square(letters: str, shown: str, palette: str) -> None:
    icon = ET.fromstring(make_icon(letters, palette))
    assert [text.text for text in icon.iter(f"{SVG}text")] == [shown]
    assert len(list(icon.iter(f"{SVG}path"))) == 1


def test_without_letters_the_square_stands_alone() -> None:
    icon = ET.fromstring(make_icon(""))
    assert [child.tag for child in icon] == [f"{SVG}rect", f"{SVG}path"]


def test_palettes_differ() -> None:
    assert make_icon("MQ", "petrol") != make_icon("MQ", "iron")
