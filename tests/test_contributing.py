"""CONTRIBUTING names the files that a kind touches, and no others."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = "plugins/proofolio/"
IN_THE_PROFILE = {
    f"{PACKAGE}model/profile.py",
    f"{PACKAGE}outputs/resume_json.py",
    f"{PACKAGE}sources/forms.py",
    f"{PACKAGE}sources/names.py",
    f"{PACKAGE}views/pages/resume.py",
}
"""Where publications are told of because JSON Resume has them in the profile, as no other kind."""

MENTION = re.compile(
    r"(model|pages|parts|content)\.publications?\b|^publications? = |publications?[./-]"
    r'|"publications"|/\* publications \*/',
    re.MULTILINE,
)


def files_of_a_publication(root: Path) -> set[str]:
    """The files of the package and the tests that know of publications, by name or by text."""
    files = (
        path
        for folder in ("plugins/proofolio", "tests")
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".html", ".toml", ".css", ".yml"}
    )
    return {
        path.relative_to(root).as_posix()
        for path in files
        if "publication" in path.name or MENTION.search(path.read_text("utf-8"))
    }


def told_files(text: str, root: Path) -> set[str]:
    """The files that a part of CONTRIBUTING names, for a publication."""
    named = re.findall(
        r"`([\w/.-]+\.(?:py|html|md|toml|yml|css))`", text.replace("workshop", "publication")
    )
    folders = (root, root / "plugins" / "proofolio")
    return {
        next(
            (path.relative_to(root).as_posix() for f in folders if (path := f / name).exists()),
            name,
        )
        for name in named
    }


def steps_of(root: Path) -> tuple[str, str]:
    """What every kind needs, and what only some do."""
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = text.partition("## How to add a kind")[2].partition("\n## ")[0]
    always, _, sometimes = told.partition("Some kinds need more")
    return always.partition("\n1. ")[2], sometimes


def test_contributing_names_the_files_of_a_kind(root: Path) -> None:
    """Exactly those that the newest kind touches, but for what only some kinds need."""
    always, sometimes = steps_of(root)
    named = told_files(always, root) - {f"{PACKAGE}model/record.py"}
    assert len(named) > 20
    assert [path for path in sorted(named) if not (root / path).exists()] == []
    touched = files_of_a_publication(root) - told_files(sometimes, root) - IN_THE_PROFILE
    idle = {path for path in named - touched if path.startswith(("plugins/", "tests/"))}
    assert idle == set(), "CONTRIBUTING names these, and no publication needs them"
    unnamed = {path for path in touched - named if path.startswith(PACKAGE)}
    assert unnamed == set(), (
        "these know of publications, and CONTRIBUTING does not name them; what two kinds share "
        "goes into a module of its own"
    )


def test_contributing_names_the_places_that_may_be_forgotten(root: Path) -> None:
    always, _ = steps_of(root)
    text = (root / "tests" / "kind_places.py").read_text(encoding="utf-8")
    places = set(re.findall(r"\b(?:views|outputs|docs)/[\w/]+\.(?:py|toml|md)", text))
    assert len(places) > 5
    assert [place for place in sorted(places) if f"`{place}`" not in always] == []
