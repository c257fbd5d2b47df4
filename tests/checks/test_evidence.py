"""A number that does not stand in its cell is noticed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proofolio.checks.evidence import check_evidence, stands_in
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.record import Origin


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("3.5", "MAPE over 181 days: 3.5 %"),
        ("3.5", "0.03512"),
        ("3.5", "3.5421"),
        ("35", "a share of 0.352"),
        ("12345", "12,345 meters"),
        ("12345", "12.345 Zähler"),
        ("12345", "12 345 compteurs"),
        ("1234.5", "1.234,5 kWh"),
        ("0.07", "7e-2"),
        ("-18", "\u221218 %"),
        ("2.46", "3.12 with free care, 2.46 when families pay"),
    ],
)
def test_a_number_is_found_as_people_write_it(wanted: str, text: str) -> None:
    assert stands_in(Decimal(wanted), text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [("3.5", "3.6"), ("3.52", "3.5"), ("13", "130"), ("5", ""), ("12345", "12,346")],
)
def test_another_number_is_not(wanted: str, text: str) -> None:
    assert not stands_in(Decimal(wanted), text)


def project(**outcome: object) -> Project:
    made = Outcome(key="mape", metric="Error", **outcome)
    origin = Origin("projects/x.yml", 1, lines={"outcomes.mape.evidence": 7})
    return Project(id="x", title="X", outcomes=(made,), origin=origin)


def test_a_changed_number_names_the_outcome_and_what_the_cell_says() -> None:
    changed = project(value="3.5", before="6.8", evidence=("#mape",))
    (problem,) = check_evidence(changed, {"mape": "6.8 % before, 4.1 % now"})
    assert str(problem).startswith("projects/x.yml:7: outcomes.mape.evidence: 3.5 does not stand")
    assert "6.8, 4.1" in problem.text


def test_a_cell_that_is_gone_names_the_nearest() -> None:
    (problem,) = check_evidence(project(value="3.5", evidence=("#mape",)), {"mapes": "3.5"})
    assert '"#mapes"' in problem.text


def test_a_cell_without_a_notebook_is_a_problem() -> None:
    (problem,) = check_evidence(project(value="3.5", evidence=("#mape",)), None)
    assert "no notebook" in problem.text


@pytest.mark.parametrize(
    ("outcome", "says", "count"),
    [
        ({"value": "3.5"}, "3.5", 0),
        ({"disclosure": "range", "shown": ("3", "5")}, "3 to 5", 0),
        ({"disclosure": "range", "shown": ("3", "5")}, "3 to 6", 1),
        ({"disclosure": "relative_only", "change": "-18%"}, "18 % less", 0),
        ({"disclosure": "relative_only", "change": "-18%"}, "17 % less", 1),
    ],
)
def test_every_disclosure_is_held_to_its_numbers(
    outcome: dict[str, object], says: str, count: int
) -> None:
    found = list(check_evidence(project(**outcome, evidence=("#mape",)), {"mape": says}))
    assert len(found) == count
