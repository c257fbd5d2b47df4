"""What backs a claim: one resolver for pages, data and checks.

Claims are services, niches, offered skills and explicit sentences. Proof is what a visitor can
open: entries whose kind has a weight, outcomes of projects, and outside links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from proofolio.model.addresses import address_of, outcome_address
from proofolio.model.kinds import PROOFS, AnyEntry, kind_for
from proofolio.model.library import Library
from proofolio.model.mark import Mark, Result
from proofolio.model.niche import Niche
from proofolio.model.outcome import Outcome
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Claim
from proofolio.model.references import Target, parse_reference
from proofolio.model.service import Service
from proofolio.model.strength import (
    MEDIUM,
    STRONG,
    WEAK,
    is_old,
    outcome_strength,
)
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial


@dataclass(frozen=True)
class Proof:
    """One thing a visitor can open to see that a claim holds."""

    kind: str
    """The word of its kind; for what is no entry `link` or `credential`."""
    address: str
    """Where it can be seen: on this site, or an outside address."""
    entry: AnyEntry | None = None
    result: Result | None = None
    """The result that speaks loudest, where the proof is a project."""
    strength: int = 0
    """3 strong, 2 medium, 1 weak, 0 too old or a draft; for the author's eyes and for order."""
    title: str = ""
    """What it is called, where it is a credential."""
    is_old: bool = False
    """Whether time has taken a step from it."""

    @property
    def outcome(self) -> Outcome | None:
        """The outcome of its result."""
        return self.result.outcome if self.result else None

    @property
    def mark(self) -> Mark | None:
        """The mark of its result."""
        return self.result.mark if self.result else None

    @property
    def source(self) -> tuple[str, str]:
        """What it comes from: two proofs of one source count once for a claim."""
        entry = self.entry
        if isinstance(entry, Testimonial) and entry.show_as == "full" and entry.author.name:
            return ("person", entry.author.name.casefold())
        if entry is None or (isinstance(entry, Post) and entry.external_url):
            return ("link", self.address.partition("#")[0].rstrip("/"))
        return (self.kind, entry.id)


def proofs_of(library: Library, claim: Service | Niche) -> tuple[Proof, ...]:
    """What backs a service or a niche, strongest first, each once."""
    found = proofs_about(library, claim)
    for sentence in claim.claims:
        found += proofs_of_claim(library, sentence)
    return strongest_first(found)


def proofs_about(library: Library, entry: AnyEntry) -> list[Proof]:
    """The entries that name this one, as far as they are proof."""
    about = (other for kind in PROOFS for other in library.about(kind.record, entry))
    return _proofs_by(library, about)


def proofs_of_skill(library: Library, slug: str) -> tuple[Proof, ...]:
    """What backs a skill, by the slug of its topic."""
    topic = library.topics.get(slug)
    return strongest_first(_proofs_by(library, topic.entries)) if topic else ()


def proofs_of_claim(library: Library, claim: Claim) -> tuple[Proof, ...]:
    """What backs an explicit sentence: its evidence, as far as it counts as proof."""
    found = [proof_of(library, parse_reference(reference)) for reference in claim.evidence]
    return tuple(proof for proof in found if proof)


def proof_of(library: Library, target: Target) -> Proof | None:
    """What a reference shows; none where it names nothing that proves anything."""
    if target.kind == "link":
        return _proof_at(library, target.id)
    kinds = [target.kind] if target.kind else [kind.word for kind in PROOFS]
    for kind in kinds:
        entry = library.find("project" if kind == "outcome" else kind, target.id)
        if entry is None or not entry.is_listed or not _proves(library, entry):
            continue
        if isinstance(entry, Project) and kind == "outcome":
            chosen = next((o for o in entry.outcomes if o.key == target.part), None)
            return proof_by(library, entry, chosen)
        return proof_by(library, entry)
    return None


def proof_by(library: Library, entry: AnyEntry, outcome: Outcome | None = None) -> Proof:
    """The proof that an entry is."""
    kind = kind_for(type(entry))
    assert kind.weight, f"a {kind.word} proves nothing"
    address, result = address_of(entry), None
    if isinstance(entry, Project):
        result = result_of(library, entry, outcome) if outcome else best_result(library, entry)
        address = outcome_address(entry, result.outcome) if result else address
    elif isinstance(entry, Post) and entry.external_url:
        address = entry.external_url
    aged = is_old(kind.day(entry), library.today)
    young = 0 if library.is_draft(entry) else kind.weight(entry, result)
    return Proof(kind.word, address, entry, result, max(young - aged, 0), is_old=aged)


def best_result(library: Library, project: Project) -> Result | None:
    """The strongest outcome that may be shown; among equals the one whose mark says most."""
    shown = (outcome for outcome in project.outcomes if outcome.disclosure != "hidden")
    results = (result_of(library, project, outcome) for outcome in shown)
    return min(results, key=lambda r: (-outcome_strength(r), r.mark.rank), default=None)


def result_of(library: Library, project: Project, outcome: Outcome) -> Result:
    """An outcome with its mark."""
    return Result(outcome, library.marks.of(project, outcome))


def strongest_first(proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    """Proofs in order of their weight, each entry and address once."""
    ordered = sorted(proofs, key=lambda proof: -proof.strength)
    once: dict[tuple[str, str], Proof] = {}
    for proof in ordered:
        once.setdefault((proof.kind, proof.entry.id if proof.entry else proof.address), proof)
    return tuple(once.values())


def _proof_at(library: Library, address: str) -> Proof | None:
    """A page elsewhere; a page of the author's own is no stronger than her own word."""
    profile, today = library.profile, library.today
    for credential in profile.credentials:
        if credential.url == address:
            strength = WEAK if credential.is_over(today) else MEDIUM
            return Proof("credential", address, strength=strength, title=credential.name)
    if entry := library.known_as(address):
        return proof_by(library, entry)
    parts = urlsplit(address)
    if parts.scheme in ("mailto", "tel"):
        return None
    own = not parts.netloc or parts.netloc == urlsplit(profile.url).netloc
    return Proof("link", address, strength=WEAK if own else STRONG)


def _proofs_by(library: Library, entries: Iterable[AnyEntry]) -> list[Proof]:
    return [proof_by(library, entry) for entry in entries if _proves(library, entry)]


def _proves(library: Library, entry: AnyEntry) -> bool:
    """Whether it says anything yet: a claim does not, nor does a talk to come."""
    if isinstance(entry, Talk):
        return not entry.is_upcoming(library.today)
    return kind_for(type(entry)).weight is not None
