"""A line of the author's stands above every page, and is nothing but a line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml

from proofolio.outputs.notice import LONGEST, make_notice

Report = Callable[..., tuple[Path, list[str]]]
MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
POST = "---\ndate: 2026-05-01\n---\n# A post\n\nText.\n"


@pytest.fixture
def build_with(tmp_path: Path, build_report: Report) -> Callable[..., tuple[Path, list[str]]]:
    """`build_with(notice, **settings)`: the smallest site with a page, a post and this notice."""

    def build(notice: object, **settings: Any) -> tuple[Path, list[str]]:
        folder = Path(shutil.copytree(MINIMAL, tmp_path / "author"))
        (folder / "posts").mkdir()
        (folder / "posts/a.md").write_text(POST, encoding="utf-8")
        (folder / "site_src/own.md").write_text("# Own\n\nText.\n", encoding="utf-8")
        written = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
        written["plugins"][1] = {"proofolio/portfolio": {"cards": False, "notice": notice}}
        text = yaml.safe_dump({**written, **settings}, allow_unicode=True, width=1000)
        (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
        return build_report(folder)

    return build


def _notices(page: Path) -> list[Any]:
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    return [e for e in tree.iter("aside") if e.get("class") == "pf-notice"]


def test_it_stands_above_every_page_and_is_not_searched(build_with: Report) -> None:
    site, messages = build_with("An *invented* person. [What is real](own.md#top)")
    assert not [m for m in messages if m.startswith("WARNING")], messages
    pages = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    assert {"index.html", "404.html", "own/index.html", "posts/a/index.html"} <= pages.keys()
    for name, path in pages.items():
        (notice,) = _notices(path)
        assert "".join(notice.itertext()).strip() == "An invented person. What is real", name
        (link,) = notice.iter("a")
        up = "/" if name == "404.html" else "../" * name.count("/")
        assert link.get("href") == ("#top" if name.startswith("own/") else f"{up}own/#top"), name
        assert notice.get("data-search-exclude") is not None
        text = path.read_text(encoding="utf-8")
        assert text.index("pf-skip") < text.index("pf-notice") < text.index("<header")
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert index["docs"]
    assert not [each for each in index["docs"] if "invented" in each["text"]]


def test_without_one_there_is_none(build_with: Report) -> None:
    site, _ = build_with("  ")
    assert not _notices(site / "index.html")


def test_it_runs_as_the_site_does(build_with: Report) -> None:
    theme = {"name": "material", "language": "ar"}
    site, _ = build_with("شخص مخترع.", theme=theme)
    page = site / "posts/a/index.html"
    (notice,) = _notices(page)
    assert "".join(notice.itertext()).strip() == "شخص مخترع."
    assert notice.get("aria-label") == "عن هذا الموقع"
    assert 'dir="rtl"' in page.read_text(encoding="utf-8").partition("pf-notice")[0]


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        ("See [it](nowhere.md).", '"nowhere.md" is no page'),
        ("See [it](javascript:alert(1)).", '"javascript:alert(1)" is no address'),
        ("Two\n\nlines", "a notice is one line"),
        ("long " * 40, "it has 199 characters"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_shown(
    notice: str, told: str, build_with: Report
) -> None:
    site, messages = build_with(notice)
    (message,) = (m for m in messages if "proofolio/portfolio.notice" in m)
    assert told in message
    assert "mkdocs.yml:" in message
    (shown,) = _notices(site / "index.html")
    assert not [a for a in shown.iter("a") if a.get("href")]
    assert "".join(shown.itertext()).split()[0] == notice.split()[0]


@pytest.mark.parametrize(
    "text",
    [
        "Tom & Co <x> \"q\" 'r'",
        "<script>alert(1)</script>",
        '<img src="https://x.example/a.png" onerror=alert(1)>',
        "<!-- a --> <b>bold",
        "# No heading",
        "1. No list",
        "> No quote",
        "    no code",
        "* * *",
        "</p></aside><h1>out</h1>",
        "🦉 שלום",
    ],
)
def test_text_stays_text(text: str) -> None:
    html, problems = make_notice(text, lambda target: target)
    tree = html5lib.parseFragment(f"<p>{html}</p>", namespaceHTMLElements=False)
    assert [e.tag for e in tree.iter()] == ["DOCUMENT_FRAGMENT", "p"]
    assert "".join(tree.itertext()) == " ".join(text.split())
    assert not problems


def test_a_picture_is_a_link_at_most() -> None:
    html, _ = make_notice("![owl](https://x.example/a.png)", lambda target: target)
    assert "<img" not in html


def test_the_longest_is_not_told() -> None:
    assert make_notice("x" * LONGEST, str)[1] == ()
    (problem,) = make_notice("x" * (LONGEST + 1), str)[1]
    assert problem.code == "bad-notice"
