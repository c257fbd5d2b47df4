"""Talks as rows: when, where, and what the author did there."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.addresses import address_of
from proofolio.model.record import PartialDate
from proofolio.model.talk import Talk
from proofolio.views.parts.backing import backing_links
from proofolio.views.parts.grouped import labelled, project_links
from proofolio.views.parts.links import Link
from proofolio.views.site import Html, Site


@dataclass(frozen=True)
class TalkRow:
    """A talk in a listing."""

    id: str
    address: str
    title: str
    date: str
    iso: str
    meta: str
    """Kind, and what the author did there, if not speak."""
    event: Link | None
    place: str
    abstract: Html
    links: tuple[Link, ...]
    about: tuple[Link, ...]
    """Projects it is about."""
    backs: tuple[Link, ...]
    lang: str


def talk_row(site: Site, talk: Talk) -> TalkRow:
    """A talk as a row."""
    words = site.words
    meta = [words(f"talks_page.{talk.kind}")]
    if talk.role != "speaker":
        meta.append(words(f"talks_page.role_{talk.role}"))
    event = talk.event
    place = [event.organizer if event and event.organizer else "", talk.location]
    prose = site.prose(talk)
    return TalkRow(
        id=talk.id,
        address=address_of(talk),
        title=talk.title,
        date=_days(site, talk),
        iso=talk.start.iso,
        meta=site.words.joined(meta),
        event=Link(event.name, event.url) if event else None,
        place=site.words.joined(place),
        abstract=prose.fields.get("abstract", "") + prose.fields.get("footnotes", ""),
        links=tuple(labelled(site, link) for link in talk.links),
        about=project_links(site, talk.projects),
        backs=backing_links(site, talk),
        lang=talk.lang,
    )


def _days(site: Site, talk: Talk) -> str:
    words = site.words

    def short(day: PartialDate) -> str:
        return words.short_date(day.first) if day.day else words.partial(day)

    start = short(talk.start)
    if talk.end and talk.end != talk.start:
        return words("period", start=start, end=short(talk.end))
    return start
