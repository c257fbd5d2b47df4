"""The author's table of claims, as text for a terminal and as data."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from proofolio.checks.proof_advice import advice, gap_text
from proofolio.checks.proof_table import json_table, text_table
from proofolio.model.assessment import assess

OUTCOME = {"key": "mape", "metric": "Error", "value": "5", "method": "back-test"}
STRONG = {
    **OUTCOME,
    "baseline": "2024",
    "checked_by": "The board",
    "evidence": ["https://board.example"],
}
ENERGY = {"id": "energy", "name": "Energy", "headline": "E", "niches": []}


def project(id, *outcomes, **fields):
    origin = {"path": f"projects/{id}.yml", "line": 1}
    return {
        "id": id,
        "title": id,
        "end": "2026",
        "outcomes": list(outcomes),
        "origin": origin,
        **fields,
    }


def service(id, **fields):
    origin = {"path": "site_src/_data/services.yml", "line": 7}
    return {"id": id, "name": id.title(), "summary": "S", "origin": origin, **fields}


@pytest.fixture
def library(make_library):
    niche = {"id": "energy", "name": "Energy", "headline": "E"}
    winter = {"id": "winter-errors", "title": "Winter", "date": "2026-01-02", "niches": ["energy"]}
    winter["origin"] = {"path": "posts/winter-errors.md", "line": 1}
    return make_library(
        services=[service("audit", niches=["energy"]), service("build")],
        niches=[niche],
        projects=[project("grid", STRONG, services=["build"])],
        posts=[winter],
    )


def test_what_lacks_proof_comes_first_with_what_to_do(library):
    assert text_table(assess(library)).startswith(
        """\
3 claims; backed enough: 1.

LACKING PROOF

Service: Audit
  in       site_src/_data/services.yml:7
  gap      Nothing that can be opened backs it.
  do       post winter-errors shares niche energy; add `services: [audit]`
           (posts/winter-errors.md:1)

Niche: Energy
"""
    )
    assert text_table(assess(library)).endswith(
        """\
BACKED ENOUGH

Service: Build
  in       site_src/_data/services.yml:7
  proof    strong  project grid, outcome mape, confirmed by The board
"""
    )


def test_data_says_the_same(library):
    audit, build, energy = json.loads(json_table(assess(library)))
    assert (audit["id"], audit["enough"], audit["gap"]) == ("service:audit", False, "none")
    assert audit["todo"] == [
        "post winter-errors shares niche energy; add `services: [audit]` (posts/winter-errors.md:1)"
    ]
    assert [proof["strength"] for proof in build["proofs"]] == ["strong"]
    assert (energy["kind"], energy["total"]) == ("niche", 1)


def columns(line):
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in line)


@pytest.mark.parametrize("name", ["Forecast " * 30, "预测" * 90, "https://a.example/" + "x" * 200])
def test_no_line_is_wider_than_the_terminal(make_library, name):
    claims = [{"text": name, "evidence": ["https://a.example/" + "y" * 200]}, {"text": name}]
    library = make_library(services=[service("audit", name=name, claims=claims)])
    table = text_table(assess(library))
    assert len(table.splitlines()) > 20
    assert max(columns(line) for line in table.splitlines()) <= 80
    assert "".join(name.split()) in "".join(table.split())


@pytest.mark.parametrize(
    ("projects", "gap"),
    [
        ([], "Nothing that can be opened backs it."),
        ([project("a", services=["audit"])], "No proof is strong, and the total is 1 where 4"),
        (
            [project(id, OUTCOME, services=["audit"]) for id in "ab"],
            "The total of 4 would be enough if it came from two kinds",
        ),
        (
            [project("a", STRONG, services=["audit"], end="2012")],
            "Everything that backs it is more than five years old.",
        ),
    ],
)
def test_each_gap_is_said(make_library, projects, gap):
    (claim,) = assess(make_library(services=[service("audit")], projects=projects))
    assert gap_text(claim).startswith(gap)
    assert advice(claim)


def test_a_niche_says_how_many_proofs_it_wants(make_library):
    niche = {"id": "energy", "name": "Energy", "headline": "E", "min_evidence": "3"}
    library = make_library(niches=[niche], projects=[project("a", STRONG, niches=["energy"])])
    assert gap_text(assess(library)[0]) == "1 of the 3 proofs that `min_evidence` asks for."


def test_a_site_without_claims_says_so(make_library):
    assert text_table(assess(make_library())).startswith("There are no claims")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("proofolio"), "proof", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_finds_every_claim_of_the_example_backed(root):
    settings = str(root / "mkdocs.yml")
    first = run("-f", settings, "--format", "json")
    assert first.returncode == 0, first.stderr
    claims = json.loads(first.stdout)
    assert {claim["kind"] for claim in claims} == {"service", "niche", "claim", "skill"}
    assert [claim["id"] for claim in claims if claim["gap"]] == []
    assert run("-f", settings, "--format", "json").stdout == first.stdout


def test_the_command_needs_the_portfolio(tmp_path):
    (tmp_path / "docs").mkdir()
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("site_name: Plain\n", encoding="utf-8")
    refused = run("-f", str(settings))
    assert refused.returncode == 1
    assert "mkdocs.yml: it has no proofolio/portfolio" in refused.stderr
