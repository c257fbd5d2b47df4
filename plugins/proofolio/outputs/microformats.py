"""What programs of the open web read from a page besides its words: h-card, h-entry and h-feed.

Most of it is marked where it is shown, in the templates; here is what a page need not show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

ROOTS = {
    "about": "h-card",
    "post": "h-entry",
    "project": "h-entry",
    "posts": "h-feed",
    "post_year": "h-feed",
}
"""What the whole page is, by its kind."""


@dataclass(frozen=True)
class Author:
    """Who wrote an entry."""

    name: str
    url: str = ""
    """Only the owner of the site has one here."""


@dataclass(frozen=True)
class Microformat:
    """What a page is, and the properties of it that stand nowhere on it."""

    root: str
    url: str
    authors: tuple[Author, ...] = ()
    published: str = ""
    """A project shows it among its facts, as words only; a post marks it itself."""
    updated: str = ""
    email: str = ""


def microformat_of(
    site: Site, plan: PagePlan | None, relative: Callable[[str], str]
) -> Microformat | None:
    """The page as one thing; none for pages that are no thing. Addresses are the page's own."""
    if plan is None or plan.kind not in ROOTS:
        return None
    root, entry, profile = ROOTS[plan.kind], plan.entry, site.library.profile
    if root == "h-card":
        return Microformat(root, relative(""), email=profile.email)
    if not isinstance(entry, (Post, Project)):
        return Microformat(root, relative(plan.address))
    names = (entry.authors if isinstance(entry, Post) else ()) or (profile.name,)
    authors = (Author(n, relative("") if n == profile.name else "") for n in names)
    dates = (entry.date, entry.updated) if isinstance(entry, Project) else (None, None)
    published, updated = (day.isoformat() if day else "" for day in dates)
    return Microformat(root, relative(plan.address), tuple(authors), published, updated)
