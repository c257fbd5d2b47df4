"""Short facts under their labels, only those that are known."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.views.parts.links import Link
from proofolio.views.site import Site


@dataclass(frozen=True)
class Fact:
    """A fact, in words or as links."""

    label: str
    text: str
    links: tuple[Link, ...] = ()
    is_me: bool = False
    """Whether the links lead to the author herself elsewhere."""


def facts_of(site: Site, section: str, **texts: str) -> tuple[Fact, ...]:
    """Those facts that have a text, labelled by the words of a section."""
    return tuple(Fact(site.words(f"{section}.{key}"), text) for key, text in texts.items() if text)
