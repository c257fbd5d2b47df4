"""What an entry backs up: the other side of each proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proofolio.model.addresses import address_of, topic_slug
from proofolio.model.library import Library
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Claim, Entry, kind_of
from proofolio.model.references import parse_reference
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import Topic, topics_of


@dataclass(frozen=True)
class Backed:
    """Something that an entry backs up."""

    kind: Literal["service", "niche", "skill", "claim"]
    label: str
    address: str


def backed_by(library: Library, entry: Project | Post | Talk | Testimonial) -> tuple[Backed, ...]:
    """What an entry backs up: services, niches, then the sentences that cite it."""
    if entry.status not in ("published", "draft"):
        return ()
    found: list[Backed] = []
    for service in library.listed(library.services):
        if service.id in entry.services:
            found.append(Backed("service", service.name, address_of(service)))
    for niche in library.listed(library.niches):
        if niche.id in entry.niches and library.has_page(niche):
            found.append(Backed("niche", niche.name, address_of(niche)))
    holders: list[Service | Niche | Project] = [
        *library.listed(library.services),
        *library.listed(library.niches),
        *library.listed(library.projects),
    ]
    for holder in holders:
        cited = [claim for claim in holder.claims if _cites(claim, entry)]
        found += [Backed("claim", claim.text, address_of(holder)) for claim in cited]
    for topic in _topics(library, entry):
        if topic.offered and topic.has_page:
            found.append(Backed("skill", topic.name, topic.address))
    return tuple(found)


def _topics(library: Library, entry: Project | Post | Talk | Testimonial) -> list[Topic]:
    slugs = (topic_slug(word) for word in topics_of(entry))
    return [library.topics[slug] for slug in slugs if slug in library.topics]


def _cites(claim: Claim, entry: Entry) -> bool:
    kind = kind_of(entry)
    targets = (parse_reference(reference) for reference in claim.evidence)
    return any(
        target.id == entry.id
        and target.kind in ("", kind, "outcome" if kind == "project" else kind)
        for target in targets
    )
