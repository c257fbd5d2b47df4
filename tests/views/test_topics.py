"""Pages of topics: who gets one, and what stands on it."""

from __future__ import annotations

from dataclasses import replace

from proofolio.model.own_page import OwnPage
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
    made = [address for address in plans_of(site) if address.startswith("topics/")]
    assert made == ["topics/", "topics/maps/", "topics/r/"]


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


def test_all_topics_stand_on_one_page_those_of_one_thing_with_it(make_site, read_page):
    site = make_site(
        projects=[project("a", tools=["R", "Zebra"]), project("b", tools=["r", "SQL"])],
        testimonials=[{**QUOTE, "skills": ["Apples"], "projects": []}],
    )
    page = read_page(site, "topics/")
    assert page.h1.text == "Topics"
    found = page.select("article.pf-topics__row")
    rows = {row.h2.text: (row.a["href"], row.p.text) for row in found}
    assert rows == {"R": ("r/", "2 projects")}
    single = zip(page.select("dt"), page.select("dd"), strict=True)
    told = {name.text: thing.a["href"] for name, thing in single}
    assert told == {
        "Apples": "../testimonials/#ilse",
        "SQL": "../projects/b/",
        "Zebra": "../projects/a/",
    }
    kicker = read_page(site, "topics/r/").select_one(".pf-kicker a")
    assert (kicker.text, kicker["href"]) == ("Topics", "../")


def test_without_a_page_of_a_topic_there_is_no_list(make_site, plans_of):
    assert "topics/" not in plans_of(make_site(projects=[project("a", tools=["R"])]))


def test_own_pages_are_listed_with_their_topics(make_site, read_page):
    site = make_site(projects=[project("a", tools=["R"])])
    own = (
        OwnPage("r.md", "why-r/", "Why <R>", summary="Since S.", topics=("r", "S")),
        OwnPage("s.md", "s/", "S", topics=("S",)),
    )
    site.library = replace(site.library, pages=own)
    page = read_page(site, "topics/r/")
    assert page.select_one(".pf-lead").text == "1 project, 1 page."
    (row,) = page.select("[aria-labelledby=pf-pages] article")
    assert (row.a.text, row.a["href"], row.p.text) == ("Why <R>", "../../why-r/", "Since S.")
    assert [a.text for a in read_page(site, "topics/s/").select("article a")] == ["Why <R>", "S"]
