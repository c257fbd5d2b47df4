"""The page that explains the feeds to people and lists them with their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import SUBSCRIBE
from proofolio.model.niche import Niche
from proofolio.model.testimonial import Testimonial
from proofolio.views.feeds.feed import FORMATS, OPML, RSS, Feed
from proofolio.views.feeds.plan import published
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site


@dataclass(frozen=True)
class FeedRow:
    """A feed with its files."""

    name: str
    about: str
    files: tuple[Link, ...]
    """One for each format."""
    whole: tuple[str, ...]
    """Address to copy, in parts after which a line may end."""


@dataclass(frozen=True)
class SubscribeView:
    """The page of all feeds."""

    title: str
    lead: str
    rows: tuple[FeedRow, ...]
    opml: Link
    example: tuple[str, ...]
    """Address of the feed that holds everything, in parts too."""
    cta: CallToAction


def subscribe_plans(site: Site) -> Iterator[PagePlan]:
    """The page, where there are feeds."""
    words = site.words
    newest = [published(site, feed.entries[0]) for feed in site.feeds]
    if newest:
        yield PagePlan(
            address=SUBSCRIBE,
            kind="subscribe",
            title=words("subscribe"),
            description=describe(
                words("subscribe.description", name=site.library.profile.name),
                words("subscribe.lead"),
            ),
            updated=max(moment.date() for moment in newest if moment),
        )


def subscribe_view(site: Site, plan: PagePlan) -> SubscribeView:
    """All feeds, the one with everything first."""
    return SubscribeView(
        title=site.words("subscribe.heading"),
        lead=site.words("subscribe.lead"),
        rows=tuple(_row(site, feed) for feed in site.feeds),
        opml=Link("OPML", OPML),
        example=_parts(site.url + site.feeds[0].address(RSS)),
        cta=call_to_action(site, about=plan.title),
    )


def _row(site: Site, feed: Feed) -> FeedRow:
    words = site.words
    kind, _, id = feed.key.partition(":")
    niche = site.library.find(kind, id) if kind == "niche" else None
    name, about = words("subscribe.everything"), ""
    if isinstance(niche, Niche):
        name, about = niche.name, niche.headline
    elif kind == "topic":
        name, about = site.library.topics[id].name, feed.description
    elif feed.key == "projects":
        name, about = words("work"), feed.description
    latest = _title(site, feed)
    key = "subscribe.part_about" if about else "subscribe.everything_about"
    return FeedRow(
        name=name,
        about=words(key, about=words.sentence(about), latest=words.sentence(latest)),
        files=tuple(Link(label, feed.address(file)) for file, (label, _) in FORMATS.items()),
        whole=_parts(site.url + feed.address(RSS)),
    )


def _parts(address: str) -> tuple[str, ...]:
    return tuple(re.findall(r"(?:\w+://)?[^/]+/*", address))


def _title(site: Site, feed: Feed) -> str:
    newest = feed.entries[0]
    return newest.text if isinstance(newest, Testimonial) else newest.title
