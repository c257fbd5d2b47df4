"""What an author could do for a claim that lacks proof, found by what entries have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from proofolio.model.addresses import topic_slug
from proofolio.model.kinds import PROOFS, AnyEntry, kind_for
from proofolio.model.library import Library
from proofolio.model.niche import Niche
from proofolio.model.profile import Skill
from proofolio.model.project import Project
from proofolio.model.proof import Proof, proof_by, proofs_about, proofs_of
from proofolio.model.record import Claim, kind_of
from proofolio.model.references import parse_reference
from proofolio.model.service import Service
from proofolio.model.strength import STRONG
from proofolio.model.topics import topics_of


@dataclass(frozen=True)
class Suggestion:
    """One edit that would help a claim."""

    action: Literal["add", "cite", "fill", "measure", "drop"]
    """`add` `value` to `field` of the entry; `cite` `value` as evidence of the claim; `fill` in
    `field` of the entry; `measure` an outcome of the entry; `drop` the offer of a skill."""
    entry: AnyEntry | None = None
    field: str = ""
    value: str = ""
    shared: str = ""
    """What the entry and the claim have in common: `niche energy`."""


def for_group(
    library: Library, group: Service | Niche, proofs: Sequence[Proof]
) -> tuple[Suggestion, ...]:
    """Entries that belong to a service or niche without naming it, then proofs to be improved."""
    field = kind_for(type(group)).plural
    known = {(proof.kind, proof.entry.id) for proof in proofs if proof.entry}
    found = [
        Suggestion("add", entry, field, group.id, shared)
        for entry in _by_weight(library)
        if (kind_of(entry), entry.id) not in known and group.id not in getattr(entry, field, ())
        for shared in _in_common(library, entry, group)[:1]
    ]
    return (*found, *to_strengthen(proofs))


def for_sentence(
    library: Library, holder: Service | Niche | Project, claim: Claim
) -> tuple[Suggestion, ...]:
    """What backs the page that makes the claim, and is not cited by it."""
    cited = {parse_reference(reference).id for reference in claim.evidence}
    if isinstance(holder, Project):
        proofs = sorted(proofs_about(library, holder), key=lambda proof: -proof.strength)
    else:
        proofs = list(proofs_of(library, holder))
    return tuple(
        Suggestion("cite", None, "evidence", reference, f"{kind_of(holder)} {holder.id}")
        for proof in proofs
        if proof.entry and proof.entry.id not in cited
        for reference in [f"{proof.kind}:{proof.entry.id}"]
    )


def for_skill(library: Library, skill: Skill, proofs: Sequence[Proof]) -> tuple[Suggestion, ...]:
    """Entries with a topic that says nearly the same; else not to offer the skill."""
    wanted = set(topic_slug(skill.name).split("-"))
    known = {(proof.kind, proof.entry.id) for proof in proofs if proof.entry}
    found = [
        Suggestion("add", entry, "skills", skill.name, f'topic "{topic}"')
        for entry in _by_weight(library)
        if (kind_of(entry), entry.id) not in known
        for topic in _topics_with(entry, wanted)[:1]
    ]
    better = (*found, *to_strengthen(proofs))
    return better or (Suggestion("drop", None, "offered", "false"),)


def to_strengthen(proofs: Iterable[Proof]) -> tuple[Suggestion, ...]:
    """What would make proofs strong that are not."""
    return tuple(
        suggestion
        for proof in proofs
        if proof.strength < STRONG and not proof.is_old
        for suggestion in _improved(proof)
    )


def _improved(proof: Proof) -> Iterator[Suggestion]:
    entry = proof.entry
    lacks = kind_for(type(entry)).lacks if entry else None
    for lack in lacks(entry, proof.result) if lacks else ():
        yield Suggestion(lack.action, entry, lack.field, lack.value)


def _by_weight(library: Library) -> list[AnyEntry]:
    """Everything that may be proof, heaviest first."""
    entries = (entry for kind in PROOFS for entry in library.listed(kind.record))
    return sorted(entries, key=lambda entry: -proof_by(library, entry).strength)


def _in_common(library: Library, entry: AnyEntry, group: Service | Niche) -> list[str]:
    """Niches, services and projects that both have, or a topic that is the group's name."""
    theirs = getattr(group, "niches", ())
    shared = [f"niche {id}" for id in getattr(entry, "niches", ()) if id in theirs]
    if isinstance(group, Niche):
        inside = {service.id for service in library.about(Service, group)}
        shared += [f"service {id}" for id in getattr(entry, "services", ()) if id in inside]
    inside = {project.id for project in library.about(Project, group)}
    shared += [f"project {id}" for id in getattr(entry, "projects", ()) if id in inside]
    names = {topic_slug(group.name), group.id}
    return shared + [f'topic "{t}"' for t in topics_of(entry) if topic_slug(t) in names]


def _topics_with(entry: AnyEntry, wanted: set[str]) -> list[str]:
    """Topics that hold all words of a skill, or all of whose words are in it."""
    found = []
    for topic in topics_of(entry):
        words = set(topic_slug(topic).split("-"))
        if words != wanted and (words < wanted or wanted < words):
            found.append(topic)
    return found
