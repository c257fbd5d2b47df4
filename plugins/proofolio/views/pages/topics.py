"""All topics, each with how much there is about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import PROJECTS, TOPICS, address_of, topic_address
from proofolio.model.project import Project
from proofolio.model.topics import Topic
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link
from proofolio.views.parts.reach import topic_proofs
from proofolio.views.parts.topics import topic_counts
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site


@dataclass(frozen=True)
class TopicRow:
    """A topic that has a page."""

    name: str
    address: str
    counts: str


@dataclass(frozen=True)
class SingleTopic:
    """A topic that one thing is about, which it leads to."""

    name: str
    thing: Link


@dataclass(frozen=True)
class TopicsView:
    """The page of all topics."""

    title: str
    parent: Link
    lead: str
    rows: tuple[TopicRow, ...]
    single: tuple[SingleTopic, ...]
    cta: CallToAction


def topics_plans(site: Site) -> Iterator[PagePlan]:
    """The page of topics; none where no topic has a page."""
    words = site.words
    names = [topic.name for topic in _topics(site) if topic.has_page]
    if names:
        about = words("topics_page.description", name=site.library.profile.name)
        yield PagePlan(
            address=TOPICS,
            kind="topics",
            title=words("topics"),
            description=describe(about, words.listed(names)),
        )


def topics_view(site: Site, plan: PagePlan) -> TopicsView:
    """All topics by name: what several things are about first, then the others."""
    words = site.words
    topics = _topics(site)
    rows = [topic for topic in topics if topic.has_page]
    return TopicsView(
        title=plan.title,
        parent=Link(words("work"), PROJECTS if site.library.listed(Project) else ""),
        lead=words("topics_page.lead"),
        rows=tuple(
            TopicRow(topic.name, topic_address(topic.slug), topic_counts(site, topic))
            for topic in rows
        ),
        single=tuple(
            SingleTopic(topic.name, _only(topic)) for topic in topics if not topic.has_page
        ),
        cta=call_to_action(site, about=plan.title),
    )


def _topics(site: Site) -> list[Topic]:
    """Every topic that something is about which a visitor can open, by name."""
    topics = (topic_proofs(site, topic) for topic in site.library.topics.values())
    found = (topic for topic in topics if topic.entries or topic.pages)
    return sorted(found, key=lambda topic: (topic.name.casefold(), topic.slug))


def _only(topic: Topic) -> Link:
    """The one thing that is about it."""
    for page in topic.pages:
        return Link(page.title, page.address)
    entry = topic.entries[0]
    name = getattr(entry, "title", "") or getattr(entry, "name", "") or topic.name
    return Link(name, address_of(entry))
