"""People the author sends work to."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.views.parts.links import Link
from proofolio.views.site import Site


@dataclass(frozen=True)
class Ally:
    """Somebody who does what the author does not."""

    name: str
    url: str
    role: str
    covers: str


def allies_of(site: Site) -> tuple[Ally, ...]:
    """All allies, as the profile lists them."""
    return tuple(
        Ally(ally.name, ally.url, ally.role, site.words.listed(ally.covers))
        for ally in site.library.profile.alliances
    )


def ally_link(site: Site, name: str) -> Link | None:
    """An ally by name, with the address where the profile has one."""
    if not name:
        return None
    known = {ally.name.casefold(): ally for ally in site.library.profile.alliances}
    found = known.get(name.casefold())
    return Link(found.name, found.url) if found else Link(name)
