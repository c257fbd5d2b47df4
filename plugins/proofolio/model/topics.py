"""Topics: what projects, posts and talks are about, in the author's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proofolio.model.addresses import topic_address, topic_slug
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial


@dataclass(frozen=True)
class Topic:
    """One topic with everything published about it."""

    slug: str
    name: str
    """As it was written first."""
    projects: tuple[Project, ...]
    posts: tuple[Post, ...]
    talks: tuple[Talk, ...]
    testimonials: tuple[Testimonial, ...]
    offered: bool
    """Whether it is a skill the author offers."""

    @property
    def proofs(self) -> int:
        """How many published things are about it."""
        return len(self.projects) + len(self.posts) + len(self.talks) + len(self.testimonials)

    @property
    def has_page(self) -> bool:
        """Two proofs make a page, and one does if the topic is an offered skill."""
        return self.proofs >= 2 or (self.offered and self.proofs >= 1)

    @property
    def address(self) -> str:
        """Its page; empty where it has none."""
        return topic_address(self.slug) if self.has_page else ""


def topics_of(entry: Project | Post | Talk | Testimonial) -> tuple[str, ...]:
    """Words under which an entry is found, each once, as written."""
    names = ("skills", "tools", "industries", "categories", "tags")
    unique: dict[str, str] = {}
    for word in (word for name in names for word in getattr(entry, name, ())):
        unique.setdefault(topic_slug(word), word)
    unique.pop("", None)
    return tuple(unique.values())


def collect_topics(
    projects: Iterable[Project],
    posts: Iterable[Post],
    talks: Iterable[Talk],
    testimonials: Iterable[Testimonial],
    offered: Iterable[str],
) -> dict[str, Topic]:
    """All topics by slug, sorted by slug; equal after case-folding is the same topic."""
    names: dict[str, str] = {topic_slug(name): name for name in offered}
    wanted = set(names)
    found: dict[str, dict[str, list[object]]] = {}
    groups: dict[str, Iterable[Project | Post | Talk | Testimonial]] = {
        "projects": projects,
        "posts": posts,
        "talks": talks,
        "testimonials": testimonials,
    }
    for group, entries in groups.items():
        for entry in entries:
            for word in topics_of(entry):
                slug = topic_slug(word)
                names.setdefault(slug, word)
                found.setdefault(slug, {}).setdefault(group, []).append(entry)
    return {
        slug: Topic(
            slug=slug,
            name=names[slug],
            offered=slug in wanted,
            **{group: tuple(found[slug].get(group, ())) for group in groups},  # type: ignore[arg-type]
        )
        for slug in sorted(found)
    }
