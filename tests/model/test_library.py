"""The library: what exists today, in which order, and how it hangs together."""

from __future__ import annotations

import datetime as dt

import pytest

from proofolio.model.kinds import KINDS
from proofolio.model.library import Library, Records
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Level

TODAY = dt.date(2026, 11, 20)


def library(*, today=TODAY, drafts=False, profile=None, **entries):
    person = {"name": "Ana", "headline": "Counts", **(profile or {})}
    records = Records(
        Profile.model_validate(person),
        tuple(
            kind.record.model_validate(entry)
            for kind in KINDS
            for entry in entries.pop(kind.plural, ())
        ),
    )
    assert not entries
    return Library.build(records, today, drafts=drafts)


def project(id, **fields):
    return {"id": id, "title": id, **fields}


def quote(id, status="granted", **fields):
    consent = fields.pop("consent", {"status": status})
    return {"id": id, "text": "True.", "consent": consent, **fields}


def post(id, date="2026-01-02", **fields):
    return {"id": id, "title": id, "date": date, **fields}


def ids(entries):
    return [entry.id for entry in entries]


# What exists


def test_drafts_and_future_entries_are_hidden_with_a_note():
    found, problems = library(
        projects=[project("a"), project("b", status="draft")], posts=[post("p", "2026-11-21")]
    )
    assert (ids(found.all(Project)), ids(found.all(Post))) == (["a"], [])
    assert {str(p).split(": ", 1)[1] for p in problems} == {
        'project "b" is not shown, because it is a draft.',
        'post "p" is not shown, because its date is still to come.',
    }
    assert {p.level for p in problems} == {Level.NOTE}


def test_drafts_are_shown_on_request_and_marked():
    found, problems = library(
        drafts=True, projects=[project("b", status="draft")], posts=[post("p", "2027-01-01")]
    )
    assert problems == ()
    assert found.is_draft(found.all(Project)[0])
    assert found.is_draft(found.all(Post)[0])


def test_a_day_begins_in_the_authors_time_zone():
    late = post("p", "2026-11-20T23:30:00+00:00")
    assert ids(library(posts=[late])[0].all(Post)) == ["p"]
    tokyo = {"timezone": "Asia/Tokyo"}
    assert ids(library(posts=[late], profile=tokyo)[0].all(Post)) == []


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        ({"status": "pending"}, "its consent is pending"),
        ({"status": "refused"}, "its consent is refused"),
        ({"status": "withdrawn"}, "its consent is withdrawn"),
        ({"status": "granted", "scope": ["feed"]}, "its consent is not for the website"),
        ({"status": "granted", "expires": "2026-11-20"}, "its consent has expired"),
    ],
)
@pytest.mark.parametrize("drafts", [False, True])
def test_testimonials_need_consent_even_while_editing(consent, reason, drafts):
    found, problems = library(testimonials=[quote("q", consent=consent)], drafts=drafts)
    assert found.all(Testimonial) == ()
    assert found.hidden == {"testimonial:q": reason}
    assert [p.level for p in problems] == [Level.NOTE]


def test_consent_holds_until_the_day_before_it_expires():
    consent = {"status": "granted", "expires": "2026-11-21"}
    assert ids(library(testimonials=[quote("q", consent=consent)])[0].all(Testimonial)) == ["q"]


def test_unlisted_and_archived_exist_but_are_not_listed():
    found, _ = library(
        projects=[project("a", status="unlisted"), project("b", status="archived"), project("c")]
    )
    assert sorted(ids(found.all(Project))) == ["a", "b", "c"]
    assert ids(found.listed(Project)) == ["c"]


# Order


def test_projects_are_featured_first_then_ordered_then_newest():
    found, _ = library(
        projects=[
            project("undated"),
            project("old", end="2020"),
            project("new", end="2025"),
            project("newer", end="2025-06"),
            project("second", order="2", end="2010"),
            project("first", order="1"),
            project("top", featured="true", end="1999"),
        ]
    )
    assert ids(found.all(Project)) == ["top", "first", "second", "newer", "new", "old", "undated"]


def test_equal_entries_are_ordered_by_id():
    found, _ = library(projects=[project(id, end="2025") for id in "cab"])
    assert ids(found.all(Project)) == ["a", "b", "c"]


def test_upcoming_talks_come_soonest_first_then_past_ones_newest_first():
    talks = {
        "past": "2024-01",
        "today": "2026-11-20",
        "month": "2026-11",
        "far": "2027",
        "old": "2020",
    }
    found, _ = library(
        talks=[{"id": id, "title": id, "start": start} for id, start in talks.items()]
    )
    assert ids(found.all(Talk)) == ["month", "today", "far", "past", "old"]


def test_primary_niche_leads():
    niches = [
        {"id": "a", "name": "A", "headline": "A", "featured": "true"},
        {"id": "b", "name": "B", "headline": "B", "primary": "true"},
    ]
    assert ids(library(niches=niches)[0].all(Niche)) == ["b", "a"]


# Doubles


def test_second_entry_with_an_id_is_left_out_naming_the_first():
    first = project("a") | {"origin": {"path": "projects/a.yml", "line": 1}}
    second = project("a", end="2025") | {"origin": {"path": "projects/b.yml", "line": 3}}
    found, problems = library(projects=[first, second])
    assert [p.end for p in found.all(Project)] == [None]
    assert str(problems[0]) == (
        'projects/b.yml:3: id: project "a" is also in projects/a.yml:1; this one is left out. '
        "Give one of them another `id`."
    )


def test_two_entries_at_one_address_are_one_too_many():
    found, problems = library(projects=[project("a"), project("b", slug="a")])
    assert ids(found.all(Project)) == ["a"]
    assert [p.code for p in problems] == ["double-address"]
    assert "/projects/a/" in str(problems[0])


# References


def test_unknown_reference_names_the_nearest_and_is_dropped():
    found, problems = library(
        projects=[project("churn")], testimonials=[quote("q", projects=["chrun"])]
    )
    assert found.all(Testimonial)[0].projects == ()
    assert [p.level for p in problems] == [Level.PROBLEM]
    assert 'projects: no project "chrun". Did you mean "churn"?' in str(problems[0])


def test_reference_to_what_is_not_shown_is_a_note():
    found, problems = library(
        projects=[project("a", related=["b"]), project("b", status="draft")],
    )
    assert found.find("project", "a").related == ()
    assert {p.level for p in problems} == {Level.NOTE}
    (told,) = [problem for problem in problems if problem.field == "related"]
    assert told.code == "hidden-reference"
    assert told.text == 'project "b" is not shown, because it is a draft; so nor is this.'


@pytest.mark.parametrize(
    ("reference", "kept"),
    [
        ("project:a", True),
        ("a", True),
        ("outcome:a/mape", True),
        ("https://board.example", True),
        ("outcome:a/mpae", False),
        ("talk:a", False),
        ("zzz", False),
    ],
)
def test_evidence_of_claims_must_lead_somewhere(reference, kept):
    mape = {"key": "mape", "metric": "Error", "value": "5"}
    claim = {"text": "It holds.", "evidence": [reference]}
    found, problems = library(
        projects=[project("a", outcomes=[mape])],
        services=[{"id": "s", "name": "S", "summary": "S", "claims": [claim]}],
    )
    assert found.all(Service)[0].claims[0].evidence == ((reference,) if kept else ())
    assert bool(problems) != kept


def test_profile_proof_is_checked_like_any_reference():
    found, problems = library(
        projects=[project("a")], profile={"results": ["project:a", "project:b"]}
    )
    assert found.profile.results == ("project:a",)
    assert len(problems) == 1


# Both ways


def test_testimonials_are_found_from_either_side():
    found, _ = library(
        projects=[project("a", testimonials=["chosen"])],
        testimonials=[quote("chosen"), quote("about", projects=["a"]), quote("other")],
    )
    assert sorted(ids(found.about(Testimonial, found.all(Project)[0]))) == ["about", "chosen"]


def test_niche_has_a_page_if_a_listed_entry_belongs_to_it():
    niches = [{"id": id, "name": id, "headline": id} for id in ("full", "sold", "gone", "empty")]
    found, _ = library(
        niches=niches,
        projects=[
            project("a", niches=["full"]),
            project("b", niches=["gone"], status="archived"),
        ],
        services=[{"id": "s", "name": "S", "summary": "S", "niches": ["sold"]}],
    )
    assert [n.id for n in found.all(Niche) if found.has_page(n)] == ["full", "sold"]


def test_related_projects_are_the_chosen_then_the_most_alike():
    found, _ = library(
        projects=[
            project("a", related=["far"], skills=["Maps"], tools=["R", "SQL"], niches=["n"]),
            project("far"),
            project("one", tools=["r"]),
            project("two", tools=["R", "sql"]),
            project("hidden", tools=["R", "SQL"], status="archived"),
        ],
        niches=[{"id": "n", "name": "N", "headline": "N"}],
    )
    a = found.find("project", "a")
    assert ids(found.related_projects(a, 3)) == ["far", "two", "one"]
    assert ids(found.related_projects(a, 1)) == ["far"]


def test_links_belong_to_posts_and_talks_too():
    found, _ = library(
        projects=[project("a")],
        services=[{"id": "s", "name": "S", "summary": "S"}],
        posts=[post("p", projects=["a"], services=["s"]), post("q")],
        talks=[{"id": "t", "title": "T", "start": "2025", "services": ["s"]}],
    )
    service = found.all(Service)[0]
    assert ids(found.about(Post, found.all(Project)[0])) == ["p"]
    assert ids(found.about(Post, service)) == ["p"]
    assert ids(found.about(Talk, service)) == ["t"]
