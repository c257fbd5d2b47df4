"""What the scripts add, tried in a browser; and that nothing is lost without them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]


def visible_cards(page: Any) -> list[str]:
    cards: list[str] = page.locator(".pf-card:visible h2").all_inner_texts()
    return cards


def words(locator: Any) -> str:
    return " ".join(locator.inner_text().split())


def chip(page: Any, facet: str) -> Any:
    return page.locator(f"[data-pf-facet='{facet}']")


def test_facets_combine_and_stand_in_the_address(
    address: str, open_page: Open, faults: list[str]
) -> None:
    page = open_page(f"{address}projects/")
    assert visible_cards(page) == ["Gridcast", "Meterwise", "Bread", "Waits"]
    chip(page, "niche:energy").click()
    assert visible_cards(page) == ["Gridcast", "Meterwise"]
    chip(page, "year:2024").click()
    assert visible_cards(page) == ["Meterwise"]
    assert page.url.endswith("/projects/?niche=energy&year=2024")
    assert page.locator("[data-pf-count]").inner_text() == "1 of 4 project"
    chip(page, "niche:retail").click()
    assert visible_cards(page) == ["Bread"], "one niche takes the place of the other"
    assert faults == []


def test_counts_say_what_a_further_choice_would_leave(address: str, open_page: Open) -> None:
    page = open_page(f"{address}projects/?topic=python")
    assert visible_cards(page) == ["Gridcast", "Bread"]
    assert words(chip(page, "niche:energy")) == "Energy 1"
    assert words(chip(page, "niche:health")) == "Health 0"
    assert words(chip(page, "topic:sql")) == "SQL 1", "within a facet the choice is replaced"


def test_choosing_again_and_clearing_bring_all_back(address: str, open_page: Open) -> None:
    page = open_page(f"{address}projects/")
    clear = page.locator(".pf-clear")
    assert not clear.is_visible()
    chip(page, "niche:health").click()
    assert chip(page, "niche:health").get_attribute("aria-current") == "true"
    chip(page, "niche:health").click()
    assert len(visible_cards(page)) == 4
    chip(page, "topic:r").click()
    chip(page, "year:2025").click()
    assert visible_cards(page) == []
    assert page.locator("[data-pf-none]").is_visible()
    clear.click()
    assert len(visible_cards(page)) == 4
    assert page.url.endswith("/projects/")
    assert page.locator("[data-pf-count]").inner_text() == "4 projects, newest first"
    assert words(page.locator("[data-pf-filter] [aria-current]")) == "All 4"


def test_back_button_undoes_the_last_choice(address: str, open_page: Open) -> None:
    page = open_page(f"{address}projects/?kept=1")
    chip(page, "niche:energy").click()
    chip(page, "topic:sql").click()
    assert page.url.endswith("?kept=1&niche=energy&topic=sql")
    page.go_back()
    assert visible_cards(page) == ["Gridcast", "Meterwise"]
    page.go_back()
    assert len(visible_cards(page)) == 4
    page.go_forward()
    assert visible_cards(page) == ["Gridcast", "Meterwise"]


def test_unknown_values_in_the_address_hide_nothing(address: str, open_page: Open) -> None:
    page = open_page(f"{address}projects/?niche=%22%3Cx%3E&topic=")
    assert len(visible_cards(page)) == 4


def test_filter_works_from_the_keyboard(address: str, open_page: Open) -> None:
    page = open_page(f"{address}projects/")
    chip(page, "niche:retail").focus()
    page.keyboard.press("Enter")
    assert visible_cards(page) == ["Bread"]
    focused = page.evaluate("document.activeElement.dataset.pfFacet")
    assert focused == "niche:retail"


def test_without_scripts_chips_are_links_to_pages(address: str, open_page: Open) -> None:
    page = open_page(f"{address}projects/", java_script_enabled=False)
    assert len(visible_cards(page)) == 4
    assert chip(page, "year:2024").get_attribute("href") == "year/2024/"
    assert not page.locator(".pf-clear").is_visible()
    assert not page.locator("[data-pf-code]").is_visible()


def test_one_button_opens_and_folds_all_code(address: str, open_page: Open) -> None:
    page = open_page(f"{address}projects/")
    button = page.get_by_role("button", name="Show all code")
    button.click()
    assert page.locator("details.pf-code[open]").count() == 2
    page.get_by_role("button", name="Hide all code").click()
    assert page.locator("details.pf-code[open]").count() == 0


def search_requests(page: Any) -> list[str]:
    names = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    return sorted(re.findall(r"search_index\.json|workers/search", " ".join(names)))


@pytest.mark.parametrize("width", [1280, 390])
def test_search_is_fetched_when_it_is_wanted(
    address: str, open_page: Open, faults: list[str], width: int
) -> None:
    page = open_page(address, width=width)
    page.wait_for_load_state("networkidle")
    assert search_requests(page) == []
    if width == 390:
        page.locator("label.pf-find").click()
    else:
        page.keyboard.press("/")
    page.keyboard.type("zebra")
    page.locator(".md-search-result__item").first.wait_for()
    assert search_requests(page) == ["search_index.json", "workers/search"]
    assert "Zebra crossings" in page.locator(".md-search-result__item").first.inner_text()
    assert page.evaluate("/native code/.test(Worker) && /native code/.test(XMLHttpRequest)")
    assert faults == []


def test_search_in_the_address_is_answered_at_once(address: str, open_page: Open) -> None:
    page = open_page(f"{address}?q=zebra")
    page.locator(".md-search-result__item").first.wait_for()
    assert page.locator("[data-md-component=search-query]").input_value() == "zebra"


def test_drawer_opens_and_closes_from_the_keyboard(address: str, open_page: Open) -> None:
    page = open_page(f"{address}projects/", width=390)
    menu = page.locator("[data-pf-menu]")
    assert menu.get_attribute("aria-expanded") == "false"
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.textContent") == "Home"
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.matches('[data-pf-menu]')")


def test_tab_never_stops_where_nothing_shows(address: str, open_page: Open) -> None:
    page = open_page(f"{address}projects/", width=390)
    where = """() => {
      const box = document.activeElement.getBoundingClientRect();
      return [document.activeElement.outerHTML.slice(0, 120),
              box.width > 0 && box.right > 0 && box.left < innerWidth,
              document.activeElement === document.body];
    }"""
    page.keyboard.press("Tab")
    assert "pf-skip" in page.evaluate(where)[0]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        element, shown, left = page.evaluate(where)
        if left:
            break
        stops.append((element, shown))
    assert len(stops) > 15
    assert [element for element, shown in stops if not shown] == []


def test_drawer_works_without_scripts(address: str, open_page: Open) -> None:
    page = open_page(address, width=390, java_script_enabled=False)
    link = page.locator(".md-nav--primary").get_by_text("Notes")
    assert not link.is_visible()
    page.locator("[data-pf-menu]").click()
    link.click()
    assert page.url.endswith("/work/notes/")


def test_scheme_is_switched_and_remembered(address: str, open_page: Open) -> None:
    page = open_page(address)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
    page.get_by_title("Switch to dark").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 21, 20)"


COLOURS = """Array.from(document.body.computedStyleMap().keys())
    .filter((name) => name.startsWith("--pf-") || name.startsWith("--md-code-hl"))
    .map((name) => `${name} ${getComputedStyle(document.body).getPropertyValue(name)}`)
    .concat(getComputedStyle(document.body).backgroundColor,
            getComputedStyle(document.documentElement).colorScheme)"""


def test_without_scripts_the_machine_is_asked_for_the_scheme(address: str, open_page: Open) -> None:
    dark = open_page(address, dark=True).evaluate(COLOURS)
    assert len(dark) > 50
    assert "rgb(13, 21, 20)" in dark
    bare = open_page(address, dark=True, java_script_enabled=False)
    assert bare.evaluate(COLOURS) == dark
    light = open_page(address, java_script_enabled=False).evaluate(COLOURS)
    assert light == open_page(address).evaluate(COLOURS)
    assert "rgb(252, 252, 250)" in light


def test_a_site_of_one_scheme_stays_as_it_is_without_scripts(address: str, open_page: Open) -> None:
    page = open_page(address, dark=True, java_script_enabled=False)
    taken = page.locator("input[data-md-color-media]").evaluate_all(
        "(all) => all.map((one) => one.remove()).length"
    )
    assert taken == 2
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(252, 252, 250)"


def test_no_dark_flashes_up_before_a_remembered_light(address: str, open_page: Open) -> None:
    """Between the first paint and Material's script the remembered scheme stands already."""
    page = open_page(address, dark=True)
    page.get_by_title("Switch to light").click()
    page.route("**/bundle.*.js", lambda route: route.abort("aborted"))
    page.reload()
    assert page.locator("html.no-js").count() == 1
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(252, 252, 250)"


def test_a_phone_has_the_contents_of_a_long_page_folded(
    example_site: Path, serve_site: Callable[[Path], str], open_page: Open
) -> None:
    study = f"{serve_site(example_site)}projects/gridcast/"
    page = open_page(study, width=390, java_script_enabled=False)
    contents = page.locator(".pf-jump")
    assert not contents.locator("a").first.is_visible()
    contents.locator("summary").click()
    contents.get_by_text("The whole notebook").click()
    assert page.url.endswith("#pf-notebook")
    assert page.locator("#pf-notebook").bounding_box()["y"] < 844
    assert not open_page(study).locator(".pf-jump").is_visible()
