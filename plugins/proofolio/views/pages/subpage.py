"""A further page of an entry, below the entry's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import address_of
from proofolio.model.kinds import KINDS
from proofolio.model.record import Page, SubPage
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link
from proofolio.views.parts.posts import newest_day
from proofolio.views.parts.reach import is_on
from proofolio.views.parts.references import Reference, reference_list
from proofolio.views.plan import PagePlan
from proofolio.views.site import Heading, Html, Site


@dataclass(frozen=True)
class SubPageView:
    """The page, with the way back and the pages beside it."""

    title: str
    parent: Link
    lead: str
    body: Html
    footnotes: Html
    references: tuple[Reference, ...]
    """Works that it cites."""
    headings: tuple[Heading, ...]
    beside: tuple[Link, ...]
    cta: CallToAction


def subpage_plans(site: Site) -> Iterator[PagePlan]:
    """A page for each further page of an entry that is shown."""
    for entry in _entries(site):
        for page in entry.subpages:
            yield PagePlan(
                address=page.address,
                kind="subpage",
                title=page.title,
                description=describe(page.summary, _title(entry)),
                entry=page,
                is_listed=page.status != "unlisted",
                updated=newest_day([entry]),
            )


def subpage_view(site: Site, plan: PagePlan) -> SubPageView:
    """The page that the plan names."""
    assert isinstance(plan.entry, SubPage)
    page, prose = plan.entry, site.prose(plan.entry)
    entry = next(entry for entry in _entries(site) if page in entry.subpages)
    return SubPageView(
        title=page.title,
        parent=Link(_title(entry), address_of(entry)),
        lead="" if prose.text.startswith(page.summary.rstrip("….")[:40]) else page.summary,
        body=prose.fields.get("body", ""),
        footnotes=prose.fields.get("footnotes", ""),
        references=reference_list(site, site.cited(page)),
        headings=prose.headings,
        beside=tuple(Link(p.title, p.address) for p in entry.subpages if p is not page),
        cta=call_to_action(site, about=plan.title),
    )


def _entries(site: Site) -> Iterator[Page]:
    for kind in KINDS:
        if kind.source == "folder" and is_on(site, kind):
            for entry in site.library.all(kind.record):
                if isinstance(entry, Page) and not getattr(entry, "external_url", ""):
                    yield entry


def _title(entry: Page) -> str:
    return str(getattr(entry, "title", entry.id))
