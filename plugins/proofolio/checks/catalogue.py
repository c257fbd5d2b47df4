"""Every check by its id: how much it matters, why, and how to mend what it finds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import proofolio
from proofolio.problems import Level, Problem

OTHER = "CFG-000"
"""The check of whatever no other one knows."""

DOCS = "docs/checks.md"


class Severity(StrEnum):
    """`error` fails a check, `warning` only with `--strict`, `info` never.

    An error is what would be dangerous or unlawful to publish, and nothing else: it stops a deploy,
    unless what holds it is left out.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Check:
    """One thing that is looked for."""

    id: str
    severity: Severity
    notes: Severity
    """How much it matters where a build only notes it."""
    title: str
    why: str
    fix: str
    codes: tuple[str, ...]
    """Codes of the problems that belong to it."""
    is_mistake: bool
    """Something is wrong, and not merely weak."""
    since: Mapping[str, str]
    """Codes that came after the first release, with the minor version that brought them."""
    place: int
    """From the most worthwhile, 0, on."""

    @property
    def family(self) -> str:
        """`TST` of `TST-001`."""
        return self.id.partition("-")[0]

    @property
    def docs(self) -> str:
        """Where it is explained."""
        return f"{DOCS}#{self.id.lower()}"


@cache
def families() -> Mapping[str, str]:
    """Names of the families by the letters that their checks begin with."""
    return dict(_catalogue()["families"])


@cache
def all_checks() -> Mapping[str, Check]:
    """Every check by its id, the most worthwhile first."""
    return {
        entry["id"]: Check(
            id=entry["id"],
            severity=Severity(entry["severity"]),
            notes=Severity(entry.get("notes", "info")),
            title=entry["title"],
            why=entry["why"],
            fix=entry["fix"],
            codes=tuple(entry["codes"]),
            is_mistake=entry.get("mistake", False),
            since=_since(entry),
            place=place,
        )
        for place, entry in enumerate(_catalogue()["check"])
    }


def _since(entry: Mapping[str, Any]) -> dict[str, str]:
    """`since = "0.2"` is about every code of a check, `since = {code = "0.2"}` about one."""
    since = entry.get("since", {})
    return since if isinstance(since, dict) else dict.fromkeys(entry["codes"], since)


@cache
def _by_code() -> Mapping[str, Check]:
    return {code: check for check in all_checks().values() for code in check.codes}


def check_of(code: str) -> Check:
    """The check that a problem belongs to, by the problem's code."""
    return _by_code().get(code, all_checks()[OTHER])


def turns_warning(problem: Problem) -> str:
    """The version in which a new rule becomes a warning; empty where it is none, or a danger.

    A rule is a hint in the minor version that brings it, so that no upgrade stops a deploy.
    """
    check = check_of(problem.code)
    since = check.since.get(problem.code, "")
    is_danger = problem.level is Level.DANGER or check.severity is Severity.ERROR
    if not since or is_danger or _minor(since) < _minor(proofolio.__version__):
        return ""
    major, minor = _minor(since)
    return f"{major}.{minor + 1}"


def softened(problem: Problem) -> Problem:
    """The problem as it is said: while its rule is new, a note that says until when."""
    version = turns_warning(problem)
    if not version or problem.level is not Level.PROBLEM:
        return problem
    text = f"{problem.text} (This is new, and a warning from proofolio {version} on.)"
    return replace(problem, text=text, level=Level.NOTE)


def _minor(version: str) -> tuple[int, int]:
    """`0.2.0.dev3+g1a2b` → (0, 2); of what is no version, everything is new."""
    found = re.match(r"(\d+)\.(\d+)", version)
    return (int(found[1]), int(found[2])) if found else (0, 0)


@cache
def _catalogue() -> dict[str, Any]:
    file = resources.files("proofolio.checks") / "catalogue.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
