"""Words that lead somewhere, and lines that say who checked something."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from proofolio.model.mark import Level
from proofolio.model.project import Project
from proofolio.model.record import Entry
from proofolio.views.numbers import ResultLine
from proofolio.views.site import Site

SHORT_NAME = 28
"""Longest title, in characters, that serves as the name of a project in a proof line."""

_BREAK = re.compile(r":\s|：|\s[–—-]\s|\?\s|？")
"""What a title's name ends at: `loadkit: load profiles without the date bugs`."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; an address of this site is relative to its root."""

    label: str
    address: str = ""


@dataclass(frozen=True)
class ProofLine:
    """What backs something, and where to see it; with the mark of a number, always in words too."""

    level: Level | Literal[""] = ""
    """Which mark is drawn; empty where it is no number, and draws none."""
    link: Link | None = None
    mark: str = ""
    """"confirmed by Ilse Brandtner"."""
    before: str = ""
    """Words before the link: "Service:"."""
    result: ResultLine | None = None
    """The result that it is a proof by."""
    after: str = ""
    """Words at the end."""
    source: str = ""
    """Where the mark leads on the work's own page, where it stands before the link."""
    mark_first: bool = False


def project_name(project: Project) -> str:
    """A short name for proof lines: the author's own, else the title or the beginning of it."""
    title = project.title
    if project.short_title or len(title) <= SHORT_NAME:
        return project.short_title or title
    before = _BREAK.split(title, maxsplit=1)[0]
    if len(before) <= SHORT_NAME:
        return before
    return title[:SHORT_NAME].rsplit(" ", 1)[0].rstrip(" ,;.–—-") + "…"


def host_of(address: str) -> str:
    """The host of an address, without `www.`."""
    rest = address.partition("://")[2] or address.partition(":")[2] or address
    return rest.partition("/")[0].removeprefix("www.")


def day_text(site: Site, moment: dt.datetime | None) -> str:
    """A short date; empty without one."""
    return site.words.short_date(moment.date()) if moment else ""


def ribbon(site: Site, entry: Entry | None, status: str = "") -> str:
    """What stands above a page that is a draft or archived, by its entry or its own status."""
    if status == "draft" or (entry and site.library.is_draft(entry)):
        return site.words("draft_ribbon")
    is_archived = "archived" in (status, entry.status if entry else "")
    return site.words("archived_ribbon") if is_archived else ""
