"""Posts: what an author writes, here or elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

from proofolio.model.kind import Kind
from proofolio.model.mark import Result
from proofolio.model.record import Address, Flag, Id, Link, Page, Record, Text
from proofolio.model.strength import WEAK, later


class Series(Record):
    """The series a post belongs to, written as its name or as a mapping."""

    name: Text
    """Name of the series."""
    part: int | None = None
    """Place in it, from 1."""


class Post(Page):
    """A piece of writing: Markdown or a notebook."""

    title: Text
    """Title; a first heading serves."""
    subtitle: Text = ""
    """A second line under the title."""
    summary: Text = ""
    """A sentence for lists and feeds; else the text before `<!-- more -->`, else the first
    paragraph."""
    authors: tuple[Text, ...] = ()
    """Who wrote it, where it was not only you: names, or ids of a `.authors.yml` beside the posts,
    as Material's blog has it."""
    categories: tuple[Text, ...] = ()
    """Topics, as Material's blog calls them."""
    projects: tuple[Id, ...] = ()
    """Projects it is about."""
    links: tuple[Link, ...] = ()
    """What to read besides: addresses, or paths relative to the file, then to `site_src/`, also as
    Material's blog writes them: `title: path`, and sections of them."""
    readtime: int | None = None
    """Minutes it takes to read; else computed from the words."""
    series: Series | None = None
    """Series it is part of: a name, or `{name, part}`."""
    feed: Flag = True
    """`false` keeps it out of the feeds."""
    toc: Flag = True
    """`false` leaves out the list of contents."""
    external_url: Address = ""
    """Where it stands, if it was written elsewhere: it is listed here and leads there."""

    @property
    def year(self) -> int | None:
        """Year in which it was published."""
        return self.date.year if self.date else None


def _order(today: dt.date, post: Post) -> tuple[Any, ...]:
    return (-post.date.timestamp() if post.date else 0, post.id)


def _weight(post: Post, result: Result | None) -> int:
    return WEAK


def _day(post: Post) -> dt.date | None:
    return later(post.date and post.date.date(), post.updated and post.updated.date())


POST = Kind(
    record=Post,
    plural="posts",
    source="folder",
    listing="posts/",
    has_page=True,
    order=_order,
    weight=_weight,
    day=_day,
    lacks=None,
    switch="posts",
    needed=("date",),
)
