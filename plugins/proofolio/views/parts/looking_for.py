"""What the author looks for, as facts."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.views.parts.facts import Fact, facts_of
from proofolio.views.parts.track import places_of
from proofolio.views.site import Site


@dataclass(frozen=True)
class Wanted:
    """What the author looks for."""

    ask: str
    facts: tuple[Fact, ...]


def wanted_by(site: Site) -> Wanted:
    """What the author looks for, as far as she says it."""
    wanted, words = site.library.profile.looking_for, site.words
    facts = facts_of(
        site,
        "about_page",
        kinds=words.listed(wanted.kinds),
        roles=words.listed(wanted.roles),
        industries=words.listed(wanted.industries),
        start=words.partial(wanted.start) if wanted.start else "",
        notice=wanted.notice,
        places=places_of(site, wanted),
        permit=wanted.permit,
    )
    return Wanted(wanted.ask, facts)
