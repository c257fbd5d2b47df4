"""The filter of the portfolio in a browser: it chooses among cards, and links stay links."""

from __future__ import annotations


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
