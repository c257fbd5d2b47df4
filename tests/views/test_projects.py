"""The portfolio, its filter and the pages of years."""

from __future__ import annotations

import json

import pytest

from proofolio.model.project import Project
from proofolio.views.pages.projects import AT_ONCE, MOST
from proofolio.views.parts.facets import CHIPS
from proofolio.views.parts.links import SHORT_NAME, project_name

ENERGY = {"id": "energy", "name": "Energy", "headline": "For networks"}
RETAIL = {"id": "retail", "name": "Retail", "headline": "For shops"}


def project(id, **fields):
    return {"id": id, "title": f"Project {id}", **fields}


def chips(page, facet):
    row = page.find(id=f"pf-by-{facet}")
    return [
        (chip["data-pf-facet"], chip["href"], chip.small.text)
        for chip in row.parent.select("[data-pf-facet]")
    ]


def test_chips_are_links_to_pages_that_show_the_same(make_site, read_page, plans_of):
    site = make_site(
        niches=[ENERGY, RETAIL],
        projects=[
            project("a", niches=["energy"], skills=["Forecasting"], tools=["R"], end="2025"),
            project(
                "b", niches=["energy"], skills=["Forecasting", "Maps"], tools=["R"], end="2024"
            ),
            project("c", niches=["retail"], skills=["Maps"], tools=["C++"], end="2024"),
            project("d", tools=["C++"], end="2023"),
        ],
    )
    page = read_page(site, "projects/")
    assert chips(page, "niche") == [
        ("niche:energy", "../services/energy/", "2"),
        ("niche:retail", "../services/retail/", "1"),
    ]
    assert chips(page, "topic") == [
        ("topic:forecasting", "../topics/forecasting/", "2"),
        ("topic:maps", "../topics/maps/", "2"),
    ]
    assert chips(page, "tool") == [
        ("tool:c-plus-plus", "../topics/c-plus-plus/", "2"),
        ("tool:r", "../topics/r/", "2"),
    ]
    assert chips(page, "year") == [
        ("year:2025", "year/2025/", "1"),
        ("year:2024", "year/2024/", "2"),
        ("year:2023", "year/2023/", "1"),
    ]
    pages = plans_of(site)
    linked = [chip["href"] for chip in page.select("[data-pf-facet]")]
    assert len(linked) == 9
    for address in linked:
        inside = address.removeprefix("../") if address.startswith("../") else f"projects/{address}"
        assert inside in pages


def test_cards_say_what_they_are_found_by(make_site, read_page):
    shown = project("a", niches=["energy"], skills=["C#"], tools=["C++"], end="2025")
    page = read_page(make_site(niches=[ENERGY], projects=[shown]), "projects/")
    assert page.article["data-pf-facets"] == (
        "niche:energy topic:c-sharp tool:c-plus-plus year:2025"
    )


def test_facets_with_one_value_are_left_out(make_site, read_page):
    site = make_site(projects=[project(id, tools=["R"], end="2025") for id in "ab"])
    page = read_page(site, "projects/")
    assert page.select_one(".pf-filter") is None
    assert page.select_one("[data-pf-none]") is None


def test_values_without_a_page_are_no_chips(make_site, read_page):
    projects = [project("a", tools=["R", "SQL"]), project("b", tools=["R", "Stan"])]
    assert read_page(make_site(projects=projects), "projects/").select(".pf-filter") == []


def test_niches_are_no_chips_without_services(make_site, read_page):
    projects = [project("a", niches=["energy"]), project("b", niches=["retail"])]
    site = make_site(niches=[ENERGY, RETAIL], projects=projects, enabled=frozenset())
    assert read_page(site, "projects/").find(id="pf-by-niche") is None


def test_many_values_fold_behind_more(make_site, read_page):
    tools = [f"T{n}" for n in range(CHIPS + 2)]
    site = make_site(projects=[project(id, tools=tools) for id in "ab"])
    row = read_page(site, "projects/").find(id="pf-by-tool").parent
    assert len(row.select(".pf-chips > .pf-chip[data-pf-facet]")) == CHIPS + 2
    assert len(row.select("details .pf-chip")) == 2


def test_script_gets_its_words(make_site, read_page):
    site = make_site(projects=[project("a", end="2024"), project("b", end="2025")])
    count = read_page(site, "projects/").select_one("[data-pf-count]")
    assert count.text == "2 projects"
    assert json.loads(count["data-pf-count"])["other"] == "{n} of {total} projects"


def test_years_have_pages_that_link_each_other(make_site, read_page, plans_of):
    projects = [project("a", end="2025-03"), project("b", start="2023"), project("c")]
    site = make_site(projects=projects)
    years = [address for address in plans_of(site) if address.startswith("projects/year/")]
    assert years == ["projects/year/2025/", "projects/year/2023/"]
    page = read_page(site, "projects/year/2023/")
    assert [card.text for card in page.select("article h2")] == ["Project b"]
    current = page.select(".pf-chip[aria-current]")
    assert [chip.contents[0].strip() for chip in current] == ["2023"]


def test_one_year_needs_no_page(make_site, plans_of):
    plans = plans_of(make_site(projects=[project("a", end="2025"), project("b", end="2025")]))
    assert not [address for address in plans if "year" in address]


def many(count):
    return [project(f"p{n}", end=str(2024 + n % 2), tools=["R"]) for n in range(count)]


def test_of_many_projects_the_filter_chooses_among_all(make_site, read_page):
    page = read_page(make_site(projects=many(MOST)), "projects/")
    assert len(page.select("article")) == MOST
    assert page.select_one("[data-pf-filter]")
    rest = page.select_one("[data-pf-rest]")
    assert rest["data-pf-rest"] == str(AT_ONCE)
    assert rest.has_attr("hidden"), "without scripts all are shown"
    assert not page.select("[aria-labelledby=pf-years]")
    few = read_page(make_site(projects=many(AT_ONCE)), "projects/")
    assert not few.select("[data-pf-rest]")


def test_very_many_projects_are_found_by_year(make_site, read_page):
    page = read_page(make_site(projects=many(MOST + 10)), "projects/")
    assert len(page.select("article")) == AT_ONCE
    assert page.select("[data-pf-filter], [data-pf-none], [data-pf-rest]") == []
    assert [chip.small.text for chip in page.select("[aria-labelledby=pf-years] .pf-chip")] == [
        "125",
        "125",
    ]
    assert page.select_one(".pf-count").text.strip() == "The first 60 of 250 projects"


@pytest.mark.parametrize("status", ["unlisted", "archived"])
def test_what_is_not_listed_is_not_shown(make_site, read_page, status):
    site = make_site(projects=[project("a"), project("b", status=status)])
    assert [card.text for card in read_page(site, "projects/").select("article h2")] == [
        "Project a"
    ]


def test_no_projects_no_portfolio(make_site, plans_of):
    assert "projects/" not in plans_of(make_site())


def test_card_without_a_result_says_what_it_is_about(make_site, read_page):
    page = read_page(make_site(projects=[project("a", summary="A map.")]), "projects/")
    assert page.select_one("article .pf-card__sum").text == "A map."
    assert page.select("article .pf-proof, article .pf-card__res") == []


def test_draft_says_so_on_its_card(make_site, read_page):
    site = make_site(projects=[project("a", status="draft", end="2025")], drafts=True)
    assert read_page(site, "projects/").select_one(".pf-card__meta").text == "2025 · draft"


RESULT = {"key": "error", "metric": "Error", "value": "3.5", "verified_by": "client"}


@pytest.mark.parametrize(
    ("outcomes", "heading", "lead"),
    [
        ([[RESULT], [RESULT]], "2 projects, and what became of them", "Each begins with"),
        ([[RESULT], []], "2 projects, and what became of them", "Those with a result begin"),
        ([[], []], "2 projects", ""),
    ],
)
def test_the_portfolio_says_only_what_is_true_of_its_projects(
    outcomes, heading, lead, make_site, read_page, plans_of
):
    site = make_site(projects=[project(str(n), outcomes=o) for n, o in enumerate(outcomes)])
    page = read_page(site, "projects/")
    assert page.h1.text == heading
    said = page.select_one(".pf-head .pf-lead")
    assert said.text.startswith(lead) if lead else said is None
    assert bool(page.select(".pf-key")) == bool(lead)
    description = plans_of(site)["projects/"].description
    assert ("what backs it" in description) == lead.startswith("Each")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": "Load in a town"}, "Load in a town"),
        ({"title": "Load in a town", "short_title": "Load"}, "Load"),
        ({"title": "loadkit: load profiles without the bugs"}, "loadkit"),
        ({"title": "Does a tariff help? A look at ten thousand meters"}, "Does a tariff help"),
        ({"title": "Half of the late parcels had left late"}, "Half of the late parcels…"),
        ({"title": "电网负荷预测与调度优化系统在多个城市中的部署与效果评估以及经验总结报告"}, None),
    ],
)
def test_a_project_is_cited_by_its_title_and_not_by_its_file(fields, name, make_library):
    (cited,) = make_library(projects=[{"id": "side", **fields}]).all(Project)
    found = project_name(cited)
    assert found == (name or found)
    assert "side" not in found.lower()
    assert len(found) <= SHORT_NAME + 1
