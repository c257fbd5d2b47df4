"""Feeds as readers get them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

Items = list[dict[str, Any]]


@pytest.fixture(scope="session")
def read_feed() -> Callable[[Path], Any]:
    """`read_feed(path)`: RSS or Atom as feedparser reads it; it must find nothing wrong."""

    def read(path: Path) -> Any:
        content = path.read_bytes()
        ElementTree.fromstring(content)
        feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
        assert not feed.bozo, feed.bozo_exception
        return feed

    return read


@pytest.fixture(scope="session")
def items_of(read_feed: Callable[[Path], Any]) -> Callable[..., Items]:
    """`items_of(site, folder="")`: items of a feed, which are the same in all three formats."""

    def items(site: Path, folder: str = "") -> Items:
        told = json.loads((site / folder / "feed.json").read_text(encoding="utf-8"))["items"]
        assert told
        for name in ("feed.xml", "atom.xml"):
            entries = read_feed(site / folder / name).entries
            for key, names in SAME.items():
                assert [_plain(entry, key) for entry in entries] == [
                    item.get(names) for item in told
                ], f"{name}: {key}"
            terms = [[tag.term for tag in entry.get("tags", ())] for entry in entries]
            assert terms == [item.get("tags", []) for item in told]
        return list(told)

    return items


SAME = {"id": "id", "link": "url", "title": "title", "content": "content_html"}
"""What feedparser calls the things that JSON Feed says."""


def _plain(entry: Any, key: str) -> Any:
    return entry.content[0].value if key == "content" else entry.get(key)
