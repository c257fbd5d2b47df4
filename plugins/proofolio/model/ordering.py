"""The order in which entries of each kind are listed: always total, never by chance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Entry
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial


def _newest_first(day: tuple[int, int, int] | None) -> tuple[int, ...]:
    return (1,) if day is None else (0, *(-part for part in day))


def entry_order(entry: Entry) -> tuple[Any, ...]:
    place = (1, 0) if entry.order is None else (0, entry.order)
    return (not entry.featured, place)


def project_order(project: Project) -> tuple[Any, ...]:
    last = project.last_day.sort_key if project.last_day else None
    return (*entry_order(project), _newest_first(last), project.id)


def post_order(post: Post) -> tuple[Any, ...]:
    return (-post.date.timestamp() if post.date else 0, post.id)


def testimonial_order(testimonial: Testimonial) -> tuple[Any, ...]:
    day = testimonial.date.sort_key if testimonial.date else None
    return (*entry_order(testimonial), _newest_first(day), testimonial.id)


def niche_order(niche: Niche) -> tuple[Any, ...]:
    return (not niche.primary, *entry_order(niche))


def talk_order(today: dt.date) -> Callable[[Talk], tuple[Any, ...]]:
    def order(talk: Talk) -> tuple[Any, ...]:
        key = talk.start.sort_key
        upcoming = talk_is_upcoming(talk, today)
        return (not upcoming, key if upcoming else tuple(-part for part in key), talk.id)

    return order


def talk_is_upcoming(talk: Talk, today: dt.date) -> bool:
    """Whether its last day, or the last day it may mean, is today or later."""
    last = talk.end or talk.start
    if last.day:
        return last.first >= today
    return (last.year, last.month or 12) >= (today.year, today.month)
