"""What a site is for: how it is seen, and the words and links that follow from it."""

from __future__ import annotations

from typing import get_args

import pytest

from proofolio.adapters.mkdocs.navigation import own_navigation
from proofolio.model.goal import goals_of
from proofolio.model.profile import GoalName
from proofolio.views.goals import GOALS, goal_of
from proofolio.views.plans import PAGE_KINDS
from proofolio.views.words import Words

SERVICE = {"id": "s", "name": "Review", "summary": "You know."}
PAPER = {"id": "p", "title": "On rivers", "date": "2025"}
EMPLOYED = {"looking_for": {"kinds": ["Permanent employment"]}}


@pytest.mark.parametrize(
    ("profile", "content", "goals"),
    [
        ({}, {}, ("learning",)),
        ({}, {"publications": [PAPER]}, ("research",)),
        (EMPLOYED, {"publications": [PAPER]}, ("job",)),
        (EMPLOYED, {"publications": [PAPER], "services": [SERVICE]}, ("clients",)),
        ({"looking_for": {"kinds": ["Freelance", "speaking"]}}, {}, ("learning",)),
        ({"looking_for": {"kinds": ["Festanstellung"]}}, {}, ("job",)),
        ({"goal": ["research", "job", "research"]}, {"services": [SERVICE]}, ("research", "job")),
    ],
)
def test_the_goal_is_what_is_written_else_what_the_content_shows(
    make_library, profile, content, goals
):
    assert goals_of(make_library(profile=profile, **content)) == goals


def test_services_that_are_switched_off_sell_nothing(make_site):
    site = make_site(services=[SERVICE], enabled=frozenset({"posts"}))
    assert goal_of(site).name == "learning"


def test_each_goal_has_its_line_and_names_pages_and_words_there_are():
    assert set(GOALS) == set(get_args(GoalName))
    english = Words("en")
    for goal in GOALS.values():
        assert set(goal.header) <= set(PAGE_KINDS)
        assert all(english(key) and english(said) for key, said in goal.words.items())


@pytest.mark.parametrize(
    ("goal", "header"),
    [
        ("clients", ["Home", "Work", "Services", "Writing", "About"]),
        ("job", ["Home", "Work", "Résumé", "Writing", "Services", "About"]),
        ("research", ["Home", "Publications", "Work", "Writing", "Services", "About"]),
        ("learning", ["Home", "Work", "Writing", "Services", "About"]),
    ],
)
def test_the_header_is_the_goals(make_site, plans_of, goal, header):
    site = make_site(
        profile={"goal": [goal], "limits": ["Maps"], "work": [{"name": "A bank"}]},
        services=[SERVICE],
        publications=[PAPER],
        projects=[{"id": "a", "title": "A"}],
        posts=[{"id": "n", "title": "N", "date": "2026-01-02"}],
    )
    titles = [next(iter(item)) for item in own_navigation(site, plans_of(site), {})]
    assert titles == header


BUYER = (
    "question like these",
    "need to decide",
    "Open for new work",
    "What I offer",
    "I send work",
)


@pytest.mark.parametrize("goal", ["job", "research", "learning"])
def test_no_word_assumes_a_client_where_none_is_looked_for(make_site, read_page, goal):
    profile = {
        "goal": [goal],
        "availability": {"status": "open"},
        "skills": [{"name": "Forecasting"}],
        "alliances": [{"name": "Ida"}],
    }
    content = {"projects": [{"id": "a", "title": "A", "skills": ["Forecasting"]}]}
    pages = ("", "about/", "projects/", "projects/a/", "topics/forecasting/")

    def said(chosen: str) -> list[str]:
        site = make_site(profile={**profile, "goal": [chosen]}, **content)
        texts = [read_page(site, page).text for page in pages]
        return [words for words in BUYER if any(words in text for text in texts)]

    assert said("clients") == list(BUYER)
    assert said(goal) == []


@pytest.mark.parametrize("status", ["waitlist", "referral_only", "closed"])
def test_whoever_is_not_free_says_so_without_a_client(make_site, read_page, status):
    site = make_site(profile={"goal": ["job"], "availability": {"status": status}})
    band = read_page(site, "").select_one(".pf-band")
    assert band.h2.text == "Not free at present"
    assert band.select_one(".pf-btn").text == "Write to me"
