"""What a build read, and what it decided before any page is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs.structure.pages import Page as MkDocsPage

from proofolio.adapters.mkdocs.copied_words import Copies
from proofolio.checks.withheld import Withheld
from proofolio.model.kinds import kind_named
from proofolio.model.library import Library, Records
from proofolio.model.record import Status
from proofolio.outputs.site import BuiltSite
from proofolio.problems import Problem
from proofolio.sources import Broken, Folders
from proofolio.views.feeds.feed import FeedSettings
from proofolio.views.plan import PagePlan
from proofolio.views.redirects import Redirect


@dataclass
class Loaded:
    """A build's site, its pages, and what was found on the way."""

    site: BuiltSite
    plans: dict[str, PagePlan]
    """Pages by address."""
    problems: tuple[Problem, ...]
    broken: tuple[Broken, ...]
    pictures: tuple[str, ...]
    """Pictures under the docs folder that records name, whether shown or not."""
    withheld: tuple[Withheld, ...]
    """Words that must reach no output."""
    latest: dt.date
    """Day of the newest content."""
    records: Records
    """Everything that was read, whether it is shown or not."""
    library: Library
    """The site's, with all evidence as the author wrote it."""
    folders: Folders
    """Where it was read from."""
    expected: frozenset[str]
    """Tokens made to be public that stand where they belong."""
    copies: Copies
    """What is left out because it holds words that nobody may read."""
    theme_words: Mapping[str, str] = field(default_factory=dict)
    """Words that take the place of Material's."""
    notice: str = ""
    """The line above every page: as written, and as HTML once all pages are known."""
    feed_settings: FeedSettings | None = None
    """What the author decided about feeds; none where they cannot be made."""
    redirects: dict[str, Redirect] = field(default_factory=dict)
    """Old addresses that lead on, by their path."""
    intros: dict[str, str] = field(default_factory=dict)
    """Pages the author wrote at addresses of ours: address → path under the docs folder."""
    cards: dict[str, str] = field(default_factory=dict)
    """Preview cards: address of the page → address of the picture."""
    own_statuses: dict[str, Status] = field(default_factory=dict)
    """Pages of the author's that are not simply published, by path under the docs folder."""
    own_pages: list[MkDocsPage] = field(default_factory=list)
    """The author's pages that no navigation names, for the footer."""
    broken_pages: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    """Mistakes at the addresses where `mkdocs serve` shows them."""

    def address_of_broken(self, broken: Broken) -> str:
        """Where an entry, or the listing that it is part of, would stand if it were right."""
        if broken.kind == "profile":
            return ""
        kind = kind_named(broken.kind)
        return f"{kind.listing}{broken.id}/" if broken.id and kind.has_page else kind.listing
