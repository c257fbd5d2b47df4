"""Topics: what entries are about, in the author's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from proofolio.model.addresses import topic_address, topic_slug
from proofolio.model.kinds import AnyEntry, kind_for
from proofolio.model.own_page import OwnPage
from proofolio.model.record import Entry

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Topic:
    """One topic with everything published about it."""

    slug: str
    name: str
    """As it was written first."""
    entries: tuple[AnyEntry, ...]
    offered: bool
    """Whether it is a skill the author offers."""
    pages: tuple[OwnPage, ...] = ()
    """The author's own pages about it."""

    def all(self, record: type[E]) -> tuple[E, ...]:
        """The entries of a kind that are about it."""
        return tuple(entry for entry in self.entries if isinstance(entry, record))

    @property
    def has_page(self) -> bool:
        """Two entries or pages make a page; one entry does if the topic is an offered skill."""
        return len(self.entries) + len(self.pages) >= 2 or (self.offered and bool(self.entries))

    @property
    def address(self) -> str:
        """Its page; empty where it has none."""
        return topic_address(self.slug) if self.has_page else ""


def topics_of(entry: AnyEntry) -> tuple[str, ...]:
    """Words under which an entry is found, each once, as written."""
    names = kind_for(type(entry)).topics
    unique: dict[str, str] = {}
    for word in (word for name in names for word in getattr(entry, name)):
        unique.setdefault(topic_slug(word), word)
    unique.pop("", None)
    return tuple(unique.values())


def collect_topics(
    entries: Iterable[AnyEntry], offered: Iterable[str], pages: Iterable[OwnPage] = ()
) -> dict[str, Topic]:
    """All topics by slug, sorted by slug; equal after case-folding is the same topic."""
    names: dict[str, str] = {topic_slug(name): name for name in offered}
    wanted = set(names)
    found: dict[str, list[AnyEntry]] = {}
    for entry in entries:
        for word in topics_of(entry):
            slug = topic_slug(word)
            names.setdefault(slug, word)
            found.setdefault(slug, []).append(entry)
    told: dict[str, list[OwnPage]] = {}
    for page in pages:
        for word in page.topics:
            names.setdefault(topic_slug(word), word)
            told.setdefault(topic_slug(word), []).append(page)
    return {
        slug: Topic(
            slug, names[slug], tuple(found.get(slug, ())), slug in wanted, tuple(told.get(slug, ()))
        )
        for slug in sorted({*found, *told})
    }
