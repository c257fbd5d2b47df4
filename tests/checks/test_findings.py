"""Findings come in the order of worth, and exceptions hold as long as they say."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

import proofolio
from proofolio.adapters.mkdocs.speak import say
from proofolio.checks import catalogue
from proofolio.checks.catalogue import Severity, all_checks
from proofolio.checks.findings import Items, findings_of, may_be_ignored, without_ignored
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


def severities(*problems: Problem) -> list[Severity]:
    return [finding.severity for finding in findings_of(problems)]


def test_what_is_worth_most_comes_first_whatever_was_found_first() -> None:
    for problems in ([LIMITS, DRAFT, WORDS], [WORDS, DRAFT, LIMITS], [DRAFT, LIMITS, WORDS]):
        assert ids(problems) == ["TST-002", "CNT-005", "CNT-001"]


def test_the_same_problem_is_one_finding() -> None:
    assert ids([LIMITS, LIMITS]) == ["CNT-005"]


def test_what_a_build_only_notes_is_a_hint() -> None:
    note = Problem("missing-alt", "no alt.", "x.ipynb", level=Level.NOTE)
    mistake = Problem("missing-alt", "no alt.", "x.yml")
    assert severities(mistake, note) == [Severity.WARNING, Severity.INFO]


def test_a_mistake_comes_before_a_weakness_of_a_check_that_comes_first() -> None:
    assert all_checks()["CNT-005"].place < all_checks()["IMG-001"].place
    mistake = Problem("missing-alt", "no alt.", "x.yml")
    assert ids([LIMITS, mistake]) == ["IMG-001", "CNT-005"]


def test_only_what_may_not_be_published_is_an_error() -> None:
    errors = [id for id, check in all_checks().items() if check.severity is Severity.ERROR]
    assert sorted(errors) == [
        "CFG-013",  # of ours, and an entry is lost
        *("NDA-001", "NDA-002", "NDA-003", "NDA-005", "NDA-008", "OUT-006"),
        *("SEC-001", "SEC-002", "SEC-003", "SEC-004", "SEC-005", "TST-002", "TST-003"),
        "TST-011",  # left out, and so stops nothing
    ]


def test_a_danger_is_an_error_whatever_its_check_says() -> None:
    assert severities(replace(LIMITS, level=Level.DANGER)) == [Severity.ERROR]


def test_an_error_that_is_left_out_stops_nothing() -> None:
    left_out = replace(WORDS, level=Level.LEFT_OUT)
    found = findings_of([WORDS, left_out])
    assert [f.severity for f in found] == [Severity.ERROR, Severity.ERROR]
    assert sorted(f.stops for f in found) == [False, True]
    assert not any(map(may_be_ignored, found))


NEW = {
    "no-limits": "warning",
    "missing-alt": "warning",
    "hidden-evidence": "warning",  # of a check whose notes are warnings
    "hidden-number": "error",
}
"""Codes that a test makes new, with how much they matter once they are old."""


@pytest.fixture
def new_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if version 0.7 had brought some codes."""
    checks = {
        id: replace(check, since={code: "0.7" for code in check.codes if code in NEW})
        for id, check in all_checks().items()
    }
    by_code = {code: check for check in checks.values() for code in check.codes}
    monkeypatch.setattr(catalogue, "_by_code", lambda: by_code)


@pytest.mark.parametrize(
    ("version", "is_new"),
    [
        *(("0.7.0", True), ("0.7.3.dev4+g1a2b3c", True), ("0.6.9", True), ("unknown", True)),
        *(("0.8.0.dev1", False), ("0.10.0", False), ("1.0.0", False)),
    ],
)
def test_a_new_rule_is_a_hint_for_one_minor_version_unless_it_is_about_a_danger(
    monkeypatch: pytest.MonkeyPatch, new_rules: None, version: str, is_new: bool
) -> None:
    monkeypatch.setattr(proofolio, "__version__", version)
    for code, then in NEW.items():
        (finding,) = findings_of([Problem(code, "Mend it.", "x.yml")])
        is_hint = is_new and then != "error"
        assert finding.severity == ("info" if is_hint else then), code
        told = "Mend it. (This is new, and a warning from proofolio 0.8 on.)"
        assert finding.problem.text == (told if is_hint else "Mend it.")
        (finding,) = findings_of([Problem(code, "Mend it.", "x.yml", level=Level.DANGER)])
        assert finding.severity == "error", code


@pytest.mark.parametrize(("version", "level"), [("0.7.0", "INFO"), ("0.8.0", "WARNING")])
def test_a_build_says_a_new_problem_as_a_note(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    new_rules: None,
    version: str,
    level: str,
) -> None:
    monkeypatch.setattr(proofolio, "__version__", version)
    caplog.set_level("INFO", "mkdocs")
    say([LIMITS, replace(LIMITS, level=Level.DANGER), Problem("hidden-number", "no.", "x.yml")])
    assert [record.levelname for record in caplog.records] == [level, "ERROR", "WARNING"]


def test_a_check_or_some_of_its_codes_may_be_new() -> None:
    entry = {"codes": ["one", "two"]}
    assert catalogue._since(entry) == {}
    assert catalogue._since({**entry, "since": "0.2"}) == {"one": "0.2", "two": "0.2"}
    assert catalogue._since({**entry, "since": {"two": "0.2"}}) == {"two": "0.2"}


def test_what_is_said_to_be_new_is_a_version_and_a_code_of_its_check() -> None:
    for check in all_checks().values():
        assert set(check.since) <= set(check.codes), check.id
        assert all(re.fullmatch(r"\d+\.\d+", version) for version in check.since.values())


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
