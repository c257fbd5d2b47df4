"""What a kind of entry is: said once, at the foot of its module, and read by every room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Literal, TypeVar

from proofolio.model.mark import Result
from proofolio.model.record import Entry

E = TypeVar("E", bound=Entry)

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings of a text in Markdown, as MkDocs knows them."""

TOPICS = ("skills", "tools", "industries", "categories", "tags")
"""Fields of any kind that hold the topics it is found under, what leads first."""


@dataclass(frozen=True)
class Lack:
    """What would make a proof strong: a field to fill in, or a result to measure."""

    field: str
    value: str = ""
    """What to fill in, where that is known."""
    action: Literal["fill", "measure"] = "fill"


def by_id(entry: Entry) -> tuple[str, ...]:
    """The names of what is known by its id alone."""
    return (entry.id,)


def undated(entry: Entry) -> None:
    """The day of what never grows old."""


@dataclass(frozen=True)
class Kind(Generic[E]):
    """A kind of entry."""

    record: type[E]
    plural: str
    """Name of its list or folder, of the fields in which others name it, and of the field of the
    profile that may hold entries of it too, as JSON Resume has them there."""
    source: Literal["list", "folder"]
    """`list`: the file `_data/<plural>.yml`, or a folder of that name with a file for each;
    `folder`: a file, a notebook or a folder for each in the folder `<plural>`."""
    listing: str
    """Address of the page where all of it stand, or are listed."""
    has_page: bool
    """Whether each has a page of its own; else it is a place on the listing."""
    order: Callable[[dt.date, E], tuple[Any, ...]]
    """What entries are sorted by on a day."""
    weight: Callable[[E, Result | None], int] | None
    """What it weighs as proof while it is young, a project with the result that is told. None
    for what proves nothing, but makes a claim."""
    day: Callable[[E], dt.date | None]
    """The last day that it may be from; none where it is undated or work goes on."""
    lacks: Callable[[E, Result | None], tuple[Lack, ...]] | None
    """What would make it strong where it is not; None where nothing would."""
    switch: str
    """The plugin without which it has no place on the site; empty for what always has one."""
    needed: tuple[str, ...] = ()
    """Fields it needs though its record does not, as the name of its file may say them."""
    known_as: Callable[[E], tuple[str, ...]] = by_id
    """Its id, and what is its alone as well: addresses elsewhere, which claims may cite for it."""
    suffixes: tuple[str, ...] = ()
    """Endings of files in a form of their own that its list may be in as well."""
    paged: Callable[[E], bool] | None = None
    """Which have a page of their own, where some have one."""

    @cached_property
    def word(self) -> str:
        """Its name, as references and messages have it: `project`, `post`, …"""
        return self.record.__name__.lower()

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Its fields that hold topics."""
        return tuple(name for name in TOPICS if name in self.record.model_fields)

    def is_paged(self, entry: E) -> bool:
        """Whether an entry has a page of its own."""
        return self.paged(entry) if self.paged else self.has_page

    def address(self, entry: E) -> str:
        """Address of an entry's page, or of its place on the listing."""
        own = f"{entry.address_part}/" if self.is_paged(entry) else f"#{entry.id}"
        return f"{self.listing}{own}"
