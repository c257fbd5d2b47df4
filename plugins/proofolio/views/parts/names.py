"""Whom the author worked for and may name, in one quiet row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.goal import goals_of
from proofolio.model.library import Library
from proofolio.model.project import Project
from proofolio.model.record import Image
from proofolio.views.site import Picture, Site

_NOBODY = re.compile(
    r"self[- ]?employed|freelance(?:r|d)?|independent(?: consultant)?|selbst(?:st)?ändig|"
    r"freiberuflich|عمل حر|自由职业",
    re.IGNORECASE,
)
"""What stands in a résumé in place of an employer."""

MOST = 8
"""More names than this are a list, and not a row."""


@dataclass(frozen=True)
class Named:
    """A name in the row, or the logo that stands for it."""

    name: str
    address: str
    logo: Picture | None


@dataclass(frozen=True)
class Names:
    """The row."""

    names: tuple[Named, ...]


def names_row(site: Site, limit: int | None = None) -> Names:
    """Those the author lists, else employers and named clients; never one that is not named."""
    library = site.library
    listed = [(each.name, each.url, each.logo) for each in library.profile.worked_with]
    found = {name.casefold(): (name, url, logo) for name, url, logo in listed or _found(library)}
    named = (Named(name, url, site.picture(logo)) for name, url, logo in found.values())
    return Names(tuple(named)[: min(limit or MOST, MOST)])


def _found(library: Library) -> Iterator[tuple[str, str, Image | None]]:
    employers = [
        (job.name, job.url, job.logo)
        for job in library.profile.work
        if job.name and not _NOBODY.fullmatch(job.name)
    ]
    clients = [
        (client.name, "", client.logo)
        for project in library.listed(Project)
        if (client := project.client) and client.disclosure == "named" and client.name
    ]
    sells = goals_of(library)[0] == "clients"
    yield from (*clients, *employers) if sells else (*employers, *clients)
