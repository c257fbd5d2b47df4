"""Talks and other appearances."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from proofolio.model.kind import Kind, Lack
from proofolio.model.mark import Result
from proofolio.model.record import (
    Address,
    Entry,
    Id,
    Link,
    Markdown,
    Partial,
    Record,
    Text,
)
from proofolio.model.strength import MEDIUM, STRONG

RECORDED = frozenset({"video", "episode"})
"""Links at which a talk can be seen or heard."""


class Event(Record):
    """Where it took place, written as a name or as a mapping."""

    name: Text
    """Name of the event."""
    url: Address = ""
    """Its page."""
    organizer: Text = ""
    """Who holds it."""


class Talk(Entry):
    """A talk, workshop, panel or episode."""

    title: Text
    """Title."""
    start: Partial
    """When it was or will be."""
    end: Partial | None = None
    """Its last day, if it takes more than one."""
    kind: Literal[
        "talk", "workshop", "panel", "meetup", "podcast", "interview", "lecture", "webinar"
    ] = "talk"
    """What it is."""
    role: Literal["speaker", "host", "guest", "moderator", "organizer"] = "speaker"
    """What you did there."""
    event: Event | None = None
    """The event: a name, or a mapping."""
    location: Text = ""
    """Where, or `online`."""
    links: tuple[Link, ...] = ()
    """Slides, video, episode."""
    abstract: Markdown = ""
    """What it is about."""
    niches: tuple[Id, ...] = ()
    """Niches it belongs to."""
    skills: tuple[Text, ...] = ()
    """Skills it shows."""
    services: tuple[Id, ...] = ()
    """Services it backs up."""
    projects: tuple[Id, ...] = ()
    """Projects it is about."""
    tags: tuple[Text, ...] = ()
    """Topics in your own words."""

    @property
    def last_day(self) -> dt.date:
        """Its last day, or the last day it may mean."""
        return (self.end or self.start).last

    @property
    def year(self) -> int:
        """Year of its first day."""
        return self.start.year

    def is_upcoming(self, today: dt.date) -> bool:
        """Whether its last day is today or later."""
        return self.last_day >= today


def _order(today: dt.date, talk: Talk) -> tuple[Any, ...]:
    key = talk.start.sort_key
    upcoming = talk.is_upcoming(today)
    return (not upcoming, key if upcoming else tuple(-part for part in key), talk.id)


def _weight(talk: Talk, result: Result | None) -> int:
    return STRONG if any(link.kind in RECORDED for link in talk.links) else MEDIUM


def _lacks(talk: Talk, result: Result | None) -> tuple[Lack, ...]:
    return (Lack("links", "video"),)


def _day(talk: Talk) -> dt.date:
    return talk.last_day


TALK = Kind(
    record=Talk,
    plural="talks",
    source="list",
    listing="talks/",
    has_page=False,
    order=_order,
    weight=_weight,
    day=_day,
    lacks=_lacks,
    switch="",
)
