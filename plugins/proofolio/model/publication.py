"""Publications: papers, theses, books, data sets."""

from __future__ import annotations

from proofolio.model.record import Address, Partial, Record, Text


class Publication(Record):
    """A publication, as JSON Resume writes it."""

    title: Text
    """Title."""
    venue: Text = ""
    """Where it appeared."""
    date: Partial | None = None
    """When."""
    url: Address = ""
    """Where it can be read."""
    summary: Text = ""
    """What it says."""

    @property
    def address(self) -> str:
        """Where it can be read; empty where nothing says it."""
        return self.url
