"""`![](a.png){width=50%}` and all else that authors write as the sides of a picture."""

from __future__ import annotations

import io
import itertools
import re
from html import escape
from html.parser import HTMLParser

import pytest
from PIL import Image

from proofolio.outputs.page_pictures import PagePictures
from proofolio.outputs.picture_sides import with_sides
from proofolio.outputs.site_files import SiteFiles

WRITTEN = [
    "300", "300px", "50%", "20em", "12.5rem", "40vw", "auto", "", "half", "-3", "0", "9" * 5000,
    "1e999", "٣٠٠", "３００", "1.2.3", "50 %", "calc(1px)", "300;color:red",
    '"><script>', "a=b", "nan",
]  # fmt: skip


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> PagePictures:
    files = SiteFiles(tmp_path_factory.mktemp("site"), "docs", "docs/_data", {}, frozenset())
    picture = Image.effect_mandelbrot((600, 400), (-2, -1.2, 1, 1.2), 90)
    out = io.BytesIO()
    picture.save(out, "PNG")
    files.add("projects/a/fig.png", out.getvalue())
    return PagePictures(files)


class Reader(HTMLParser):
    """The attributes of every picture, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "img"
        assert len(dict(attrs)) == len(attrs), attrs
        self.found.append(dict(attrs))


def dressed(pictures: PagePictures, html: str) -> dict[str, str | None]:
    sized, _ = with_sides(html)
    (found,) = Reader(pictures.dress(sized, "projects/a/")).found
    return found


@pytest.mark.parametrize("width", WRITTEN)
def test_any_side_leaves_a_valid_picture(pictures: PagePictures, width: str) -> None:
    for height, style in itertools.product((None, *WRITTEN), (None, "float: left")):
        given = {"src": "fig.png", "alt": "set width=5 here", "width": width}
        given |= {"height": height} if height is not None else {}
        given |= {"style": style} if style else {}
        html = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        found = dressed(pictures, f"<img{html}>")
        assert (found["src"], found["alt"]) == ("fig.png", "set width=5 here")
        for side in ("width", "height"):
            assert re.fullmatch("[0-9]{1,6}", found.get(side) or "0")
        assert style is None or (found["style"] or "").endswith(style)
        assert re.fullmatch(r"[\w\s:;.%-]*", found.get("style") or "")


def test_a_tag_that_another_plugin_wrote_is_dressed_whatever_it_holds(
    pictures: PagePictures,
) -> None:
    for width, height in itertools.product(WRITTEN, WRITTEN):
        tag = f'<img src="fig.png" width="{escape(width)}" height="{escape(height)}">'
        (found,) = Reader(pictures.dress(tag, "projects/a/")).found
        assert (found["width"], found["height"]) == (width, height)


@pytest.mark.parametrize(
    ("written", "width", "height", "style"),
    [
        ("width=300px", "300", "200", None),
        ("width=150pt", "200", "133", None),
        ("width=50%", "600", "400", "width: 50%; height: auto"),
        ("width=20em", "600", "400", "width: 20em; height: auto"),
        ("height=10em", "600", "400", "width: auto; height: 10em"),
        ("width=auto", "600", "400", None),
        ("width=half", "600", "400", None),
        ("width=300 height=auto", "300", "200", None),
    ],
)
def test_a_length_is_honoured(
    pictures: PagePictures, written: str, width: str, height: str, style: str | None
) -> None:
    found = dressed(pictures, f'<img src="fig.png" {written}>')
    assert (found["width"], found["height"], found.get("style")) == (width, height, style)


def test_a_share_of_the_page_chooses_a_picture_of_that_width(pictures: PagePictures) -> None:
    found = dressed(pictures, '<img src="fig.png" width="50%">')
    assert "360px" in (found["sizes"] or "")


@pytest.mark.parametrize("source", ["a.png", "pf:a.png"])
def test_what_is_no_length_is_told(source: str) -> None:
    _, problems = with_sides(f'<img src="{source}" width="half"><img src="b.png" height="auto">')
    assert [str(problem) for problem in problems] == [
        '`width="half"` of the picture a.png is no length, and is left out. Write pixels, as in '
        "`300`, or a share of the text's width, as in `50%`."
    ]
