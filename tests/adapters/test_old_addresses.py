"""Old addresses lead on, and so do links to them; what cannot is told with file and line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
Built = tuple[Path, str]
SETTINGS = """\
site_name: Ana Kovač
site_url: https://ana.example/me/
docs_dir: site_src
theme: {name: material}
plugins:
  - search
  - proofolio/portfolio: {cards: false, pictures: false, old_addresses: "/portfolio/{title}.html"}
  - proofolio/posts:
      old_addresses:
        - /blog/{date:%Y/%m}/{slug}/
        - /x/:year/
  - proofolio/services
  - proofolio/testimonials
  - proofolio/feeds: {authority: ana.example}
"""
FILES = {
    "posts/2020-01-05-a.md": """\
---
aliases: [/a-old/, "https://ana.example/me/whole/", "https://other.example/z", /feed.xml/]
url: /sitemap.xml/
permalink: /posts/b/
redirect_from: [/dup/, /assets/a/, /own/, /]
---
[one](/blog/2020/02/b/#x) [two](../../blog/2020/02/b) [gone](/blog/2020/03/later/)

[dead](/dead/)
""",
    "posts/2020-02-05-b.md": "---\npermalink: /posts/b/\nold_url: /dup/\n---\nText.\n",
    "posts/2020-03-05-later.md": "---\ndraft: true\n---\nText.\n",
    "posts/c.md": "---\ntitle: C\n---\nNo date, no address of a day.\n",
    "site_src/own.md": "# Own\n\n[one](/blog/2020/02/b/) [two](../a-old/?q=1#x) [three](/zz/)\n"
    "\n[gone](/posts/later/)\n",
}


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
    build_report: Callable[..., tuple[Path, list[str]]],
) -> Built:
    folder = tmp_path_factory.mktemp("moved") / "site_of_author"
    shutil.copytree(MINIMAL, folder)
    for name, text in {**FILES, "mkdocs.yml": SETTINGS}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    site, messages = build_report(folder)
    return site, "\n".join(messages)


def leads_to(site: Path, name: str) -> str:
    """The canonical address that a page at an old one names."""
    text = (site / name).read_text(encoding="utf-8")
    assert 'http-equiv="refresh"' in text
    return re.findall(r'rel="canonical" href="https://ana.example/me/([^"]*)"', text)[0]


def test_old_addresses_of_all_names_lead_on(built: Built) -> None:
    site, _ = built
    assert leads_to(site, "a-old/index.html") == "posts/a/"
    assert leads_to(site, "whole/index.html") == "posts/a/"
    assert leads_to(site, "dup/index.html") == "posts/b/"


def test_a_pattern_makes_them_for_a_folder(built: Built) -> None:
    site, _ = built
    assert leads_to(site, "blog/2020/01/a/index.html") == "posts/a/"
    assert leads_to(site, "blog/2020/02/b/index.html") == "posts/b/"
    assert leads_to(site, "portfolio/who-waits-longest.html") == "projects/triage/"
    assert not (site / "blog/2020/03").exists()


def test_links_to_old_addresses_lead_on(built: Built) -> None:
    site, _ = built
    post = (site / "posts/a/index.html").read_text(encoding="utf-8")
    assert '<a href="../b/#x">one</a> <a href="../b/">two</a> <a>gone</a>' in post
    own = (site / "own/index.html").read_text(encoding="utf-8")
    assert '<a href="../posts/b/">one</a> <a href="../posts/a/?q=1#x">two</a>' in own
    assert "<a>gone</a>" in own


def test_what_cannot_lead_on_is_told_where_it_stands(built: Built) -> None:
    _, told = built
    assert "WARNING proofolio: mkdocs.yml:11: proofolio/posts.old_addresses: " in told
    a = "posts/2020-01-05-a.md"
    for line, text in (
        (2, '"https://other.example/z" is not an address of this site'),
        (2, "the alias /feed.xml/ is the address of a file of the site"),
        (3, "the alias /sitemap.xml/ is the address of a file of the site"),
        (4, "the alias /posts/b/ is the address of a page"),
        (5, "the alias /dup/ leads to posts/2020-02-05-b.md already"),
        (5, "the alias /assets/a/ is the address of a file of the site"),
        (5, "the alias /own/ is the address of a page"),
        (5, "the alias / is the address of a page"),
    ):
        assert f"WARNING proofolio: {a}:{line}: aliases: {text}" in told
    assert f'WARNING proofolio: {a}:9: "/dead/" is no page and no file' in told
    assert 'INFO proofolio: posts/2020-01-05-a.md:7: the link "/blog/2020/03/later/"' in told
    assert 'INFO proofolio: site_src/own.md:5: the link "/posts/later/" leads to what' in told
    assert told.count("old_addresses") == 1


def test_the_day_in_a_files_name_is_in_the_address_when_asked(
    tmp_path: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "site_of_author"))
    (folder / "posts").mkdir()
    (folder / "posts/2020-01-05-a.md").write_text("Text.\n")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    asked = "- proofolio/portfolio: {cards: false, dates_in_addresses: true}"
    (folder / "mkdocs.yml").write_text(settings.replace("- proofolio/portfolio", asked))
    site, _ = build_report(folder, strict=True)
    assert (site / "posts/2020-01-05-a/index.html").is_file()
    assert not (site / "posts/a").exists()
