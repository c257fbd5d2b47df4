"""Publications by year, each with its authors, its addresses and what it backs up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from proofolio.model.publication import PUBLICATION, Publication
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.facets import Facet
from proofolio.views.parts.grouped import Group
from proofolio.views.parts.publication_facets import publication_facets, publication_facets_of
from proofolio.views.parts.publications import PublicationRow, publication_row
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

ALL_BIBTEX = f"{PUBLICATION.listing}publications.bib"
"""Where all of them stand in one file."""
FEWEST, MOST = 6, 600
"""Fewer are seen at a glance, and of more the filter would be slower than the eye."""


@dataclass(frozen=True)
class PublicationsView:
    """All publications, with what they can be filtered by."""

    title: str
    lead: str
    facets: tuple[Facet, ...]
    can_filter: bool
    total: str
    count: str
    count_words: str
    """Sentences for the script as JSON, by plural form."""
    groups: tuple[Group[PublicationRow], ...]
    all_bibtex: str
    cta: CallToAction


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


def publications_view(site: Site, plan: PagePlan) -> PublicationsView:
    """All publications by year, newest first; those without a date at the end."""
    words, papers = site.words, site.library.listed(Publication)
    can_filter = FEWEST <= len(papers) <= MOST
    return PublicationsView(
        title=plan.title,
        lead=words("publications_page.lead"),
        facets=publication_facets(site, papers) if can_filter else (),
        can_filter=can_filter,
        total=str(len(papers)),
        count=words.count("publications_page.count", len(papers)),
        count_words=json.dumps(words.forms("publications_page.shown"), ensure_ascii=False),
        groups=tuple(_by_year(site, papers)),
        all_bibtex=ALL_BIBTEX,
        cta=call_to_action(site, about=plan.title),
    )


def _by_year(site: Site, papers: tuple[Publication, ...]) -> Iterator[Group[PublicationRow]]:
    for year, found in groupby(papers, key=lambda paper: paper.year):
        rows = tuple(
            replace(publication_row(site, paper), facets=publication_facets_of(site, paper))
            for paper in found
        )
        heading = str(year) if year else site.words("publications_page.undated")
        yield Group(f"pf-{year or 'undated'}", heading, rows)
