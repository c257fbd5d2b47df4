"""The icon holds any letters, as text."""

from __future__ import annotations

import io
import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from proofolio.outputs.icon import make_icon
from proofolio.outputs.material import PALETTES

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(
    ("letters", "shown"), [("MQ", "MQ"), ("李", "李"), ("<&", "<&"), (" É ", "É"), ("ABC", "AB")]
)
def test_letters_stand_before_the_full_stop(letters: str, shown: str, palette: str) -> None:
    icon = ET.fromstring(make_icon(letters, palette))
    assert [text.text for text in icon.iter(f"{SVG}text")] == [shown]
    assert len(list(icon.iter(f"{SVG}circle"))) == 1


def test_without_letters_the_full_stop_stands_alone() -> None:
    icon = ET.fromstring(make_icon(""))
    assert [child.tag for child in icon] == [f"{SVG}rect", f"{SVG}circle"]


def test_palettes_differ() -> None:
    assert make_icon("MQ", "petrol") != make_icon("MQ", "iron")


def test_home_screens_find_the_icon(root: Path, build_site: Callable[..., Path]) -> None:
    site = build_site(root / "tests" / "sites" / "minimal")
    page = (site / "projects" / "triage" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="apple-touch-icon" href="../../assets/images/icon-180.png">' in page
    assert '<link rel="manifest" href="../../site.webmanifest">' in page
    manifest = json.loads((site / "site.webmanifest").read_text(encoding="utf-8"))
    assert manifest["name"] == "Ana Kovač"
    named = {icon["sizes"]: site / icon["src"] for icon in manifest["icons"]}
    named["180x180"] = site / "assets/images/icon-180.png"
    assert set(named) == {"180x180", "192x192", "512x512"}
    for size, file in named.items():
        picture = Image.open(io.BytesIO(file.read_bytes())).convert("RGBA")
        assert f"{picture.width}x{picture.height}" == size
        assert picture.getchannel("A").getextrema() == (255, 255)
        ground = picture.getpixel((0, 0))
        middle = picture.width // 2
        assert any(
            picture.getpixel((x, y)) != ground
            for x in range(middle - 20, middle + 20)
            for y in range(middle - 20, middle + 20)
        )


def test_an_icon_of_ones_own_stands_alone(
    root: Path, tmp_path: Path, build_site: Callable[..., Path]
) -> None:
    theme = {"name": "material", "favicon": "assets/mine.svg"}
    folder = Path(shutil.copytree(root / "tests" / "sites" / "minimal", tmp_path / "site"))
    mine = folder / "site_src" / "assets" / "mine.svg"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8")
    site = build_site(folder, theme=theme)
    page = (site / "index.html").read_text(encoding="utf-8")
    assert '<link rel="icon" href="assets/mine.svg">' in page
    assert "apple-touch-icon" not in page
    assert not (site / "site.webmanifest").exists()
