"""Texts of the project are looked at for secrets before anything is published from them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from proofolio.adapters.mkdocs.leaks import rules
from proofolio.cache_files import write_cached
from proofolio.checks.leaks import SECRETS, Secret, find_secrets_in_text
from proofolio.checks.withheld import Withheld, fold
from proofolio.problems import Problem
from proofolio.sources import Folders

TEXTS = frozenset(
    {
        ".md", ".markdown", ".yml", ".yaml", ".txt", ".json", ".toml", ".ini", ".cfg", ".env",
        ".py", ".r", ".jl", ".sql", ".sh",
    }
)  # fmt: skip
"""What people write; data is too large to be typed, and too varied to be searched."""
LARGEST = 1_000_000
SOURCES = "sources:"
"""What dangers in sources are listed under, among those of pages."""
_KEPT = "clean.texts"


def find_in_sources(
    folders: Folders, allowed: Mapping[str, Any], cache: Path | None
) -> tuple[Secret, ...]:
    """The secrets in the texts of an author, but for those that she allows.

    Texts that held none are remembered, secrets never are.
    """
    file = cache / _KEPT if cache else None
    known, clean = _known(file), set()
    found: list[Secret] = []
    for path, name in _texts(folders):
        try:
            content = path.read_bytes()
        except OSError:
            # Whoever reads it for its content says so.
            continue
        mark = blake2b(content, digest_size=12, key=rules().encode()).hexdigest()
        secrets: tuple[Secret, ...] = ()
        if mark not in known:
            secrets = find_secrets_in_text(content.decode("utf-8-sig", errors="replace"), name)
        if not secrets:
            clean.add(mark)
        passed = allowed.get(name)
        passed = passed if isinstance(passed, dict) else {}
        found += (secret for secret in secrets if secret.rule not in passed)
    if file and clean != known:
        write_cached(file, json.dumps(sorted(clean)).encode())
    return tuple(found)


def faults_of(allowed: Mapping[str, Any], root: Path) -> Iterator[Problem]:
    """What is wrong with the exceptions that `allow_leaks` makes."""
    for name, passed in allowed.items():
        if not (root / str(name)).is_file():
            yield _fault(f"there is no file {name}. Write its path from the project's folder.")
        if not isinstance(passed, dict) or not passed:
            yield _fault(f'{name} needs a rule and a reason: `{name}: {{password: "why"}}`.')
            continue
        for rule, reason in passed.items():
            if rule not in SECRETS:
                known = ", ".join(sorted(SECRETS))
                yield _fault(f"{name}: there is no rule {rule}. The rules are: {known}.")
            if not str(reason or "").strip():
                yield _fault(f"{name}: {rule} needs a reason. Write why it may be published.")


def withheld(secret: Secret) -> Withheld:
    """The secret as words that no page may hold while the site is edited."""
    problem = secret.problem
    what = f"the letters of {SECRETS[secret.rule]}"
    return Withheld(what, problem.path, problem.line or 1, fold(secret.value), "")


def _fault(text: str) -> Problem:
    return Problem("allowed-leak", text, "mkdocs.yml", field="allow_leaks")


def _texts(folders: Folders) -> Iterator[tuple[Path, str]]:
    """Texts from which pages are made or that may be copied, with their names in messages."""
    seen: set[Path] = set()
    for folder in (folders.docs, folders.projects, folders.posts):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder).parts
            if path.suffix.lower() not in TEXTS or path in seen:
                continue
            if any(part.startswith(".") for part in inside[:-1]) or not path.is_file():
                continue
            seen.add(path)
            if path.stat().st_size <= LARGEST:
                yield path, Path(os.path.relpath(path, folders.root)).as_posix()


def _known(file: Path | None) -> set[str]:
    """Marks of texts that held no secret; none where the file is damaged."""
    try:
        found = json.loads(file.read_bytes()) if file else []
    except (OSError, ValueError):
        return set()
    return set(map(str, found)) if isinstance(found, list) else set()
