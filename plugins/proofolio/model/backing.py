"""What an entry backs up: the other side of each proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proofolio.model.addresses import address_of, outcome_address, topic_slug
from proofolio.model.kinds import AnyEntry
from proofolio.model.library import Library
from proofolio.model.niche import Niche
from proofolio.model.project import Project
from proofolio.model.record import Claim
from proofolio.model.service import Service
from proofolio.model.topics import Topic, topics_of


@dataclass(frozen=True)
class Backed:
    """Something that an entry backs up."""

    kind: Literal["service", "niche", "skill", "claim", "outcome"]
    label: str
    address: str


def backed_by(library: Library, entry: AnyEntry) -> tuple[Backed, ...]:
    """What an entry backs up: services, niches, then sentences and results that cite it."""
    if not entry.is_listed:
        return ()
    found: list[Backed] = []
    for service in library.listed(Service):
        if service.id in getattr(entry, "services", ()):
            found.append(Backed("service", service.name, address_of(service)))
    for niche in library.listed(Niche):
        if niche.id in getattr(entry, "niches", ()) and library.has_page(niche):
            found.append(Backed("niche", niche.name, address_of(niche)))
    for citation in library.citations.of(entry):
        holder, cited_by = citation.holder, citation.cited_by
        if isinstance(cited_by, Claim):
            found.append(Backed("claim", cited_by.text, address_of(holder)))
        elif isinstance(holder, Project) and holder.id not in getattr(entry, "projects", ()):
            label = cited_by.metric or cited_by.sentence
            found.append(Backed("outcome", label, outcome_address(holder, cited_by)))
    for topic in _topics(library, entry):
        if topic.offered and topic.has_page:
            found.append(Backed("skill", topic.name, topic.address))
    return tuple(found)


def _topics(library: Library, entry: AnyEntry) -> list[Topic]:
    slugs = (topic_slug(word) for word in topics_of(entry))
    return [library.topics[slug] for slug in slugs if slug in library.topics]
