"""Which pages the site has: decided before any of them is made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from proofolio.model.kinds import AnyEntry
from proofolio.model.record import SubPage
from proofolio.model.topics import Topic


@dataclass(frozen=True)
class PagePlan:
    """One page to be made."""

    address: str
    """Relative to the site's root, with `/` at the end; empty for the home page."""
    kind: str
    """Name of one of `plans.PAGES`."""
    title: str
    description: str = ""
    entry: AnyEntry | SubPage | None = None
    year: int | None = None
    part: int = 1
    """Which of the pages of a long year."""
    topic: Topic | None = None
    is_listed: bool = True
    """Whether search engines, the search and the sitemap may have it."""
    intro: str = ""
    """HTML of the author's own page at this address; it takes the place of our heading."""
    updated: dt.date | None = None
    """Day of its content, for the sitemap; never the day of the build."""
