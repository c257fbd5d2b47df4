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


HOSTILE = "& <b>x</b> {{ 7 }} שלום"

CONTENTS = {
    "projects/load.md": "---\ntitle: Load\nskills: [Maps, Tides]\n---\n\nText.\n",
    "site_src/projects/index.md": "---\ntitle: Cases & <more>\n---\n\nWhat I did.\n",
    "site_src/method.md": "---\ntitle: My method\ntags: [maps]\n---\n\nText.\n",
    "site_src/held.md": "---\ntitle: Held\nstatus: draft\ntags: [maps]\n---\n\nText.\n",
    "projects/tide/index.md": "---\ntitle: Tide\n---\n\nSee [more](details.md).\n",
    "projects/tide/details.md": "# Details <1>\n\n[Back](index.md), [on](more.md#b).\n\n## A\n",
    "projects/tide/more.md": (
        f"---\ntitle: More {HOSTILE}\nsummary: All & <i>y</i>\n---\n\nText.\n\n## B\n"
    ),
    "projects/tide/later.md": "---\nstatus: draft\n---\n\nHeld back.\n",
    "projects/tide/aside.md": "---\nstatus: unlisted\n---\n\nFor one reader.\n",
    "projects/tide/LICENSE.md": "All rights reserved.\n",
    "projects/gone/index.md": "---\ntitle: Gone\nstatus: draft\n---\n\nText.\n",
    "projects/gone/details.md": "# Of what is gone\n",
    "projects/shy/index.md": "---\ntitle: Shy\nstatus: unlisted\n---\n\nText.\n",
    "projects/shy/details.md": "# Of what is shy\n",
    "site_src/quiet.md": "---\ntitle: Quiet\nstatus: unlisted\ntags: [maps]\n---\n\nText.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]) -> Path:
    """The folder of a built site."""
    folder = tmp_path_factory.mktemp("structure") / "site"
    shutil.copytree(MINIMAL, folder)
    for name, text in CONTENTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    nav = ["index.md", {"All my work": "projects/"}, "about.md"]
    return build_site(folder, nav=nav)


@pytest.fixture
def site(built: Path) -> Callable[[str], BeautifulSoup]:
    """`site("projects/")`: a page of it, parsed."""

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


def test_markdown_beside_an_index_is_a_page_below_its_entry(
    site: Callable[[str], BeautifulSoup],
) -> None:
    page = site("projects/tide/details/")
    assert (page.h1.text, page.title.text) == ("Details <1>", "Details <1> - Ana Kovač")
    back = page.select_one(".pf-kicker a")
    assert (back.text, back["href"]) == ("Tide", "../")
    links = [a["href"] for a in page.select("article .md-typeset p a")]
    assert links == ["../", "../more/#b"]
    assert page.select_one("article h2#a")
    data = json.loads(page.find("script", type="application/ld+json").string)
    (crumbs,) = (each for each in data["@graph"] if each["@type"] == "BreadcrumbList")
    names = [crumb["name"] for crumb in crumbs["itemListElement"]]
    assert names == ["Ana Kovač", "Cases & <more>", "Tide", "Details <1>"]
    more = site("projects/tide/more/")
    assert (more.h1.text, more.select_one(".pf-lead").text) == (f"More {HOSTILE}", "All & <i>y</i>")
    listed = site("projects/tide/").select("[aria-labelledby=pf-further] a")
    assert [(a.text, a["href"]) for a in listed] == [
        ("Details <1>", "details/"),
        (f"More {HOSTILE}", "more/"),
    ]
    assert site("projects/tide/").select_one("article a[href='details/']")
    assert len(site("projects/").select("article.pf-card")) == len(("load", "tide", "churn"))


def test_pages_of_an_entry_are_held_back_with_it(
    site: Callable[[str], BeautifulSoup], built: Path
) -> None:
    for address in ("gone/details", "tide/later", "tide/LICENSE", "tide/license"):
        assert not (built / "projects" / address).exists(), address
    known = (built / "sitemap.xml").read_text(encoding="utf-8")
    known += (built / "search/search_index.json").read_text(encoding="utf-8")
    assert "projects/tide/details/" in known
    for address in ("projects/shy/details/", "projects/tide/aside/"):
        assert site(address).select("meta[name=robots][content=noindex]"), address
        assert address not in known
    assert "Held back" not in known


def test_what_is_wrong_with_a_page_of_an_entry_is_told(
    tmp_path: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "site"))
    contents = {
        "site_src/projects/tide/clash.md": "# Mine\n",
        "site_src/_data/testimonials.yml": (
            "- text: She counted every single boat by hand for a week.\n"
            "  author: Jo\n  consent: withdrawn\n"
        ),
        "projects/tide/index.md": "---\ntitle: Tide\n---\n\nText.\n",
        "projects/tide/clash.md": "# Clash\n",
        "projects/tide/a_b.md": "# One\n",
        "projects/tide/a-b.md": "# Two\n",
        "projects/tide/typo.md": "---\nsumary: x\n---\n\n[gone](nowhere.md)\n",
        "projects/tide/broken.md": "---\ntitle: [\n---\n\nText.\n",
        "projects/said/index.md": "---\ntitle: Said\n---\n\nText.\n",
        "projects/said/quote.md": "# Quote\n\nShe counted every single boat by hand for a week.\n",
    }
    for name, text in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    built, messages = build_report(folder)
    told = "\n".join(messages)
    assert "projects/tide/clash.md: /projects/tide/clash/ is the address of your page" in told
    assert "projects/tide/a_b.md: This page has the address of projects/tide/a-b.md" in told
    assert (
        "projects/tide/typo.md:2: sumary: There is no key `sumary` here. Did you mean `summary`?"
        in told
    )
    assert 'projects/tide/typo.md:5: "nowhere.md" is no page and no file.' in told
    assert "projects/tide/broken.md:" in told
    assert "Mine" in (built / "projects/tide/clash/index.html").read_text(encoding="utf-8")
    assert not (built / "projects/tide/broken").exists()
    # Words that nobody agreed to publish: the whole entry is left out.
    assert "projects/said/quote.md:3: this holds the words of testimonial" in told
    assert not (built / "projects/said").exists()
