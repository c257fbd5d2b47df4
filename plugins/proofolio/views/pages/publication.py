"""A publication's own page: what it says, where it can be read, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import address_of
from proofolio.model.publication import PUBLICATION, Publication
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link
from proofolio.views.parts.publications import PublicationRow, publication_row
from proofolio.views.plan import PagePlan
from proofolio.views.site import Html, Site


@dataclass(frozen=True)
class PublicationView:
    """The page of a publication."""

    paper: PublicationRow
    parent: Link
    abstract: Html
    cta: CallToAction


def publication_plans(site: Site) -> Iterator[PagePlan]:
    """A page for each publication that has an abstract."""
    today = site.library.today
    for paper in site.library.all(Publication):
        if PUBLICATION.is_paged(paper):
            day = paper.date.first if paper.date else None
            yield PagePlan(
                address=address_of(paper),
                kind="publication",
                title=paper.title,
                description=describe(paper.summary, site.prose(paper).text),
                entry=paper,
                is_listed=paper.status != "unlisted",
                updated=day if day and day <= today else None,
            )


def publication_view(site: Site, plan: PagePlan) -> PublicationView:
    """The page of the publication that the plan names."""
    paper = plan.entry
    assert isinstance(paper, Publication)
    prose = site.prose(paper)
    return PublicationView(
        paper=publication_row(site, paper),
        parent=Link(site.words("publications"), PUBLICATION.listing),
        abstract=prose.fields.get("abstract", "") + prose.fields.get("footnotes", ""),
        cta=call_to_action(site, about=plan.title),
    )
