"""The résumé: sections of JSON Resume, and private fields only where they may be seen."""

from __future__ import annotations

import json

import pytest

from proofolio.outputs.resume_json import make_resume

JOB = {
    "name": "Utility",
    "position": "Analyst",
    "url": "https://utility.example",
    "start": "2018-09",
    "end": "2022-03",
    "summary": "A *desk*.",
    "highlights": ["First quantile forecast"],
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("work", {"name": "Utility"}),
        ("education", {"institution": "University"}),
        ("credentials", {"name": "Certificate"}),
        ("publications", {"title": "Bands"}),
        ("awards", {"title": "Best talk"}),
    ],
)
def test_any_section_makes_the_page_and_only_its_heading(
    make_site, plans_of, read_page, field, value
):
    site = make_site(profile={field: [value]})
    assert "resume/" in plans_of(site)
    sections = [s["aria-labelledby"] for s in read_page(site, "resume/").select("section")]
    assert sections == [f"pf-{field}", "pf-cta"]


def test_languages_alone_make_no_page(make_site, plans_of):
    assert "resume/" not in plans_of(make_site(profile={"languages": [{"language": "German"}]}))


def test_position_says_when_where_and_what(make_site, read_page):
    row = read_page(make_site(profile={"work": [JOB]}), "resume/").select_one(".pf-post")
    assert row.select_one(".pf-post__date").text == "September 2018 to March 2022"
    assert row.h3.text == "Analyst"
    assert row.select_one("a")["href"] == "https://utility.example"
    assert row.em.text == "desk"
    assert row.li.text == "First quantile forecast"


def test_position_without_an_end_goes_on(make_site, read_page):
    job = {**JOB, "end": None}
    row = read_page(make_site(profile={"work": [job]}), "resume/").select_one(".pf-post__date")
    assert row.text == "September 2018 to now"


def test_stations_are_in_order_of_time_whatever_the_order_of_the_file(make_site, read_page):
    spans = [("2010", "2012"), ("2022", ""), ("", ""), ("2016-05", "2022"), ("2013", "2016")]
    jobs = [
        {"name": f"J{number}", **{k: v for k, v in zip(("start", "end"), span, strict=True) if v}}
        for number, span in enumerate(spans)
    ]
    studies = [{"institution": job["name"].replace("J", "S"), **job} for job in jobs]
    studies = [{k: v for k, v in study.items() if k != "name"} for study in studies]
    site = make_site(profile={"work": jobs, "education": studies})
    page = read_page(site, "resume/")
    order = ["1", "3", "4", "0", "2"]
    assert [h.text for h in page.select("[aria-labelledby=pf-work] h3")] == [f"J{n}" for n in order]
    assert [h.text for h in page.select("[aria-labelledby=pf-education] h3")] == [
        f"S{n}" for n in order
    ]
    told = json.loads(make_resume(site))
    assert [job["name"] for job in told["work"]] == [f"J{n}" for n in order]
    assert [study["institution"] for study in told["education"]] == [f"S{n}" for n in order]


def test_results_lead_to_their_proof(make_site, read_page):
    outcome = {"key": "mape", "metric": "Error", "value": "5.1", "before": "7.8", "unit": "%"}
    hidden = {"key": "cost", "metric": "Cost", "value": "4", "disclosure": "hidden"}
    site = make_site(
        profile={"work": [JOB]},
        projects=[
            {"id": "a", "title": "Gridcast", "outcomes": [outcome]},
            {"id": "b", "title": "Hidden", "outcomes": [hidden]},
        ],
    )
    results = read_page(site, "resume/").select(".pf-claim")
    assert [claim.h3.text for claim in results] == ["Error: 7.8 → 5.1%"]
    assert results[0].a["href"] == "../projects/a/#outcome-mape"


@pytest.mark.parametrize(
    ("public", "shown"), [((), []), (("phone",), ["tel:+4312345"]), (("address",), [])]
)
def test_private_fields_are_shown_only_when_made_public(make_site, read_page, public, shown):
    private = {"phone": "+43 1 2345", "address": "Long Lane 5", "public": public}
    page = read_page(make_site(profile={"work": [JOB], **private}), "resume/")
    assert [a["href"] for a in page.select("a[href^=tel]")] == shown
    assert ("Long Lane 5" in page.text) == ("address" in public)
