"""The reference for authors is made from the records' docstrings, and is up to date."""

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
