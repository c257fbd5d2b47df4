"""Publications by year, each with its authors, its addresses and what it backs up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from proofolio.model.publication import PUBLICATION, Publication
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.grouped import Group, GroupedView, grouped_view
from proofolio.views.parts.publications import (
    PublicationRow,
    publication_row,
)
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site


def publications_plans(site: Site) -> Iterator[PagePlan]:
    """The page of publications; none without any."""
    papers = site.library.listed(Publication)
    if not papers:
        return
    words, name, today = site.words, site.library.profile.name, site.library.today
    titles = words("separate").join(paper.title for paper in papers[:3])
    past = [paper.date.first for paper in papers if paper.date and paper.date.first <= today]
    yield PagePlan(
        address=PUBLICATION.listing,
        kind="publications",
        title=words("publications"),
        description=describe(words("publications_page.description", name=name), titles),
        updated=max(past, default=None),
    )


def publications_view(site: Site, plan: PagePlan) -> GroupedView[PublicationRow]:
    """All publications by year, newest first; those without a date at the end."""
    words, groups = site.words, []
    for year, papers in groupby(site.library.listed(Publication), key=lambda paper: paper.year):
        rows = tuple(publication_row(site, paper) for paper in papers)
        heading = str(year) if year else words("publications_page.undated")
        groups.append(Group(f"pf-{year or 'undated'}", heading, rows))
    return grouped_view(site, plan, words("publications_page.lead"), groups)
