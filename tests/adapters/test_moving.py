"""Posts as seven other tools hold them: read, at their old addresses, published no further."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
POSTS = {
    "al-folio": ("2023-01-02-alfolio.md", "---\nlayout: post\ntitle: Alfolio T\n{}---\n"),
    "academicpages": (
        "2014-08-14-academic.md",
        "---\ntitle: Academic T\ndate: 2014-08-14\npermalink: /old/2014/academic/\n{}---\n",
    ),
    "Hugo": ("hugo.md", '---\ntitle: "Hugo T"\ndate: 2022-03-04T10:00:00+02:00\n{}---\n'),
    "Pelican": ("pelican.md", "Title: Pelican T\nDate: 2012-09-05 20:12\nTags: a, b\n{}\n"),
    "Nikola": (
        "nikola.md",
        "<!--\n.. title: Nikola T\n.. slug: nik\n.. date: 2013/02/03 10:00:00 UTC+01:00\n"
        ".. tags: a\n.. link:\n{}-->\n\n",
    ),
    "Quarto": ("quarto/index.md", "---\ntitle: Quarto T\ndate: 2021-05-06\nformat: html\n{}---\n"),
    "Material": (
        "material.md",
        "---\ndate:\n  created: 2020-07-08\ncategories: [News]\n{}---\n# Material T\n\n",
    ),
}
"""A file for each, with a place for a line that holds it back."""
OLD = {
    "blog/2023/alfolio/": "Alfolio T",
    "old/2014/academic/": "Academic T",
    "post/hugo/": "Hugo T",
    "blog/2012/09/05/pelican/": "Pelican T",
    "post/nikola/": "Nikola T",
    "post/quarto.html": "Quarto T",
    "blog/2020/07/08/material/": "Material T",
}
PATTERNS = [
    "/blog/{date:%Y}/{slug}/",
    "/post/{file}/",
    "/post/{file}.html",
    "/blog/{date:%Y/%m/%d}/{slug}/",
]
HELD = {
    "al-folio": ("hidden: true", "unlisted"),
    "academicpages": ("published: false", "draft"),
    "Hugo": ("expiryDate: 2024-01-01", "draft"),
    "Pelican": ("Status: draft", "draft"),
    "Nikola": (".. status: private", "draft"),
    "Quarto": ("draft: true", "draft"),
    "Material": ("draft: true", "draft"),
}


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    build_report: Callable[..., tuple[Path, list[str]]],
) -> Path:
    folder = tmp_path_factory.mktemp("moving") / "site_of_author"
    shutil.copytree(MINIMAL, folder)
    for tool, (name, text) in POSTS.items():
        write(folder / "posts" / name, text.format("") + f"Text of {tool}.\n")
        line, _ = HELD[tool]
        held = text.format(f"{line}\n").replace(" T", " Held", 1).replace("permalink", "x_p")
        day, _, rest = name.rpartition("-")
        write(folder / "posts" / f"{day}-held-{rest}".strip("-"), held + f"Secret of {tool}.\n")
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    plugins = [each for each in settings["plugins"] if each != "proofolio/posts"]
    settings["plugins"] = [*plugins, {"proofolio/posts": {"old_addresses": PATTERNS}}]
    settings["plugins"].append({"proofolio/feeds": {"authority": "ana.example"}})
    write(folder / "mkdocs.yml", yaml.safe_dump(settings))
    return build_report(folder)[0]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_posts_of_every_tool_are_read(site: Path) -> None:
    listing = (site / "posts/index.html").read_text(encoding="utf-8")
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))["items"]
    titles = {item["title"] for item in feed}
    assert len(POSTS) == len(OLD) == 7
    assert {title for title in OLD.values() if title in listing} == set(OLD.values())
    assert set(OLD.values()) <= titles
    assert {tool for tool in POSTS if any(f"<p>Text of {tool}.</p>" in item["content_html"]
                                          for item in feed)} == set(POSTS)  # fmt: skip
    assert "Status:" not in listing
    assert "Tags:" not in listing


@pytest.mark.parametrize("old", OLD)
def test_the_old_address_of_every_tool_leads_on(site: Path, old: str) -> None:
    page = site / (old if old.endswith(".html") else f"{old}index.html")
    text = page.read_text(encoding="utf-8")
    target = text.partition('rel="canonical" href="https://ana.example/')[2].partition('"')[0]
    assert target.startswith("posts/")
    assert f"{OLD[old]} - Ana" in (site / target / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("tool", POSTS)
def test_what_a_tool_holds_back_is_published_no_further(site: Path, tool: str) -> None:
    _, status = HELD[tool]
    files = [path for path in site.rglob("*") if path.suffix in (".html", ".xml", ".json", ".txt")]
    assert len(files) > 20
    found = [path for path in files if f"Secret of {tool}" in path.read_text(encoding="utf-8")]
    assert len(found) == (status == "unlisted")
    assert all("noindex" in path.read_text(encoding="utf-8") for path in found)
