"""Feeds and their items: frozen facts, from which every format is written."""

from __future__ import annotations

import datetime as dt
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.publication import Publication
from proofolio.model.testimonial import Testimonial
from proofolio.views.site import Html, Picture

RSS, ATOM, JSON = "feed.xml", "atom.xml", "feed.json"
FORMATS: Mapping[str, tuple[str, str]] = {
    RSS: ("RSS", "application/rss+xml"),
    ATOM: ("Atom", "application/atom+xml"),
    JSON: ("JSON Feed", "application/feed+json"),
}
"""Name and media type of each file of a feed; RSS is the one that people are given."""
OPML = "feeds.opml"
IMAGE = "assets/images/feed.png"
"""The picture of all feeds of the site."""

FeedSource = Post | Project | Publication | Testimonial
"""Entries that feeds may carry; what becomes one must say when it came out."""


@dataclass(frozen=True)
class FeedSettings:
    """What the author decided about the feeds."""

    authority: str
    """Begins the ids of all items; written once and never changed."""
    include: tuple[str, ...] = ("posts", "projects")
    """Kinds of entries in the feeds of the site and of niches."""
    limit: int = 30
    """Most items of a feed; 0 takes all."""
    content: Literal["full", "summary"] = "full"
    topics: tuple[str, ...] = ()
    """Topics with a feed of their own."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Addresses that readers know from before, each with the feed that is now there."""
    changed: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When each source file was last changed, where the author wants that told."""


@dataclass(frozen=True)
class Feed:
    """A feed to be written in three formats."""

    key: str
    """`site`, `projects`, `publications`, `niche:<id>` or `topic:<slug>`."""
    folder: str
    """Address of its files: empty, or with `/` at the end."""
    title: str
    description: str
    entries: tuple[FeedSource, ...]
    """Newest first, never empty."""

    def address(self, name: str) -> str:
        """Address of one of its files, relative to the site's root."""
        return self.folder + name


@dataclass(frozen=True)
class FeedPart:
    """A stretch of an item's content."""

    html: Html
    heading: str = ""


@dataclass(frozen=True)
class FeedAuthor:
    """Who wrote an item."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class FeedQuote:
    """Words of somebody else, with who said them."""

    text: str
    who: str
    about: str
    proof: str
    lang: str = ""


@dataclass(frozen=True)
class FeedItem:
    """One entry as feeds tell it."""

    key: str
    """`kind:id`."""
    id: str
    """Never changes, whatever becomes of address, title and domain."""
    address: str
    """Of its page: relative to the site, or outside where it was written elsewhere."""
    title: str
    summary: str
    """Plain text, 300 characters at most."""
    published: dt.datetime
    updated: dt.datetime
    authors: tuple[FeedAuthor, ...]
    categories: tuple[str, ...]
    lead: str = ""
    """A sentence to begin with."""
    results: tuple[str, ...] = ()
    """Outcomes in words, each with who checked it."""
    quote: FeedQuote | None = None
    parts: tuple[FeedPart, ...] = ()
    more: str = ""
    """Words of a last link to the page, where the content is not all of it."""
    picture: Picture | None = None
    lang: str = ""
    """Language, where it is not the site's."""


def item_id(authority: str, kind: str, id: str) -> str:
    """The id of an item as a URN, made of nothing that moves."""
    name = unicodedata.normalize("NFC", f"{authority.strip()}/{kind}/{id}")
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn
