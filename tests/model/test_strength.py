"""What each proof weighs, and what time takes from it."""

from __future__ import annotations

import pytest

from proofolio.model.proof import proof_by, proof_of
from proofolio.model.references import parse_reference

MEASURED = {"key": "mape", "metric": "Error", "value": "5"}
CHECKED = {"checked_by": "The board", "evidence": ["https://board.example/report"]}
FULL = {"baseline": "the year before", "method": "back-test"}
LINK = {"url": "https://code.example"}


def strength_of(make_library, kind, /, **fields):
    entry = {"id": "it", "title": "It", **fields}
    if kind == "testimonials":
        entry = {"id": "it", "text": "True.", "consent": {"status": "granted"}, **fields}
    library = make_library(**{"projects": [{"id": "grid", "title": "Grid"}], kind: [entry]})
    return proof_by(library, library.find(kind.rstrip("s"), "it")).strength


@pytest.mark.parametrize(
    ("strength", "fields"),
    [
        (3, {"outcomes": [{**MEASURED, **FULL, **CHECKED}]}),
        (3, {"links": [{**LINK, "kind": "repo"}]}),
        (3, {"links": [{**LINK, "kind": "demo"}]}),
        (3, {"links": [{**LINK, "kind": "paper"}]}),
        (3, {"links": [{**LINK, "kind": "press"}]}),
        (2, {"outcomes": [{**MEASURED, **CHECKED}]}),
        (2, {"outcomes": [{**MEASURED, "baseline": "2024", **CHECKED}]}),
        (2, {"outcomes": [{**MEASURED, **FULL, **CHECKED, "estimate": "true"}]}),
        (2, {"outcomes": [{**MEASURED, **FULL, **CHECKED, "rests_on": "simulated"}]}),
        (2, {"outcomes": [{**MEASURED, **FULL, "verified_by": "client"}]}),
        (2, {"outcomes": [{**MEASURED, **FULL}]}),
        (2, {"outcomes": [{**MEASURED, "method": "back-test"}]}),
        (1, {"outcomes": [{**MEASURED, "verified_by": "public_data"}]}),
        (1, {"outcomes": [{**MEASURED, "verified_by": "client"}]}),
        (2, {"outcomes": [MEASURED], "client": {"disclosure": "hidden"}}),
        (2, {"outcomes": [MEASURED], "kind": "client"}),
        (1, {"outcomes": [MEASURED]}),
        (1, {"outcomes": [{**MEASURED, **FULL, "disclosure": "hidden"}]}),
        (1, {"links": [{**LINK, "kind": "slides"}]}),
        (1, {"client": {"name": "Acme"}}),
        (1, {}),
    ],
)
def test_projects(make_library, strength, fields):
    assert strength_of(make_library, "projects", end="2026", **fields) == strength


@pytest.mark.parametrize(
    ("strength", "fields"),
    [
        (3, {"author": {"name": "Ilse"}, "projects": ["grid"]}),
        (3, {"author": {"name": "Ilse", "url": "https://ilse.example"}}),
        (3, {"author": {"name": "Ilse"}, "source": {"url": "https://ilse.example/said"}}),
        (2, {"author": {"name": "Ilse"}}),
        (2, {"author": {"name": "Ilse"}, "source": {"kind": "email"}}),
        (2, {"author": {"name": "Ilse B."}, "show_as": "first_initial", "projects": ["grid"]}),
        (2, {"role": "Lead", "show_as": "role_only", "projects": ["grid"]}),
        (1, {"role": "Lead", "show_as": "anonymous", "projects": ["grid"]}),
        (1, {}),
    ],
)
def test_testimonials(make_library, strength, fields):
    assert strength_of(make_library, "testimonials", **fields) == strength


def test_talks_and_posts(make_library):
    seen = [{"url": "https://video.example", "kind": "video"}]
    assert strength_of(make_library, "talks", start="2025", links=seen) == 3
    assert strength_of(make_library, "talks", start="2025") == 2
    assert strength_of(make_library, "posts", date="2025-01-01") == 1


@pytest.mark.parametrize(
    ("strength", "kind", "fields"),
    [
        (3, "projects", {"end": "2021"}),
        (3, "projects", {"end": "2021-11-20"}),
        (2, "projects", {"end": "2021-11-19"}),
        (2, "projects", {"end": "2021-10"}),
        (2, "projects", {"date": "2020-01-01"}),
        (3, "projects", {"start": "2015"}),
        (3, "projects", {"start": "2015", "end": "2016", "updated": "2026-01-01"}),
        (2, "projects", {"end": "2016", "date": "2026-01-01"}),
        (0, "posts", {"date": "2019-01-01"}),
        (1, "posts", {"date": "2019-01-01", "updated": "2024-01-01"}),
        (1, "talks", {"start": "2019"}),
        (1, "testimonials", {"role": "Lead", "show_as": "role_only", "date": "2015"}),
    ],
)
def test_after_five_years_a_proof_counts_one_step_less(make_library, strength, kind, fields):
    if kind == "projects":
        fields = {**fields, "links": [{**LINK, "kind": "repo"}]}
    assert strength_of(make_library, kind, **fields) == strength


@pytest.mark.parametrize(
    ("address", "kind", "strength"),
    [
        ("https://board.example/report", "link", 3),
        ("https://ana.example/essay", "link", 1),
        ("/how-i-work/", "link", 1),
        ("https://paper.example/new", "publication", 3),
        ("https://paper.example/old", "publication", 2),
        ("https://badge.example/holds", "credential", 2),
        ("https://badge.example/over", "credential", 1),
    ],
)
def test_addresses(make_library, address, kind, strength):
    profile = {
        "url": "https://ana.example",
        "publications": [
            {"title": "New", "url": "https://paper.example/new", "date": "2025"},
            {"title": "Old", "url": "https://paper.example/old", "date": "2012"},
        ],
        "credentials": [
            {"name": "Holds", "url": "https://badge.example/holds", "expires": "2026-11-20"},
            {"name": "Over", "url": "https://badge.example/over", "expires": "2026-11-19"},
        ],
    }
    proof = proof_of(make_library(profile=profile), parse_reference(address))
    assert (proof.kind, proof.strength) == (kind, strength)


def test_a_mail_address_and_a_talk_to_come_prove_nothing(make_library):
    library = make_library(talks=[{"id": "soon", "title": "Soon", "start": "2026-12"}])
    assert proof_of(library, parse_reference("mailto:ilse@ilse.example")) is None
    assert proof_of(library, parse_reference("talk:soon")) is None
