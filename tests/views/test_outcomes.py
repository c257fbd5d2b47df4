"""Outcomes on pages: tiles with their proof, and raw numbers that stay at home."""

from __future__ import annotations

import json

import pytest

from proofolio.outputs.pages import render_page
from proofolio.views.plans import VIEWS

CHECKED = {"checked_by": "The board", "evidence": ["https://board.example"]}
RAW = ("7.8123", "5.1457")

TAGGED = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [
        {
            "cell_type": "code",
            "id": "a1",
            "execution_count": 1,
            "metadata": {"tags": ["mape"]},
            "source": "print(5.1)",
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "5.1"}],
        }
    ],
}


def mape(**fields):
    return {
        "key": "mape",
        "metric": "Error",
        "value": "5.1",
        "before": "7.8",
        "unit": "%",
        **fields,
    }


def project(*outcomes, **fields):
    return {"id": "gridcast", "title": "Gridcast", "outcomes": list(outcomes), **fields}


def test_tile_is_a_sentence_for_those_who_listen(make_site, read_page):
    tile = read_page(make_site(projects=[project(mape())]), "projects/gridcast/").select_one(
        "#outcome-mape"
    )
    assert tile.select_one(".pf-sr").text == "from 7.8 to 5.1%"
    shown = tile.select(".pf-fig > :not(.pf-sr)")
    assert len(shown) == 2
    for part in shown:
        assert part["aria-hidden"] == "true"


MEASURED = {
    "baseline": "A normal band.",
    "period": "2025.",
    "sample": "181 days",
    "method": "Back-test",
    "rests_on": "client",
}


def test_a_study_says_beside_the_number_how_it_was_measured(make_site, read_page):
    told = mape(**MEASURED, estimate="true")
    page = read_page(make_site(projects=[project(told)]), "projects/gridcast/")
    shown = page.select_one("#outcome-mape")
    terms = [row.get_text(": ") for row in shown.select(".pf-how dl > div")]
    assert terms == [
        "Data: The client’s own",
        "When: 2025",
        "How many: 181 days",
        "Against: A normal band",
        "How: Back-test",
    ]
    assert shown.find("details") is None, "nothing is folded"
    assert shown.select_one(".pf-caveat").text == "an estimate"


@pytest.mark.parametrize(
    ("client", "named"),
    [
        ({"name": "Netz Hohenfern", "sector": "Networks"}, ", Netz Hohenfern"),
        ({"disclosure": "described", "public_name": "A network, Austria"}, ", A network, Austria"),
        ({"disclosure": "sector_only", "sector": "Networks"}, ""),
        ({"disclosure": "hidden", "sector": "Networks"}, ""),
    ],
)
def test_tiles_and_cards_say_in_a_line_when_where_and_against_what(
    make_site, read_page, client, named
):
    site = make_site(
        projects=[project(mape(**MEASURED), client=client, featured="true")],
        profile={"results": ["outcome:gridcast/mape"]},
    )
    line = f"At the client{named}: 2025, 181 days. Against a normal band."
    home = read_page(site, "")
    assert home.select_one(".pf-strip .pf-context").text == line
    assert [part.text for part in home.select(".pf-card__sum")] == [], "a tile says it already"
    assert read_page(site, "projects/").select_one(".pf-card__sum").text == line


def test_who_the_client_is_stands_only_beside_numbers_of_its_data(make_site, read_page):
    told = mape(**MEASURED | {"rests_on": "simulated"})
    site = make_site(projects=[project(told, client={"name": "Netz Hohenfern"})])
    line = read_page(site, "projects/").select_one(".pf-card__sum").text
    assert line == "2025, 181 days. Against a normal band."
    facts = read_page(site, "projects/gridcast/").select_one("#outcome-mape .pf-how")
    assert "Data" not in facts.text, "the caveat says it"


def test_everybody_who_checked_a_number_is_named(make_site, read_page):
    """With what they are; of several only where."""
    said = {
        "text": "From 7.8 to 5.1 %.",
        "consent": {"status": "granted"},
        "organization": "Netz",
        "projects": ["gridcast"],
    }
    ilse = said | {"id": "ilse", "author": {"name": "Ilse"}, "role": "Planner"}
    katrin = said | {"id": "katrin", "author": {"name": "Katrin"}, "role": "Shift manager"}
    told = project(mape(evidence=["testimonial:ilse", "testimonial:katrin"]))
    for quotes, words in (
        ([ilse], "Confirmed by Ilse, Planner, Netz"),
        ([ilse, katrin], "Confirmed by Ilse and Katrin, Netz"),
    ):
        page = read_page(make_site(projects=[told], testimonials=quotes), "projects/gridcast/")
        assert page.select_one("#outcome-mape .pf-proof").text == words


@pytest.mark.parametrize(
    ("level", "fields", "words"),
    [
        ("told", {"verified_by": "client"}, "Told by me"),
        ("checked", CHECKED, "Confirmed by The board"),
        ("open", {"rests_on": "public"}, "Anybody can check"),
    ],
)
def test_tile_says_what_backs_it(make_site, read_page, level, fields, words):
    links = [{"url": "https://code.example", "kind": "repo"}]
    site = make_site(projects=[project(mape(**fields), links=links)])
    proof = read_page(site, "projects/gridcast/").select_one("#outcome-mape .pf-proof")
    assert proof["data-mark"] == level
    assert proof.text == words


def test_number_leads_to_the_cell_that_printed_it(make_site, read_page, tmp_path):
    (tmp_path / "projects").mkdir()
    (tmp_path / "projects/gridcast.ipynb").write_text(json.dumps(TAGGED), encoding="utf-8")
    shown = project(mape(evidence=["#mape"]), notebook={"source": "projects/gridcast.ipynb"})
    page = read_page(make_site(projects=[shown]), "projects/gridcast/")
    link = page.select_one("#outcome-mape .pf-proof a")
    assert link["href"].startswith("#")
    assert "5.1" in page.find(id=link["href"][1:]).text


@pytest.mark.parametrize(
    ("evidence", "address", "label"),
    [
        ("testimonial:ilse", "../../testimonials/#ilse", "Ilse"),
        ("https://board.example/report", "https://board.example/report", "board.example"),
        ("project:other", "../other/", "Other"),
    ],
)
def test_number_leads_to_other_evidence(make_site, read_page, evidence, address, label):
    ilse = {
        "id": "ilse",
        "text": "True.",
        "consent": {"status": "granted"},
        "author": {"name": "Ilse"},
    }
    site = make_site(
        projects=[project(mape(evidence=[evidence])), {"id": "other", "title": "Other"}],
        testimonials=[ilse],
    )
    link = read_page(site, "projects/gridcast/").select_one("#outcome-mape .pf-proof a")
    assert (link["href"], link.text) == (address, label)


def test_evidence_that_is_switched_off_is_no_link(make_site, read_page):
    ilse = {
        "id": "ilse",
        "text": "True.",
        "consent": {"status": "granted"},
        "author": {"name": "Ilse"},
    }
    site = make_site(
        projects=[project(mape(evidence=["testimonial:ilse"]))],
        testimonials=[ilse],
        enabled=frozenset(),
    )
    proof = read_page(site, "projects/gridcast/").select_one("#outcome-mape .pf-proof")
    assert proof.text == "Told by me"


def test_sentence_is_an_outcome_too(make_site, read_page):
    site = make_site(projects=[project({"key": "runs", "sentence": "The team runs it alone."})])
    tile = read_page(site, "projects/gridcast/").select_one("#outcome-runs")
    assert tile.dt.text == "The team runs it alone."
    assert tile.select_one(".pf-fig") is None


@pytest.mark.parametrize("disclosure", ["rounded", "range", "relative_only", "hidden"])
def test_raw_numbers_reach_no_page(make_site, plans_of, disclosure):
    after, before = RAW[1], RAW[0]
    told = mape(value=after, before=before, shown=["1", "2"], disclosure=disclosure)
    site = make_site(
        projects=[project(told, services=["review"], skills=["Forecasting"], featured="true")],
        services=[{"id": "review", "name": "Review", "summary": "You know."}],
        profile={"results": ["outcome:gridcast/mape"], "skills": [{"name": "Forecasting"}]},
    )
    plans = plans_of(site)
    html = {address: render_page(plan, site, VIEWS).html for address, plan in plans.items()}
    assert {"", "projects/", "projects/gridcast/", "services/", "about/"} <= set(html)
    for address, text in html.items():
        assert not any(number in text for number in RAW), address
    assert ("Error" in html["projects/gridcast/"]) == (disclosure != "hidden")


def test_hidden_outcomes_leave_no_heading(make_site, read_page):
    page = read_page(make_site(projects=[project(mape(disclosure="hidden"))]), "projects/gridcast/")
    assert page.select_one(".pf-tiles") is None
    assert page.find(id="pf-result-tiles") is None


def test_a_confirmed_number_leads_to_a_quote_that_shows_it(make_site, read_page):
    ilse = {
        "id": "ilse",
        "text": "Yes, so it is.",
        "consent": {"status": "granted"},
        "author": {"name": "Ilse Brandtner"},
        "projects": ["gridcast"],
        "confirms": ["outcome:gridcast/mape", "outcome:gridcast/secret"],
    }
    secret = mape(key="secret", metric="Price", value="48217", disclosure="hidden")
    site = make_site(projects=[project(mape(), secret)], testimonials=[ilse])
    page = read_page(site, "projects/gridcast/")
    number = page.select_one("#outcome-mape .pf-fig a")
    assert number["href"] == "#said-ilse"
    assert "Confirmed: Error: 7.8 → 5.1%" in page.find(id="said-ilse").text
    card = read_page(site, "projects/").select_one(".pf-card__res a")
    assert card["href"] == "../testimonials/#ilse"
    said = read_page(site, "testimonials/").find(id="ilse").text
    assert "Confirmed: Error: 7.8 → 5.1%" in said
    assert "Price" not in said


@pytest.mark.parametrize("length", range(10, 200, 10))
def test_no_description_cuts_off_what_a_number_rests_on(make_site, plans_of, length):
    outcome = mape(metric=("Error " * 40)[:length].strip(), rests_on="simulated")
    plans = plans_of(make_site(projects=[project(outcome, featured="true")]))
    described = {plan.address: plan.description for plan in plans.values() if plan.description}
    assert "projects/gridcast/" in described
    for address, text in described.items():
        assert "7.8" not in text or "on simulated data" in text, address
