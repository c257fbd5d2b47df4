"""The proof graph: what backs a claim, and what an entry backs up."""

from __future__ import annotations

import datetime as dt

import pytest

from proofolio.model.backing import backed_by
from proofolio.model.library import Library, Records
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.proof import (
    best_result,
    proof_by,
    proof_of,
    proofs_of,
    proofs_of_claim,
    proofs_of_skill,
)
from proofolio.model.record import Claim
from proofolio.model.references import parse_reference
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial


def outcome(key="mape", **fields):
    return {"key": key, "metric": "Error", "value": "5", "before": "8", **fields}


CHECKED = {"evidence": ["testimonial:ilse"], "baseline": "the old one", "method": "back-test"}


@pytest.fixture
def library() -> Library:
    claim = {"text": "It holds.", "evidence": ["outcome:grid/second", "testimonial:ilse", "grid"]}
    records = Records(
        profile=Profile(name="Ana", headline="Counts", skills=({"name": "Maps"},)),  # type: ignore[arg-type]
        entries=(
            *map(
                Project.model_validate,
                [
                    {
                        "id": "grid",
                        "title": "Grid",
                        "services": ["review"],
                        "niches": ["energy"],
                        "skills": ["Maps"],
                        "end": "2025",
                        "outcomes": [outcome(), outcome("second", **CHECKED)],
                    },
                    {"id": "plain", "title": "Plain", "services": ["review"], "end": "2025"},
                    {
                        "id": "old",
                        "title": "Old",
                        "services": ["review"],
                        "end": "2015",
                        "links": [{"url": "https://code.example", "kind": "repo"}],
                    },
                    {"id": "kept", "title": "Kept", "services": ["review"], "status": "archived"},
                ],
            ),
            Post.model_validate(
                {"id": "note", "title": "Note", "date": "2026-01-02", "services": ["review"]}
            ),
            *map(
                Testimonial.model_validate,
                [
                    {
                        "id": "ilse",
                        "text": "It was 8, and is 5.",
                        "consent": {"status": "granted"},
                        "author": {"name": "Ilse"},
                        "projects": ["grid"],
                        "services": ["review"],
                        "date": "2025",
                    },
                    {
                        "id": "nobody",
                        "text": "True.",
                        "consent": {"status": "granted"},
                        "show_as": "anonymous",
                        "services": ["review"],
                    },
                ],
            ),
            Service.model_validate(
                {"id": "review", "name": "Review", "summary": "S", "claims": [claim]}
            ),
            Niche.model_validate({"id": "energy", "name": "Energy", "headline": "E"}),
            Talk.model_validate(
                {
                    "id": "talk",
                    "title": "Talk",
                    "start": "2025",
                    "services": ["review"],
                    "links": [{"url": "https://video.example", "kind": "video"}],
                }
            ),
        ),
    )
    return Library.build(records, dt.date(2026, 11, 20))[0]


def told(proofs):
    return [(proof.entry.id if proof.entry else proof.address, proof.strength) for proof in proofs]


def test_proofs_of_a_service_come_strongest_first_each_once(library):
    assert told(proofs_of(library, library.all(Service)[0])) == [
        ("grid", 3),
        ("ilse", 3),
        ("talk", 3),
        ("old", 2),
        ("plain", 1),
        ("nobody", 1),
        ("note", 1),
    ]


def test_archived_work_proves_nothing(library):
    assert proof_of(library, parse_reference("project:kept")) is None
    assert "kept" not in dict(told(proofs_of(library, library.all(Service)[0])))


def test_the_checked_outcome_speaks_for_a_project(library):
    grid = library.find("project", "grid")
    assert best_result(library, grid).outcome.key == "second"
    proof = proof_by(library, grid)
    assert (proof.address, proof.mark.level) == ("projects/grid/#outcome-second", "checked")
    assert proof.mark.who == "Ilse"


def test_hidden_outcomes_do_not_speak(library):
    hidden = outcome("a", disclosure="hidden", **CHECKED)
    shown = Project.model_validate({"id": "p", "title": "P", "outcomes": [hidden, outcome("b")]})
    assert best_result(library, shown).outcome.key == "b"
    silent = Project.model_validate({"id": "p", "title": "P", "outcomes": [hidden]})
    assert best_result(library, silent) is None


def test_claim_leads_to_each_piece_of_its_evidence(library):
    proofs = proofs_of_claim(library, library.all(Service)[0].claims[0])
    assert [proof.address for proof in proofs] == [
        "projects/grid/#outcome-second",
        "testimonials/#ilse",
        "projects/grid/#outcome-second",
    ]


def test_services_and_niches_prove_nothing(library):
    claim = Claim(text="Mine.", evidence=("service:review", "niche:energy"))
    assert proofs_of_claim(library, claim) == ()


def test_address_is_proof_too(library):
    proof = proof_of(library, parse_reference("https://board.example/report"))
    assert (proof.kind, proof.address, proof.strength) == (
        "link",
        "https://board.example/report",
        3,
    )


def test_skill_is_proved_by_its_topic(library):
    assert told(proofs_of_skill(library, "maps")) == [("grid", 3)]
    assert proofs_of_skill(library, "cooking") == ()


def test_entry_backs_up_services_niches_claims_and_skills(library):
    backed = backed_by(library, library.find("project", "grid"))
    assert [(b.kind, b.label, b.address) for b in backed] == [
        ("service", "Review", "services/#review"),
        ("niche", "Energy", "services/energy/"),
        ("claim", "It holds.", "services/#review"),
        ("skill", "Maps", "topics/maps/"),
    ]


def test_links_hold_both_ways(library):
    service = library.all(Service)[0]
    proofs = [proof.entry for proof in proofs_of(library, service) if proof.entry]
    assert len(proofs) == 7
    for entry in proofs:
        assert ("service", "Review") in [(b.kind, b.label) for b in backed_by(library, entry)]


def test_archived_entry_backs_up_nothing(library):
    assert backed_by(library, library.find("project", "kept")) == ()


def test_what_is_cited_leads_back_to_the_claims_and_results_that_cite_it(make_library):
    measured = outcome(evidence=["post:note", "post:about", "testimonial:ilse"])
    hidden = outcome("hidden", evidence=["post:note"], disclosure="hidden")
    claim = {"text": "It holds.", "evidence": ["note", "post:note", "project:grid"]}
    library = make_library(
        projects=[{"id": "grid", "title": "Grid", "outcomes": [measured, hidden]}],
        posts=[
            {"id": "note", "title": "Note", "date": "2026-01-02"},
            {"id": "about", "title": "About", "date": "2026-01-02", "projects": ["grid"]},
        ],
        testimonials=[{"id": "ilse", "text": "True.", "consent": {"status": "granted"}}],
        services=[{"id": "review", "name": "Review", "summary": "S", "claims": [claim]}],
    )

    def back(kind, id):
        return [(b.kind, b.address) for b in backed_by(library, library.find(kind, id))]

    result = ("outcome", "projects/grid/#outcome-mape")
    assert back("post", "note") == [("claim", "services/#review"), result]
    assert back("testimonial", "ilse") == [result]
    assert back("post", "about") == []  # It names the project, and leads there already.
    assert back("project", "grid") == [("claim", "services/#review")]
