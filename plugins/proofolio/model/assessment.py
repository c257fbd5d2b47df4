"""Whether each claim is backed enough, what it lacks, and what would help: for the author alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from proofolio.model.addresses import topic_slug
from proofolio.model.kinds import CLAIMS, PROOFS
from proofolio.model.library import Library
from proofolio.model.niche import Niche
from proofolio.model.profile import Skill
from proofolio.model.project import Project
from proofolio.model.proof import (
    Proof,
    proofs_of,
    proofs_of_claim,
    proofs_of_skill,
    strongest_first,
)
from proofolio.model.record import Claim
from proofolio.model.service import Service
from proofolio.model.strength import STRONG
from proofolio.model.suggestions import (
    Suggestion,
    for_group,
    for_sentence,
    for_skill,
    to_strengthen,
)

ENOUGH = 4
"""Total of strengths that is enough where no proof is strong."""
KINDS = 2
"""From so many kinds of proof that total must come."""
SUGGESTED = 3

Gap = Literal["", "none", "weak", "one-kind", "few", "old"]


@dataclass(frozen=True)
class ClaimProof:
    """A claim with what backs it, and what it lacks."""

    kind: Literal["service", "niche", "claim", "skill"]
    id: str
    """Its reference: `service:review`; `review/claims/1` and `skills/2` count from 1."""
    label: str
    """Its name, or the sentence."""
    path: str
    line: int | None
    proofs: tuple[Proof, ...]
    """Strongest first, each source once, as far as it counts today."""
    is_enough: bool
    """One strong proof, or a total of 4 from two kinds; in a niche also `min_evidence` proofs."""
    gap: Gap
    """`none`: nothing backs it; `weak`: too little; `one-kind`: enough, but all of one kind;
    `few`: fewer than the niche asks for; `old`: nothing of the last five years. Else empty."""
    suggestions: tuple[Suggestion, ...] = ()
    """What would help, best first; none where nothing is lacking."""
    at_least: int = 0
    """The number of proofs that a niche asks for, for itself and for each of its claims."""

    @property
    def total(self) -> int:
        """The sum of strengths."""
        return sum(proof.strength for proof in self.proofs)


def assess(library: Library) -> tuple[ClaimProof, ...]:
    """Every claim of the site: services, niches, explicit sentences, then offered skills."""
    return tuple(_assess(library))


def _assess(library: Library) -> Iterator[ClaimProof]:
    for kind in CLAIMS:
        for group in library.listed(kind.record):
            yield _group(library, group)
            yield from _sentences(library, group)
    for kind in PROOFS:
        if "claims" in kind.record.model_fields:
            for holder in library.listed(kind.record):
                yield from _sentences(library, holder)
    for number, skill in enumerate(library.profile.skills):
        if skill.offered:
            yield _skill(library, number, skill)


def _group(library: Library, group: Service | Niche) -> ClaimProof:
    counted = count(proofs_of(library, group))
    at_least = group.min_evidence if isinstance(group, Niche) else 0
    is_enough, gap = judge(counted, at_least)
    kind: Literal["niche", "service"] = "niche" if isinstance(group, Niche) else "service"
    helping = for_group(library, group, counted) if gap else ()
    return ClaimProof(
        kind,
        f"{kind}:{group.id}",
        group.name,
        group.origin.path,
        group.origin.line,
        counted,
        is_enough,
        gap,
        helping[:SUGGESTED],
        at_least,
    )


def _sentences(library: Library, holder: Service | Niche | Project) -> Iterator[ClaimProof]:
    for number, claim in enumerate(holder.claims):
        counted = count(_besides(holder, proofs_of_claim(library, claim)))
        at_least = holder.min_evidence if isinstance(holder, Niche) else 0
        is_enough, gap = judge(counted, at_least)
        helping = (*for_sentence(library, holder, claim), *to_strengthen(counted)) if gap else ()
        yield ClaimProof(
            "claim",
            f"{holder.id}/claims/{number + 1}",
            claim.text,
            holder.origin.path,
            _line_of(holder, number, claim),
            counted,
            is_enough,
            gap,
            helping[:SUGGESTED],
            at_least,
        )


def _skill(library: Library, number: int, skill: Skill) -> ClaimProof:
    counted = count(proofs_of_skill(library, topic_slug(skill.name)))
    is_enough, gap = judge(counted)
    origin = library.profile.origin
    return ClaimProof(
        "skill",
        f"skills/{number + 1}",
        skill.name,
        origin.path,
        origin.line_of(f"skills.{number}") if origin.path else None,
        counted,
        is_enough,
        gap,
        for_skill(library, skill, counted)[:SUGGESTED] if gap else (),
    )


def count(proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    """The proofs that weigh anything today, strongest first, each source once."""
    once: dict[tuple[str, str], Proof] = {}
    for proof in strongest_first(proofs):
        if proof.strength or proof.is_old:
            once.setdefault(proof.source, proof)
    return tuple(once.values())


def judge(proofs: tuple[Proof, ...], at_least: int = 0) -> tuple[bool, Gap]:
    """Whether these are enough for a claim, and what is lacking."""
    counted = [proof for proof in proofs if proof.strength]
    if not proofs:
        return False, "none"
    total = sum(proof.strength for proof in counted)
    is_strong = any(proof.strength >= STRONG for proof in counted)
    is_mixed = total >= ENOUGH and len({proof.kind for proof in counted}) >= KINDS
    is_few = len(counted) < at_least
    is_enough = (is_strong or is_mixed) and not is_few
    if all(proof.is_old for proof in proofs):
        return is_enough, "old"
    if is_enough:
        return True, ""
    if is_few:
        return False, "few"
    return False, "one-kind" if total >= ENOUGH else "weak"


def _besides(holder: Service | Niche | Project, proofs: Iterable[Proof]) -> Iterator[Proof]:
    """Proofs but for the page on which the claim stands; its outcomes are proof all the same."""
    return (proof for proof in proofs if proof.entry != holder or proof.outcome)


def _line_of(holder: Service | Niche | Project, number: int, claim: Claim) -> int | None:
    return holder.origin.line_of(f"claims.{number}") if holder.origin.path else None
