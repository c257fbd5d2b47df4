"""Outcomes as tiles and lines: figures, what they were compared with, and the proof."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofolio.model.addresses import outcome_address
from proofolio.model.mark import Mark
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.proof import proof_of
from proofolio.model.references import parse_reference
from proofolio.model.testimonial import Scope
from proofolio.views.numbers import Figures, caveat_words, figures, mark_words
from proofolio.views.parts.links import Link, ProofLine, project_name
from proofolio.views.parts.proofs import proof_line
from proofolio.views.parts.reach import is_reachable
from proofolio.views.parts.results import best_line, source_of
from proofolio.views.site import Site
from proofolio.views.words import Words


@dataclass(frozen=True)
class Tile:
    """One result: what, from where to where, and the proof."""

    id: str
    metric: str
    figures: Figures
    sentence: str
    notes: tuple[str, ...]
    """Data, baseline, period and method: what is one tap away."""
    caveat: str
    """What must be said wherever the number stands."""
    proof: ProofLine
    source: str
    """Address of the place that shows the number; empty where it is this one."""


def tile(
    site: Site,
    project: Project,
    outcome: Outcome,
    *,
    own_page: bool,
    scope: Scope = "website",
) -> Tile | None:
    """A tile for an outcome; none where it may not be told."""
    if outcome.disclosure == "hidden":
        return None
    shown = figures(outcome, site.words)
    if not outcome.is_sentence and not shown.value:
        return None
    mark = site.library.marks.of(project, outcome, scope)
    proof = _own_proof(site, project, outcome, mark) if own_page else None
    return Tile(
        id=f"outcome-{outcome.key}",
        metric=outcome.metric,
        # How much it changed stands with the work, and why not all is told one tap away.
        figures=shown if own_page and outcome.shows_numbers else replace(shown, delta=""),
        sentence=outcome.sentence,
        notes=_notes(site, outcome, mark) if own_page else (),
        caveat=caveat_words(mark, site.words),
        proof=proof or elsewhere_proof(site, project, outcome, mark),
        source=source_of(site, project, outcome, mark, own_page=own_page)
        or (proof.link.address if proof and proof.link else ""),
    )


def tiles(site: Site, project: Project, scope: Scope = "website") -> tuple[Tile, ...]:
    """All tiles of a project, for its own page."""
    made = (tile(site, project, o, own_page=True, scope=scope) for o in project.outcomes)
    return tuple(t for t in made if t)


def elsewhere_proof(site: Site, project: Project, outcome: Outcome, mark: Mark) -> ProofLine:
    """The mark of an outcome beside the work it is of."""
    link = Link(project_name(project), outcome_address(project, outcome))
    return ProofLine(mark.level, link, mark_words(mark, site.words))


def _own_proof(site: Site, project: Project, outcome: Outcome, mark: Mark) -> ProofLine:
    """The mark of an outcome on its own page, with what else shows it where it is only told."""
    text = mark_words(mark, site.words)
    source = source_of(site, project, outcome, mark, own_page=True)
    link = None if source else _other_evidence(site, project, outcome)
    line = ProofLine(mark.level, link, text[:1].upper() + text[1:], mark_first=True)
    return replace(line, source=source)


def _other_evidence(site: Site, project: Project, outcome: Outcome) -> Link | None:
    targets = (parse_reference(reference) for reference in outcome.evidence)
    for proof in (proof_of(site.library, target) for target in targets if target.kind != "cell"):
        if proof and proof.entry != project and is_reachable(site, proof.address):
            return proof_line(site, proof).link
    return None


def _notes(site: Site, outcome: Outcome, mark: Mark) -> tuple[str, ...]:
    words = site.words
    parts = []
    if not outcome.shows_numbers and (limit := figures(outcome, words).delta):
        parts.append(words("sentence", text=limit))
    if mark.rests_on:
        parts.append(words(f"rests_on.{mark.rests_on}"))
    if outcome.baseline:
        parts.append(words("against", baseline=_inside(outcome.baseline, words)))
    if outcome.period:
        parts.append(words("sentence", text=outcome.period.rstrip(".。")))
    if outcome.method:
        parts.append(words("method", method=_inside(outcome.method, words)))
    return tuple(parts)


def _inside(text: str, words: Words) -> str:
    """Text to stand within a sentence: without its full stop, and in English without a capital."""
    text = text.rstrip(". 。")
    if not words.language.startswith("en"):
        return text
    is_article = text.startswith("A ")
    return text[:1].lower() + text[1:] if is_article or text[1:2].islower() else text


def result_line(site: Site, project: Project) -> str:
    """The bold line of a card: the best outcome in words."""
    line = best_line(site, project)
    return line.text if line else ""
