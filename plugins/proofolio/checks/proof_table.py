"""The author's table of claims: what backs each, how strongly, what is lacking, what to do."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator

from proofolio.checks.proof_advice import STRENGTHS, advice, gap_text, proof_text
from proofolio.model.assessment import ClaimProof
from proofolio.problems import Problem

WIDTH = 80
LABELLED = 11
"""Columns before the text of a labelled line."""
STRENGTH = 8
"""Columns in which a line says how strong a proof is."""
SHOWN = 4
"""Proofs listed for a claim; the others are counted."""

WORST = ("none", "few", "weak", "one-kind", "old", "")


def text_table(claims: tuple[ClaimProof, ...]) -> str:
    """The table for a terminal of 80 columns: what lacks proof first, the worst on top."""
    if not claims:
        return "There are no claims: no services, niches, claims or offered skills.\n"
    lacking = sorted((c for c in claims if c.gap), key=lambda claim: WORST.index(claim.gap))
    backed = [claim for claim in claims if not claim.gap]
    lines = [f"{len(claims)} claims; backed enough: {len(backed)}."]
    for heading, group in (("LACKING PROOF", lacking), ("BACKED ENOUGH", backed)):
        if group:
            lines += ["", heading]
        for claim in group:
            lines += ["", *_lines(claim)]
    return "\n".join(lines) + "\n"


def json_table(claims: tuple[ClaimProof, ...]) -> str:
    """The same for programs."""
    return json.dumps([_row(claim) for claim in claims], ensure_ascii=False, indent=2) + "\n"


def _row(claim: ClaimProof) -> dict[str, object]:
    return {
        "kind": claim.kind,
        "id": claim.id,
        "label": claim.label,
        "path": claim.path,
        "line": claim.line,
        "enough": claim.is_enough,
        "total": claim.total,
        "gap": claim.gap,
        "proofs": [
            {
                "kind": proof.kind,
                "id": proof.entry.id if proof.entry else "",
                "address": proof.address,
                "strength": STRENGTHS[proof.strength],
                "old": proof.is_old,
            }
            for proof in claim.proofs
        ],
        "todo": list(advice(claim)),
    }


def _lines(claim: ClaimProof) -> Iterator[str]:
    yield from _wrapped(f"{claim.kind.capitalize()}: {claim.label}", "", "  ")
    if claim.path:
        yield from _wrapped(str(Problem("", "", claim.path, claim.line)), "  in       ")
    if claim.gap:
        yield from _wrapped(gap_text(claim), "  gap      ")
    for number, proof in enumerate(claim.proofs[:SHOWN]):
        label = "  proof    " if not number else " " * LABELLED
        label += f"{STRENGTHS[proof.strength]:{STRENGTH}}"
        yield from _wrapped(proof_text(proof), label, " " * (LABELLED + STRENGTH))
    if (more := len(claim.proofs) - SHOWN) > 0:
        yield f"{' ' * LABELLED}and {more} more"
    for text in advice(claim):
        yield from _wrapped(text, "  do       ")


def _wrapped(text: str, first: str, rest: str = " " * LABELLED) -> Iterator[str]:
    """Lines no wider than the terminal, the further ones indented."""
    line, filled = first, False
    for word in _pieces(text, WIDTH - len(rest)):
        if filled and _columns(f"{line} {word}") > WIDTH:
            yield line.rstrip()
            line, filled = rest, False
        line = f"{line} {word}" if filled else line + word
        filled = True
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterable[str]:
    """Words, longer ones cut: an address, or a script without spaces."""
    for word in text.split(" "):
        piece = ""
        for letter in word:
            if _columns(piece + letter) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _columns(text: str) -> int:
    """Columns a text takes in a terminal."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) != 0 for letter in text)
