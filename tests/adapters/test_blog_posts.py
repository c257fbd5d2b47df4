"""Posts with the front matter of Material's blog, through a real build: `links:` and `authors:`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from proofolio.adapters.mkdocs.check import read_site

SITES = Path(__file__).parent.parent / "sites"
POST = """---
title: Thresholds
date: 2026-03-01
authors: [bo]
links:
  - ../projects/triage.yml#result
  - plugins/search-terms.md
  - ranges.csv
  - later.md
  - none.md
  - Still words: nowhere.md
  - https://paper.example/one
  - Reading:
    - The whole story: second.md
    - Deeper: [/projects/]
  - {url: https://slides.example/a, kind: slides, label: Deck}
---
Text.
"""
SECOND = (
    "---\ntitle: Second\ndate: 2026-03-02\nlinks:\n  repo: https://code.example/a\n---\nText.\n"
)
LATER = "---\ntitle: Kept back\ndate: 2026-03-03\ndraft: true\n---\nText.\n"
BROKEN = [
    'posts/thresholds.md:10: links: "none.md" is no page and no file.',
    'posts/thresholds.md:11: links: "nowhere.md" is no page and no file.',
]
HIDDEN = 'posts/thresholds.md:9: links: the link "later.md" leads to what is not shown today'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a post that links."""
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path_factory.mktemp("links") / "site"))
    files = {
        "posts/thresholds.md": POST,
        "posts/second.md": SECOND,
        "posts/later.md": LATER,
        "posts/.authors.yml": "authors:\n  bo: {name: Bo Lund, description: Counts}\n",
        "posts/ranges.csv": "a,b\n",
        "site_src/plugins/search-terms.md": "# Terms\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(
    folder: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> tuple[Path, list[str]]:
    return build_report(folder)


def shown(site: Path, page: str) -> list[tuple[str, str]]:
    """Words and addresses of the list on a page."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    (heading,) = (h for h in BeautifulSoup(text, "html5lib").select(".pf-rail h2"))
    assert heading.text == "Links"
    items = heading.find_next_sibling("ul").select("li")
    return [(item.text, item.a["href"] if item.a else "") for item in items]


def test_every_form_is_shown_and_leads_there(built: tuple[Path, list[str]]) -> None:
    site, _ = built
    assert shown(site, "posts/thresholds") == [
        ("Who waits longest", "../../projects/triage/#result"),
        ("Search terms", "../../plugins/search-terms/"),
        ("ranges.csv", "../ranges.csv"),
        ("Still words", ""),
        ("paper.example", "https://paper.example/one"),
        ("The whole story", "../second/"),
        ("Projects", "../../projects/"),
        ("Slides: Deck", "https://slides.example/a"),
    ]
    assert (site / "posts/ranges.csv").is_file()
    assert shown(site, "posts/second") == [("Code on code.example", "https://code.example/a")]


def test_ids_of_authors_are_shown_as_names(built: tuple[Path, list[str]]) -> None:
    text = (built[0] / "posts/thresholds/index.html").read_text(encoding="utf-8")
    assert "by Bo Lund" in BeautifulSoup(text, "html5lib").select_one(".pf-kicker").text


def test_links_to_nothing_are_told_once_with_their_line(built: tuple[Path, list[str]]) -> None:
    told = [message for message in built[1] if "posts/thresholds.md" in message]
    assert [message.partition(" Put the")[0] for message in told if "WARN" in message] == [
        f"WARNING proofolio: {text}" for text in BROKEN
    ]
    (note,) = (message for message in told if "later.md" in message)
    assert note.startswith(f"INFO proofolio: {HIDDEN}")


def test_check_tells_the_same(folder: Path) -> None:
    found = read_site(folder / "mkdocs.yml").problems
    told = [(p.code, p.line) for p in found if p.path == "posts/thresholds.md"]
    assert [each for each in told if each[0].endswith("-link")] == [
        ("hidden-link", 9),
        ("broken-link", 10),
        ("broken-link", 11),
    ]
