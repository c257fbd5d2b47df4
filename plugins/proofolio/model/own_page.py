"""A page that the author wrote herself, as far as the rest of the site knows of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnPage:
    """A page of Markdown among the author's own."""

    path: str
    """File, relative to the folder of the pages."""
    address: str
    """Relative to the site, with `/` at the end; empty for the home page."""
    title: str
    """Its title, as its header or its first heading says it, or else its file's name."""
    is_named: bool = False
    """Whether its header says the title."""
    summary: str = ""
    topics: tuple[str, ...] = ()
    """What it is about, in the author's words."""
    is_listed: bool = True
    """Whether lists may have it."""
