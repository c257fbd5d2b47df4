"""What the visitor of each goal finds out, told from the built site itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from proofolio.checks.built import read_built
from proofolio.checks.prospect import Answer
from proofolio.checks.visitor import visitor_answers
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library, Records
from proofolio.model.profile import GoalName, Profile
from proofolio.views.words import Words

PROFILE = {"name": "Ada", "headline": "Forecasts that hold", "email": "ada@ada.example"}
MAIL = '<a href="mailto:ada@ada.example">m</a>'


def told(
    folder: Path, goal: GoalName, content: dict[str, Any], cv: str = "", **pages: str
) -> dict[str, Answer]:
    for name, body in pages.items():
        place = folder if name == "home" else folder / name.replace("_", "/")
        place.mkdir(parents=True, exist_ok=True)
        page = f"<title>{name}</title><main>{body}</main>"
        (place / "index.html").write_text(page, encoding="utf-8")
    profile = Profile.model_validate({**PROFILE, **content.pop("profile", {})})
    entries = [
        kind.record.model_validate(each) for kind in KINDS for each in content.get(kind.plural, ())
    ]
    library, _ = Library.build(Records(profile, tuple(entries)), dt.date(2026, 11, 20))
    found = visitor_answers(read_built(folder, ""), library, Words("en"), goal, cv)
    return {answer.question: answer for answer in found}


def test_who_hires_asks_what_at_which_level_whether_true_when_and_for_the_cv(
    tmp_path: Path,
) -> None:
    content = {
        "profile": {
            "work": [{"name": "Netz", "position": "Lead analyst", "highlights": ["Cut a third"]}],
            "looking_for": {"kinds": ["permanent"], "start": "2027-03"},
        },
        "projects": [
            {"id": "load", "title": "Load", "links": [{"url": "https://c.example", "kind": "repo"}]}
        ],
    }
    found = told(
        tmp_path,
        "job",
        content,
        "resume/",
        home='Lead analyst, March 2027 <a href="resume/">CV</a> <a href="projects/load/">w</a>',
        resume="Cut a third",
        projects_load='Load <a href="https://c.example">Code</a>',
    )
    assert {question: answer.taps for question, answer in found.items()} == {
        "What have you done?": 1,
        "At which level?": 0,
        "Is it true?": 1,
        "Are you free, and when?": 0,
        "Where is your CV?": 0,
    }


def test_a_peer_asks_for_what_is_new_the_materials_and_how_to_cite(tmp_path: Path) -> None:
    paper = {
        "id": "p",
        "title": "On rivers",
        "date": "2026",
        "doi": "10.1234/rivers",
        "code": "https://code.example/rivers",
    }
    home = f"Forecasts that hold {MAIL} On rivers"
    link = '<a href="https://doi.org/10.1234/rivers">DOI</a>'
    found = told(tmp_path, "research", {"publications": [paper]}, home=f"{home} {link}")
    assert [answer.taps for answer in found.values()] == [0] * 5
    assert list(found)[1:4] == [
        "What is new?",
        "Where are paper, code and data?",
        "How do I cite you?",
    ]
    (tmp_path / "other").mkdir()
    bare = told(tmp_path / "other", "research", {"publications": [paper]}, home=home)
    assert [q for q, answer in bare.items() if answer.taps is None] == [
        "Where are paper, code and data?",
        "How do I cite you?",
    ]


def test_who_meets_a_learner_asks_what_she_made_and_how(tmp_path: Path) -> None:
    content = {
        "profile": {"looking_for": {"ask": "A summer with people who look first."}},
        "projects": [{"id": "load", "title": "Load"}],
    }
    found = told(
        tmp_path,
        "learning",
        content,
        home=f'Forecasts that hold {MAIL} Load <a href="projects/load/">w</a>',
        projects_load="Load",
        about="A summer with people who look first.",
    )
    assert [answer.taps for answer in found.values()] == [0, 0, 1, None, 0]
    assert "looking_for" in found["What do you want next?"].advice


@pytest.mark.parametrize("goal", ["job", "research", "learning"])
def test_what_nothing_answers_has_advice(tmp_path: Path, goal: GoalName) -> None:
    found = told(tmp_path, goal, {}, home="Nothing")
    assert len(found) == 5
    assert all(answer.taps is None and answer.advice for answer in found.values())


def test_a_client_asks_as_a_prospect_does(tmp_path: Path) -> None:
    found = told(tmp_path, "clients", {}, home="Forecasts that hold")
    assert list(found)[1:4] == ["For whom?", "Did it work?", "Who says so?"]
