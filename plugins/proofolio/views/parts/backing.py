"""What an entry backs up, as lines that lead there: the other side of each proof."""

from __future__ import annotations

from proofolio.model.backing import backed_by
from proofolio.model.kinds import AnyEntry
from proofolio.model.topics import topics_of
from proofolio.views.parts.links import Link, ProofLine
from proofolio.views.parts.reach import is_reachable, topic_links
from proofolio.views.site import Site


def backing_lines(site: Site, entry: AnyEntry) -> tuple[ProofLine, ...]:
    """Services, niches, claims and skills that an entry backs up, each with its page."""
    return tuple(
        ProofLine(
            link=Link(backed.label, backed.address), before=site.words(f"proof.{backed.kind}")
        )
        for backed in backed_by(site.library, entry)
        if is_reachable(site, backed.address)
    )


def backing_links(site: Site, entry: AnyEntry) -> tuple[Link, ...]:
    """What it speaks for, for places with little room: services, niches, claims and topics."""
    backed: dict[str, Link] = {}
    for found in backed_by(site.library, entry):
        if found.kind != "skill" and is_reachable(site, found.address):
            backed.setdefault(found.address, Link(found.label, found.address))
    return (*backed.values(), *topic_links(site, topics_of(entry)))
