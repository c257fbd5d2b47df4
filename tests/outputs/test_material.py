"""The stylesheet is whole, and each fault that we mend in Material's markup is still there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import proofolio
from proofolio.outputs.material import PAIRINGS, PALETTES, fix_markup, make_stylesheet

SITE = Path(__file__).parent.parent / "theme" / "site"
THEME = Path(proofolio.__file__).parent / "theme"
LOOKS = [(palette, pairing) for palette in PALETTES for pairing in PAIRINGS]


@pytest.mark.parametrize(("palette", "pairing"), LOOKS)
def test_stylesheet_asks_only_for_files_that_ship(palette: str, pairing: str) -> None:
    addresses = re.findall(r"url\((?!\"data:)([^)]+)\)", make_stylesheet(palette, pairing))
    assert addresses
    folder = THEME / "assets" / "stylesheets"
    assert [a for a in addresses if not (folder / a).resolve().is_file()] == []


@pytest.mark.parametrize(("palette", "pairing"), LOOKS)
def test_stylesheet_defines_every_variable_it_uses(palette: str, pairing: str) -> None:
    sheet = make_stylesheet(palette, pairing, language="ja")
    used = set(re.findall(r"var\((--(?!md-)[a-z0-9-]+)", sheet))
    assert "--pf-accent" in used
    # The markup gives the length of a bar (--v) and a colour of the author's (--c).
    assert used - set(re.findall(r"(--[a-z0-9-]+):", sheet)) == {"--v", "--c"}


def test_stylesheet_has_the_chosen_fonts_and_colours_only() -> None:
    plain = make_stylesheet("iron", "plain")
    assert "libre-franklin" in plain
    assert "newsreader" not in plain
    assert "#ad2f18" in plain
    assert "#0a6163" not in plain.replace("--md-code-hl-keyword-color:#0a6163", "")


def test_fonts_of_a_script_are_named_where_the_site_is_written_in_it() -> None:
    assert "Noto Serif CJK SC" in make_stylesheet(language="zh-Hant")
    assert "CJK" not in make_stylesheet(language="de")


def test_both_palettes_name_the_same_colours() -> None:
    folder = THEME.parent / "outputs" / "styles"
    petrol, iron = (
        re.findall(r"^  (--pf-[a-z0-9-]+):", (folder / f"palette-{name}.css").read_text(), re.M)
        for name in PALETTES
    )
    assert len(petrol) > 40
    assert petrol == iron


def test_stylesheet_keeps_its_braces() -> None:
    sheet = make_stylesheet()
    assert sheet.count("{") == sheet.count("}")
    assert "/*" not in sheet


def test_unknown_palette_is_not_guessed() -> None:
    with pytest.raises(FileNotFoundError):
        make_stylesheet("mauve")


@pytest.fixture(scope="module")
def as_material_makes_it(build_site: Callable[..., Path]) -> str:
    site = build_site(SITE, extra={"unmended": True})
    return (site / "notes" / "index.html").read_text(encoding="utf-8")


FAULTS = {
    "autocomplete on checkboxes": (r'<input [^>]*type="checkbox"[^>]* autocomplete', 2),
    "task boxes without a name": (r'<input type="checkbox" disabled(?![^>]*aria-label)', 2),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_of_material_is_still_there_and_mended(as_material_makes_it: str, fault: str) -> None:
    """Should the first half fail, Material has mended it: take our repair away."""
    pattern, count = FAULTS[fault]
    assert len(re.findall(pattern, as_material_makes_it)) == count
    assert not re.search(pattern, fix_markup(as_material_makes_it))


def test_material_still_leaves_its_search_dialog_without_a_name(framed_header: str) -> None:
    import material

    partial = Path(material.__file__).parent / "templates" / "partials" / "search.html"
    assert partial.read_text(encoding="utf-8").count('role="dialog">') == 1
    assert 'role="dialog" aria-label="Search">' in framed_header


@pytest.fixture
def framed_header(as_material_makes_it: str) -> str:
    return as_material_makes_it[: as_material_makes_it.index("</header>")]


def test_empty_tabindex_of_sections_is_taken_away() -> None:
    label = '<label class="md-nav__link" for="__nav_2" id="__nav_2_label" tabindex="">'
    assert fix_markup(label) == label.replace(' tabindex=""', "")


def test_boxes_of_task_lists_are_named_in_the_language_of_the_site() -> None:
    boxes = '<input type="checkbox" disabled checked/> a <input type="checkbox" disabled/> b'
    fixed = fix_markup(boxes, done="Erledigt", to_do="Offen")
    assert re.findall(r'aria-label="(\w+)"', fixed) == ["Erledigt", "Offen"]
    assert fixed.count(" checked") == 1


def test_text_about_markup_is_left_alone() -> None:
    code = "<code>&lt;input class=&quot;md-toggle&quot; autocomplete=&quot;off&quot;&gt;</code>"
    assert fix_markup(code) == code
