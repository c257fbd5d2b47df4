"""What stands round every page, read as a browser reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HOSTILE = 'Tom & Co <x> "quoted"'
PAGES = ("index.html", "projects/index.html", "notes/index.html", "404.html")

Parse = Callable[[Path], Any]


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("page", PAGES)
def test_page_has_one_main_one_heading_and_the_skip_link_first(
    framed: Path, parse_page: Parse, page: str
) -> None:
    tree = parse_page(framed / page)
    assert len(tree.findall(".//main")) == 1
    assert len(tree.findall(".//h1")) == 1
    # Material's own skip link is missing on some pages, so it is never shown.
    hidden = tree.find(".//div[@data-md-component='skip']")
    links = [a for a in tree.iter("a") if a not in list(hidden.iter())]
    assert links[0].get("href") == "#content"
    assert tree.find(".//article[@id='content']").get("tabindex") == "-1"


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_no_other_host(framed: Path, parse_page: Parse, page: str) -> None:
    loaded = [
        element.get("href") or element.get("src")
        for element in parse_page(framed / page).iter()
        if element.tag in ("link", "script", "img")
        and element.get("rel") not in ("canonical", "alternate")
    ]
    asked = [address for address in loaded if address]
    assert asked
    assert not [address for address in asked if "//" in address]


@pytest.mark.parametrize("page", PAGES[:3])
def test_text_of_the_author_stays_text(framed: Path, parse_page: Parse, page: str) -> None:
    tree = parse_page(framed / page)
    tags = {element.tag for element in tree.iter()}
    assert not tags & {"x", "only", "play", "asides"}
    assert text_of(tree.find(".//title")).endswith(HOSTILE)
    assert tree.find(".//meta[@name='description']").get("content") == HOSTILE
    assert text_of(tree.find(".//header//a[@class='pf-mark']")) == "Tom & Co <x>"
    footer = tree.find(".//footer")
    assert text_of(footer).count(HOSTILE) == 6
    me = footer.find(".//a[@rel='me']")
    assert me.get("href") == "https://code.example/?a=%22b%22&c"


def test_composed_page_is_not_restyled_as_prose(framed: Path, parse_page: Parse) -> None:
    tree = parse_page(framed / "index.html")
    article = tree.find(".//article[@id='content']")
    assert article.get("class") == "pf pf--home"
    assert article.find("./div[@class='pf-hero']") is not None


def test_page_of_the_author_is_prose_under_its_ribbon(framed: Path, parse_page: Parse) -> None:
    tree = parse_page(framed / "notes" / "index.html")
    article = tree.find(".//article[@id='content']")
    assert article.get("class") == "pf"
    assert text_of(article.find("./p[@class='pf-note']")) == 'A draft, <only> for "you"'
    assert article.find("./div[@class='pf-page md-typeset']/h1") is not None
    assert tree.find(".//meta[@name='robots']").get("content") == "noindex"


def test_current_page_is_marked_in_the_header(framed: Path, parse_page: Parse) -> None:
    def current(page: str) -> list[str]:
        menu = parse_page(framed / page).find(".//ul[@class='pf-nav']")
        return [text_of(a) for a in menu.iter("a") if a.get("aria-current") == "page"]

    assert current("projects/index.html") == ["Work & <play>"]
    assert current("index.html") == []


def test_drawer_shows_sections_with_their_pages(framed: Path, parse_page: Parse) -> None:
    drawer = parse_page(framed / "index.html").find(".//nav[@data-md-level='0']")
    section = drawer.find(".//li[@class='md-nav__item pf-drawer__section']")
    assert text_of(section) == "More Notes & <asides>"
    assert section.find(".//a").get("href") == "notes/"


def test_missing_page_leads_on_from_any_depth(framed: Path, parse_page: Parse) -> None:
    tree = parse_page(framed / "404.html")
    rows = tree.find(".//ul[@class='pf-rows']")
    assert [a.get("href") for a in rows.iter("a")] == ["/work/.", "/work/projects/"]
    sheets = [link.get("href") for link in tree.iter("link") if link.get("rel") == "stylesheet"]
    assert "/work/assets/stylesheets/proofolio.css" in sheets


def test_overrides_of_the_author_keep_the_frame(
    frame_site: Callable[..., Path], parse_page: Parse
) -> None:
    theme = {"name": "material", "custom_dir": str(Path(__file__).parent / "site" / "overrides")}
    tree = parse_page(frame_site(theme=theme) / "projects" / "index.html")
    assert tree.find(".//meta[@name='hers']").get("content") == "kept"
    assert tree.find(".//p[@class='hers']") is not None
    assert "pf-header" in tree.find(".//header").get("class")
    assert tree.find(".//article[@id='content']").get("class") == "pf pf--projects"
    assert tree.find(".//h1") is not None


def test_templates_stand_without_facts_of_ours(
    frame_site: Callable[..., Path], parse_page: Parse
) -> None:
    site = frame_site(extra={"bare": True}, theme={"name": "material"})
    tree = parse_page(site / "projects" / "index.html")
    assert text_of(tree.find(".//title")) == "Work - Tom & Co <x>"
    assert tree.find(".//meta[@name='description']").get("content") == 'Says "hello" & <more>'
    assert len(tree.findall(".//link[@rel='canonical']")) == 1
    menu = tree.find(".//ul[@class='pf-nav']")
    assert [(a.get("href"), a.get("aria-current")) for a in menu.iter("a")] == [("./", "page")]
