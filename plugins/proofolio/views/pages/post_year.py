"""The posts of a year, on as many pages as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofolio.model.addresses import POSTS, post_year_address
from proofolio.model.post import Post
from proofolio.views.pages.posts import PostGroup, PostsView, has_years, year_links, years_of
from proofolio.views.parts.contact import call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link
from proofolio.views.parts.posts import newest_day, post_row
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

ROWS = 50
"""How many posts a page of a year shows."""


def post_year_plans(site: Site) -> Iterator[PagePlan]:
    """The pages of all years; none where the listing shows everything."""
    listed = site.library.listed(Post)
    for year, posts in years_of(listed).items() if has_years(listed) else ():
        for part in range(1, _parts(posts) + 1):
            yield _plan(site, year, part, posts)


def post_year_view(site: Site, plan: PagePlan) -> PostsView:
    """A page of a year, newest first."""
    words = site.words
    year, part = plan.year or 0, plan.part
    listed = site.library.listed(Post)
    posts = years_of(listed).get(year, ())
    rows = tuple(post_row(site, post) for post in _shown(posts, part))
    heading = words.count("posts", len(posts))
    total = _parts(posts)
    if total > 1:
        heading += words("comma") + words("posts.page", page=part, total=total)
    newer, older = words("posts.newer"), words("posts.older")
    return PostsView(
        title=words("posts.of_year", year=year),
        lead="",
        follow=None,
        parent=Link(words("writing"), POSTS),
        groups=(PostGroup("pf-posts", heading, rows),),
        years=year_links(site, listed, year),
        cta=call_to_action(site),
        newer=Link(newer, post_year_address(year, part - 1)) if part > 1 else None,
        older=Link(older, post_year_address(year, part + 1)) if part < total else None,
    )


def _plan(site: Site, year: int, part: int, posts: Sequence[Post]) -> PagePlan:
    words, shown, total = site.words, _shown(posts, part), _parts(posts)
    title = words("posts.of_year", year=year)
    if total > 1:
        title += words("comma") + words("posts.page", page=part, total=total)
    return PagePlan(
        address=post_year_address(year, part),
        kind="post_year",
        title=title,
        description=describe(
            words("posts.of_year_by", year=year, name=site.library.profile.name),
            "; ".join(post.title for post in shown[:3]),
        ),
        year=year,
        part=part,
        updated=newest_day(shown),
    )


def _parts(posts: Sequence[Post]) -> int:
    return -(-len(posts) // ROWS)


def _shown(posts: Sequence[Post], part: int) -> Sequence[Post]:
    return posts[(part - 1) * ROWS : part * ROWS]
