"""Pictures of a finished page: which attributes they get, and what is promised or made for them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from proofolio.outputs.page_pictures import PagePictures
from proofolio.outputs.site_files import SiteFiles

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'


def stripes(width: int, height: int) -> bytes:
    """A picture heavy enough to have variants."""
    picture = Image.effect_mandelbrot((width, height), (-2, -1.2, 1, 1.2), 90)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


CHART = stripes(600, 400)


@pytest.fixture
def files(tmp_path: Path) -> SiteFiles:
    (tmp_path / "docs" / "img").mkdir(parents=True)
    (tmp_path / "docs" / "_data").mkdir()
    (tmp_path / "docs" / "img" / "a chart.png").write_bytes(CHART)
    (tmp_path / "docs" / "_data" / "private.png").write_bytes(CHART)
    files = SiteFiles(tmp_path, "docs", "docs/_data", {}, frozenset())
    files.add("projects/a/fig.png", CHART)
    files.add("drawn.svg", SVG)
    return files


def attributes(html: str) -> dict[str, str]:
    return dict(re.findall(r'([\w-]+)="([^"]*)"', html))


def test_a_figure_gets_sides_variants_and_patience(files: SiteFiles) -> None:
    html = PagePictures(files).dress('<img src="x.svg"><img src="fig.png" alt="A">', "projects/a/")
    first, second = re.findall("<img[^>]*>", html)
    assert first == '<img src="x.svg" decoding="async">'
    found = attributes(second)
    assert (found["width"], found["height"]) == ("600", "400")
    assert (found["loading"], found["decoding"]) == ("lazy", "async")
    assert (found["src"], found["alt"]) == ("fig.png", "A")
    listed = re.findall(r"(\S+) (\d+)w(?:, |$)", found["srcset"])
    assert listed
    for address, width in listed:
        with Image.open(io.BytesIO(files.made[f"projects/a/{address}"])) as picture:
            assert picture.width == int(width)
    assert found["sizes"] == "auto, (min-width: 640px) 600px, 100vw"


def test_the_first_picture_is_loaded_at_once(files: SiteFiles) -> None:
    html = '<img src="fig.png" loading="lazy">'
    found = attributes(PagePictures(files).dress(html, "projects/a/"))
    assert "loading" not in found
    assert not found["sizes"].startswith("auto")
    twins = '<img class="pf-on-light" src="fig.png" loading="lazy">'
    assert 'loading="lazy"' in PagePictures(files).dress(twins, "projects/a/")


def test_what_the_page_says_is_kept(files: SiteFiles) -> None:
    html = (
        "<img>"
        '<img src="fig.png" width="300" loading="eager">'
        '<img src="fig.png" style="width: 5rem" fetchpriority="high">'
        '<img src="fig.png" srcset="own.png 2x" decoding="sync" width="50%">'
        '<img src="fig.png" data-sizes="64px" height="40" alt="a > b"/>'
    )
    tags = re.findall(
        r"""<img(?:[^>"]|"[^"]*")*>""", PagePictures(files).dress(html, "projects/a/")
    )
    assert tags[0] == '<img decoding="async">'
    first, second, third, fourth = (attributes(tag) for tag in tags[1:])
    assert (first["width"], first["height"], first["loading"]) == ("300", "200", "eager")
    assert not {"width", "height", "loading"} & set(second)
    assert (third["srcset"], third["decoding"], third["width"]) == ("own.png 2x", "sync", "50%")
    assert "sizes" not in third
    assert (fourth["width"], fourth["sizes"]) == ("60", "auto, 64px")
    assert "data-sizes" not in fourth
    assert fourth["alt"] == "a > b"
    assert tags[4].endswith("/>")


@pytest.mark.parametrize(
    ("page", "source", "address"),
    [
        ("", "img/a%20chart.png", "img/a-chart"),
        ("about/", "../img/a%20chart.png", "img/a-chart"),
        ("about.html", "img/a%20chart.png?1#x", "img/a-chart"),
        ("projects/b/", "../a/fig.png", "projects/a/fig"),
    ],
)
def test_variants_stand_beside_the_picture(
    files: SiteFiles, page: str, source: str, address: str
) -> None:
    pictures = PagePictures(files)
    found = attributes(pictures.dress(f'<img src="{source}">', page))
    made = [name for name in files.made if name.endswith(".webp")]
    assert made
    assert all(re.fullmatch(rf"{address}-[0-9a-f]{{8}}-\d+\.webp", name) for name in made)
    from urllib.parse import urljoin

    shown = [part.split()[0] for part in found["srcset"].split(", ")]
    base = "https://test.example/"
    assert {urljoin(base + page, place) for place in shown} >= {base + name for name in made}


@pytest.mark.parametrize(
    "source",
    [
        "https://other.example/a.png",
        "data:image/png;base64,AA",
        "/img/a%20chart.png",
        "../outside.png",
        "_data/private.png",
        "missing.png",
        "img/",
        "#a",
    ],
)
def test_other_pictures_have_no_variants(files: SiteFiles, source: str) -> None:
    pictures = PagePictures(files)
    html = f'<img src="{source}" alt="A">'
    assert pictures.dress(html, "") == html.replace('"A"', '"A" decoding="async"')
    assert not [name for name in files.made if name.endswith(".webp")]


def test_a_drawing_in_the_text_gets_its_sides(files: SiteFiles) -> None:
    html = '<img src="../x"><img src="drawn.svg">'
    assert '<img src="drawn.svg" loading="lazy" decoding="async" width="40" height="20">' in (
        PagePictures(files).dress(html, "")
    )
    assert not [name for name in files.made if name.endswith(".webp")]


def test_variants_can_be_switched_off(files: SiteFiles) -> None:
    found = attributes(
        PagePictures(files, has_variants=False).dress('<img src="fig.png">', "projects/a/")
    )
    assert found["width"] == "600"
    assert not {"srcset", "sizes"} & set(found)


def test_while_serving_variants_are_only_promised(files: SiteFiles, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    patient = PagePictures(files, shelf, is_patient=True)
    html = patient.dress('<img src="fig.png">', "projects/a/")
    assert not [name for name in files.made if name.endswith(".webp")]
    assert not shelf.exists()
    listed = [part.split()[0] for part in attributes(html)["srcset"].split(", ")]
    assert {f"projects/a/{name}" for name in listed} == set(patient.promised)
    for name, make in patient.promised.items():
        with Image.open(io.BytesIO(make())) as picture:
            assert f"-{picture.width}." in name
    PagePictures(files, shelf).dress('<img src="fig.png">', "projects/a/")
    built = {name: content for name, content in files.made.items() if name.endswith(".webp")}
    assert built
    assert all(patient.promised[name]() == content for name, content in built.items())
