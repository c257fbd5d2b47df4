"""Pages that there are on other days: an entry comes with its date, and goes with its consent."""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.model.addresses import SERVICES, SUBSCRIBE, address_of, topic_address, topic_slug
from proofolio.model.kinds import AnyEntry, kind_for
from proofolio.model.library import Library, Records
from proofolio.model.record import kind_of
from proofolio.model.topics import topics_of


def absent_addresses(records: Records, library: Library) -> frozenset[str]:
    """Addresses that entries which are not shown today would bring to the site.

    What leads there is no mistake, and must stop no deploy on the day on which an entry goes.
    """
    hidden = [e for e in records.entries if library.why_hidden(kind_of(e), e.id)]
    found = {address for entry in hidden for address in _brought_by(entry)}
    return frozenset(found | {SUBSCRIBE} if hidden else ())


def _brought_by(entry: AnyEntry) -> Iterator[str]:
    """Its page, the listing that it may be alone in, and the pages of its topics and niches."""
    yield address_of(entry).partition("#")[0]
    yield from (page.address for page in getattr(entry, "subpages", ()))
    yield kind_for(type(entry)).listing
    yield from (topic_address(topic_slug(topic)) for topic in topics_of(entry))
    yield from (f"{SERVICES}{niche}/" for niche in getattr(entry, "niches", ()))
