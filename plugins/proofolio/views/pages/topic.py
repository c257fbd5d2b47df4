"""One topic: every entry about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import PROJECTS, TOPICS, topic_address
from proofolio.model.own_page import OwnPage
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import Topic
from proofolio.views.parts.cards import Card, card
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link
from proofolio.views.parts.posts import PostRow, newest_day, post_row
from proofolio.views.parts.quotes import Quote, quote_view
from proofolio.views.parts.reach import topic_proofs
from proofolio.views.parts.rows import Section, row_sections
from proofolio.views.parts.topics import topic_lead
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

SHOWN = 30
"""How many projects, and how many posts, a topic shows; the rest is found by year."""


@dataclass(frozen=True)
class TopicView:
    """The page of a topic."""

    title: str
    parent: Link
    lead: str
    cards: tuple[Card, ...]
    more_projects: Link | None
    posts: tuple[PostRow, ...]
    further: tuple[Section, ...]
    pages: tuple[OwnPage, ...]
    quotes: tuple[Quote, ...]
    cta: CallToAction


def topic_plans(site: Site) -> Iterator[PagePlan]:
    """A page for each topic with enough about it that can be opened."""
    topics = site.library.topics.values()
    return (_plan(site, topic) for topic in topics if topic_proofs(site, topic).has_page)


def topic_view(site: Site, plan: PagePlan) -> TopicView:
    """Everything about the topic that the plan names."""
    assert plan.topic is not None
    topic = topic_proofs(site, plan.topic)
    words = site.words
    count = len(topic.all(Project))
    label = words.count("all_projects", len(site.library.listed(Project)))
    return TopicView(
        title=topic.name,
        parent=Link(words("topics"), TOPICS),
        lead=topic_lead(site, topic),
        cards=tuple(card(site, project) for project in topic.all(Project)[:SHOWN]),
        more_projects=Link(label, PROJECTS) if count > SHOWN else None,
        posts=tuple(post_row(site, post) for post in topic.all(Post)[:SHOWN]),
        further=tuple(row_sections(site, "topic", topic.all)),
        pages=topic.pages[:SHOWN],
        quotes=tuple(quote_view(site, quote) for quote in topic.all(Testimonial)[:SHOWN]),
        cta=call_to_action(site, about=plan.title),
    )


def _plan(site: Site, topic: Topic) -> PagePlan:
    shown = topic_proofs(site, topic)
    words, name = site.words, site.library.profile.name
    about = words("topic.description", topic=topic.name, name=name)
    titles = [p.title for p in shown.all(Project)] + [p.title for p in shown.all(Post)]
    titles += [page.title for page in shown.pages]
    return PagePlan(
        address=topic_address(topic.slug),
        kind="topic",
        title=words("topic.page_title", topic=topic.name),
        description=describe(about, "; ".join(titles)),
        topic=topic,
        updated=newest_day([*shown.all(Project), *shown.all(Post)]),
    )
