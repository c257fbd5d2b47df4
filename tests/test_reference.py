"""The reference and the list of checks are made from the code, and are up to date."""

from __future__ import annotations

import importlib
import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

GIFT = '''\
from proofolio.model.record import Number, Record, Text

class Gift(Record):
    cost: Number
    """What it cost."""
    giver: Text = ""
'''


def test_reference_is_made_from_the_docstrings(
    root: Path, golden: Callable[[Path, str], None]
) -> None:
    made = runpy.run_path(str(root / "docs/make_reference.py"))["reference"]()
    assert "| `headline` **needed** | text |" in made
    golden(root / "docs/reference.md", made)


def test_the_default_home_pages_are_printed_as_they_are(
    root: Path, golden: Callable[[Path, str], None]
) -> None:
    made = runpy.run_path(str(root / "docs/make_home.py"))["with_homes"]
    printed = made((root / "docs/blocks.md").read_text(encoding="utf-8"))
    assert '{{< projects limit=3 lead=true title="Selected work" >}}' in printed
    golden(root / "docs/blocks.md", printed)


def test_a_field_without_a_docstring_is_told_of_with_its_module(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the reference would have an empty cell for it."""
    table = runpy.run_path(str(root / "docs/make_reference.py"))["_table"]
    (tmp_path / "proofolio_gift.py").write_text(GIFT, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    gift = importlib.import_module("proofolio_gift").Gift
    said = "proofolio_gift.py: no docstring under the class line, `giver` of Gift"
    with pytest.raises(SystemExit, match=f"^{re.escape(said)}$"):
        table(gift)


def test_checks_are_made_from_their_catalogue(
    root: Path, golden: Callable[[Path, str], None]
) -> None:
    made = runpy.run_path(str(root / "docs/make_checks.py"))["make_checks"]()
    assert "#### OUT-007" in made
    golden(root / "docs/checks.md", made)
