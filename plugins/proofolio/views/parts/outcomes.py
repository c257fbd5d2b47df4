"""Outcomes as tiles and lines: figures, what they were compared with, and the proof."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.addresses import address_of, outcome_address
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.proof import best_outcome, proof_of
from proofolio.model.references import parse_reference
from proofolio.views.numbers import Figures, figures, short_result
from proofolio.views.parts.links import Link, ProofLine, project_name
from proofolio.views.parts.proofs import proof_line
from proofolio.views.parts.reach import is_reachable
from proofolio.views.site import Site
from proofolio.views.words import Words


@dataclass(frozen=True)
class Tile:
    """One result: what, from where to where, and the proof."""

    id: str
    metric: str
    figures: Figures
    sentence: str
    notes: str
    """Baseline, period, method and "an estimate", in small print."""
    proof: ProofLine


def tile(site: Site, project: Project, outcome: Outcome, *, own_page: bool) -> Tile | None:
    """A tile for an outcome; none where it may not be told."""
    if outcome.disclosure == "hidden":
        return None
    shown = figures(outcome, site.words)
    if not outcome.is_sentence and not shown.value:
        return None
    return Tile(
        id=f"outcome-{outcome.key}",
        metric=outcome.metric,
        figures=shown,
        sentence=outcome.sentence,
        notes=_notes(site, outcome) if own_page else _estimate(site, outcome),
        proof=outcome_proof(site, project, outcome, own_page=own_page),
    )


def tiles(site: Site, project: Project) -> tuple[Tile, ...]:
    """All tiles of a project, for its own page."""
    made = (tile(site, project, outcome, own_page=True) for outcome in project.outcomes)
    return tuple(t for t in made if t)


def outcome_proof(site: Site, project: Project, outcome: Outcome, *, own_page: bool) -> ProofLine:
    """Who checked an outcome, with the link to the place that shows its number."""
    verified = site.words(f"verified_{outcome.verified_by}")
    if not own_page:
        link = Link(project_name(project), outcome_address(project, outcome))
        return ProofLine(outcome.verified_by, link, verified)
    verified = verified[:1].upper() + verified[1:]
    evidence = _own_evidence(site, project, outcome)
    return ProofLine(outcome.verified_by, evidence, verified, verified_first=True)


def _own_evidence(site: Site, project: Project, outcome: Outcome) -> Link | None:
    name = outcome.cell_reference
    notebook = site.notebook(project) if name else None
    for cell in notebook.cells if notebook else ():
        if name in cell.names or name == cell.anchor:
            return Link(site.words("see_cell"), f"{address_of(project)}#{cell.anchor}")
    targets = (parse_reference(reference) for reference in outcome.evidence)
    for proof in (proof_of(site.library, target) for target in targets if target.kind != "cell"):
        if proof and proof.entry != project and is_reachable(site, proof.address):
            return proof_line(site, proof).link
    return None


def _notes(site: Site, outcome: Outcome) -> str:
    words = site.words
    parts = []
    if outcome.baseline:
        parts.append(words("against", baseline=_inside(outcome.baseline, words)))
    if outcome.period:
        parts.append(words("sentence", text=outcome.period.rstrip(".。")))
    if outcome.method:
        parts.append(words("method", method=_inside(outcome.method, words)))
    return " ".join([*parts, _estimate(site, outcome)]).strip()


def _estimate(site: Site, outcome: Outcome) -> str:
    """What must be said wherever an estimate is shown."""
    return site.words("estimate") if outcome.estimate else ""


def _inside(text: str, words: Words) -> str:
    """Text to stand within a sentence: without its full stop, and in English without a capital."""
    text = text.rstrip(". 。")
    if not words.language.startswith("en"):
        return text
    is_article = text.startswith("A ")
    return text[:1].lower() + text[1:] if is_article or text[1:2].islower() else text


def result_line(site: Site, project: Project) -> str:
    """The bold line of a card: the best outcome in words."""
    best = best_outcome(project)
    return short_result(best, site.words) if best else ""
