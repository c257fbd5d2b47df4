"""JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any

from proofolio.outputs.feeds.document import FeedDocument
from proofolio.outputs.feeds.entries import FeedEntry
from proofolio.views.feeds.feed import JSON


def write_json(document: FeedDocument) -> bytes:
    """The feed as JSON Feed 1.1; what is unknown is left out."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": document.title,
        "home_page_url": document.home,
        "feed_url": document.address(JSON),
        "description": document.description,
        "icon": document.image,
        "language": document.language,
        "authors": _authors(document.authors),
        "items": [_item(entry) for entry in document.entries],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: FeedEntry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat() if entry.updated != entry.published else "",
        "authors": _authors(entry.authors),
        "tags": list(entry.categories),
        "language": entry.lang,
    }
    if image := entry.enclosure:
        item["image"] = image.url
        if image.type:
            item["attachments"] = [
                {"url": image.url, "mime_type": image.type, "size_in_bytes": image.size}
            ]
    return {key: value for key, value in item.items() if value or key == "content_html"}


def _authors(authors: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "url": url} if url else {"name": name} for name, url in authors]
