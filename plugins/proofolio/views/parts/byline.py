"""Who somebody is that comes to a page from elsewhere: a name, and what she does."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.addresses import ABOUT
from proofolio.views.parts.links import Link
from proofolio.views.parts.reach import is_reachable
from proofolio.views.site import Site


@dataclass(frozen=True)
class Byline:
    """A name, leading to the page about her, and what she is."""

    name: Link
    role: str


def byline(site: Site) -> Byline | None:
    """The author of the site; none where nothing is known but a name that every page has."""
    profile = site.library.profile
    if not profile.label:
        return None
    address = ABOUT if is_reachable(site, ABOUT) else ""
    return Byline(Link(profile.name, address), profile.label)
