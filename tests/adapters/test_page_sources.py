"""The foot of each page leads to the file it is made of, where the author wants that."""

from __future__ import annotations

import html
import posixpath
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.adapters.test_site import copy_example

Report = Callable[..., tuple[Path, list[str]]]
REPOSITORY = "https://github.com/ana/site"
_FOOT = re.compile(r'<a href="([^"]*)" rel="noopener">View source of this page</a>')
MADE_OF = {
    "index.html": "site_src/_data/profile.yml",
    "about/index.html": "site_src/_data/profile.yml",
    "resume/index.html": "site_src/_data/profile.yml",
    "testimonials/index.html": "site_src/_data/testimonials.yml",
    "talks/index.html": "site_src/_data/talks.yml",
    "services/index.html": "site_src/services/index.md",
    "services/energy-retail/index.html": "site_src/_data/niches.yml",
    "how-i-work/index.html": "site_src/how-i-work.md",
    "projects/linewatch/index.html": "projects/linewatch.yml",
    "projects/heatplan/index.html": "projects/heatplan/index.md",
    "projects/price-and-visits/index.html": "projects/price-and-visits.ipynb",
    "posts/field-checks/index.html": "posts/field-checks.md",
}


@pytest.fixture
def example(root: Path, tmp_path: Path) -> Path:
    return copy_example(root, tmp_path)


def test_each_page_leads_to_its_file(example: Path, build_report: Report) -> None:
    site, messages = build_report(example, repo_url=REPOSITORY)
    assert not [m for m in messages if m.startswith("WARNING")], messages
    seen = {}
    for page in site.rglob("*.html"):
        for address in _FOOT.findall(page.read_text(encoding="utf-8")):
            begin = f"{REPOSITORY}/blob/main/"
            assert html.unescape(address).startswith(begin)
            path = posixpath.normpath(unquote(html.unescape(address)).removeprefix(begin))
            assert (example / path).is_file(), path
            seen[page.relative_to(site).as_posix()] = path
    assert seen.items() >= MADE_OF.items()


def test_without_an_address_there_is_none(example: Path, build_report: Report) -> None:
    site, messages = build_report(example)
    assert not [m for m in messages if m.startswith("WARNING")], messages
    pages = list(site.rglob("*.html"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not _FOOT.search(text)
        assert 'title="View source of this page"' not in text
        assert 'href=""' not in text


def test_nobody_is_led_there_unasked(tmp_path: Path, build_report: Report) -> None:
    minimal = Path(__file__).parent.parent / "sites" / "minimal"
    folder = Path(shutil.copytree(minimal, tmp_path / "author"))
    site, _ = build_report(folder, repo_url=REPOSITORY, edit_uri="edit/main/site_src/")
    assert not _FOOT.search((site / "index.html").read_text(encoding="utf-8"))
