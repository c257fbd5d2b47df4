"""Case studies: result first, then what is filled in, and nothing about what is not."""

from __future__ import annotations

import json

import pytest

from proofolio.outputs.pages import render_page
from proofolio.views.plans import VIEWS

FULL = {
    "id": "gridcast",
    "title": "Tomorrow's load",
    "subtitle": "For one control room",
    "summary": "The error fell by a third.",
    "kind": "client",
    "start": "2024-09",
    "end": "2025-07",
    "client": {"disclosure": "described", "public_name": "Grid operator", "region": "Austria"},
    "role": "Lead",
    "team_size": "3",
    "effort": "60 days",
    "collaborators": [
        {"name": "Ivo", "role": "Engineer", "url": "https://ivo.example", "contribution": "Data."}
    ],
    "skills": ["Forecasting"],
    "tools": ["Python", "SQL"],
    "problem": "One number.",
    "data": "Six years.",
    "approach": "Baseline *first*.",
    "result": "It runs.",
    "limitations": "Holidays.",
    "learned": "Patience.",
    "next": "Winter.",
    "body": "The text itself.",
    "links": [
        {"url": "https://github.example/x", "kind": "repo", "label": "loadkit"},
        {"url": "https://slides.example/x", "kind": "slides"},
        {"url": "https://other.example/x"},
    ],
    "claims": [{"text": "My bands hold.", "evidence": ["https://board.example"]}],
    "license": "MIT",
    "services": ["review"],
}
REVIEW = {"id": "review", "name": "Review", "summary": "You know."}
ILSE = {
    "id": "ilse",
    "text": "It works.",
    "consent": {"status": "granted"},
    "author": {"name": "Ilse", "url": "https://ilse.example"},
    "role": "Head of Planning",
    "date": "2025-07",
    "projects": ["gridcast"],
    "source": {"kind": "email"},
    "edited": "shortened",
}


def cell(kind, source, *tags, **more):
    return {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source, **more}


def write_notebook(tmp_path, *cells):
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": list(cells)}
    path = tmp_path / "projects" / "gridcast.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return {"source": "projects/gridcast.ipynb"}


def facts(page):
    return {
        row.dt.text: " ".join(row.dd.get_text(" ").split()).replace(" ,", ",")
        for row in page.select(".pf-rail .pf-facts > div")
    }


def headings(page):
    return [heading.text for heading in page.select(".md-typeset h2")]


def test_sections_stand_in_the_order_a_client_asks(make_site, read_page):
    site = make_site(projects=[FULL], services=[REVIEW], testimonials=[ILSE])
    assert headings(read_page(site, "projects/gridcast/")) == [
        "Problem",
        "Data",
        "Approach",
        "Evidence",
        "What came out",
        "What it cannot do",
        "What I learned",
        "What I would do next",
        "What I claim, and on what grounds",
        "What the client said",
        "This is evidence for",
    ]


def test_contents_lead_to_the_headings(make_site, read_page):
    site = make_site(projects=[FULL], services=[REVIEW], testimonials=[ILSE])
    page = read_page(site, "projects/gridcast/")
    links = page.select(".pf-rail .pf-toc a")
    assert [link.text for link in links] == headings(page)
    for link in links:
        assert page.find(id=link["href"][1:]).text == link.text


def test_headings_are_told_to_the_engine_in_page_order(make_site, plans_of):
    site = make_site(projects=[FULL | {"body": "## Own\n\n### Deeper\n"}])
    body = render_page(plans_of(site)["projects/gridcast/"], site, VIEWS)
    told = [(heading.level, heading.text) for heading in body.headings]
    assert told[2:6] == [(2, "Approach"), (2, "Own"), (3, "Deeper"), (2, "What came out")]
    at = [body.html.index(f'id="{heading.id}"') for heading in body.headings]
    assert at == sorted(at)


def test_body_with_headings_of_its_own_gets_none_of_ours(make_site, read_page):
    site = make_site(projects=[{"id": "a", "title": "A", "body": "## How\n\nSo.\n"}])
    assert headings(read_page(site, "projects/a/")) == ["How"]


def test_empty_project_is_a_title_and_a_call(make_site, read_page):
    page = read_page(make_site(projects=[{"id": "a", "title": "A"}]), "projects/a/")
    assert page.h1.text == "A"
    assert [heading.get("id") for heading in page.select("h2, h3")] == ["pf-cta"]
    assert page.select("aside, dl, nav, .pf-head .pf-lead, .md-typeset") == []


def test_facts_say_for_whom_by_whom_and_with_what(make_site, read_page):
    page = read_page(make_site(projects=[FULL]), "projects/gridcast/")
    assert facts(page) == {
        "Client": "Grid operator, Austria",
        "My part": "Lead",
        "Team": "3",
        "With": "Ivo, Engineer: Data",
        "When": "September 2024 to July 2025",
        "Effort": "60 days",
        "Methods": "Forecasting",
        "Built with": "Python, SQL",
        "Licence": "MIT",
    }
    assert page.select_one(".pf-kicker").get_text(" ", strip=True) == "Work / Client work, 2025"


@pytest.mark.parametrize(
    ("disclosure", "text"),
    [
        ("named", "Acme, Energy, Austria, 400 people"),
        ("described", "A grid operator, Austria, 400 people"),
        ("sector_only", "Energy"),
        ("hidden", None),
    ],
)
def test_client_is_told_as_far_as_agreed(make_site, plans_of, disclosure, text):
    client = {
        "disclosure": disclosure,
        "name": "Acme" if disclosure == "named" else "Secret Ltd",
        "public_name": "A grid operator",
        "sector": "Energy",
        "region": "Austria",
        "size": "400 people",
    }
    site = make_site(projects=[{"id": "a", "title": "A", "client": client}])
    pages = [render_page(plan, site, VIEWS).html for plan in plans_of(site).values()]
    assert len(pages) > 2
    assert not any("Secret" in page for page in pages)
    shown = f"<dt>Client</dt><dd>{text}</dd>"
    assert any(shown in page for page in pages) == (text is not None)
    if text is None:
        assert not any("<dt>Client</dt>" in page for page in pages)


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        ({"start": "2024", "end": "2025-03"}, "2024 to March 2025"),
        ({"start": "2024-06"}, "June 2024 to now"),
        ({"end": "2025"}, "2025"),
        ({"start": "2025", "end": "2025"}, "2025"),
    ],
)
def test_period_is_as_precise_as_written(make_site, read_page, dates, text):
    site = make_site(projects=[{"id": "a", "title": "A", **dates}])
    assert facts(read_page(site, "projects/a/"))["When"] == text


def test_topics_lead_to_their_pages_if_they_have_one(make_site, read_page):
    projects = [{"id": id, "title": id, "tools": ["Python", id]} for id in ("one", "two")]
    page = read_page(make_site(projects=projects), "projects/one/")
    links = page.select(".pf-facts a")
    assert [(link.text, link["href"]) for link in links] == [("Python", "../../topics/python/")]
    assert facts(page)["Built with"] == "Python, one"


def test_links_say_what_is_there(make_site, read_page):
    page = read_page(make_site(projects=[FULL]), "projects/gridcast/")
    links = {link["href"]: link.text for link in page.select(".pf-rail .pf-ticks a")}
    assert links == {
        "https://github.example/x": "Code: loadkit",
        "https://slides.example/x": "Slides on slides.example",
        "https://other.example/x": "other.example",
    }


def test_links_to_models_and_data_are_called_by_what_they_are(make_site, read_page):
    kinds = {"model": "ana/bands", "space": "spaces/ana/bands", "dataset": "datasets/ana/m"}
    links = [
        {"url": f"https://huggingface.co/{path}", "kind": kind} for kind, path in kinds.items()
    ]
    links += [{"url": "https://www.kaggle.com/competitions/sales", "kind": "competition"}]
    page = read_page(make_site(projects=[{**FULL, "links": links}]), "projects/gridcast/")
    assert [link.text for link in page.select(".pf-rail .pf-ticks a")] == [
        "Model on Hugging Face",
        "Space on Hugging Face",
        "Data on Hugging Face",
        "Competition on Kaggle",
    ]


def test_testimonial_stands_beside_its_work(make_site, read_page):
    figure = read_page(
        make_site(projects=[FULL], testimonials=[ILSE]), "projects/gridcast/"
    ).select_one("figure#said-ilse")
    assert figure.blockquote.text == "“It works.”"
    assert figure.figcaption.text == ("Ilse, Head of Planning. Client, 2025. By e-mail, shortened.")
    assert figure.a["href"] == "https://ilse.example"


def test_testimonials_switched_off_leave_no_trace(make_site, read_page):
    site = make_site(projects=[FULL], testimonials=[ILSE], enabled=frozenset())
    text = str(read_page(site, "projects/gridcast/"))
    assert "It works." not in text
    assert "pf-said" not in text


@pytest.mark.parametrize(
    ("show_as", "caption"),
    [
        ("full", "Ilse, Head, Grid. Client, 2025."),
        ("first_initial", "Ilse, Head, Grid. Client, 2025."),
        ("role_only", "Head, Grid. Client, 2025."),
        ("anonymous", "Name withheld, Client, 2025."),
    ],
)
def test_speaker_is_named_as_agreed(make_site, read_page, show_as, caption):
    quote = {**ILSE, "role": "Head", "organization": "Grid", "show_as": show_as}
    quote |= {"source": None, "edited": "none"}
    page = read_page(make_site(projects=[FULL], testimonials=[quote]), "projects/gridcast/")
    assert page.select_one("#said-ilse figcaption").text == caption
    named = show_as in ("full", "first_initial")
    assert ("https://ilse.example" in str(page)) == named


def test_posts_and_related_work_follow_the_study(make_site, read_page):
    post = {"id": "note", "title": "A note", "date": "2026-01-02", "projects": ["gridcast"]}
    other = {"id": "other", "title": "Other", "skills": ["Forecasting"]}
    page = read_page(make_site(projects=[FULL, other], posts=[post]), "projects/gridcast/")
    assert page.select_one("[aria-labelledby=pf-written] h3").text.strip() == "A note"
    assert page.select_one("[aria-labelledby=pf-related] h3").text == "Other"


def test_whole_notebook_follows_with_its_file(make_site, read_page, tmp_path):
    notebook = write_notebook(
        tmp_path, cell("markdown", "# Title\n\n## Part\n"), cell("markdown", "Text.")
    )
    page = read_page(make_site(projects=[FULL | {"notebook": notebook}]), "projects/gridcast/")
    bar = page.select_one(".pf-nb__bar")
    assert bar.b.text == "Notebook: gridcast.ipynb"
    assert bar.a["href"] == "gridcast.ipynb"
    assert page.select_one("#pf-notebook").text == "The whole notebook"
    assert "Part" not in [link.text for link in page.select(".pf-rail .pf-toc a")]


def test_notebook_alone_shows_its_headings_in_the_contents(make_site, read_page, tmp_path):
    notebook = write_notebook(tmp_path, cell("markdown", "# T\n\n## One\n\ntext\n\n## Two\n"))
    project = {"id": "gridcast", "title": "T", "notebook": notebook}
    page = read_page(make_site(projects=[project]), "projects/gridcast/")
    assert [link.text for link in page.select(".pf-rail .pf-toc a")] == ["Notebook", "One", "Two"]


def test_notebook_opens_elsewhere_if_the_author_wants_it(make_site, read_page, tmp_path):
    notebook = write_notebook(tmp_path, cell("markdown", "Text."))
    site = make_site(projects=[FULL | {"notebook": notebook | {"colab": "true", "binder": "true"}}])
    assert "colab" not in str(read_page(site, "projects/gridcast/"))
    site.repository = "https://github.com/ana/site"
    links = {a.text: a["href"] for a in read_page(site, "projects/gridcast/").select(".pf-ticks a")}
    assert links["Notebook on GitHub"] == (
        "https://github.com/ana/site/blob/HEAD/projects/gridcast.ipynb"
    )
    assert links["Open in Colab"] == (
        "https://colab.research.google.com/github/ana/site/blob/HEAD/projects/gridcast.ipynb"
    )
    assert links["Run on Binder"] == (
        "https://mybinder.org/v2/gh/ana/site/HEAD?labpath=projects/gridcast.ipynb"
    )


def test_no_download_no_link_to_the_file(make_site, read_page, tmp_path):
    notebook = write_notebook(tmp_path, cell("markdown", "Text.")) | {"download": "false"}
    site = make_site(projects=[FULL | {"notebook": notebook}])
    assert 'gridcast.ipynb"' not in str(read_page(site, "projects/gridcast/"))
    assert not [name for name in site.files.made if name.endswith(".ipynb")]


def test_highlights_stand_in_the_evidence_without_their_ids(make_site, read_page, tmp_path):
    notebook = write_notebook(
        tmp_path,
        cell("markdown", "Before."),
        cell("markdown", "### The finding\n\nIt fell.", "highlight"),
    )
    site = make_site(projects=[FULL | {"body": "", "notebook": notebook}])
    page = read_page(site, "projects/gridcast/")
    assert len(page.find_all(string="It fell.")) == 2
    evidence = page.select_one("#pf-evidence").find_next_sibling(class_="pf-nb")
    assert "It fell." in evidence.text
    assert "Before." not in evidence.text
    assert evidence.find_all(id=True) == []
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) > 8
    assert len(ids) == len(set(ids))


def test_highlights_are_not_repeated_where_they_are_everything(make_site, read_page, tmp_path):
    notebook = write_notebook(tmp_path, cell("markdown", "All of it.", "highlight"))
    site = make_site(projects=[FULL | {"body": "", "notebook": notebook}])
    page = read_page(site, "projects/gridcast/")
    assert page.find(id="pf-evidence") is None
    assert len(page.find_all(string="All of it.")) == 1


def test_pictures_show_caption_and_credit(make_site, read_page, tmp_path):
    (tmp_path / "projects").mkdir()
    for name in ("one.png", "two.png"):
        (tmp_path / "projects" / name).write_bytes(b"png")
    images = [
        {"src": f"{name}.png", "file": f"projects/{name}.png", "alt": name, "caption": f"On {name}"}
        for name in ("one", "two")
    ]
    project = FULL | {"image": images[0], "gallery": [images[1] | {"credit": "By Ivo"}]}
    page = read_page(make_site(projects=[project]), "projects/gridcast/")
    shown = page.select("#pf-pictures + .pf-gallery figure")
    assert [figure.img["alt"] for figure in shown] == ["one", "two"]
    assert [figure.a["href"] for figure in shown] == ["../one.png", "../two.png"]
    assert shown[1].figcaption.get_text(" ", strip=True) == "On two By Ivo"


def test_unlisted_and_archived_projects_have_pages_but_no_listing(make_site, plans_of):
    projects = [
        {"id": "a", "title": "A", "status": "unlisted"},
        {"id": "b", "title": "B", "status": "archived"},
    ]
    plans = plans_of(make_site(projects=projects))
    assert {address: plan.is_listed for address, plan in plans.items() if plan.entry} == {
        "projects/a/": False,
        "projects/b/": True,
    }
    assert "projects/" not in plans


def test_description_begins_with_what_it_is_about(make_site, plans_of):
    plans = plans_of(make_site(projects=[FULL, {"id": "b", "title": "B"}]))
    assert plans["projects/gridcast/"].description.startswith("The error fell by a third.")
    assert plans["projects/b/"].description == "“B”, a project of Ana Kovač."


def test_who_comes_from_elsewhere_learns_whose_work_it_is(make_site, read_page):
    profile = {"label": "Data scientist", "story": [{"title": "Then", "learned": "Much."}]}
    post = {"id": "a", "title": "A post", "date": "2026-01-01"}
    theirs = {**post, "id": "b", "authors": ["Bo Lund"]}
    site = make_site(profile=profile, projects=[FULL], posts=[post, theirs])
    for address in ("projects/gridcast/", "posts/a/"):
        page = read_page(site, address)
        line = page.select_one(".pf-head .pf-by")
        assert line.text.split("·")[:2] == ["Ana Kovač ", " Data scientist "]
        about, contact = line.select("a")
        assert about["href"] == "../../about/"
        assert contact["href"] == "#pf-cta"
        assert page.find(id="pf-cta")
    assert not read_page(site, "posts/b/").select(".pf-by"), "that was written by somebody else"
    assert not read_page(make_site(projects=[FULL]), "projects/gridcast/").select(".pf-by")
