"""RSS and Atom, written by feedgen, with what it leaves out or gets wrong put right.

Its faults and how they are met: links of Atom entries lose all attributes but `href`
(https://github.com/lkiesow/python-feedgen/issues/135), so they are written anew; dates default to
now, so all are set; entries are prepended, so they are appended; the last link added is RSS's
`<link>`, so the alternate comes last.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from feedgen.entry import FeedEntry as Writer
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator

from proofolio.outputs.feeds.document import FeedDocument
from proofolio.outputs.feeds.entries import Enclosure, FeedEntry
from proofolio.views.feeds.feed import ATOM, FORMATS, RSS

GENERATOR = "proofolio"
MINUTES = 60
"""How long a reader may wait before it asks again."""
SHOWN = 144
"""Pixels as which RSS has readers show the picture of a feed; it allows no more."""

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PLAIN = re.compile(rb"<(title|name|category)>.*?</\1>", re.DOTALL)


def write_rss(document: FeedDocument) -> bytes:
    """The feed as RSS 2.0."""
    return _numeric(bytes(_generator(document, RSS).rss_str()))


def write_atom(document: FeedDocument) -> bytes:
    """The feed as Atom 1.0."""
    document = replace(document, entries=told_apart(document.entries))
    return _numeric(bytes(_generator(document, ATOM).atom_str()))


def told_apart(entries: Sequence[FeedEntry]) -> tuple[FeedEntry, ...]:
    """The entries, no two last changed in the same second, and still in their order.

    Readers of Atom sort by that moment, which entries dated by the day share. The day that an
    entry was published on stays as written.
    """
    taken: set[dt.datetime] = set()
    found = []
    for entry in reversed(entries):
        moment = entry.updated
        while moment in taken:
            moment += dt.timedelta(seconds=1)
        taken.add(moment)
        found.append(replace(entry, updated=moment))
    return tuple(reversed(found))


def _numeric(text: bytes) -> bytes:
    """Some readers take plain text for HTML; numeric references are what they get right."""

    def changed(found: re.Match[bytes]) -> bytes:
        return found[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")

    return _PLAIN.sub(changed, text)


def _generator(document: FeedDocument, name: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension("more", _More, _MoreOfEntry)
    feed.id(document.id)
    feed.title(document.title)
    feed.subtitle(document.description)
    feed.description(document.description)
    feed.language(document.language)
    feed.updated(document.updated)
    feed.lastBuildDate(document.updated)
    feed.ttl(MINUTES)
    feed.generator(GENERATOR)
    feed.docs("")
    feed.author([_person(*author) for author in document.authors])
    feed.link(href=document.address(name), rel="self", type=FORMATS[name][1], replace=True)
    feed.link(href=document.home, rel="alternate", type="text/html")
    if name == RSS:
        size = str(SHOWN)
        feed.image(document.image, document.title, document.home, size, size)
    else:
        feed.icon(document.image)
    for entry in document.entries:
        _add(feed, entry)
    return feed


def _add(feed: FeedGenerator, entry: FeedEntry) -> None:
    written: Writer = feed.add_entry(order="append")
    written.more.entry = entry
    written.id(entry.id)
    written.title(entry.title)
    written.published(entry.published)
    written.updated(entry.updated)
    written.author([_person(*author) for author in entry.authors])
    written.link(href=entry.url, rel="alternate", type="text/html")
    # Readers take a description for HTML, so the plain text is made HTML.
    written.summary(escape(entry.summary or entry.title, quote=False), type="html")
    if entry.content:
        written.content(entry.content, type="html")
    if entry.categories:
        written.category([{"term": name} for name in entry.categories])
    if entry.enclosure and entry.enclosure.type:
        image = entry.enclosure
        written.enclosure(image.url, str(image.size), image.type)


def _person(name: str, url: str) -> dict[str, str]:
    return {"name": name, "uri": url} if url else {"name": name}


class _More(BaseExtension):  # type: ignore[misc]
    """Declares the names of what the entries add."""

    def extend_ns(self) -> dict[str, str]:
        return {"dc": _DC, "media": _MEDIA}


class _MoreOfEntry(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen cannot write, or writes wrongly, for a single entry."""

    entry: FeedEntry

    def extend_rss(self, item: Any) -> Any:
        entry = self.entry
        for name, _ in entry.authors:
            _child(item, f"{{{_DC}}}creator", name)
        if entry.lang:
            _child(item, f"{{{_DC}}}language", entry.lang)
        if entry.updated != entry.published:
            _child(item, f"{{{_ATOM}}}updated", entry.updated.isoformat())
        if entry.enclosure:
            _add_media(item, entry.enclosure)
        return item

    def extend_atom(self, element: Any) -> Any:
        entry = self.entry
        if entry.lang:
            element.set(_LANG, entry.lang)
        for link in element.findall("link"):
            place = element.index(link)
            element.remove(link)
        image = entry.enclosure
        links = [{"rel": "alternate", "type": "text/html", "href": entry.url}]
        if image and image.type:
            length = str(image.size)
            links.append(
                {"rel": "enclosure", "type": image.type, "length": length, "href": image.url}
            )
        for attributes in reversed(links):
            element.insert(place, element.makeelement("link", attributes))
        if image:
            _add_media(element, image)
        return element


def _add_media(parent: Any, image: Enclosure) -> None:
    attributes = {"url": image.url, "medium": "image"}
    if image.type:
        attributes |= {"type": image.type, "fileSize": str(image.size)}
    if image.width and image.height:
        attributes |= {"width": str(image.width), "height": str(image.height)}
    parent.append(parent.makeelement(f"{{{_MEDIA}}}content", attributes))


def _child(parent: Any, tag: str, text: str) -> None:
    child = parent.makeelement(tag)
    child.text = text
    parent.append(child)
