"""What backs a claim, and what an entry backs up: one resolver for pages, data and checks.

Claims are services, niches, offered skills and explicit sentences. Proof is what a visitor can
open: projects with their outcomes, consented testimonials, posts, talks and outside links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proofolio.model.addresses import address_of, outcome_address, topic_slug
from proofolio.model.library import Library
from proofolio.model.niche import Niche
from proofolio.model.outcome import Outcome, VerifiedBy
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Claim, Entry, kind_of
from proofolio.model.references import Target, parse_reference
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import Topic, topics_of

STEP_YEARS = 5
"""Proof older than this counts one step less."""

ProofKind = Literal["project", "testimonial", "post", "talk", "link"]


@dataclass(frozen=True)
class Proof:
    """One thing a visitor can open to see that a claim holds."""

    kind: ProofKind
    address: str
    """Where it can be seen: on this site, or an outside address."""
    entry: Entry | None = None
    outcome: Outcome | None = None
    """The result that speaks loudest, where the proof is a project."""
    by: VerifiedBy | Literal[""] = ""
    """Who stands behind it; empty where nobody measured anything."""
    strength: int = 0
    """3 strong, 2 medium, 1 weak; for the author's eyes and for order only."""


@dataclass(frozen=True)
class Backed:
    """Something that an entry backs up."""

    kind: Literal["service", "niche", "skill", "claim"]
    label: str
    address: str


def proofs_of(library: Library, claim: Service | Niche) -> tuple[Proof, ...]:
    """What backs a service or a niche, strongest first, each once."""
    entries: list[Entry] = [
        *library.projects_for(claim),
        *library.testimonials_for(claim),
        *library.talks_for(claim),
        *library.posts_for(claim),
    ]
    found = [proof_by(library, entry) for entry in entries]
    for sentence in claim.claims:
        found += proofs_of_claim(library, sentence)
    return _strongest_first(found)


def proofs_of_skill(library: Library, slug: str) -> tuple[Proof, ...]:
    """What backs a skill, by the slug of its topic."""
    topic = library.topics.get(slug)
    if topic is None:
        return ()
    entries: list[Entry] = [*topic.projects, *topic.testimonials, *topic.talks, *topic.posts]
    return _strongest_first([proof_by(library, entry) for entry in entries])


def proofs_of_claim(library: Library, claim: Claim) -> tuple[Proof, ...]:
    """What backs an explicit sentence: its evidence, as far as it counts as proof."""
    found = [proof_of(library, parse_reference(reference)) for reference in claim.evidence]
    return tuple(proof for proof in found if proof)


def proof_of(library: Library, target: Target) -> Proof | None:
    """What a reference shows; none where it names nothing that proves anything."""
    if target.kind == "link":
        return Proof("link", target.id, strength=3)
    kinds = [target.kind] if target.kind else ["project", "post", "testimonial", "talk"]
    for kind in kinds:
        entry = library.find("project" if kind == "outcome" else kind, target.id)
        if isinstance(entry, Project) and kind == "outcome":
            chosen = next((o for o in entry.outcomes if o.key == target.part), None)
            return proof_by(library, entry, chosen) if library.listed((entry,)) else None
        if entry and library.listed((entry,)) and not isinstance(entry, Service | Niche):
            return proof_by(library, entry)
    return None


def proof_by(library: Library, entry: Entry, outcome: Outcome | None = None) -> Proof:
    """The proof that an entry is."""
    if isinstance(entry, Project):
        best = outcome or best_outcome(entry)
        address = outcome_address(entry, best) if best else address_of(entry)
        by: VerifiedBy | Literal[""] = best.verified_by if best else ""
        return Proof("project", address, entry, best, by, _strength(library, entry, best))
    strength = _strength(library, entry, None)
    if isinstance(entry, Testimonial):
        return Proof("testimonial", address_of(entry), entry, None, "client", strength)
    if isinstance(entry, Talk):
        return Proof("talk", address_of(entry), entry, None, "", strength)
    address = entry.external_url if isinstance(entry, Post) else ""
    return Proof("post", address or address_of(entry), entry, None, "self", strength)


def best_outcome(project: Project) -> Outcome | None:
    """The outcome somebody else checked, else the first that may be shown."""
    shown = [outcome for outcome in project.outcomes if outcome.disclosure != "hidden"]
    checked = [outcome for outcome in shown if outcome.verified_by != "self"]
    return next(iter(checked or shown), None)


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
    holders: list[Service | Niche] = [
        *library.listed(library.services),
        *library.listed(library.niches),
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


def _strength(library: Library, entry: Entry, outcome: Outcome | None) -> int:
    step = _full_strength(entry, outcome)
    year = _year_of(entry)
    old = year is not None and library.today.year - year > STEP_YEARS
    return max(step - old, 1)


def _full_strength(entry: Entry, outcome: Outcome | None) -> int:
    if isinstance(entry, Testimonial):
        if entry.show_as == "full" and entry.author.name and (entry.source or entry.projects):
            return 3
        return 1 if entry.show_as == "anonymous" else 2
    if isinstance(entry, Talk):
        return 3 if any(link.kind in ("video", "episode") for link in entry.links) else 2
    if isinstance(entry, Project):
        if any(link.kind in ("repo", "demo", "paper") for link in entry.links):
            return 3
        if outcome is None:
            return 1
        return 3 if outcome.verified_by != "self" and outcome.baseline else 2
    return 1


def _year_of(entry: Entry) -> int | None:
    if isinstance(entry, Project):
        return entry.year
    if isinstance(entry, Talk):
        return entry.start.year
    if isinstance(entry, Testimonial | Post):
        return entry.date.year if entry.date else None
    return None


def _strongest_first(proofs: list[Proof]) -> tuple[Proof, ...]:
    once: dict[tuple[str, str], Proof] = {}
    for proof in proofs:
        once.setdefault((proof.kind, proof.entry.id if proof.entry else proof.address), proof)
    return tuple(sorted(once.values(), key=lambda proof: -proof.strength))
