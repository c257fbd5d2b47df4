"""Whether claims are backed enough, what they lack, and what would help."""

from __future__ import annotations

import pytest

from proofolio.model.assessment import assess

OUTCOME = {"key": "mape", "metric": "Error", "value": "5", "method": "back-test"}
STRONG = {
    **OUTCOME,
    "baseline": "2024",
    "checked_by": "The board",
    "evidence": ["https://board.example"],
}
GRANTED = {"status": "granted"}


def project(id, *outcomes, **fields):
    return {"id": id, "title": id, "end": "2026", "outcomes": list(outcomes), **fields}


def quote(id, **fields):
    return {"id": id, "text": "True.", "consent": GRANTED, "role": "Lead", **fields}


def post(id, **fields):
    return {"id": id, "title": id, "date": "2026-01-02", **fields}


def audit(*claims, **fields):
    return {"id": "audit", "name": "Audit", "summary": "S", "claims": list(claims), **fields}


def found(library):
    return {claim.id: claim for claim in assess(library)}


def judged(library, id="service:audit"):
    claim = found(library)[id]
    return claim.is_enough, claim.total, claim.gap


FOR = {"services": ["audit"]}


@pytest.mark.parametrize(
    ("entries", "judgement"),
    [
        ({}, (False, 0, "none")),
        ({"projects": [project("a", **FOR)]}, (False, 1, "weak")),
        ({"projects": [project("a", STRONG, **FOR)]}, (True, 3, "")),
        (
            {"projects": [project("a", OUTCOME, **FOR), project("b", OUTCOME, **FOR)]},
            (False, 4, "one-kind"),
        ),
        (
            {"projects": [project("a", OUTCOME, **FOR)], "testimonials": [quote("q", **FOR)]},
            (True, 4, ""),
        ),
        (
            {"projects": [project("a", OUTCOME, **FOR)], "posts": [post("p", **FOR)]},
            (False, 3, "weak"),
        ),
        ({"projects": [project("a", **{**FOR, "end": "2015"})]}, (False, 0, "old")),
        ({"projects": [project("a", STRONG, **{**FOR, "end": "2015"})]}, (False, 2, "old")),
        ({"projects": [project("a", STRONG, status="draft", **FOR)]}, (False, 0, "none")),
        ({"projects": [project("a", STRONG, status="archived", **FOR)]}, (False, 0, "none")),
        ({"testimonials": [quote("q", consent={"status": "pending"}, **FOR)]}, (False, 0, "none")),
    ],
)
def test_one_strong_or_four_of_two_kinds_is_enough(make_library, entries, judgement):
    assert judged(make_library(services=[audit()], **entries)) == judgement


def test_one_source_counts_once_for_a_claim(make_library):
    cited = ["outcome:a/mape", "outcome:a/other", "project:a", "https://x.example/#1", "a"]
    claim = {"text": "It holds.", "evidence": [*cited, "https://x.example/#2"]}
    other = {**OUTCOME, "key": "other"}
    library = make_library(services=[audit(claim)], projects=[project("a", OUTCOME, other)])
    assert [p.strength for p in found(library)["audit/claims/1"].proofs] == [3, 2]


def test_one_person_counts_once_however_often_quoted(make_library):
    ilse = {"author": {"name": "Ilse"}, **FOR}
    library = make_library(
        services=[audit()], testimonials=[quote("a", **ilse), quote("b", **ilse)]
    )
    assert judged(library) == (False, 2, "weak")


def test_a_niche_asks_for_its_own_number_of_proofs(make_library):
    energy = {"id": "energy", "name": "Energy", "headline": "E"}
    strong = project("a", STRONG, niches=["energy"])
    one = make_library(niches=[energy], projects=[strong])
    assert judged(one, "niche:energy") == (False, 3, "few")
    less = make_library(niches=[{**energy, "min_evidence": "1"}], projects=[strong])
    assert judged(less, "niche:energy") == (True, 3, "")
    claim = {"text": "It holds.", "evidence": ["project:a"]}
    said = make_library(niches=[{**energy, "claims": [claim]}], projects=[strong])
    assert judged(said, "energy/claims/1") == (False, 3, "few")
    two = make_library(niches=[energy], projects=[strong, project("b", niches=["energy"])])
    assert judged(two, "niche:energy") == (True, 4, "")


def test_a_project_is_no_proof_of_its_own_claim_but_its_outcome_is(make_library):
    claims = [
        {"text": "Mine.", "evidence": ["project:a"]},
        {"text": "Measured.", "evidence": ["outcome:a/mape"]},
    ]
    bare = project("b", claims=[{"text": "Mine.", "evidence": ["project:b"]}])
    library = make_library(projects=[project("a", STRONG, claims=claims), bare])
    assert judged(library, "b/claims/1") == (False, 0, "none")
    assert judged(library, "a/claims/2") == (True, 3, "")


def test_claims_come_in_one_order_with_their_places(make_library):
    origin = {"origin": {"path": "site_src/_data/services.yml", "line": 3}}
    library = make_library(
        profile={"skills": [{"name": "Maps"}, {"name": "Hidden", "offered": "false"}]},
        services=[audit({"text": "It holds."}, **origin)],
        niches=[{"id": "energy", "name": "Energy", "headline": "E"}],
    )
    assert [(claim.kind, claim.id, claim.label) for claim in assess(library)] == [
        ("service", "service:audit", "Audit"),
        ("claim", "audit/claims/1", "It holds."),
        ("niche", "niche:energy", "Energy"),
        ("skill", "skills/1", "Maps"),
    ]
    assert (found(library)["service:audit"].path) == "site_src/_data/services.yml"


def suggested(library, id="service:audit"):
    return [
        (s.action, s.entry.id if s.entry else "", s.field, s.value, s.shared)
        for s in found(library)[id].suggestions
    ]


def test_entries_of_the_same_niche_are_suggested_strongest_first(make_library):
    library = make_library(
        services=[audit(niches=["energy"])],
        niches=[{"id": "energy", "name": "Energy", "headline": "E"}],
        posts=[post("p", niches=["energy"]), post("q")],
        projects=[project("a", STRONG, niches=["energy"])],
        testimonials=[quote("t", niches=["energy"])],
    )
    assert suggested(library) == [
        ("add", "a", "services", "audit", "niche energy"),
        ("add", "t", "services", "audit", "niche energy"),
        ("add", "p", "services", "audit", "niche energy"),
    ]


def test_a_quote_about_the_work_behind_a_service_is_suggested(make_library):
    library = make_library(
        services=[audit()],
        projects=[project("a", **FOR)],
        testimonials=[quote("t", projects=["a"])],
    )
    assert suggested(library)[0] == ("add", "t", "services", "audit", "project a")


def test_what_would_make_a_proof_strong_is_suggested(make_library):
    library = make_library(services=[audit()], projects=[project("a", **FOR)])
    assert suggested(library) == [("measure", "a", "outcomes", "", "")]
    half = {**STRONG, "method": ""}
    library = make_library(services=[audit()], projects=[project("a", half, **FOR)])
    assert suggested(library) == [("fill", "a", "outcomes.mape.method", "", "")]


def test_a_claim_may_cite_what_backs_its_service(make_library):
    library = make_library(
        services=[audit({"text": "It holds."})], projects=[project("a", STRONG, **FOR)]
    )
    wanted = [("cite", "", "evidence", "project:a", "service audit")]
    assert suggested(library, "audit/claims/1") == wanted


def test_a_claim_of_a_project_may_cite_whatever_names_the_project(make_library):
    about = {"projects": ["a"]}
    library = make_library(
        projects=[project("a", claims=[{"text": "It holds.", "evidence": ["project:b"]}])],
        testimonials=[quote("q", **about)],
        talks=[{"id": "t", "title": "T", "start": "2025", **about}],
        posts=[post("p", **about)],
    )
    cited = [value for _, _, _, value, _ in suggested(library, "a/claims/1")]
    assert sorted(cited) == ["post:p", "talk:t", "testimonial:q"]


def test_a_skill_finds_entries_that_say_nearly_the_same(make_library):
    library = make_library(
        profile={"skills": [{"name": "Forecasting"}, {"name": "Maps"}]},
        projects=[project("a", tags=["Load forecasting"])],
    )
    wanted = [("add", "a", "skills", "Forecasting", 'topic "Load forecasting"')]
    assert suggested(library, "skills/1") == wanted
    assert suggested(library, "skills/2") == [("drop", "", "offered", "false", "")]


def test_nothing_is_suggested_where_nothing_is_lacking(make_library):
    library = make_library(
        services=[audit()], projects=[project("a", STRONG, **FOR)], posts=[post("p")]
    )
    assert suggested(library) == []
