"""What there is about a topic, in numbers."""

from __future__ import annotations

from proofolio.model.kinds import kind_for
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import Topic
from proofolio.views.goals import goal_words
from proofolio.views.parts.rows import ROWS
from proofolio.views.site import Site


def topic_counts(site: Site, topic: Topic) -> str:
    """How much there is: "3 projects, 1 post"."""
    words = site.words
    counts = (
        ("projects", len(topic.all(Project))),
        ("posts", len(topic.all(Post))),
        *((f"topic.{kind_for(record).plural}", len(topic.all(record))) for record in ROWS),
        ("topic.testimonials", len(topic.all(Testimonial))),
        ("topic.pages", len(topic.pages)),
    )
    return words.listed(words.count(key, count) for key, count in counts if count)


def topic_lead(site: Site, topic: Topic) -> str:
    """The sentence that begins the page of a topic."""
    found = topic_counts(site, topic)
    if topic.offered:
        return goal_words(site, "topic.offered", counts=found)
    return site.words("sentence", text=found)
