"""What may back a claim, and what is said of references that cannot."""

from __future__ import annotations

import datetime as dt

import pytest

from proofolio.model.library import Library, Records
from proofolio.model.linking import why_hidden
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.service import Service
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Level

MAPE = {"key": "mape", "metric": "Error", "value": "5"}


def linked(*, claim=None, own_claim=None, outcome=None):
    """The service and project with these, and what was found."""
    at = {"path": "services.yml", "line": 1, "lines": {"claims.0": 4, "claims.0.evidence": 5}}
    service = {"id": "audit", "name": "Audit", "summary": "S", "origin": at}
    project = {"id": "grid", "title": "Grid", "outcomes": [{**MAPE, "evidence": outcome or []}]}
    if claim is not None:
        service["claims"] = [{"text": "It holds.", "evidence": claim}]
    if own_claim is not None:
        project["claims"] = [{"text": "It holds.", "evidence": own_claim}]
    pending = {"id": "ilse", "text": "True.", "consent": {"status": "pending"}}
    draft = {"id": "note", "title": "Note", "date": "2026-01-02", "status": "draft"}
    records = Records(
        profile=Profile(name="Ana", headline="Counts"),
        entries=(
            Service.model_validate(service),
            Niche(id="grids", name="Grids", headline="H"),
            Project.model_validate(project),
            Testimonial.model_validate(pending),
            Post.model_validate(draft),
        ),
    )
    library, problems = Library.build(records, dt.date(2026, 11, 20))
    return library, [p for p in problems if p.code not in ("not-shown", "no-consent")]


def test_a_claim_without_evidence_names_its_line():
    (problem,) = linked(claim=[])[1]
    assert str(problem).startswith(
        'services.yml:4: claims: nothing backs "It holds.", so it is not shown. Cite `project:id`'
    )
    assert (problem.code, problem.level) == ("claim-without-evidence", Level.PROBLEM)


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("service:audit", "is this entry, which cannot be its own proof"),
        ("/services/#audit", "is this entry, which cannot be its own proof"),
        ("#mape", "is a cell, and cells back outcomes"),
    ],
)
def test_a_claim_cannot_cite_itself(reference, says):
    library, (problem,) = linked(claim=[reference, "outcome:grid/mape"])
    assert str(problem).startswith(f'services.yml:5: claims.evidence: "{reference}" {says}. Cite ')
    assert (problem.code, problem.level) == ("not-a-proof", Level.PROBLEM)
    assert library.all(Service)[0].claims[0].evidence == ("outcome:grid/mape",)


def test_an_address_without_a_scheme_is_no_evidence():
    library, (problem,) = linked(claim=["github.com/ana/x", "/talks/", "outcome:grid/mape"])
    assert str(problem) == (
        'services.yml:5: claims.evidence: "github.com/ana/x" has no `https://`. '
        "Write https://github.com/ana/x"
    )
    assert problem.code == "bad-address"
    assert library.all(Service)[0].claims[0].evidence == ("/talks/", "outcome:grid/mape")


@pytest.mark.parametrize("reference", ["service:audit", "niche:grids"])
def test_what_claims_is_no_evidence(reference):
    kind = reference.partition(":")[0]
    for field in ("own_claim", "outcome"):
        problems = linked(**{field: [reference]})[1]
        (problem,) = [problem for problem in problems if problem.code == "not-a-proof"]
        assert f'"{reference}" is a {kind}, which claims and proves nothing.' in problem.text


def test_a_project_may_cite_its_own_outcome_but_not_itself():
    assert linked(own_claim=["outcome:grid/mape"])[1] == []
    (problem,) = linked(own_claim=["grid"])[1]
    assert "cannot be its own proof" in problem.text


def test_an_outcome_is_not_its_own_evidence():
    (problem,) = linked(outcome=["outcome:grid/mape"])[1]
    assert problem.field == "outcomes.mape.evidence"
    assert "cannot be its own proof" in problem.text
    assert linked(outcome=["#mape"])[1] == []


def test_an_outcome_keeps_what_leads_somewhere():
    library, (problem,) = linked(outcome=["#mape", "talk:none", "https://board.example"])
    assert str(problem).endswith('outcomes.mape.evidence: no talk "none".')
    (project,) = library.all(Project)
    assert project.outcomes[0].evidence == ("#mape", "https://board.example")


@pytest.mark.parametrize(
    ("reference", "why"),
    [("post:note", "it is a draft"), ("testimonial:ilse", "its consent is pending")],
)
def test_a_claim_that_cites_what_is_not_published_is_a_note(reference, why):
    library, (problem,) = linked(claim=[reference])
    assert why in problem.text
    assert (problem.code, problem.level) == ("hidden-evidence", Level.NOTE)
    assert library.all(Service)[0].claims[0].evidence == ()


def test_a_claim_that_cites_nothing_known_names_the_nearest():
    (problem,) = linked(claim=["project:gird"])[1]
    assert str(problem).startswith('services.yml:5: claims.evidence: no project "gird".')
    assert 'Did you mean "grid"?' in problem.text
    assert problem.code == "unknown-reference"


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("post:nota", 'no post "nota". Did you mean "note"?'),
        ("post:ilsa", 'no post "ilsa".'),
        ("gird", 'no entry "gird". Did you mean "grid"?'),
        ("ilsa", 'no entry "ilsa". Did you mean "ilse"?'),
        ("outcome:grid/mapes", 'project "grid" has no outcome "mapes". Did you mean "mape"?'),
        ("outcome:gird/mape", 'no project "gird". Did you mean "grid"?'),
    ],
)
def test_the_nearest_is_looked_for_among_all_that_could_be_meant(reference, says):
    library, (problem,) = linked(claim=[reference])
    assert str(problem) == f"services.yml:5: claims.evidence: {says}"
    assert (problem.code, problem.level) == ("unknown-reference", Level.PROBLEM)
    assert library.all(Service)[0].claims[0].evidence == ()


def test_an_entry_may_be_hidden_with_its_whole_file():
    hidden = {"post:a": "it is a draft", "talk:": "talks.yml cannot be read"}
    assert why_hidden(hidden, "post", "a") == "it is a draft"
    assert why_hidden(hidden, "talk", "a") == "talks.yml cannot be read"
    assert why_hidden(hidden, "post", "b") == ""


@pytest.mark.parametrize(
    ("projects", "chosen", "kept"),
    [((), (), True), (("grid",), (), True), (("other",), ("said",), True), (("other",), (), False)],
)
def test_a_testimonial_confirms_outcomes_of_what_it_is_about(make_library, projects, chosen, kept):
    grid = {"id": "grid", "title": "Grid", "outcomes": [MAPE], "testimonials": chosen}
    said = {
        "id": "said", "text": "True.", "consent": {"status": "granted"}, "projects": projects,
        "confirms": ["outcome:grid/mape"],
    }  # fmt: skip
    library = make_library(projects=[grid, {"id": "other", "title": "O"}], testimonials=[said])
    assert bool(library.find("testimonial", "said").confirms) is kept
