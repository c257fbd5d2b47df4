"""Niches as rows, and what the author promises in each."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.addresses import address_of
from proofolio.model.niche import Niche
from proofolio.model.project import Project
from proofolio.views.site import Site


@dataclass(frozen=True)
class NicheRow:
    """A niche with its page."""

    address: str
    name: str
    headline: str
    proofs: str


def niche_rows(site: Site) -> tuple[NicheRow, ...]:
    """Listed niches that have pages."""
    library, words = site.library, site.words
    return tuple(
        NicheRow(
            address=address_of(niche),
            name=niche.name,
            headline=niche.headline,
            proofs=words.count("projects", len(projects)) if projects else "",
        )
        for niche in library.listed(Niche)
        if library.has_page(niche)
        for projects in [library.about(Project, niche)]
    )


def promise_of(site: Site, niche: Niche) -> str:
    """The niche's problem and what a client has afterwards, in two sentences; else empty."""
    problem, outcome = niche.problem.rstrip(".。"), niche.outcome.rstrip(".。")
    if not problem or not outcome:
        return site.words("sentence", text=outcome or problem) if outcome or problem else ""
    return site.words("niche.promise", problem=problem, outcome=outcome)
