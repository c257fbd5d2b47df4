"""The filter of the portfolio in a browser: it chooses among cards, and links stay links."""

from __future__ import annotations

import pytest

from proofolio.views.pages.projects import AT_ONCE

MANY = AT_ONCE + 12
FILES = {
    "mkdocs.yml": "site_name: Ada\nsite_url: https://ada.example/\ntheme: {name: material}\n"
    "docs_dir: site_src\nplugins: [{proofolio/portfolio: {cards: false}}]\n",
    "site_src/_data/profile.yml": "name: Ada\nheadline: I count\nemail: ada@ada.example\n",
}
FILES |= {
    f"projects/p{n}.yml": f"title: Project {n}\nend: {2023 + n % 3}\ntools: [R]\n"
    for n in range(MANY)
}


@pytest.fixture(scope="module")
def many(root, tmp_path_factory, build_site, serve_site):
    """The portfolio of an author with many projects."""
    folder = tmp_path_factory.mktemp("many")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return serve_site(build_site(folder)) + "projects/"


def titles(page):
    return page.locator("article.pf-card:visible h2").all_inner_texts()


def test_chips_choose_cards_and_the_address_remembers(example_site, serve_site, open_page, faults):
    page = open_page(serve_site(example_site, "/portfolio/") + "projects/")
    everything = titles(page)
    assert len(everything) >= 8
    chip = page.locator('[data-pf-facet^="niche:"]').first
    expected = int(chip.locator("small").inner_text())
    assert 0 < expected < len(everything)
    chip.click()
    assert len(titles(page)) == expected
    assert "?niche=" in page.url
    assert page.locator("[data-pf-count]").inner_text().startswith(f"{expected} of ")
    page.reload()
    assert len(titles(page)) == expected
    page.locator(".pf-count [data-pf-clear]").click()
    assert titles(page) == everything
    assert faults == []


def test_choice_without_a_match_says_so(example_site, serve_site, open_page):
    page = open_page(serve_site(example_site) + "projects/?year=2022")
    assert len(titles(page)) >= 1
    left = page.locator('[data-pf-facet^="niche:"].pf-chip--none')
    assert left.count() >= 1
    left.first.click()
    assert titles(page) == []
    assert page.locator("[data-pf-none]").is_visible()


def test_without_scripts_chips_lead_to_pages(example_site, serve_site, open_page):
    page = open_page(serve_site(example_site) + "projects/", java_script_enabled=False)
    chips = page.locator("[data-pf-facet]").evaluate_all("all => all.map(chip => chip.href)")
    assert len(chips) >= 8
    for address in chips:
        assert page.request.get(address).ok, address


def test_of_a_long_list_the_first_are_shown_until_all_are_asked_for(many, open_page, faults):
    page = open_page(many)
    rest = page.locator("[data-pf-rest]")
    assert len(titles(page)) == AT_ONCE
    assert rest.inner_text().split() == ["Show", "all", str(MANY)]
    page.locator('[data-pf-facet="year:2024"]').click()
    assert len(titles(page)) == MANY // 3, "of all, not only of those shown"
    assert not rest.is_visible()
    page.go_back()
    assert len(titles(page)) == AT_ONCE
    rest.click()
    assert len(titles(page)) == MANY
    assert page.locator(":focus").inner_text() == titles(page)[AT_ONCE]
    page.reload()
    assert len(titles(page)) == MANY
    page.go_back()
    assert len(titles(page)) == AT_ONCE
    assert faults == []


def test_of_a_long_list_all_is_there_without_scripts(many, open_page):
    assert len(titles(open_page(many, java_script_enabled=False))) == MANY
