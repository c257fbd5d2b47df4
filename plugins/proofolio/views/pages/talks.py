"""Talks and other appearances: what is to come first, then year by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from proofolio.model.addresses import TALKS, address_of
from proofolio.model.record import PartialDate
from proofolio.model.talk import Talk
from proofolio.views.parts.backing import backing_links
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.grouped import Group, GroupedView, grouped_view, labelled, project_links
from proofolio.views.parts.links import Link
from proofolio.views.plan import PagePlan
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


def talks_plans(site: Site) -> Iterator[PagePlan]:
    """The page of talks; none without talks."""
    talks = site.library.listed(Talk)
    if not talks:
        return
    today = site.library.today
    past = [talk.start.first for talk in talks if talk.start.first <= today]
    words, name = site.words, site.library.profile.name
    titles = words("separate").join(talk.title for talk in talks[:3])
    yield PagePlan(
        address=TALKS,
        kind="talks",
        title=words("talks"),
        description=describe(words("talks_page.description", name=name), titles),
        updated=max(past, default=None),
    )


def talks_view(site: Site, plan: PagePlan) -> GroupedView[TalkRow]:
    """All talks: upcoming ones soonest first, then newest first by year."""
    library, words = site.library, site.words
    talks = library.listed(Talk)
    coming = [talk for talk in talks if talk.is_upcoming(library.today)]
    past = [talk for talk in talks if not talk.is_upcoming(library.today)]
    groups = []
    if coming:
        rows = tuple(talk_row(site, talk) for talk in coming)
        groups.append(Group("pf-upcoming", words("talks_page.upcoming"), rows))
    for year, group in groupby(past, key=lambda talk: talk.start.year):
        rows = tuple(talk_row(site, talk) for talk in group)
        groups.append(Group(f"pf-{year}", str(year), rows))
    return grouped_view(site, plan, words("talks_page.lead"), groups)


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
