"""The listing of posts with its years, and which posts have pages of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from proofolio.model.addresses import POSTS, SUBSCRIBE, post_year_address
from proofolio.model.post import Post
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link
from proofolio.views.parts.posts import (
    PostRow,
    newest_day,
    post_row,
)
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

SHOWN_POSTS = 30
"""How many posts the listing shows at most; the rest is one click further, by year."""
PINNED_POSTS = 5


@dataclass(frozen=True)
class PostGroup:
    """Posts under one heading."""

    id: str
    heading: str
    rows: tuple[PostRow, ...]
    more: Link | None = None


@dataclass(frozen=True)
class YearLink:
    """A year with its page and how many posts it has."""

    label: str
    address: str
    count: str
    is_current: bool = False


@dataclass(frozen=True)
class PostsView:
    """The listing of all posts, or a page of a year's."""

    title: str
    lead: str
    follow: Link | None
    """The page of feeds, where there are any."""
    parent: Link | None
    groups: tuple[PostGroup, ...]
    years: tuple[YearLink, ...]
    cta: CallToAction
    newer: Link | None = None
    """Where the year goes on, if it has more than one page."""
    older: Link | None = None


def posts_plans(site: Site) -> Iterator[PagePlan]:
    """The listing; none without posts."""
    words, listed = site.words, site.library.listed(Post)
    named = [post.title for post in listed[:3]]
    if listed:
        yield PagePlan(
            address=POSTS,
            kind="posts",
            title=words("writing"),
            description=describe(
                words("posts.description", name=site.library.profile.name),
                words("posts.description_newest", titles=words("separate").join(named)),
            ),
            updated=newest_day(listed),
        )


def posts_view(site: Site, plan: PagePlan) -> PostsView:
    """The listing: what the author features, then the newest years; older ones are linked."""
    listed = site.library.listed(Post)
    pinned = [post for post in listed if post.featured][:PINNED_POSTS]
    rest = [post for post in listed if post.id not in {first.id for first in pinned}]
    years = years_of(listed)
    groups = []
    if pinned:
        rows = tuple(post_row(site, post) for post in pinned)
        groups.append(PostGroup("pf-pinned", site.words("posts.pinned"), rows))
    left = SHOWN_POSTS
    for year, posts in years_of(rest).items():
        if left <= 0:
            break
        rows = tuple(post_row(site, post) for post in posts[:left])
        more = None
        if len(posts) > left and year:
            label = site.words("posts.all_of_year", count=len(years[year]), year=year)
            more = Link(label, post_year_address(year))
        heading = str(year) if year else site.words("posts.undated")
        groups.append(PostGroup(f"pf-{year or 'undated'}", heading, rows, more))
        left -= len(posts)
    return PostsView(
        title=plan.title,
        lead=site.words("posts.lead"),
        follow=Link(site.words("posts.follow"), SUBSCRIBE) if site.feeds else None,
        parent=None,
        groups=tuple(groups),
        years=year_links(site, listed),
        cta=call_to_action(site, about=plan.title),
    )


def years_of(posts: Iterable[Post]) -> dict[int, tuple[Post, ...]]:
    """Posts by year, newest first; those without a date under 0."""

    def year(post: Post) -> int:
        return post.date.year if post.date else 0

    ordered = sorted(posts, key=lambda post: -year(post))
    return {number: tuple(group) for number, group in groupby(ordered, key=year)}


def has_years(listed: tuple[Post, ...]) -> bool:
    """Whether years have pages: not where one page shows everything of one year."""
    years = [year for year in years_of(listed) if year]
    return len(years) > 1 or len(listed) > SHOWN_POSTS


def year_links(
    site: Site, listed: tuple[Post, ...], current: int | None = None
) -> tuple[YearLink, ...]:
    if not has_years(listed):
        return ()
    return tuple(
        YearLink(str(year), post_year_address(year), str(len(posts)), year == current)
        for year, posts in years_of(listed).items()
        if year
    )
