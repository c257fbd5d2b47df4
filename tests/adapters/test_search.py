"""The search index that the engine writes from our pages."""

from __future__ import annotations

import json
from pathlib import Path


def test_prose_is_found_and_code_is_not_though_both_are_on_the_page(example_site: Path) -> None:
    index = (example_site / "search/search_index.json").read_text(encoding="utf-8")
    found = [doc for doc in json.loads(index)["docs"] if doc["location"].startswith("projects/gri")]
    assert len(found) > 5
    assert any("what-the-desk-sees" in doc["location"] for doc in found)
    page = (example_site / "projects/gridcast/index.html").read_text(encoding="utf-8")
    assert "What the desk sees" in page
    for code in ("matplotlib", "default_rng"):
        assert code in page
        assert code not in str(found)
