"""Pages on paper, as Chromium prints them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Open = Callable[..., Any]
WRITTEN = "(a) => getComputedStyle(a, '::after').content.replaceAll('\"', '')"


@pytest.fixture(scope="module")
def example(example_site: Path, serve_site: Callable[..., str]) -> str:
    return serve_site(example_site)


def sheets(page: Any) -> int:
    """How many sheets of A4 a page takes."""
    page.evaluate("document.fonts.ready")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize(
    "name", ["services/", "services/electricity-networks/", "services/energy-retail/"]
)
def test_what_is_offered_fits_on_two_sheets(example: str, open_page: Open, name: str) -> None:
    assert sheets(open_page(example + name)) == 2


def test_a_resume_fits_on_one_sheet(example: str, open_page: Open) -> None:
    assert sheets(open_page(example + "resume/")) == 1


@pytest.mark.parametrize("name", ["services/", "services/electricity-networks/"])
def test_paper_says_whose_it_is_and_how_to_reach_her(
    example: str, open_page: Open, name: str
) -> None:
    page = open_page(example + name, dark=True)
    page.emulate_media(media="print")
    assert page.locator(".pf-header .pf-mark").is_visible()
    assert page.locator(".pf-header .pf-mark").get_attribute("data-pf-address") == "quandt.example"
    assert page.locator(".pf-band").get_by_text("mirela@quandt.example").is_visible()
    assert page.locator(".pf-band .pf-btn").evaluate(WRITTEN) == " (cal.example/mquandt)"
    for hidden in (".md-search", ".pf-nav", ".pf-footer", ".pf-head .pf-btn", ".pf-offer .pf-btn"):
        assert page.locator(hidden).locator("visible=true").count() == 0, hidden
    colours = "getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(colours) == "rgb(0, 0, 0)"


def test_addresses_of_proofs_are_written_once_and_as_they_will_be(
    example: str, open_page: Open
) -> None:
    page = open_page(example + "services/")
    page.emulate_media(media="print")
    written = page.locator(".pf-proof a").evaluate_all(f"(links) => links.map({WRITTEN})")
    addresses = [text for text in written if text not in ("none", "")]
    assert " (quandt.example/projects/gridcast)" in addresses
    assert len(addresses) == len(set(addresses)) > 8
    assert not [text for text in addresses if "127.0.0.1" in text or ".." in text]


def test_a_study_is_printed_without_its_code(example: str, open_page: Open) -> None:
    page = open_page(example + "projects/gridcast/")
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    code = page.locator(".pf-code pre")
    assert code.count() > 3
    assert code.locator("visible=true").count() == 0
    assert page.locator(".pf-code summary").first.is_visible()
    assert page.locator(".pf-jump").count() == 1
    assert page.locator(".pf-jump").locator("visible=true").count() == 0


def test_offers_stay_level_on_paper(example: str, open_page: Open) -> None:
    """A mark over one of them leaves a line free over the others, and no hole under itself."""
    page = open_page(example + "services/", width=720)
    page.emulate_media(media="print")
    tops = "(all) => all.map((one) => Math.round(one.getBoundingClientRect().top))"
    for part in ("h3", ".pf-offer__price"):
        found = page.locator(f".pf-offer {part}").evaluate_all(tops)
        assert len(found) == 3, part
        assert len(set(found)) == 1, part
