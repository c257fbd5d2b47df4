"""Notebooks are looked at for leaks before they are rendered, and only when they changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from proofolio.cache_files import key_of, made_by, read_kept, write_kept
from proofolio.checks.secrets.leaks import find_leaks, redact_homes
from proofolio.model.profile import Profile
from proofolio.model.record import Notebook
from proofolio.problems import Problem


class LeakCheck:
    """What of a notebook may be published, and what is wrong with it."""

    def __init__(
        self, profile: Profile, cache: Path | None, *, redacts_homes: bool = False
    ) -> None:
        self.own = sorted({profile.email} - {""})
        self.redacts_homes = redacts_homes
        """Whether home folders are not shown where a notebook does not say."""
        self.cache = cache
        self.scanned = 0
        """How many notebooks this build had to look at."""

    def __call__(self, notebook: Notebook, source: bytes) -> tuple[bytes, tuple[Problem, ...]]:
        """The notebook's bytes as they are published, and what they give away."""
        says = "redact_home" in notebook.model_fields_set
        if notebook.redact_home if says else self.redacts_homes:
            source = redact_homes(source)
        allowed = sorted(leak.rule for leak in notebook.allow_leaks)
        if self.cache is None:
            return source, self._find(source, notebook.source, allowed)
        key = key_of(source, notebook.source, self.own, allowed, rules())
        file = self.cache / f"{key}.leaks"
        found = _restored(read_kept(file))
        if found is None:
            found = self._find(source, notebook.source, allowed)
            write_kept(file, json.dumps(list(map(Problem.facts, found))).encode())
        return source, found

    def _find(self, source: bytes, path: str, allowed: Iterable[str]) -> tuple[Problem, ...]:
        self.scanned += 1
        return find_leaks(source, path, self.own, frozenset(allowed))


def rules() -> str:
    """The rules, byte for byte: with new ones, every notebook is looked at again."""
    return made_by("checks/**/*.py", "notebooks/upgrade.py")


def _restored(written: bytes | None) -> tuple[Problem, ...] | None:
    if written is None:
        return None
    try:
        return tuple(map(Problem.of, json.loads(written)))
    except (ValueError, KeyError, TypeError):
        # Another version wrote it.
        return None
