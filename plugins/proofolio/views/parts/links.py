"""Words that lead somewhere, and lines that say who checked something."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from proofolio.model.project import Project
from proofolio.model.record import Entry
from proofolio.views.site import Site

SHORT_NAME = 28
"""Longest title, in characters, that serves as the name of a project in a proof line."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; an address of this site is relative to its root."""

    label: str
    address: str = ""


@dataclass(frozen=True)
class ProofLine:
    """Who checked something, always said in words, and where to see it."""

    by: str
    """`self` is drawn open; anything else filled."""
    link: Link | None = None
    verified: str = ""
    """"verified by the client"."""
    before: str = ""
    """Words before the link: "Service:"."""
    after: str = ""
    """Words at the end."""
    verified_first: bool = False
    """Whether it says who checked before it says where, as on the work's own page."""


def project_name(project: Project) -> str:
    """A short name for proof lines: the title, or the id in words where that is long."""
    if len(project.title) <= SHORT_NAME:
        return project.title
    words = project.id.replace("-", " ")
    return words[:1].upper() + words[1:]


def host_of(address: str) -> str:
    """The host of an address, without `www.`."""
    rest = address.partition("://")[2] or address.partition(":")[2] or address
    return rest.partition("/")[0].removeprefix("www.")


def day_text(site: Site, moment: dt.datetime | None) -> str:
    """A short date; empty without one."""
    return site.words.short_date(moment.date()) if moment else ""


def ribbon(site: Site, entry: Entry) -> str:
    """What stands above a page that is a draft or archived; else empty."""
    if site.library.is_draft(entry):
        return site.words("draft_ribbon")
    return site.words("archived_ribbon") if entry.status == "archived" else ""
