"""Listings whose rows stand under headings: talks and publications, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from proofolio.model.addresses import address_of
from proofolio.model.project import Project
from proofolio.model.record import Link as OutsideLink
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.links import Link, host_of
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

R = TypeVar("R")


@dataclass(frozen=True)
class Group(Generic[R]):
    """Rows under one heading."""

    id: str
    heading: str
    rows: tuple[R, ...]


@dataclass(frozen=True)
class GroupedView(Generic[R]):
    """A page of such groups."""

    title: str
    lead: str
    groups: tuple[Group[R], ...]
    cta: CallToAction


def grouped_view(
    site: Site, plan: PagePlan, lead: str, groups: Iterable[Group[R]]
) -> GroupedView[R]:
    """The page of these groups."""
    return GroupedView(plan.title, lead, tuple(groups), call_to_action(site, about=plan.title))


def project_links(site: Site, ids: Iterable[str]) -> tuple[Link, ...]:
    """The listed ones among these projects."""
    found = (site.library.find("project", id) for id in ids)
    listed = (entry for entry in found if isinstance(entry, Project) and entry.is_listed)
    return tuple(Link(project.title, address_of(project)) for project in listed)


def labelled(site: Site, link: OutsideLink) -> Link:
    """An author's link, called by its kind or its host where she gave it no name."""
    kind = site.words(f"links.{link.kind}") if link.kind else host_of(link.url)
    return Link(link.label or kind, link.url)
