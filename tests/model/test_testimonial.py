"""Where and until when the words of others may be shown, and what makes them strong."""

from __future__ import annotations

import datetime as dt

import pytest

from proofolio.model.proof import proof_by
from proofolio.model.suggestions import to_strengthen
from proofolio.model.testimonial import Testimonial

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("consent", "places"),
    [
        ({"status": "granted"}, ["website"]),
        ({"status": "granted", "scope": ["website"]}, ["website"]),
        ({"status": "granted", "scope": ["feed"]}, ["feed"]),
        ({"status": "granted", "scope": ["website", "feed"]}, ["website", "feed"]),
        ({"status": "granted", "scope": []}, []),
        ({"status": "granted", "expires": "2026-11-21"}, ["website"]),
        ({"status": "granted", "expires": "2026-11-20"}, []),
        ({"status": "granted", "expires": "2026-11"}, []),
        ({"status": "pending", "scope": ["website", "feed"]}, []),
        ({"status": "withdrawn", "scope": ["website", "feed"]}, []),
    ],
)
def test_words_may_stand_where_and_while_they_were_given(consent, places):
    said = Testimonial.model_validate({"id": "a", "text": "True.", "consent": consent})
    assert [place for place in ("website", "feed") if said.may_appear(place, TODAY)] == places


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({"author": {"name": "Ilse"}}, ["projects"]),
        ({"author": {"name": "Ilse"}, "projects": ["grid"]}, []),
        ({"author": {"name": "Ilse B."}, "show_as": "first_initial"}, []),
        ({"role": "Lead"}, []),
    ],
)
def test_a_named_speaker_lacks_only_the_project(make_library, fields, lacking):
    said = {"id": "a", "text": "True.", "consent": {"status": "granted"}, **fields}
    library = make_library(projects=[{"id": "grid", "title": "Grid"}], testimonials=[said])
    proof = proof_by(library, library.find("testimonial", "a"))
    assert [(each.action, each.field) for each in to_strengthen([proof])] == [
        ("fill", field) for field in lacking
    ]


def test_the_latest_words_come_first_and_those_of_a_day_by_id(make_library):
    dates = {"b": "2025", "a": "2025", "late": "2026-01", "undated": None, "first": "2010"}
    said = [
        {"id": id, "text": "True.", "consent": {"status": "granted"}, "date": date}
        | ({"featured": "true"} if id == "first" else {})
        for id, date in dates.items()
    ]
    found = make_library(testimonials=said).all(Testimonial)
    assert [each.id for each in found] == ["first", "late", "a", "b", "undated"]
