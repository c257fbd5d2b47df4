"""A whole feed, ready to be written in any format."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from proofolio.outputs.feeds.entries import FeedEntry


@dataclass(frozen=True)
class FeedDocument:
    """A feed with whole addresses, and with nothing left to be decided."""

    id: str
    folder: str
    """Whole address of the folder its files stand in."""
    home: str
    """Whole address of the page it belongs to."""
    title: str
    description: str
    language: str
    authors: tuple[tuple[str, str], ...]
    entries: tuple[FeedEntry, ...]
    image: str
    """Whole address of the picture of the feed."""

    @property
    def updated(self) -> dt.datetime:
        """The last change of anything in it; never the time of the build."""
        return max(entry.updated for entry in self.entries)

    def address(self, name: str) -> str:
        """Whole address of one of its files."""
        return self.folder + name
