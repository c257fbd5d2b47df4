"""What Google Scholar reads in the head of a page about one publication.

Names and forms are those of its inclusion guidelines for webmasters, under "Indexing guidelines":
https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from proofolio.model.addresses import address_of
from proofolio.model.publication import Publication
from proofolio.outputs.feeds.addresses import absolute
from proofolio.views.site import Site

_VENUES = {
    "article": "citation_journal_title",
    "preprint": "citation_journal_title",
    "conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}
"""What the venue is called, where it is not the publisher."""


def citation_tags(site: Site, paper: Publication) -> list[Markup]:
    """The tags of a publication's page; addresses only where the site's is known."""
    tag = Markup('<meta name="{}" content="{}">')
    return [tag.format(name, content) for name, content in _tags(site, paper) if content]


def _tags(site: Site, paper: Publication) -> Iterator[tuple[str, str]]:
    yield "citation_title", paper.title
    for author in paper.named:
        yield "citation_author", author.name
    if paper.date:
        yield "citation_publication_date", paper.date.iso.replace("-", "/")
    yield _VENUES.get(paper.type or "", "citation_publisher"), paper.venue
    is_report = paper.type == "report"
    yield "citation_volume", paper.volume
    yield "citation_technical_report_number" if is_report else "citation_issue", paper.issue
    pages = re.fullmatch(r"(\w+)\s*[-–]\s*(\w+)", paper.pages)
    yield "citation_firstpage", pages[1] if pages else paper.pages
    # `117-34` ends on page 134.
    yield "citation_lastpage", f"{pages[1][: -len(pages[2])]}{pages[2]}" if pages else ""
    if paper.type in _VENUES:
        yield "citation_publisher", paper.press
    yield "citation_isbn", paper.isbn
    yield "citation_doi", paper.doi
    yield "citation_arxiv_id", paper.arxiv
    yield "citation_language", paper.lang
    for topic in dict.fromkeys((*paper.skills, *paper.tags)):
        yield "citation_keywords", topic
    if site.url:
        yield "citation_abstract_html_url", absolute(address_of(paper), site.url)
        yield "citation_pdf_url", absolute(paper.pdf, site.url) if paper.pdf else ""
