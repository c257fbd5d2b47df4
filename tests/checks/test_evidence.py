"""A number that does not stand in its cell is noticed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.checks.content.evidence import check_evidence, held_to_cells, seen_in_cells
from proofolio.model.numbers import nearest, numbers_in, stands_in
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.record import Origin
from proofolio.problems import Problem


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
        ("12345", "12\u2009345 rows"),
        ("1234.5", "1.234,5 kWh"),
        ("0.07", "7e-2"),
        ("-18", "\u221218 %"),
        ("2.46", "3.12 with free care, 2.46 when families pay"),
        ("0.7", "0.5 0.7"),
        ("0.35", ".351"),
        ("345", "12 345 rows"),
        ("12345678", "1,23,45,678"),
        ("1234567", "1'234'567"),
        ("1234567", "1_234_567"),
        ("1234.56", "$1,234.56"),
        ("120000", "1.2e+05"),
        ("7", "3,5,7"),
        ("22", "2025-05-22"),
        ("18", "١٨ ٪"),
        ("88.1", "     hour   share\n12     12   88.1 %"),
    ],
)
def test_a_number_is_found_as_people_write_it(wanted: str, text: str) -> None:
    assert stands_in(Decimal(wanted), text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("3.5", "3.6"),
        ("3.52", "3.5"),
        ("13", "130"),
        ("5", ""),
        ("12345", "12,346"),
        ("13", "13,600 rows"),
        ("400", "13,400 rows"),
        ("5", "0.5"),
        ("357", "3,5,7"),
        ("1234567", "1234,567"),
        ("1234567", "1,234.567"),
        ("1234.567", "1,234,567"),
    ],
)
def test_another_number_is_not(wanted: str, text: str) -> None:
    assert not stands_in(Decimal(wanted), text)


@given(st.decimals(min_value=1, max_value=10**6, places=3), st.integers(0, 3))
def test_a_number_stands_for_what_rounds_to_it_and_no_more(number: Decimal, places: int) -> None:
    wanted = round(number, places)
    half = Decimal(5).scaleb(-places - 1)
    for least in (wanted - half, wanted + half):
        assert stands_in(wanted, f"{least:f}", as_percent=False)
    for more in (wanted - half * Decimal("1.01"), wanted + half * Decimal("1.01")):
        assert not stands_in(wanted, f"{more:f}", as_percent=False)


def test_a_share_is_read_as_percent_only_for_percent() -> None:
    assert stands_in(Decimal(350), "3.5")
    assert not stands_in(Decimal(350), "3.5", as_percent=False)
    assert stands_in(Decimal("0.35"), "35 %", as_percent=False)
    assert not stands_in(Decimal("0.35"), "35", as_percent=False)
    assert stands_in(Decimal("0.352"), "35.2 %", as_percent=False)


@given(
    st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from([",.", ".,", "\u202f,"])
)
def test_every_number_is_found_in_every_locale(number: Decimal, marks: str) -> None:
    group, decimal = marks
    written = f"{number:,.2f}".translate({ord(","): group, ord("."): decimal})
    assert stands_in(number, f"The cell says {written} kWh.", as_percent=False)


@given(st.text("0123456789.,' %e\u00a0", max_size=40))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    assert all(found.readings or found.written for found in numbers_in(text))


def project(**outcome: object) -> Project:
    made = Outcome(key="mape", metric="Error", **outcome)
    origin = Origin("projects/x.yml", 1, lines={"outcomes.mape.evidence": 7})
    return Project(id="x", title="X", outcomes=(made,), origin=origin)


def test_a_changed_number_names_the_outcome_and_what_the_cell_says() -> None:
    changed = project(value="3.5", before="6.8", evidence=("#mape",))
    (problem,) = check_evidence(changed, {"mape": "6.8 % before, 4.1 % now"})
    assert str(problem).startswith("projects/x.yml:7: outcomes.mape.evidence: 3.5 does not stand")
    assert "which says 4.1, 6.8. Correct" in problem.text
    assert problem.text.endswith("or name the cell that shows it.")
    assert problem.code == "evidence-number"


def test_a_number_from_before_must_stand_in_the_same_cell() -> None:
    changed = project(value="3.5", before="6.8", evidence=("#mape",))
    (problem,) = check_evidence(changed, {"mape": "3.5 %"})
    assert problem.text.startswith("6.8 does not stand in")
    assert problem.text.endswith("Correct the outcome, or let it print `before` as well.")


def test_a_cell_that_is_gone_names_the_nearest() -> None:
    (problem,) = check_evidence(project(value="3.5", evidence=("#mape",)), {"mapes": "3.5"})
    assert 'Did you mean "#mapes"?' in problem.text
    assert problem.code == "evidence-cell"


def test_a_cell_without_a_notebook_is_a_problem() -> None:
    (problem,) = check_evidence(project(value="3.5", evidence=("#mape",)), None)
    assert "no notebook" in problem.text
    assert problem.code == "evidence-cell"


@pytest.mark.parametrize(
    ("outcome", "says", "count"),
    [
        ({"value": "3.5"}, "3.5", 0),
        ({"disclosure": "range", "shown": ("3", "5")}, "3 to 5", 0),
        ({"disclosure": "range", "shown": ("3", "5")}, "3 to 6", 1),
        ({"disclosure": "relative_only", "change": "-18%"}, "18 % less", 0),
        ({"disclosure": "relative_only", "change": "-18%"}, "17 % less", 1),
        ({"disclosure": "relative_only", "change": "-18.5 %"}, "18.5 % less", 0),
        ({"disclosure": "relative_only", "change": "-18.5 %"}, "18.1 % less", 1),
        ({"disclosure": "relative_only", "change": "-18%"}, "0.18 less", 0),
        ({"disclosure": "relative_only", "change": "a fifth"}, "20 % less", 0),
        ({"value": "3.5", "unit": "%"}, "0.035", 0),
        ({"value": "3.5", "unit": "hours"}, "0.035", 1),
    ],
)
def test_every_disclosure_is_held_to_its_numbers(
    outcome: dict[str, object], says: str, count: int
) -> None:
    found = list(check_evidence(project(**outcome, evidence=("#mape",)), {"mape": says}))
    assert len(found) == count


def test_a_sentence_with_numbers_is_held_to_one_of_them() -> None:
    def found(sentence: str) -> list[Problem]:
        said = Outcome(key="mape", sentence=sentence, evidence=("#mape",))
        return list(check_evidence(Project(id="x", title="X", outcomes=(said,)), {"mape": "12 h"}))

    assert not found("In 2025 the team saved 12 hours a week.")
    assert not found("The team runs it alone.")
    (problem,) = found("In 2025 the team saved 14 hours a week.")
    assert problem.text.startswith("2025 does not stand in")
    assert problem.text.endswith(
        "which says 12. Correct the outcome, or name the cell that shows it."
    )
    assert problem.code == "evidence-number"


def test_a_long_table_is_told_by_what_comes_nearest() -> None:
    def says(*numbers: int) -> str:
        table = "\n".join(map(str, numbers))
        (problem,) = check_evidence(project(value="99", evidence=("#mape",)), {"mape": table})
        return problem.text

    assert "which says 100, 101, 102, 103, 104, 105, …." in says(*range(200, 99, -1))
    assert "which says 100, 101, 102, 103, 104, 105, …." in says(*range(100, 107))
    assert "which says 100, 101, 102, 103, 104, 105. Correct" in says(*range(100, 106))


def test_the_nearest_of_both_sides_comes_first() -> None:
    assert nearest(Decimal(-50), "10 48 90 51 then 48", 3) == ["51", "48", "10"]


# What is shown of an outcome whose cell says something else


def test_an_outcome_that_its_cell_does_not_show_is_the_authors_word_alone() -> None:
    outcomes = tuple(
        Outcome(key=key, metric="Error", value="3.5", verified_by="client", evidence=evidence)
        for key, evidence in (("kept", ("#a",)), ("lost", ("#b", "https://a.example/report")))
    )
    written = Project(id="x", title="X", outcomes=outcomes)
    shown, problems = held_to_cells(written, {"a": "3.5", "b": "4.1"})
    assert [problem.field for problem in problems] == ["outcomes.lost.evidence"]
    assert shown.outcomes[0] == outcomes[0]
    assert shown.outcomes[1].evidence == ("https://a.example/report",)
    assert shown.outcomes[1].value == Decimal("3.5")


def test_a_project_whose_cells_show_all_is_left_as_it_is() -> None:
    written = project(value="3.5", verified_by="client", evidence=("#a",))
    assert held_to_cells(written, {"a": "3.5"}) == (written, ())


def test_an_outcome_is_seen_where_its_cell_shows_all_of_it() -> None:
    made = project(value="3.5", before="6.8", evidence=("#a",))
    assert list(seen_in_cells(made, {"a": "from 6.8 to 3.5"})) == ["x/mape"]
    for cells in ({"a": "3.5"}, {"b": "from 6.8 to 3.5"}, {}, None):
        assert list(seen_in_cells(made, cells)) == []
    assert list(seen_in_cells(project(value="3.5"), {"a": "3.5"})) == []
