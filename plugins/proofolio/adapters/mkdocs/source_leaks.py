"""Texts of the project are looked at for secrets before anything is published from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from proofolio.adapters.mkdocs.clean_marks import CleanMarks
from proofolio.adapters.mkdocs.leaks import rules
from proofolio.checks.secrets.leaks import PUBLIC_TOKEN, SECRETS, Secret, find_secrets_in_file
from proofolio.checks.texts.decoding import decoded
from proofolio.checks.texts.file_texts import MOST, Text
from proofolio.checks.texts.folding import letters_of
from proofolio.checks.withheld import Withheld
from proofolio.model.kind import MARKDOWN
from proofolio.problems import Problem
from proofolio.sources import Folders
from proofolio.sources.files import name_in

PAGES = frozenset({*MARKDOWN, ".yml", ".yaml", ".bib"})
"""What pages are made of."""
TEXTS = PAGES | {
    ".txt", ".json", ".toml", ".ini", ".cfg", ".env", ".py", ".r", ".jl", ".sql", ".sh",
}  # fmt: skip
"""What people write; what is published as it is is looked at besides, whatever it is."""
TEMPLATES = TEXTS | {".html", ".htm", ".xml", ".js", ".mjs", ".css", ".svg", ".jinja", ".j2"}
"""What the author's own theme is made of."""
LARGEST = 1_000_000
SOURCES = "sources:"
"""What dangers in sources are listed under, among those of pages."""
_KEPT = "clean.texts"
_INHERIT = re.compile(r"^INHERIT:[ \t]*[\"']?([^\"'#\r\n]+)", re.MULTILINE)


def find_in_sources(
    folders: Folders,
    allowed: Mapping[str, Any],
    cache: Path | None,
    settings: Iterable[Path] = (),
    theme: Path | None = None,
) -> tuple[Secret, ...]:
    """The secrets in the texts of an author, but for those that she allows; public tokens too.

    `settings` are the files of MkDocs' settings, `theme` is the folder of her own templates. Texts
    that held none are remembered, secrets never are.
    """
    marks = CleanMarks(cache / _KEPT if cache else None, rules())
    found: list[Secret] = []
    kinds = ((folders.docs, TEXTS), (folders.projects, TEXTS), (folders.posts, TEXTS))
    parts = (*kinds, *(((theme, TEMPLATES),) if theme else ()))
    for path in dict.fromkeys((*settings, *(file for part in parts for file in _texts(*part)))):
        try:
            content = path.read_bytes()
        except OSError:
            # Whoever reads it for its content says so.
            continue
        mark = marks.mark(content)
        if mark in marks:
            continue
        name = name_in(path, folders.root)
        secrets = find_secrets_in_file((Text("its text", t, True) for t in decoded(content)), name)
        if not secrets:
            marks.add(mark)
        found += unless_allowed(secrets, allowed, name)
    marks.keep()
    return tuple(found)


def unless_allowed(
    secrets: Iterable[Secret], allowed: Mapping[str, Any], name: str
) -> Iterator[Secret]:
    """The secrets of a file but for those that `allow_leaks` lets pass."""
    passed = allowed.get(name)
    passed = passed if isinstance(passed, dict) else {}
    # A reason stands behind the name of its rule, as a password would.
    reasons = {
        str(why) for each in allowed.values() if isinstance(each, dict) for why in each.values()
    }
    yield from (s for s in secrets if s.rule not in passed and s.value not in reasons)


def settings_of(file: Path) -> tuple[Path, ...]:
    """The file of the settings, and those that it inherits."""
    found: list[Path] = []
    while file not in found and file.is_file():
        found.append(file)
        parent = _INHERIT.search(file.read_text(encoding="utf-8", errors="replace"))
        file = file.parent / parent[1].strip() if parent else file
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
            if rule not in (rules := (*SECRETS, PUBLIC_TOKEN)):
                known = ", ".join(sorted(rules))
                yield _fault(f"{name}: there is no rule {rule}. The rules are: {known}.")
            if not str(reason or "").strip():
                yield _fault(f"{name}: {rule} needs a reason. Write why it may be published.")


def withheld(secrets: Iterable[Secret]) -> tuple[Withheld, ...]:
    """The secrets as words that no page may hold while the site is edited."""
    return tuple(
        Withheld(
            f"the letters of {SECRETS[secret.rule]}",
            secret.problem.path,
            secret.problem.line or 1,
            letters_of(secret.value),
        )
        for secret in secrets
        if letters_of(secret.value)
    )


def _fault(text: str) -> Problem:
    return Problem("allowed-leak", text, "mkdocs.yml", field="allow_leaks")


def _texts(folder: Path, kinds: frozenset[str]) -> Iterator[Path]:
    """Texts from which pages are made or that may be copied."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        suffix = path.suffix.lower()
        if suffix not in kinds or any(part.startswith(".") for part in inside[:-1]):
            continue
        if path.is_file() and path.stat().st_size <= (MOST if suffix in PAGES else LARGEST):
            yield path
