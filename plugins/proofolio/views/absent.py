"""Pages that there are on other days: an entry comes with its date, and goes with its consent."""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.model.addresses import (
    SERVICES,
    SUBSCRIBE,
    address_of,
    topic_address,
    topic_slug,
)
from proofolio.model.library import Library, Records
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Entry, kind_of
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import topics_of


def absent_addresses(records: Records, library: Library) -> frozenset[str]:
    """Addresses that entries which are not shown today would bring to the site.

    What leads there is no mistake, and must stop no deploy on the day on which an entry goes.
    """
    hidden = [
        entry
        for kind, entries in records.by_kind().items()
        for entry in entries
        if library.why_hidden(kind, entry.id)
    ]
    found = {address for entry in hidden for address in _brought_by(entry)}
    return frozenset(found | {SUBSCRIBE} if hidden else ())


def _brought_by(entry: Entry) -> Iterator[str]:
    """Its page, the listing that it may be alone in, and the pages of its topics and niches."""
    yield address_of(entry).partition("#")[0]
    yield SERVICES if isinstance(entry, Service | Niche) else f"{kind_of(entry)}s/"
    if isinstance(entry, Project | Post | Talk | Testimonial):
        yield from (topic_address(topic_slug(topic)) for topic in topics_of(entry))
    yield from (f"{SERVICES}{niche}/" for niche in getattr(entry, "niches", ()))
