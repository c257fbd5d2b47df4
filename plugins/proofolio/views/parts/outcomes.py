"""Outcomes as tiles and lines: figures, how they were measured, and the proof."""

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
from proofolio.views.parts.project_facts import client_name
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
    context: str
    """Data, period, sample and baseline in a line, away from the work's own page."""
    facts: tuple[tuple[str, str], ...]
    """How it was measured, term and words, on the work's own page."""
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
        figures=shown if own_page else replace(shown, delta=""),
        sentence=outcome.sentence,
        context="" if own_page else context_line(site, project, outcome, mark),
        facts=_facts(site, outcome, mark) if own_page else (),
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
    return replace(line, source=source, after=_standing(site, project, outcome, mark))


def _standing(site: Site, project: Project, outcome: Outcome, mark: Mark) -> str:
    """What those are who checked a number: role and organisation, of several the organisations."""
    if not mark.quote:
        return ""
    quotes = site.library.marks.checking(project, outcome)
    if len(quotes) == 1:
        return site.words.joined((quotes[0].role, quotes[0].organization))
    return site.words.listed(dict.fromkeys(quote.organization for quote in quotes))


def _other_evidence(site: Site, project: Project, outcome: Outcome) -> Link | None:
    targets = (parse_reference(reference) for reference in outcome.evidence)
    for proof in (proof_of(site.library, target) for target in targets if target.kind != "cell"):
        if proof and proof.entry != project and is_reachable(site, proof.address):
            return proof_line(site, proof).link
    return None


def context_line(site: Site, project: Project, outcome: Outcome, mark: Mark) -> str:
    """On what data, when, on how many and against what it was measured: in a line."""
    words, client = site.words, project.client
    data = ""
    if mark.rests_on == "client":
        name = client_name(client) if client else ""
        data = words.joined((words("measured.at_client"), name))
    elif mark.rests_on == "public":
        data = words("measured.on_public")
    # That they are simulated is said as the caveat already.
    measured = words.joined((_short(outcome.period), _short(outcome.sample)))
    both = words("metric", metric=data, value=measured) if data and measured else data or measured
    lines = [words("sentence", text=both)] if both else []
    if outcome.baseline:
        lines.append(words("against", baseline=_inside(outcome.baseline, words)))
    return " ".join(lines)


def _facts(site: Site, outcome: Outcome, mark: Mark) -> tuple[tuple[str, str], ...]:
    # That data are simulated is said as the caveat already.
    has_data = mark.rests_on and mark.caveat != "simulated"
    told = {
        "data": site.words(f"rests_on.{mark.rests_on}") if has_data else "",
        "period": outcome.period,
        "sample": outcome.sample,
        "baseline": outcome.baseline,
        "method": outcome.method,
    }
    return tuple(
        (site.words(f"measured.{name}"), _short(text[:1].upper() + text[1:]))
        for name, text in told.items()
        if text
    )


def _short(text: str) -> str:
    """Text without its full stop."""
    return text.rstrip(". 。")


def _inside(text: str, words: Words) -> str:
    """Text to stand within a sentence: without its full stop, and in English without a capital."""
    text = _short(text)
    if not words.language.startswith("en"):
        return text
    is_article = text.startswith("A ")
    return text[:1].lower() + text[1:] if is_article or text[1:2].islower() else text


def result_line(site: Site, project: Project) -> str:
    """The bold line of a card: the best outcome in words."""
    line = best_line(site, project)
    return line.text if line else ""
