"""The home page of each goal: its order, its length, and what its first screen tells."""

from __future__ import annotations

import re
import runpy

import pytest

from proofolio.outputs.blocks import render_block
from proofolio.views.blocks import parse_block
from proofolio.views.goals import GOALS, goal_of
from proofolio.views.pages.home import HomeView, home_view
from proofolio.views.parts.length import FRAME, HEIGHT, WORDS, length_of
from proofolio.views.parts.names import names_row
from proofolio.views.parts.track import open_to, track_record, years_of


def job(name="", start=None, end=None, **fields):
    return {"name": name, "position": "Analyst", "start": start, "end": end, **fields}


def plenty(count, goal):
    """A site with so many of everything."""
    each = range(count)
    return {
        "profile": {
            "goal": [goal],
            "summary": "I count what others guess, and say how sure the count is.",
            "work": [job(f"Employer {n}", f"{2020 - n}", f"{2021 - n}") for n in each],
            "credentials": [{"name": f"Certificate {n}", "date": f"{2020 - n}"} for n in each],
            "story": [{"title": f"Part {n}", "learned": "Much, and more."} for n in each],
            "looking_for": {"kinds": ["permanent"], "ask": "A team that listens."},
        },
        "projects": [
            {
                "id": f"p{n}",
                "title": f"Half of the late parcels had left late, study {n}",
                "featured": "true",
                "outcomes": [{"key": "e", "metric": "Late parcels", "value": "5", "before": "8"}],
            }
            for n in each
        ],
        "services": [
            {"id": f"s{n}", "name": f"Service {n}", "summary": "You know how often it holds."}
            for n in each
        ],
        "testimonials": [
            {
                "id": f"t{n}",
                "text": f"She asked to see the table before the model, time {n}.",
                "consent": {"status": "granted"},
                "author": {"name": f"Kim {n}"},
            }
            for n in each
        ],
        "publications": [{"id": f"u{n}", "title": f"On {n}", "date": f"{2020 - n}"} for n in each],
        "talks": [{"id": f"k{n}", "title": f"About {n}", "start": f"{2020 - n}"} for n in each],
        "posts": [
            {"id": f"n{n}", "title": f"Note {n}", "date": "2026-01-02", "summary": "Why it is so."}
            for n in each
        ],
    }


def home(site) -> HomeView:
    return home_view(site, None)


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("count", [1, 2, 3, 40])
def test_home_is_short_and_loses_nothing(make_site, goal, count):
    site = make_site(**plenty(count, goal))
    sections = home(site).sections
    words, heights = zip(*map(length_of, sections), strict=True)
    assert sum(words) <= WORDS
    assert sum(heights) <= HEIGHT - FRAME
    assert (sections[0].name, sections[-1].name) == ("hero", "contact")
    # What has no room is linked.
    shown = {section.name for section in sections}
    linked = [link.label for s in sections if s.name == "further" for link in s.content.links]
    assert len(shown) + len(linked) > 8
    order = [section.name for section in sections if section.name in goal_of(site).home]
    assert order == [name for name in goal_of(site).home if name in order]


def test_what_gives_way_is_the_goals(make_site):
    shown = {
        goal: [section.name for section in home(make_site(**plenty(9, goal))).sections]
        for goal in GOALS
    }
    assert "services" in shown["clients"]
    assert "positions" in shown["job"]
    assert shown["research"].index("publications") < shown["research"].index("projects")
    assert shown["learning"].index("projects") < shown["learning"].index("posts")
    assert not [goal for goal in GOALS if goal != "clients" and "services" in shown[goal]]


@pytest.mark.parametrize("goal", GOALS)
def test_the_blocks_that_are_printed_make_the_same_page(make_site, read_page, root, goal):
    """As far as nothing of it has to give way."""
    content = plenty(1, goal)
    short = {key: content[key] for key in ("profile", "projects", "posts")}
    site = make_site(**short)
    home_of = runpy.run_path(str(root / "docs/make_home.py"))["home_of"]
    printed = []
    for line in home_of(GOALS[goal]):
        block, problems = parse_block(line)
        assert problems == ()
        printed.append(render_block(block, site, "")[0])
    titles = re.findall(r"<h2[^>]*>(.*?)</h2>", "".join(printed))
    assert titles == [heading.text for heading in read_page(site, "").select("h2")]
    assert len(titles) > 3


# Whom she worked for


NAMED = {"disclosure": "named", "name": "Open Ltd"}
TOLD = {"disclosure": "described", "public_name": "A grid operator"}


def test_only_who_may_be_named_stands_in_the_row(make_site):
    site = make_site(
        profile={
            "goal": ["clients"],
            "work": [job("Netz AG"), job("Self-employed"), job(sector="bank", size="large")],
        },
        projects=[
            {"id": "a", "title": "A", "client": NAMED},
            {"id": "b", "title": "B", "client": TOLD},
            {"id": "c", "title": "C", "client": {"disclosure": "hidden"}},
            {"id": "d", "title": "D", "client": {**NAMED, "name": "Draft Ltd"}, "status": "draft"},
            {"id": "e", "title": "E", "client": {**NAMED, "name": "OPEN LTD"}},
        ],
    )
    assert [each.name.lower() for each in names_row(site).names] == ["open ltd", "netz ag"]


def test_a_list_of_names_takes_the_place_of_all_others(make_site):
    site = make_site(profile={"work": [job("Netz AG")], "worked_with": [{"name": "Only Ltd"}]})
    assert [each.name for each in names_row(site).names] == ["Only Ltd"]


def test_a_logo_says_whose_it_is(make_site, read_page, tmp_path):
    (tmp_path / "site_src").mkdir()
    (tmp_path / "site_src" / "netz.svg").write_bytes(b"<svg/>")
    logo = {"src": "netz.svg", "file": "site_src/netz.svg", "alt": "Netz AG"}
    site = make_site(profile={"worked_with": [{"name": "Netz AG", "logo": logo}, {"name": "B"}]})
    row = read_page(site, "").select_one(".pf-names ul")
    assert [item.img["alt"] if item.img else item.text for item in row.select("li")] == [
        "Netz AG",
        "B",
    ]


# The first screen of whoever looks for a position


def test_years_are_counted_once(make_library):
    library = make_library(
        profile={
            "work": [
                job("A", "2010-01", "2014-12"),
                job("B", "2012", "2016"),
                job("Undated"),
                job("C", "2025-11"),
                job("To come", "2030"),
            ]
        }
    )
    assert years_of(library.profile.work, library.today) == 8


def test_the_way_in_one_line_names_no_employer_who_is_not_named(make_site):
    site = make_site(
        profile={
            "work": [
                job("", "2020", sector="bank", size="400 people"),
                job("Netz", "2016", "2019"),
            ],
            "education": [
                {"institution": "School", "study_type": "BSc", "end": "2014"},
                {
                    "institution": "TU Graz",
                    "study_type": "MSc",
                    "area": "Statistics",
                    "end": "2016",
                },
            ],
        }
    )
    said = "11 years of work · bank, 400 people, Netz · MSc Statistics, TU Graz"
    assert track_record(site) == said


def test_what_she_is_open_to_stands_in_one_line(make_site):
    wanted = {
        "kinds": ["permanent"],
        "roles": ["Lead"],
        "start": "2027-03",
        "places": ["Vienna"],
        "remote": "true",
        "permit": "EU citizen",
    }
    site = make_site(profile={"looking_for": wanted})
    assert open_to(site) == "permanent · Lead · from March 2027 · Vienna, and remote · EU citizen"


@pytest.mark.parametrize(
    ("goal", "labels"),
    [
        ("clients", []),
        ("job", ["Résumé", "GitHub", "Google Scholar", "E-mail"]),
        ("research", ["Résumé", "GitHub", "Google Scholar", "E-mail"]),
        ("learning", ["Résumé", "GitHub", "E-mail"]),
    ],
)
def test_the_first_screen_links_what_the_goal_asks_for(make_site, read_page, goal, labels):
    accounts = [
        {"network": "scholar", "name": "Google Scholar", "url": "https://scholar.example/a"},
        {"network": "github", "name": "GitHub", "url": "https://github.example/a"},
        {"network": "x", "name": "X", "url": "https://x.example/a"},
    ]
    site = make_site(
        profile={"goal": [goal], "profiles": accounts, "work": [job("Netz AG", "2020")]}
    )
    hero = read_page(site, "").select_one(".pf-hero")
    assert [item.text for item in hero.select(".pf-hero__links li")] == labels
    assert bool(hero.select_one(".pf-hero__facts")) == (goal in ("job", "research"))


def test_a_portrait_is_large_where_a_person_is_looked_for(make_site, read_page, tmp_path):
    (tmp_path / "site_src").mkdir()
    (tmp_path / "site_src" / "me.jpg").write_bytes(b"x")
    image = {"src": "me.jpg", "file": "site_src/me.jpg", "alt": "Ana"}
    for goal in GOALS:
        page = read_page(make_site(profile={"goal": [goal], "image": image}), "")
        assert bool(page.select_one(".pf-hero__portrait")) == (goal != "clients")
        assert len(page.select(".pf-hero img")) == 1
