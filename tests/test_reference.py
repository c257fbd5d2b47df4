"""The reference and the list of checks are made from the code, and are up to date."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path


def test_reference_is_made_from_the_docstrings(
    root: Path, golden: Callable[[Path, str], None]
) -> None:
    made = runpy.run_path(str(root / "docs/make_reference.py"))["reference"]()
    assert "| `headline` **needed** | text |" in made
    golden(root / "docs/reference.md", made)


def test_checks_are_made_from_their_catalogue(
    root: Path, golden: Callable[[Path, str], None]
) -> None:
    made = runpy.run_path(str(root / "docs/make_checks.py"))["make_checks"]()
    assert "#### OUT-007" in made
    golden(root / "docs/checks.md", made)
