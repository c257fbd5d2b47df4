"""Names that are long, or in letters that our fonts must not tear apart."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from proofolio import cli
from proofolio.outputs.card_text import drawable, heading, running
from proofolio.outputs.material import PAIRINGS, make_stylesheet

WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
NAME = "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Srinivasaraghavan von und zu Hohenlohe"
MAIL = "maximiliana.wolfeschlegelsteinhausenbergerdorff@srinivasaraghavan-hohenlohe.example"

CONTENTS: dict[str, Any] = {
    "site_src/_data/profile.yml": {
        "name": NAME,
        "label": f"Statistikerin für {WORD}",
        "headline": f"{WORD}, gezählt",
        "location": {"city": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"},
        "email": MAIL,
        "contact": {"response_days": 2, "ask_for": [WORD]},
        "skills": [{"name": WORD, "offered": True, "level": "expert"}],
        "strengths": [WORD],
        "limits": [WORD],
        "story": [{"period": "2022", "title": WORD, "learned": WORD}],
        "work": [{"name": WORD, "position": WORD, "start": "2018-09", "summary": WORD}],
        "alliances": [{"name": WORD, "role": WORD, "covers": [WORD]}],
        "languages": [{"language": "Deutsch", "fluency": WORD}],
    },
    "site_src/_data/niches.yml": {
        "n": {"name": WORD, "headline": WORD, "primary": True, "who": WORD, "problems": [WORD]}
    },
    "site_src/_data/services.yml": [
        {"name": WORD, "summary": WORD, "price": "1200 EUR", "niches": "n", "deliverables": [WORD]},
        {"name": "Prüfung", "summary": "Kurz.", "niches": "n", "not_for": [WORD]},
    ],
    "site_src/_data/testimonials.yml": [
        {
            "text": f"Sie zählte {WORD}.",
            "author": NAME,
            "role": WORD,
            "projects": "p",
            "skills": WORD,
            "consent": "granted",
        }
    ],
    "site_src/_data/talks.yml": [
        {"title": WORD, "start": "2025-05-22", "event": {"name": WORD}, "location": WORD}
    ],
    "projects/p.yml": {
        "title": WORD,
        "summary": WORD,
        "date": "2026-03-02",
        "client": WORD,
        "niches": "n",
        "skills": WORD,
        "problem": f"{WORD} und `{WORD.lower()}()`",
        "outcomes": [
            {"metric": WORD, "before": 6.8, "value": 3.5, "unit": WORD[:25], "baseline": WORD}
        ],
    },
    "projects/q.yml": {"title": WORD[::-1], "outcomes": WORD, "tags": [WORD]},
    "posts/a.md": f"---\ntitle: {WORD}\ndate: 2026-02-01\ntags: [{WORD}]\n---\n\n{WORD}\n",
    "posts/b.md": f"---\ntitle: {WORD[::-1]}\ndate: 2026-02-02\n---\n\n## {WORD}\n\n- {WORD}\n",
    "site_src/zusammenarbeit.md": f"# {WORD}\n\n{WORD}\n\n> {WORD}\n",
}

PAGES = (
    "",
    "projects/",
    "projects/p/",
    "services/",
    "services/n/",
    "testimonials/",
    "posts/",
    "posts/b/",
    "about/",
    "resume/",
    "talks/",
    "subscribe/",
    "zusammenarbeit/",
    "404.html",
)

OUTSIDE = """() => [
  ...document.querySelectorAll(".md-header *, .pf *, .md-footer *"),
].filter((e) => {
  const box = e.getBoundingClientRect();
  if (box.width < 2 || e.closest(".md-search, .pf-sr, .pf-chips, .pf-skip")) return false;
  if (e.matches(".pf-band")) return false; // its ground is drawn as wide as the window
  const text = getComputedStyle(e).display !== "inline" && e.scrollWidth > e.clientWidth + 2;
  return box.right > innerWidth + 1 || box.left < -1 || (text && e.clientWidth);
}).map((e) => e.outerHTML.slice(0, 80))"""
"""What reaches over an edge of the window, or whose words reach over its own."""


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]) -> Path:
    """A site of all kinds, in which whatever has a name has one of 63 letters."""
    root = tmp_path_factory.mktemp("long") / "site"
    assert CliRunner().invoke(cli.main, ["new", str(root)]).exit_code == 0
    shutil.rmtree(root / "projects")
    shutil.rmtree(root / "posts")
    for name, content in CONTENTS.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
    return build_site(
        root, site_name=NAME, theme={"name": "material", "language": "de"}, strict=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1000, 1280])
def test_long_names_stay_within_their_page(
    long_names: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    faults: list[str],
    width: int,
) -> None:
    address = serve_site(long_names)
    page = open_page(address, width=width)
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, path
        assert page.evaluate(OUTSIDE) == [], path
        mark, header, title = (
            page.locator(name).first.bounding_box()
            for name in (".pf-header .pf-mark", ".pf-header", "h1")
        )
        assert mark["y"] >= header["y"]
        assert mark["y"] + mark["height"] <= header["y"] + header["height"]
        assert title["y"] + 20 < page.viewport_size["height"], path
    assert faults == []


@pytest.mark.slow
def test_the_drawer_says_a_long_name_whole(
    long_names: Path, serve_site: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    page = open_page(serve_site(long_names), width=320)
    page.locator(".pf-menu").click()
    title = page.locator(".md-sidebar--primary .md-nav__title").first
    assert NAME in title.inner_text()
    assert title.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


@pytest.mark.slow
def test_a_check_for_words_outside_would_find_one(
    long_names: Path, serve_site: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    page = open_page(serve_site(long_names) + "projects/p/", width=390)
    page.add_style_tag(content=".pf-tile dt { overflow-wrap: normal }")
    assert [found for found in page.evaluate(OUTSIDE) if found.startswith("<dt")]


@pytest.mark.slow
def test_the_square_stays_with_the_end_of_the_name(
    long_names: Path, serve_site: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    """The last line of the name has a letter before its square, at any width a phone leaves."""
    page = open_page(serve_site(long_names), width=1280)
    alone = page.evaluate(
        """() => {
          const mark = document.querySelector(".pf-header .pf-mark");
          mark.textContent = "Екатерина Щербакова";
          const text = document.createRange();
          text.selectNodeContents(mark);
          const lines = [];
          for (let width = 110; width < 260; width += 1) {
            mark.style.width = mark.style.maxWidth = `${width}px`;
            const bottom = Math.max(...[...text.getClientRects()].map((r) => r.bottom));
            lines.push(mark.getBoundingClientRect().bottom - bottom);
          }
          return lines;
        }"""
    )
    assert len(alone) == 150
    assert max(alone) < 10


# Letters beyond Latin-1

VIETNAMESE = "Nguyễn Thị Ánh Tuyết, Đặng Ứng Thể, Vĩnh Ẵm Ổn"


@pytest.mark.parametrize("pairing", PAIRINGS)
@pytest.mark.parametrize("text", [VIETNAMESE, "Žofie Řeháčková", "Şükrü İğneoğlu", "Łucja Źródło"])
def test_letters_of_a_name_come_from_one_font_of_ours(pairing: str, text: str) -> None:
    css = make_stylesheet("petrol", pairing)
    for family in {"editorial": ("Newsreader", "Instrument Sans"), "plain": ("Libre Franklin",)}[
        pairing
    ]:
        faces = [face for face in re.findall(r"@font-face{(.*?)}", css) if f'"{family}"' in face]
        ranges = [
            (int(low, 16), int(high or low, 16))
            for face in faces
            for low, high in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face)
        ]
        assert ranges
        beyond = {character for character in text if ord(character) > 0xFF}
        assert beyond
        assert [c for c in beyond if not any(a <= ord(c) <= b for a, b in ranges)] == []
    assert drawable(text, heading(pairing, 60)) == text
    assert drawable(text, running(pairing, 24, 400)) == text
