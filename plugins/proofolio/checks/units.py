"""Findings as they are told together: what is alike, and what one check finds in one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from proofolio.checks.catalogue import Check, Severity
from proofolio.checks.findings import Finding
from proofolio.grouping import grouped
from proofolio.problems import Problem


@dataclass(frozen=True)
class Unit:
    """Findings of one check that are told together."""

    findings: tuple[Finding, ...]
    are_alike: bool = True
    """Whether all say the same; else all are about one file."""

    @property
    def check(self) -> Check:
        """The check that found them."""
        return self.findings[0].check

    @property
    def severity(self) -> Severity:
        """How much they matter."""
        return self.findings[0].severity

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found."""
        return tuple(finding.problem for finding in self.findings)


def units_of(findings: Sequence[Finding]) -> list[Unit]:
    """The findings as they are told, those that matter most first; each is in one."""
    runs = groupby(findings, lambda finding: (finding.severity, finding.check.id))
    return [unit for _, run in runs for unit in _units(tuple(run))]


def _units(findings: Sequence[Finding]) -> Iterator[Unit]:
    """Of one check: what says the same of several places, then what is left of each file."""
    of = {finding.problem: finding for finding in findings}
    place = {problem: number for number, problem in enumerate(of)}
    units: list[tuple[Problem, ...]] = []
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for group in grouped(of):
        if group.are_alike and len(group.problems) > 1:
            units.append(group.problems)
        else:
            for problem in group.problems:
                by_path[problem.path].append(problem)
    units += [tuple(sorted(left, key=place.__getitem__)) for left in by_path.values()]
    for problems in sorted(units, key=lambda problems: place[problems[0]]):
        are_alike = len({problem.text for problem in problems}) == 1
        yield Unit(tuple(of[problem] for problem in problems), are_alike)
