"""Findings come in the order of worth, and exceptions hold as long as they say."""

from __future__ import annotations

import datetime as dt

from proofolio.checks.catalogue import Severity, all_checks
from proofolio.checks.findings import Items, findings_of, without_ignored
from proofolio.model.ignore import Ignore
from proofolio.model.record import Origin, PartialDate
from proofolio.problems import Level, Problem

TODAY = dt.date(2026, 11, 20)
ITEMS = Items({"projects/load.yml": ((1, "project:load"),)})
LIMITS = Problem("no-limits", "no limits.", "projects/load.yml", 1)
WORDS = Problem("withheld-words", "words.", "t.yml", 4, level=Level.DANGER)
DRAFT = Problem("not-shown", "a draft.", "projects/heat.yml", 1, level=Level.NOTE)


def exception(check: str, item: str, until: PartialDate | None = None) -> Ignore:
    origin = Origin("checks.yml", 1)
    return Ignore(check=check, item=item, reason="So it is.", until=until, origin=origin)


def ids(problems: list[Problem], *ignores: Ignore) -> list[str]:
    found = without_ignored(findings_of(problems, ITEMS), ignores, TODAY)
    return [finding.check.id for finding in found]


def test_what_is_worth_most_comes_first_whatever_was_found_first() -> None:
    for problems in ([LIMITS, DRAFT, WORDS], [WORDS, DRAFT, LIMITS], [DRAFT, LIMITS, WORDS]):
        assert ids(problems) == ["TST-002", "CNT-005", "CNT-001"]


def test_the_same_problem_is_one_finding() -> None:
    assert ids([LIMITS, LIMITS]) == ["CNT-005"]


def test_what_a_build_only_notes_is_a_hint() -> None:
    note = Problem("missing-alt", "no alt.", "x.ipynb", level=Level.NOTE)
    error = Problem("missing-alt", "no alt.", "x.yml")
    assert [f.severity for f in findings_of([note, error])] == [Severity.ERROR, Severity.INFO]


def test_an_exception_names_an_entry_or_files() -> None:
    for item in ("project:load", "projects/load.yml", "projects/*"):
        assert ids([LIMITS, DRAFT], exception("CNT-005", item)) == ["CNT-001"]


def test_an_exception_holds_until_its_day() -> None:
    until = PartialDate(2026, 11, 21)
    assert ids([LIMITS], exception("CNT-005", "project:load", until)) == []
    until = PartialDate(2026, 11, 20)
    assert ids([LIMITS], exception("CNT-005", "project:load", until)) == ["CFG-011", "CNT-005"]


def test_an_exception_for_nothing_is_told() -> None:
    assert ids([DRAFT], exception("CNT-005", "project:load")) == ["CFG-011", "CNT-001"]


def test_words_of_others_clients_and_keys_cannot_be_excepted() -> None:
    """No error of three families may be passed over, and every error of the others."""
    errors = [check for check in all_checks().values() if check.severity is Severity.ERROR]
    kept = set()
    for check in (check for check in errors if check.codes):
        problem = Problem(check.codes[0], "x.", "t.yml", 4, level=Level.DANGER)
        found = ids([problem], exception(check.id, "t.yml"))
        assert found in ([], [check.id, "CFG-011"])
        if found:
            kept.add(check.id)
    families = {check.id for check in errors if check.family in ("TST", "NDA", "SEC")}
    assert kept == families
    assert len(kept) >= 10
    assert kept < {check.id for check in errors}
