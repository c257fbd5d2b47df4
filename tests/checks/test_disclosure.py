"""What the repository tells although the site does not, and what is nobody's trouble."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from proofolio.checks.disclosure import check_disclosure
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library, Records
from proofolio.model.profile import Profile
from proofolio.problems import Problem

WORDS = "Twelve hours less a week."
"""Twenty letters, the fewest that nobody writes by chance."""


def found(
    tracked: list[str] | None = None, profile: dict[str, Any] | None = None, **entries: Any
) -> list[Problem]:
    person = {"name": "Ana", "headline": "Counts", **(profile or {})}
    records = Records(
        Profile.model_validate(person),
        tuple(
            kind.record.model_validate({"id": "a", **entry})
            for kind in KINDS
            for entry in entries.get(kind.plural, ())
        ),
    )
    library, _ = Library.build(records, dt.date(2026, 11, 20))
    return list(check_disclosure(records, library, tracked))


def client_of(client: dict[str, str], **more: Any) -> list[Problem]:
    project = {"title": "A", "start": "2025-03-04", "end": "2025-12-19", "client": client}
    return found(projects=[project | more])


# Testimonials and drafts


@pytest.mark.parametrize(
    ("text", "consent", "is_told"),
    [
        (WORDS, {"status": "pending"}, True),
        (WORDS, {"status": "granted", "expires": "2026-11-20"}, True),
        (WORDS, {"status": "granted"}, False),
        (WORDS.replace("k", ""), {"status": "pending"}, False),
    ],
)
def test_words_without_consent_stand_in_the_repository(
    text: str, consent: dict[str, str], is_told: bool
) -> None:
    said = {
        "text": text, "consent": consent, "origin": {"path": "t.yml", "lines": {"text": 3}},
    }  # fmt: skip
    told = [(problem.code, str(problem).split(" ")[0]) for problem in found(testimonials=[said])]
    assert told == ([("words-in-repository", "t.yml:3:")] if is_told else [])


def test_words_that_are_hidden_for_another_reason_are_not_told_of() -> None:
    said = {"text": WORDS, "consent": {"status": "granted"}, "status": "draft"}
    assert [problem.code for problem in found(testimonials=[said])] == ["draft-in-repository"]


def test_drafts_stand_in_the_repository() -> None:
    (problem,) = found(
        projects=[{"title": "A", "status": "draft"}, {"id": "b", "title": "B"}],
        posts=[{"title": "P", "date": "2027-01-01"}],
    )
    assert (problem.code, problem.field) == ("draft-in-repository", "status")
    assert problem.text == 'project "a" is a draft that anybody can read.'


# Numbers


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        ({"value": "3.5", "before": "6.8"}, ["value", "`value` and `before`"]),
        ({"value": "3.5"}, ["value", "withholds `value`,"]),
        ({"before": "6.8"}, ["before", "withholds `before`,"]),
        ({}, []),
        ({"value": "3.5", "disclosure": "rounded"}, []),
        ({"value": "3.5", "disclosure": "exact"}, []),
    ],
)
def test_withheld_numbers_stand_in_the_repository(outcome: dict[str, str], says: list[str]) -> None:
    given = {"key": "mape", "metric": "Error", "disclosure": "hidden", **outcome}
    problems = found(projects=[{"title": "A", "outcomes": [given]}])
    assert len(problems) == bool(says)
    for problem in problems:
        assert problem.code == "numbers-in-repository"
        assert problem.field == f"outcomes.mape.{says[0]}"
        assert says[1] in problem.text


# Clients


GUESSED = {
    "disclosure": "described", "public_name": "Network with 41,250 meters", "sector": "Power",
    "region": "Styria",
}  # fmt: skip


def test_four_details_may_name_a_client() -> None:
    (problem,) = client_of(GUESSED)
    assert (problem.code, problem.field) == ("client-guessable", "client")
    assert problem.text.startswith("the sector, the region, an exact size, exact days: together")


@pytest.mark.parametrize("name", ["sector", "region", "public_name"])
def test_three_details_are_many_clients(name: str) -> None:
    assert client_of({key: value for key, value in GUESSED.items() if key != name}) == []


@pytest.mark.parametrize("dates", [{"start": "2025-03"}, {"end": "2025-12"}, {"start": None}])
def test_a_month_is_no_exact_day(dates: dict[str, Any]) -> None:
    assert client_of(GUESSED, **dates) == []


@pytest.mark.parametrize(
    ("size", "is_exact"),
    [
        ("1,250 people", True),
        ("1,000 to 5,000 people", False),
        ("1000-5000 people", False),
        ("1000 – 5000 people", False),
        ("large", False),
        ("", False),
    ],
)
def test_a_range_is_no_exact_size(size: str, is_exact: bool) -> None:
    described = GUESSED | {"public_name": "A network", "size": size}
    assert len(client_of(described)) == is_exact


def test_a_client_that_is_named_needs_no_guessing() -> None:
    named = GUESSED | {"disclosure": "named", "name": "Acme Grid"}
    assert client_of(named) == []
    assert found(projects=[{"title": "A"}]) == []


# The author, and what Git knows


@pytest.mark.parametrize("name", ["phone", "address"])
@pytest.mark.parametrize("is_public", [True, False])
def test_how_to_reach_the_author_stands_in_the_repository(name: str, is_public: bool) -> None:
    profile = {name: "Graz 1", "public": [name] if is_public else []}
    (problem,) = found(profile=profile)
    code, field = ("phone-public", "public") if is_public else ("contact-in-repository", name)
    assert (problem.code, problem.field) == (code, field)
    assert f"your {name}" in problem.text


def test_files_that_git_knows_of_the_private_folder_are_told() -> None:
    problems = found(["private/terms.txt", "projects/private/a.yml", "private.md"])
    assert [(p.code, p.path) for p in problems] == [("private-tracked", "private/terms.txt")]
    assert found() == []
