"""Talks and other appearances."""

from __future__ import annotations

from typing import Literal

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
