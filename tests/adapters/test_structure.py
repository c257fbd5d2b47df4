"""A site as its author arranges it: what its listings are called, its topics, pages of entries."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from proofolio.adapters.mkdocs.navigation import listing_at
from proofolio.adapters.mkdocs.own_headers import listing_names
from proofolio.model.own_page import OwnPage

MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("projects/index.md", "projects/"),
        ("projects/", "projects/"),
        ("projects", "projects/"),
        ("projects.md", "projects/"),
        ("about.md", "about/"),
        ("index.md", ""),
        ("deep/index.md", "deep/"),
        ("reindex.md", "reindex/"),
        ("posts/reindex.md", "posts/reindex/"),
    ],
)
def test_a_path_in_a_navigation_means_an_address(written: str, address: str) -> None:
    assert listing_at(written) == address


def test_a_listing_is_called_as_its_page_or_else_the_navigation_says() -> None:
    nav = ["index.md", {"Projects": "projects/"}, {"More": [{"Me": "about.md"}, {"X": "x.md"}]}]
    assert listing_names(nav, ()) == {"common.work": "Projects", "common.about": "Me"}
    named = OwnPage("projects/index.md", "projects/", "Cases", is_named=True)
    unnamed = OwnPage("posts/index.md", "posts/", "A heading")
    home = OwnPage("index.md", "", "Hello", is_named=True)
    own = (named, unnamed, home)
    assert listing_names(nav, own) == {"common.work": "Cases", "common.about": "Me"}
    assert listing_names(None, own) == {"common.work": "Cases"}
    assert listing_names([{1: "projects/"}, {"": "about/"}, None, {"A": None}], ()) == {}


CONTENTS = {
    "projects/load.md": "---\ntitle: Load\nskills: [Maps, Tides]\n---\n\nText.\n",
    "site_src/projects/index.md": "---\ntitle: Cases & <more>\n---\n\nWhat I did.\n",
    "site_src/method.md": "---\ntitle: My method\ntags: [maps]\n---\n\nText.\n",
    "site_src/held.md": "---\ntitle: Held\nstatus: draft\ntags: [maps]\n---\n\nText.\n",
    "site_src/quiet.md": "---\ntitle: Quiet\nstatus: unlisted\ntags: [maps]\n---\n\nText.\n",
}


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]
) -> Callable[[str], BeautifulSoup]:
    """`site("projects/")`: a page of a built site, parsed."""
    folder = tmp_path_factory.mktemp("structure") / "site"
    shutil.copytree(MINIMAL, folder)
    for name, text in CONTENTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    nav = ["index.md", {"All my work": "projects/"}, "about.md"]
    built = build_site(folder, nav=nav)

    def read(address: str) -> BeautifulSoup:
        return BeautifulSoup((built / address / "index.html").read_bytes(), "html5lib")

    return read


def test_a_listing_has_one_name_wherever_it_is_named(
    site: Callable[[str], BeautifulSoup],
) -> None:
    name = "Cases & <more>"
    assert site("projects/").title.text == f"{name} - Ana Kovač"
    assert site("projects/load/").select_one(".pf-kicker a").text == name
    data = json.loads(site("projects/load/").find("script", type="application/ld+json").string)
    (crumbs,) = (each for each in data["@graph"] if each["@type"] == "BreadcrumbList")
    assert [crumb["name"] for crumb in crumbs["itemListElement"]][1:] == [name, "Load"]
    links = [a.text for a in site("").select("header .pf-nav a")]
    assert links[0] == "All my work"  # Its label in `nav:` is the header's.


def test_own_pages_are_under_their_topics_but_drafts_and_unlisted_ones(
    site: Callable[[str], BeautifulSoup],
) -> None:
    rows = site("topics/maps/").select("[aria-labelledby=pf-pages] article")
    assert [(row.a.text, row.a["href"]) for row in rows] == [("My method", "../../method/")]
    assert [a.text for a in site("topics/").select(".pf-topics h2 a")] == ["Maps"]
    assert site("").select(".pf-footer a[href='topics/']")
