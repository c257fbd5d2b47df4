"""Every check by its id: how much it matters, why, and how to mend what it finds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

OTHER = "CFG-000"
"""The check of whatever no other one knows."""

DOCS = "docs/checks.md"


class Severity(StrEnum):
    """`error` fails a check, `warning` only with `--strict`, `info` never."""

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
            place=place,
        )
        for place, entry in enumerate(_catalogue()["check"])
    }


@cache
def _by_code() -> Mapping[str, Check]:
    return {code: check for check in all_checks().values() for code in check.codes}


def check_of(code: str) -> Check:
    """The check that a problem belongs to, by the problem's code."""
    return _by_code().get(code, all_checks()[OTHER])


@cache
def _catalogue() -> dict[str, Any]:
    file = resources.files("proofolio.checks") / "catalogue.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
