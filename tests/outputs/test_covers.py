"""Covers depend on the id alone, are small well-formed drawings, and have a twin for the night."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET

import pytest

from proofolio.outputs.covers import FAMILIES, PALETTES, make_cover
from proofolio.outputs.covers.drawing import Colours, Stream, curve, polyline

IDS = [f"project-{number}" for number in range(80)]


def test_an_id_keeps_its_cover_from_release_to_release() -> None:
    """Authors have these pictures in their pages and cards; a change must be meant."""
    sheet = "".join(make_cover(id, dark) for id in IDS for dark in (False, True))
    digest = hashlib.sha256(sheet.encode()).hexdigest()
    assert digest == "cec3802b91784e4fe5ecef1e2047caf41b7164fa00383a5e8c0d8f410d76bb0f"


def test_each_id_has_its_own_cover() -> None:
    assert len({make_cover(id) for id in IDS}) == len(IDS)


def test_eighty_ids_reach_every_family() -> None:
    chosen = {Stream(id).integer(0, len(FAMILIES) - 1) for id in IDS}
    assert chosen == set(range(len(FAMILIES)))


@pytest.mark.parametrize("palette", PALETTES)
def test_night_twin_is_the_same_drawing_in_other_colours(palette: str) -> None:
    for id in IDS:
        day, night = (make_cover(id, dark, palette) for dark in (False, True))
        assert re.findall(r' d="[^"]*"', day) == re.findall(r' d="[^"]*"', night)
        assert day != night


@pytest.mark.parametrize("id", ["Ünï & <x>", '"', "", "概率", "a" * 300])
def test_any_id_gives_a_well_formed_picture_of_fixed_size(id: str) -> None:
    drawing = ET.fromstring(make_cover(id))
    assert drawing.attrib == {"viewBox": "0 0 1280 720", "width": "1280", "height": "720"}
    assert "x>" not in make_cover(id)


@pytest.mark.parametrize("family", FAMILIES)
def test_family_draws_small_and_marks_one_thing(family: object) -> None:
    assert callable(family)
    colours = Colours("#000001", "#000002", "#000003", "#000004", "#000005")
    drawings = [family(Stream(id), colours) for id in IDS[:20]]
    assert max(map(len, drawings)) < 20_000
    for drawing in drawings:
        ET.fromstring(f"<g>{drawing}</g>")
        assert colours.highlight in drawing
        assert "nan" not in drawing


def test_paths_are_relative_and_whole() -> None:
    assert polyline([(0.4, 1), (10.6, 0), (8, 7)], close=True) == "M0 1l11-1-3 7z"
    assert curve([(0, 0), (6, 0), (12, 6)]) == "M0 0c1 0 4-1 6 0s5 5 6 6"


def test_numbers_are_those_of_sha_256() -> None:
    first = int.from_bytes(hashlib.sha256(b"x\0\0\0\0").digest()[:4], "big") / 2**32
    assert Stream("x").uniform() == first
