"""The further pages of an entry, as links on its own."""

from __future__ import annotations

from proofolio.model.record import Page
from proofolio.views.parts.links import Link


def further_links(entry: Page) -> tuple[Link, ...]:
    """Those that may be listed where the entry itself may."""
    pages = (page for page in entry.subpages if page.is_listed or not entry.is_listed)
    return tuple(Link(page.title, page.address) for page in pages)
