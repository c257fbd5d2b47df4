"""Pages of topics: who gets one, and what stands on it."""

from __future__ import annotations

from proofolio.views.pages.topic import SHOWN

QUOTE = {
    "id": "ilse",
    "text": "It works.",
    "consent": {"status": "granted"},
    "author": {"name": "Ilse"},
    "skills": ["Forecasting"],
}
POST = {"id": "note", "title": "A note", "date": "2026-01-02", "tags": ["forecasting"]}
TALK = {"id": "talk", "title": "A talk", "start": "2025-05-01", "skills": ["Forecasting"]}


def project(id, **fields):
    return {"id": id, "title": f"Project {id}", **fields}


def test_topic_gathers_everything_about_it(make_site, read_page):
    site = make_site(
        profile={"skills": [{"name": "Forecasting"}]},
        projects=[project("a", skills=["FORECASTING"])],
        posts=[POST],
        talks=[TALK],
        testimonials=[QUOTE],
    )
    page = read_page(site, "topics/forecasting/")
    assert page.h1.text == "Forecasting"
    assert page.select_one(".pf-head .pf-lead").text == (
        "Something I can do. Here is what shows it: 1 project, 1 post, 1 talk, 1 testimonial."
    )
    sections = [heading.text for heading in page.select("h2:not(#pf-cta)")]
    assert sections == ["Projects", "What people say", "Writing", "Talks and appearances"]
    assert page.select_one("[aria-labelledby=pf-talks] a")["href"] == "../../talks/#talk"


def test_two_proofs_make_a_page_and_one_does_for_an_offered_skill(make_site, plans_of):
    site = make_site(
        profile={"skills": [{"name": "Maps"}, {"name": "Cooking"}]},
        projects=[project("a", tools=["R", "Maps"]), project("b", tools=["r", "SQL"])],
    )
    assert [a for a in plans_of(site) if a.startswith("topics/")] == ["topics/maps/", "topics/r/"]


def test_what_is_switched_off_does_not_count(make_site, plans_of, read_page):
    content = {
        "projects": [project("a", skills=["Forecasting"], tools=["R"]), project("b", tools=["R"])],
        "posts": [POST],
        "testimonials": [QUOTE],
    }
    assert "topics/forecasting/" in plans_of(make_site(**content))
    site = make_site(**content, enabled=frozenset())
    assert "topics/forecasting/" not in plans_of(site)
    assert read_page(site, "projects/a/").select(".pf-facts a[href*=forecasting]") == []


def test_sections_without_anything_leave_no_trace(make_site, read_page):
    site = make_site(projects=[project(id, tools=["R"]) for id in "ab"])
    page = read_page(site, "topics/r/")
    assert [heading.text for heading in page.select("h2:not(#pf-cta)")] == ["Projects"]


def test_large_topics_show_the_first_and_lead_to_the_rest(make_site, read_page):
    site = make_site(projects=[project(f"p{n}", tools=["R"]) for n in range(SHOWN + 1)])
    page = read_page(site, "topics/r/")
    assert len(page.select("article")) == SHOWN
    assert page.select_one(".pf-more")["href"] == "../../projects/"
