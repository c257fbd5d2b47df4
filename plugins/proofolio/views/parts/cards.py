"""Projects as cards of a listing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofolio.model.addresses import address_of
from proofolio.model.project import Project
from proofolio.model.proof import best_result
from proofolio.model.testimonial import Testimonial
from proofolio.views.numbers import ResultLine, mark_words
from proofolio.views.parts.links import ProofLine
from proofolio.views.parts.outcomes import context_line
from proofolio.views.parts.pictures import picture_of
from proofolio.views.parts.quotes import Quote, quote_view
from proofolio.views.parts.results import line_of
from proofolio.views.site import Picture, Site


@dataclass(frozen=True)
class Card:
    """A project in a listing."""

    address: str
    title: str
    result: ResultLine | None
    summary: str
    """What it is about, where there is no result to tell."""
    context: str
    """When, on how many, at whom and against what its result was measured."""
    meta: str
    picture: Picture
    proof: ProofLine | None
    facets: str
    """Space-separated `facet:slug` pairs for the filter."""
    quote: Quote | None = None


def card(site: Site, project: Project, *, quote: bool = False) -> Card:
    """A project as a card."""
    best = best_result(site.library, project)
    proof = None
    if best:
        said = mark_words(best.mark, site.words)
        proof = ProofLine(best.mark.level, None, said[:1].upper() + said[1:])
    meta = ["".join(project.skills[:1]), site.words.listed(project.tools[:2])]
    meta.append(str(project.year) if project.year else "")
    if site.library.is_draft(project):
        meta.append(site.words("posts.draft"))
    quotes: tuple[Testimonial, ...] = ()
    if quote and "testimonials" in site.enabled:
        quotes = site.library.about(Testimonial, project)
    result = line_of(site, project, best) if best else None
    return Card(
        address=address_of(project),
        title=project.title,
        result=result,
        summary="" if result else project.summary,
        context=context_line(site, project, best.outcome, best.mark) if best and result else "",
        meta=" · ".join(part for part in meta if part),
        # What it shows is said in words right below.
        picture=replace(picture_of(site, project), alt=""),
        proof=proof,
        facets="",
        quote=quote_view(site, quotes[0], short=True) if quotes else None,
    )
