"""Is each claim backed, and does each strong proof back something?"""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.checks.content.places import problem_at
from proofolio.model.addresses import topic_slug
from proofolio.model.assessment import ClaimProof, assess
from proofolio.model.backing import backed_by
from proofolio.model.kinds import CLAIMS, PROOFS
from proofolio.model.library import Library
from proofolio.model.project import Project
from proofolio.model.proof import proof_by
from proofolio.model.record import Entry
from proofolio.model.strength import STRONG
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Problem

_CODES = {
    "none": "claim-without-proof",
    "weak": "claim-weakly-proved",
    "one-kind": "claim-weakly-proved",
    "few": "niche-thin",
    "old": "proof-old",
}


def check_proofs(library: Library) -> Iterator[Problem]:
    """What is lacking at claims, and proof that lies about."""
    for claim in assess(library):
        if claim.gap:
            text = f'the {claim.kind} "{claim.label}" {_lack(claim, library)}'
            yield Problem(_CODES[claim.gap], text, claim.path, claim.line)
    yield from _unused_skills(library)
    yield from _unused_proof(library)


def _lack(claim: ClaimProof, library: Library) -> str:
    if claim.gap == "none":
        return "has no proof."
    if claim.gap == "few":
        niche = library.find("niche", claim.id.partition(":")[2])
        least = getattr(niche, "min_evidence", 0)
        return f"has {len(claim.proofs)} of the {least} proofs it asks for."
    if claim.gap == "old":
        return "has no proof of the last five years."
    if claim.gap == "one-kind":
        return "is backed by one kind of proof alone."
    return "is only weakly backed."


def _unused_skills(library: Library) -> Iterator[Problem]:
    for number, skill in enumerate(library.profile.skills):
        topic = library.topics.get(topic_slug(skill.name))
        # A skill without any proof is told of as a claim.
        if skill.offered and topic and not topic.all(Project):
            text = f'you offer "{skill.name}", and no project names it.'
            yield problem_at(library.profile, "skill-unused", text, f"skills.{number}")


def _unused_proof(library: Library) -> Iterator[Problem]:
    sells = any(library.all(kind.record) for kind in CLAIMS)
    for entry in (entry for kind in PROOFS for entry in library.listed(kind.record)):
        if not sells or proof_by(library, entry).strength < STRONG or _is_beside(entry):
            continue
        if not backed_by(library, entry):
            text = "this is strong proof, and no service, niche, skill or claim uses it."
            yield problem_at(entry, "proof-unused", text)


def _is_beside(entry: Entry) -> bool:
    """Whether a testimonial stands beside the project it is about."""
    return isinstance(entry, Testimonial) and bool(entry.projects)
