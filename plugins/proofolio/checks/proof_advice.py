"""What the resolver found, in words for the author: the proof, the gap and what to do."""

from __future__ import annotations

from proofolio.model.assessment import ENOUGH, ClaimProof
from proofolio.model.proof import Proof
from proofolio.model.record import kind_of
from proofolio.model.suggestions import Suggestion
from proofolio.model.testimonial import Testimonial

STRENGTHS = ("none", "weak", "medium", "strong")
MARKS = {
    "checked": "confirmed by {who}",
    "open": "anybody can check it",
    "shown": "shown in the notebook",
    "told": "told by you alone",
}
ASK = {
    "service": "name it in `services` of a project, or ask a client for a testimonial about it",
    "niche": "name it in `niches` of a project, or ask a client for a testimonial about it",
    "claim": "cite in `evidence` what shows it: `project:id`, `outcome:id/key`, an address",
    "skill": "name it in `skills` of a project that shows it, or write `offered: false`",
}


def proof_text(proof: Proof) -> str:
    """A proof as the author knows it: kind, id, and who checked it."""
    if proof.entry is None:
        return f"{proof.kind} {proof.title or proof.address}"
    parts = [f"{proof.kind} {proof.entry.id}"]
    if proof.result:
        outcome, mark = proof.result.outcome, proof.result.mark
        parts += [
            f"outcome {outcome.key}",
            MARKS[mark.level].format(who=", ".join((mark.who, *mark.others))),
        ]
    if proof.is_old:
        parts.append("more than five years old")
    return ", ".join(parts)


def gap_text(claim: ClaimProof) -> str:
    """What a claim lacks; empty where nothing is lacking."""
    count = len(claim.proofs)
    return {
        "": "",
        "none": "Nothing that can be opened backs it.",
        "weak": f"No proof is strong, and the total is {claim.total} where {ENOUGH} of two kinds "
        "would be enough.",
        "one-kind": f"The total of {claim.total} would be enough if it came from two kinds of "
        "proof.",
        "few": f"{count} of the {claim.at_least} proofs that `min_evidence` asks for.",
        "old": "Everything that backs it is more than five years old.",
    }[claim.gap]


def advice(claim: ClaimProof) -> tuple[str, ...]:
    """What to do about the gap, the best first; none where nothing is lacking."""
    if not claim.gap:
        return ()
    return tuple(map(suggestion_text, claim.suggestions)) or (ASK[claim.kind],)


def suggestion_text(suggestion: Suggestion) -> str:
    """One edit in a line, with the file to edit."""
    entry, field, value = suggestion.entry, suggestion.field, suggestion.value
    if suggestion.action == "drop":
        return ASK["skill"]
    if entry is None:
        return f"{value} backs {suggestion.shared}; add it to `evidence`"
    name = f"{kind_of(entry)} {entry.id}"
    place = f" ({entry.origin.path}:{entry.origin.line})" if entry.origin.path else ""
    if suggestion.action == "add":
        return f"{name} shares {suggestion.shared}; add `{field}: [{value}]`{place}"
    if suggestion.action == "measure":
        return f"{name} would weigh more with an outcome; add `outcomes`{place}"
    if isinstance(entry, Testimonial):
        return f"{name} would be strong with `projects`, or a link to the words{place}"
    if field == "links":
        return f"{name} would be strong with a recording; add a `video` link{place}"
    return f"{name} would weigh more with `{field}`{place}"
