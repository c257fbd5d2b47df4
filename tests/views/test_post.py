"""The page of a post: its text, its place in a series, and where to read on."""

from __future__ import annotations

import json

import pytest

HOSTILE = 'Tom & Co <script>alert("x")</script> 🎉 שלום'


def post(id: str, date: str = "2026-03-01", **more: object) -> dict[str, object]:
    return {"id": id, "title": id.title(), "date": date, **more}


def test_head_says_when_how_long_and_by_whom(make_site, read_page):
    site = make_site(
        posts=[
            post(
                "a",
                updated="2026-04-02",
                body="word " * 300,
                authors=["Ana Kovač", "Bo Lund"],
                tags=["SQL"],
            )
        ]
    )
    head = read_page(site, "posts/a/").select_one(".pf-kicker")
    assert " ".join(head.get_text(" ").split()) == (
        "Writing / 1 March 2026 Updated 2 Apr 2026 2 minutes by Ana Kovač, Bo Lund SQL"
    )


def test_author_of_the_site_is_not_named_again(make_site, read_page):
    site = make_site(posts=[post("a", authors=["Ana Kovač"])])
    assert "by" not in read_page(site, "posts/a/").select_one(".pf-kicker").text.split()


def test_body_keeps_markup_headings_and_footnotes(make_site, read_page):
    body = "Begin.[^1]\n\n## One\n\n```python\nx = 1\n```\n\n## Two\n\n[^1]: A note."
    page = read_page(make_site(posts=[post("a", body=body)]), "posts/a/")
    text = page.select_one(".pf-study > .md-typeset")
    assert [h["id"] for h in text.select("h2")] == ["one", "two"]
    assert text.select_one(".highlight code")
    assert "A note." in text.select_one(".footnote").text
    contents = page.select(".pf-rail .pf-toc a")
    assert [(a.text, a["href"]) for a in contents] == [("One", "#one"), ("Two", "#two")]


def test_contents_can_be_left_out(make_site, read_page):
    body = "## One\n\nA.\n\n## Two\n\nB."
    assert not read_page(make_site(posts=[post("a", body=body, toc="false")]), "posts/a/").nav
    assert not read_page(make_site(posts=[post("a", body="## One\n\nA.")]), "posts/a/").nav


def test_short_post_has_no_empty_rail(make_site, read_page):
    page = read_page(make_site(posts=[post("a", body="Words.")]), "posts/a/")
    assert not page.select(".pf-rail, .pf-study")
    assert [s["aria-labelledby"] for s in page.select("section")] == ["pf-cta"]


def test_summary_that_is_the_first_paragraph_is_not_said_twice(make_site, read_page):
    said = make_site(posts=[post("a", summary="First words.", body="First *words*.\n\nMore.")])
    assert not read_page(said, "posts/a/").select(".pf-head .pf-lead")
    other = make_site(posts=[post("a", summary="In short.", body="First words.")])
    assert read_page(other, "posts/a/").select_one(".pf-head .pf-lead").text == "In short."


def test_series_leads_back_and_on(make_site, read_page):
    series = {"name": "Bands"}
    site = make_site(
        posts=[
            post("third", "2026-01-03", series={**series, "part": 3}),
            post("first", "2026-01-09", series={**series, "part": 1}),
            post("second", "2026-01-01", series={"name": "bands", "part": 2}),
            post("alone", series={"name": "Alone"}),
        ]
    )
    rail = read_page(site, "posts/second/").select_one(".pf-rail")
    text = " ".join(rail.get_text(" ").split())
    assert "bands, part 2 of 3 Before: First Next: Third" in text
    assert [a["href"] for a in rail.select("dd a")] == ["../first/", "../third/"]
    first = read_page(site, "posts/first/").select(".pf-rail dd a")
    assert [a["href"] for a in first] == ["../second/"]
    assert "part" not in read_page(site, "posts/alone/").select_one(".pf-rail").text


def test_older_and_newer_pass_over_what_stands_elsewhere(make_site, read_page):
    site = make_site(
        posts=[
            post("old", "2026-01-01"),
            post("away", "2026-01-02", external_url="https://medium.com/x"),
            post("hidden", "2026-01-03", status="unlisted"),
            post("new", "2026-01-04"),
        ]
    )
    assert read_page(site, "posts/old/").select_one("a[rel=next]")["href"] == "../new/"
    assert read_page(site, "posts/new/").select_one("a[rel=prev]")["href"] == "../old/"
    assert not read_page(site, "posts/new/").select("a[rel=next]")
    assert not read_page(site, "posts/hidden/").select(".pf-turn")


def test_related_posts_share_most_topics(make_site, read_page):
    site = make_site(
        posts=[
            post("a", "2026-01-01", tags=["SQL"], skills=["Forecasting"]),
            post("one", "2026-01-02", tags=["sql"]),
            post("both", "2026-01-03", tags=["SQL", "Forecasting"]),
            post("none", "2026-01-04", tags=["R"]),
        ]
    )
    related = read_page(site, "posts/a/").select("section[aria-labelledby=pf-related] h3 a")
    assert [a["href"] for a in related] == ["../both/", "../one/"]


def test_cost_of_related_posts_does_not_grow(make_site, read_page):
    def bytes_of(count: int) -> int:
        posts = [post(f"p{n:04d}", "2025-01-01", tags=["SQL"]) for n in range(count)]
        site = make_site(posts=[*posts, post("zz", tags=["SQL"])])
        looked_at = site.library.post_links._by_topic["sql"]
        assert len(looked_at) <= 20
        return len(str(read_page(site, "posts/zz/")))

    assert bytes_of(30) == bytes_of(300)


def test_post_shows_what_it_is_about_and_backs_up(make_site, read_page):
    site = make_site(
        projects=[{"id": "gridcast", "title": "Gridcast", "niches": ["energy"]}],
        services=[{"id": "audit", "name": "Audit", "summary": "Two weeks."}],
        niches=[{"id": "energy", "name": "Energy", "headline": "Staff by the band"}],
        posts=[post("a", projects=["gridcast"], services=["audit"], niches=["energy"])],
    )
    page = read_page(site, "posts/a/")
    assert page.select_one("section[aria-labelledby=pf-work] h3 a")["href"] == (
        "../../projects/gridcast/"
    )
    backs = [(a.text, a["href"]) for a in page.select(".pf-rail .pf-proof a")]
    assert backs == [("Audit", "../../services/#audit"), ("Energy", "../../services/energy/")]


def test_nothing_leads_to_services_that_are_switched_off(make_site, read_page):
    site = make_site(
        services=[{"id": "audit", "name": "Audit", "summary": "Two weeks."}],
        posts=[post("a", services=["audit"])],
        enabled=frozenset({"posts"}),
    )
    assert "services/" not in str(read_page(site, "posts/a/"))


def test_archived_post_backs_up_nothing(make_site, read_page):
    service = {"id": "audit", "name": "Audit", "summary": "Two weeks."}
    site = make_site(services=[service], posts=[post("a", services=["audit"], status="archived")])
    assert not read_page(site, "posts/a/").select(".pf-proof")
    assert not read_page(site, "services/").select("#audit .pf-proof")


def test_a_notebook_can_be_read_and_run_elsewhere(make_site, read_page, tmp_path):
    code = {"cell_type": "code", "metadata": {}, "source": "x = 1", "outputs": []}
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [code]}
    (tmp_path / "posts").mkdir(exist_ok=True)
    (tmp_path / "posts" / "a.ipynb").write_text(json.dumps(document))
    notebook = {"source": "posts/a.ipynb", "colab": "true"}
    site = make_site(posts=[{**post("a"), "notebook": notebook}])
    site.repository = "https://github.com/ana/site"
    page = read_page(site, "posts/a/")
    links = [a.text for a in page.select(".pf-facts a")]
    assert links[-2:] == ["Notebook on GitHub", "Open in Colab"]
    assert page.select_one("button[data-pf-code]")["data-pf-show"] == "Show all code"


@pytest.mark.parametrize("name", ["title", "summary"])
def test_what_an_author_writes_is_text(make_site, read_page, name):
    entry = {**post("a"), name: HOSTILE, "tags": [HOSTILE], "authors": [HOSTILE]}
    site = make_site(posts=[entry])
    for address in ("posts/a/", "posts/"):
        page = read_page(site, address)
        assert not page.select("script")
        assert HOSTILE in page.get_text()


@pytest.mark.parametrize("hide", [["toc"], "toc", ["navigation", "toc"]])
def test_material_s_hide_leaves_out_the_contents(hide, make_site, read_page):
    long = {"body": "\n\n".join(f"## Part {n}\n\nText." for n in range(5))}
    whole = {"id": "a", "title": "A", "date": "2026-01-01", **long}
    hidden = {**whole, "id": "b", "meta": {"hide": hide}}
    other = {**whole, "id": "c", "meta": {"hide": ["feedback"]}}
    odd = {**whole, "id": "d", "meta": {"hide": 5}}
    site = make_site(posts=[whole, hidden, other, odd])
    shown = {id: bool(read_page(site, f"posts/{id}/").select(".pf-toc")) for id in "abcd"}
    assert shown == {"a": True, "b": False, "c": True, "d": True}


def test_the_same_of_a_project(make_site, read_page):
    told = {"title": "A", "problem": "P.", "approach": "A.", "result": "R.", "limitations": "L."}
    projects = [{"id": "a", **told}, {"id": "b", **told, "meta": {"hide": ["toc"]}}]
    site = make_site(projects=projects)
    assert read_page(site, "projects/a/").select(".pf-toc")
    assert not read_page(site, "projects/b/").select(".pf-toc")
