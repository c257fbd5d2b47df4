"""A proof as a line for the claim it backs."""

from __future__ import annotations

from proofolio.model.project import Project
from proofolio.model.proof import Proof
from proofolio.model.testimonial import Testimonial
from proofolio.views.numbers import mark_words
from proofolio.views.parts.links import Link, ProofLine, host_of, project_name
from proofolio.views.parts.quotes import quote_view
from proofolio.views.parts.results import line_of
from proofolio.views.site import Site


def proof_line(site: Site, proof: Proof) -> ProofLine:
    """A proof as a line for the claim it backs."""
    words = site.words
    entry = proof.entry
    if entry is None:
        return ProofLine(link=Link(proof.title or host_of(proof.address), proof.address))
    if isinstance(entry, Project):
        link = Link(project_name(entry), proof.address)
        if proof.result is None:
            return ProofLine(link=link)
        mark, result = proof.result.mark, line_of(site, entry, proof.result)
        return ProofLine(mark.level, link, mark_words(mark, words), result=result)
    if isinstance(entry, Testimonial):
        quote = quote_view(site, entry, short=True)
        return ProofLine(link=Link(quote.who, proof.address), after=quote.about.rstrip("."))
    title = str(getattr(entry, "title", entry.id))
    before = words(f"proof.{proof.kind}")
    return ProofLine(link=Link(title, proof.address), before=before)
