"""An author's own colour is used where everybody can read it, and said where nobody could."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from proofolio.colours import READABLE, contrast, from_lch, hues_apart, to_lch
from proofolio.outputs.accent import Accent, make_accent, readable
from proofolio.outputs.material import PALETTES, make_stylesheet

HUES = range(0, 360, 15)
PAIRS = (
    ("accent", "bg"), ("accent", "surface"), ("accent", "wash"), ("on-accent", "accent"),
    ("on-accent", "accent-2"), ("accent-2", "bg"), ("muted", "bg"), ("muted", "surface"),
    ("body", "surface"), ("signal", "signal-wash"), ("signal", "bg"), ("on-band", "band"),
    ("band-muted", "band"),
)  # fmt: skip
"""Text and its ground."""


def tokens(palette: str, colour: str) -> list[dict[str, str]]:
    """The colours of the stylesheet by name, in the light and in the dark."""
    sheet = make_stylesheet(palette, accent=Accent(palette, colour))
    blocks = re.findall(r"\{([^{}]*--pf-bg:[^{}]*color-scheme[^{}]*)\}", sheet)
    light, dark, without_script = blocks
    assert without_script.startswith(dark.rstrip())
    found = re.compile(r"--pf-([a-z0-9-]+):(#[0-9a-f]{3,6})")
    return [dict(found.findall(block)) for block in (light, dark)]


@pytest.mark.slow
@pytest.mark.parametrize("palette", PALETTES)
def test_any_hue_that_passes_makes_a_site_that_can_be_read(palette: str) -> None:
    for hue in HUES:
        for chroma in (0.0, 0.08, 0.25):
            colour = from_lch((0.45, chroma, hue))
            assert Accent(palette, colour).faults() == (), colour
            light, dark = tokens(palette, colour)
            assert light["accent"] == colour
            for scheme in (light, dark):
                for text, ground in PAIRS:
                    ratio = contrast(scheme[text], scheme[ground])
                    assert ratio >= READABLE, (colour, text, ground, ratio)


def test_the_signal_is_never_taken_for_the_accent() -> None:
    for palette in PALETTES:
        for hue in HUES:
            colour = from_lch((0.45, 0.12, hue))
            for scheme in tokens(palette, colour):
                accent, signal = (to_lch(scheme[name]) for name in ("accent", "signal"))
                assert hues_apart(accent[2], signal[2]) > 25, (palette, colour, scheme["signal"])


@pytest.mark.parametrize("written", ["#6a3fb5", "#6A3FB5", "rgb(106, 63, 181)", " #6a3fb5 "])
def test_colours_may_be_written_as_in_css(written: str) -> None:
    assert make_accent("petrol", written) == Accent("petrol", "#6a3fb5")
    assert make_accent("petrol", "rebeccapurple") == Accent("petrol", "#663399")


@pytest.mark.parametrize("colour", ["#f5b301", "#e11d48", "#ffffff", "#7fdbca"])
def test_a_colour_too_light_comes_with_one_that_can_be_read(colour: str) -> None:
    said = make_accent("petrol", colour)
    assert isinstance(said, str)
    assert f"links in {colour} cannot be read" in said
    (offered,) = re.findall(r'Write "(#[0-9a-f]{6})"', said)
    assert make_accent("petrol", offered) == Accent("petrol", offered)
    if to_lch(colour)[1] > 0.02:
        assert hues_apart(to_lch(offered)[2], to_lch(colour)[2]) < 12
    assert readable(Accent("petrol", "#6a3fb5")) == "#6a3fb5"


def test_without_a_colour_nothing_turns() -> None:
    for palette in PALETTES:
        assert make_stylesheet(palette, accent=Accent(palette)) == make_stylesheet(palette)


Report = Callable[..., tuple[Path, list[str]]]


MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"


def with_option(folder: Path, option: str) -> Path:
    """The smallest site with an option of `proofolio/portfolio`."""
    shutil.copytree(MINIMAL, folder, ignore=shutil.ignore_patterns(".cache"))
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "  - proofolio/portfolio\n" in text
    text = text.replace("  - proofolio/portfolio\n", f"  - proofolio/portfolio:\n      {option}\n")
    settings.write_text(text, encoding="utf-8")
    return folder


def test_everything_that_is_drawn_takes_the_colour(
    tmp_path: Path, build_site: Callable[..., Path]
) -> None:
    plain = build_site(MINIMAL)
    site = build_site(with_option(tmp_path / "site", 'accent: "#6a3fb5"'))
    sheet = (site / "assets/stylesheets/proofolio.css").read_text()
    assert "--pf-accent:#6a3fb5" in sheet
    assert "#0a6163" not in sheet
    assert "images/band.svg" in sheet
    changed = ["images/icon.svg", "covers/project-triage.svg", "cards/projects/triage.png"]
    for name in changed:
        assert (site / "assets" / name).read_bytes() != (plain / "assets" / name).read_bytes()
    band = (site / "assets/images/band.svg").read_text()
    assert band.replace("#", "") != (site / "assets/images/band-petrol.svg").read_text()


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ('accent: "#f5b301"', "links in #f5b301 cannot be read on "),
        ("accent: mauve-ish", '"mauve-ish" is no colour. Write one in quotes'),
        ("accent: #6a3fb5", "nothing is written here, since # begins a comment in YAML."),
    ],
)
def test_a_bad_colour_names_the_line_and_leaves_the_palettes(
    tmp_path: Path, build_report: Report, option: str, told: str
) -> None:
    folder = with_option(tmp_path / "site", option)
    site, messages = build_report(folder)
    (said,) = [m for m in messages if "accent" in m]
    lines = (folder / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if option in text)
    assert said.startswith(f"WARNING proofolio: mkdocs.yml:{line}: proofolio/portfolio.accent: ")
    assert told in said
    assert said.endswith("The accent of the palette petrol stays until then.")
    assert "#0a6163" in (site / "assets/stylesheets/proofolio.css").read_text()
