"""The search index that the engine writes from our pages."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest


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


@pytest.mark.parametrize(
    ("title", "page", "listings"),
    [
        ("Tomorrow’s load, with error bars", "projects/gridcast/", ("projects/", "topics/")),
        ("Precision is a staffing question", "posts/field-checks/", ("posts/", "topics/")),
    ],
)
def test_entry_is_found_by_its_own_page_and_not_by_every_listing(
    example_site: Path, title: str, page: str, listings: tuple[str, str]
) -> None:
    index = (example_site / "search/search_index.json").read_text(encoding="utf-8")
    found = [doc["location"] for doc in json.loads(index)["docs"] if title in unescape(str(doc))]
    assert page in found
    listing, topics = listings
    assert title in unescape((example_site / listing / "index.html").read_text(encoding="utf-8"))
    assert not [place for place in found if place == listing or place.startswith(topics)]
