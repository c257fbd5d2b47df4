"""What `proofolio check` found: problems with the check they belong to, in the order of worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from proofolio.checks.catalogue import (
    Check,
    Severity,
    all_checks,
    check_of,
    softened,
    turns_warning,
)
from proofolio.model.ignore import Ignore
from proofolio.problems import Level, Problem

RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}

NEVER_IGNORED = ("TST", "NDA", "SEC")
"""Families whose errors are nobody's to pass over: other people's words, and keys."""


@dataclass(frozen=True)
class Finding:
    """One problem and the check it belongs to."""

    check: Check
    problem: Problem
    item: str = ""
    """The entry it is about, as references write it: `project:churn`; empty for a whole file."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        if self.problem.level in (Level.DANGER, Level.LEFT_OUT):
            return Severity.ERROR
        if turns_warning(self.problem):
            return Severity.INFO
        is_note = self.problem.level is Level.NOTE
        return self.check.notes if is_note else self.check.severity

    @property
    def stops(self) -> bool:
        """Whether nothing may be published before it is mended."""
        return self.severity is Severity.ERROR and self.problem.level is not Level.LEFT_OUT

    @property
    def rank(self) -> tuple[int, bool, int, str, int, str, str]:
        """Its place among others: what is most worthwhile comes first."""
        found = self.problem
        place = (found.path, found.line or 0, found.field, found.text)
        is_weakness = self.severity is Severity.WARNING and not self.check.is_mistake
        return (RANKS[self.severity], is_weakness, self.check.place, *place)


@dataclass(frozen=True)
class Items:
    """Which entry a line of a file belongs to."""

    begins: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """File → where its entries begin, as (line, `kind:id`) in order."""

    def at(self, path: str, line: int | None) -> str:
        """The entry at a place; empty where there is none."""
        found = ""
        for begin, item in self.begins.get(path, ()):
            if begin <= (line or begin):
                found = item
        return found


def findings_of(problems: Iterable[Problem], items: Items | None = None) -> tuple[Finding, ...]:
    """The problems as findings, each once, the most worthwhile first."""
    items = items or Items()
    found = {
        problem: Finding(check_of(problem.code), problem, items.at(problem.path, problem.line))
        for problem in map(softened, problems)
    }
    return in_order(found.values())


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The most worthwhile first; the same findings give the same order."""
    return tuple(sorted(findings, key=lambda finding: finding.rank))


def without_ignored(
    findings: Iterable[Finding], ignores: Iterable[Ignore], today: dt.date
) -> tuple[Finding, ...]:
    """What is left once the author's exceptions are taken out.

    An exception that is over, that fits nothing, or that may not be made is a finding itself.
    """
    kept = list(findings)
    extra: list[Problem] = []
    for ignore in ignores:
        hit = [finding for finding in kept if _fits(ignore, finding)]
        refused = [finding for finding in hit if not may_be_ignored(finding)]
        if ignore.check not in all_checks():
            text = (
                f'there is no check "{ignore.check}". Write an id as `proofolio check` prints it.'
            )
            extra.append(_about(ignore, "unknown-check", "check", text))
        elif ignore.until and ignore.until.first <= today:
            text = f"this exception ended on {ignore.until.iso}. Look at it again."
            extra.append(_about(ignore, "ignore-over", "until", text))
        elif refused:
            text = f"an error of {ignore.check} cannot be passed over. Mend it."
            extra.append(_about(ignore, "ignore-refused", "check", text))
        elif not hit:
            text = f"{ignore.check} finds nothing there any more. Remove this exception."
            extra.append(_about(ignore, "ignore-unused", "check", text))
        else:
            kept = [finding for finding in kept if finding not in hit]
    return in_order([*kept, *findings_of(extra)])


def may_be_ignored(finding: Finding) -> bool:
    """Whether an author may decide to live with it."""
    return finding.severity is not Severity.ERROR or finding.check.family not in NEVER_IGNORED


def _fits(ignore: Ignore, finding: Finding) -> bool:
    if finding.check.id != ignore.check:
        return False
    return ignore.item == finding.item or fnmatchcase(finding.problem.path, ignore.item)


def _about(ignore: Ignore, code: str, field: str, text: str) -> Problem:
    return Problem(code, text, ignore.origin.path, ignore.origin.line_of(field), field)
