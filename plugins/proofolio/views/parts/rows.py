"""Entries as rows: the kinds that blocks and the pages of topics, niches and projects list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from proofolio.model.kinds import kind_for
from proofolio.model.publication import Publication
from proofolio.model.record import Entry
from proofolio.model.talk import Talk
from proofolio.views.parts.links import Link
from proofolio.views.parts.publications import publication_row
from proofolio.views.parts.talks import talk_row
from proofolio.views.site import Site


@dataclass(frozen=True)
class Section:
    """A part of a page: `templates/blocks/<name>.html` shows its content."""

    name: str
    content: Any
    id: str = ""
    title: str = ""
    more: Link | None = None
    level: int = 3
    """Level of the headings inside."""


@dataclass(frozen=True)
class Rows:
    """Entries of one kind as rows, each as its template knows it."""

    rows: tuple[Any, ...]


ROWS: Mapping[type[Entry], Callable[[Site, Any], object]] = {
    Publication: publication_row,
    Talk: talk_row,
}
"""Kinds whose entries stand as rows on every page that they belong to."""


def rows_list(site: Site, record: type[Entry], entries: Iterable[Entry]) -> Rows:
    """Entries of one of the kinds of `ROWS`."""
    return Rows(tuple(ROWS[record](site, entry) for entry in entries))


def row_sections(
    site: Site, page: str, entries_of: Callable[[type[Entry]], Sequence[Entry]]
) -> Iterator[Section]:
    """A section for each kind of `ROWS` of which a page has entries, in that page's words."""
    for record in ROWS:
        if entries := entries_of(record):
            name = kind_for(record).plural
            title = site.words(f"{page}.{name}")
            yield Section(name, rows_list(site, record, entries), f"pf-{name}", title)
