"""A number is said to be checked only while a live, named, consented source holds it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from proofolio.model.library import Library, Records
from proofolio.model.mark import LEVELS
from proofolio.model.outcome import Outcome
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.saying import says
from proofolio.model.testimonial import Testimonial

TODAY = dt.date(2026, 11, 20)
OUTCOME = {"key": "mape", "metric": "Error", "value": "3.5", "before": "6.8", "unit": "%"}
QUOTE = {
    "id": "ilse",
    "text": "The error was 6.8 % and is 3.5 % now.",
    "author": {"name": "Ilse Brandtner"},
    "consent": {"status": "granted"},
    "projects": ["grid"],
}
CITING = {"evidence": ["testimonial:ilse"]}
OUTSIDE = {"evidence": ["https://board.example/report"], "checked_by": "The board"}


def library_of(outcome=CITING, quote=QUOTE, project=(), profile=(), *others, **build):
    entries = [Project.model_validate({"id": "other", "title": "Other"})]
    made = {"id": "grid", "title": "Grid", "outcomes": [{**OUTCOME, **outcome}], **dict(project)}
    entries.append(Project.model_validate(made))
    if quote:
        entries.append(Testimonial.model_validate(quote))
    person = Profile.model_validate({"name": "Ana", "headline": "Counts", **dict(profile)})
    return Library.build(Records(person, (*entries, *others)), TODAY, **build)


def mark_of(*args, scope="website", **build):
    library, _ = library_of(*args, **build)
    project = library.find("project", "grid")
    return library.marks.of(project, project.outcomes[0], scope)


def test_a_named_quote_that_holds_the_number_checks_it():
    mark = mark_of()
    assert (mark.level, mark.who, mark.quote) == ("checked", "Ilse Brandtner", "ilse")


@pytest.mark.parametrize("wish", ["client", "third_party", "public_data", "self"])
@pytest.mark.parametrize("evidence", [[], ["#mape"], ["post:note"], ["https://ana.example/p"]])
def test_what_an_author_types_checks_nothing(wish, evidence):
    outcome = {"verified_by": wish, "evidence": evidence}
    mark = mark_of(outcome, None, (), {"url": "https://ana.example"})
    assert mark.level == "told"


TAKEN_AWAY = {
    "withdrawn": {"consent": {"status": "withdrawn"}},
    "refused": {"consent": {"status": "refused"}},
    "pending": {"consent": {"status": "pending"}},
    "expired": {"consent": {"status": "granted", "expires": "2026-11-20"}},
    "other scope": {"consent": {"status": "granted", "scope": ["feed"]}},
    "unlisted": {"status": "unlisted"},
    "archived": {"status": "archived"},
    "draft": {"status": "draft"},
    "role only": {"show_as": "role_only", "role": "Head of Planning", "author": {}},
    "anonymous": {"show_as": "anonymous"},
    "initial": {"show_as": "first_initial", "author": {"name": "Ilse B."}},
    "yourself": {"author": {"name": "ANA"}},
    "other work": {"projects": ["other"]},
    "half of it": {"text": "The error is 3.5 % now."},
    "another number": {"text": "The error is 3.6 % now, and was 6.8 %."},
    "no number": {"text": "Planning is a pleasure."},
}


@pytest.mark.parametrize("drafts", [False, True])
@pytest.mark.parametrize("change", TAKEN_AWAY)
def test_when_the_source_goes_the_mark_goes(change, drafts):
    assert mark_of(drafts=drafts).level == "checked"
    assert mark_of(CITING, {**QUOTE, **TAKEN_AWAY[change]}, drafts=drafts).level == "told"


@pytest.mark.parametrize("change", TAKEN_AWAY)
def test_a_confirmation_ends_in_the_same_way(change):
    quote = {**QUOTE, "text": "Yes.", "confirms": ["outcome:grid/mape"]}
    assert mark_of({}, quote).level == "checked"
    wanted = "checked" if "number" in change or change == "half of it" else "told"
    assert mark_of({}, {**quote, **TAKEN_AWAY[change]}).level == wanted


def test_a_quote_that_is_on_no_page_checks_nothing():
    assert mark_of(nowhere={"testimonial"}).level == "told"
    assert mark_of(CITING, None).level == "told"


def test_a_feed_names_only_who_allowed_the_feed():
    assert mark_of(scope="feed").level == "told"
    both = {"status": "granted", "scope": ["website", "feed"]}
    assert mark_of(CITING, {**QUOTE, "consent": both}, scope="feed").level == "checked"


def test_a_quote_without_a_project_counts_where_the_project_shows_it():
    assert mark_of(CITING, {**QUOTE, "projects": []}).level == "checked"
    other = {**QUOTE, "projects": ["other"]}
    assert mark_of(CITING, other, {"testimonials": ["ilse"]}).level == "checked"


def test_what_is_simulated_or_estimated_is_checked_by_nobody():
    for source in (CITING, OUTSIDE):
        simulated = mark_of({**source, "rests_on": "simulated", "estimate": "true"})
        assert (simulated.level, simulated.caveat) == ("told", "simulated")
        estimated = mark_of({**source, "estimate": "true"})
        assert (estimated.level, estimated.caveat) == ("told", "estimate")


def test_a_project_says_once_what_its_numbers_rest_on():
    project = {"rests_on": "simulated"}
    assert mark_of({}, None, project).caveat == "simulated"
    assert mark_of({"rests_on": "client"}, None, project).caveat == ""
    assert mark_of({"verified_by": "public_data"}, None, project).rests_on == "public"
    assert mark_of({}, None).rests_on is None


@pytest.mark.parametrize(
    ("outcome", "profile"),
    [
        ({"checked_by": "Ana"}, {}),
        ({"checked_by": ""}, {}),
        ({"evidence": []}, {}),
        ({"evidence": ["#mape", "post:note", "mailto:board@board.example"]}, {}),
        ({}, {"url": "https://board.example"}),
        ({}, {"profiles": [{"network": "x", "name": "X", "url": "https://board.example/"}]}),
        ({}, {"publications": [{"title": "P", "url": "https://board.example/report"}]}),
    ],
)
def test_a_page_elsewhere_checks_only_with_a_name_and_by_somebody_else(outcome, profile):
    assert mark_of(OUTSIDE, None).level == "checked"
    assert mark_of({**OUTSIDE, **outcome}, None, (), profile).level == "told"


def test_a_page_of_this_site_checks_nothing():
    assert mark_of(OUTSIDE, None, site_url="https://board.example/").level == "told"


@pytest.mark.parametrize("kind", ["talks", "posts"])
def test_a_talk_or_a_post_of_the_authors_checks_nothing(make_library, kind):
    entry = {
        "id": "it",
        "title": "It",
        "start": "2025",
        "links": [{"url": "https://board.example/report"}],
    }
    if kind == "posts":
        entry = {
            "id": "it",
            "title": "It",
            "date": "2025-01-01",
            "external_url": "https://board.example/report",
        }
    library = make_library(
        projects=[{"id": "grid", "title": "Grid", "outcomes": [{**OUTCOME, **OUTSIDE}]}],
        **{kind: [entry]},
    )
    project = library.find("project", "grid")
    assert library.marks.of(project, project.outcomes[0]).level == "told"


def test_public_data_with_open_code_can_be_checked_by_anybody():
    public, repo = (
        {"rests_on": "public"},
        {"links": [{"url": "https://code.example", "kind": "repo"}]},
    )
    assert mark_of(public, None).level == "told"
    assert mark_of(public, None, repo).level == "open"
    assert mark_of({}, None, repo).level == "told"
    assert mark_of({"rests_on": "client"}, None, repo).level == "told"
    assert mark_of({**CITING, **public}, QUOTE, repo).level == "checked"


@pytest.mark.parametrize(
    ("notebook", "rests_on", "level"),
    [
        ({}, "public", "open"),
        ({"code": "hidden"}, "public", "open"),
        ({"download": "false"}, "public", "open"),
        ({"code": "hidden", "download": "false"}, "public", "shown"),
        ({}, "client", "shown"),
        ({}, "simulated", "shown"),
        ({}, None, "shown"),
    ],
)
def test_a_number_seen_in_its_cell_is_shown(notebook, rests_on, level):
    from dataclasses import replace

    library, _ = library_of({"rests_on": rests_on}, None, {"notebook": notebook})
    project = library.find("project", "grid")
    assert library.marks.of(project, project.outcomes[0]).level == "told"
    seen = replace(library, seen=frozenset({"grid/mape"}))
    assert seen.marks.of(project, project.outcomes[0]).level == level


def test_a_hidden_outcome_has_no_mark():
    assert mark_of({**CITING, "disclosure": "hidden"}).level == LEVELS[-1]


@pytest.mark.parametrize(
    ("outcome", "text", "expected"),
    [
        ({"disclosure": "relative_only", "change": "-18%"}, "We buy 18 % less.", True),
        ({"disclosure": "relative_only", "change": "-18%"}, "From 6.8 to 3.5 %.", False),
        ({"disclosure": "relative_only"}, "It is 49 % less.", True),
        ({"disclosure": "relative_only", "change": "about half"}, "About half.", False),
        ({"disclosure": "range", "shown": ("3", "5")}, "Between 3 and 5 degrees.", True),
        ({"disclosure": "range", "shown": ("3", "5")}, "4 degrees.", False),
        ({"disclosure": "rounded", "before": None, "value": "34571"}, "About 35,000.", True),
        ({"disclosure": "hidden"}, "From 6.8 to 3.5 %.", False),
        ({"metric": "", "sentence": "In 2025 it saved 12 hours."}, "12 hours a week!", True),
        ({"metric": "", "sentence": "In 2025 it saved 12 hours."}, "2025 was good.", False),
        ({"metric": "", "sentence": "12 hours in 3 teams."}, "12 hours.", False),
        ({"metric": "", "sentence": "They kept it."}, "We kept it.", False),
    ],
)
def test_a_text_says_what_a_reader_sees_of_an_outcome(outcome, text, expected):
    made = Outcome.model_validate({**OUTCOME, **outcome})
    assert says(text, made) is expected


@given(
    number=st.decimals(min_value=2, max_value=10**6, places=2),
    locale=st.sampled_from(["en", "de", "fr", "hi", "pt_BR", "sv"]),
    unit=st.sampled_from(["%", "hours", "EUR", ""]),
)
def test_the_number_is_found_however_a_quote_writes_it(number, locale, unit):
    outcome = Outcome(key="x", metric="X", value=number, unit=unit)
    written = format_decimal(number, locale=locale)
    assert says(f"We counted {written} {unit} in the end.", outcome)
    assert not says(f"We counted {format_decimal(number + 1, locale=locale)}.", outcome)


@given(value=st.integers(100, 10**7), places=st.integers(0, 2))
def test_no_other_number_passes_for_it(value, places):
    number = Decimal(value).scaleb(-places)
    other = number + Decimal(1).scaleb(-places)
    assert not says(f"It is {other}.", Outcome(key="x", metric="X", value=number))
