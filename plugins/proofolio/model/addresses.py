"""Where each page of the site stands: addresses relative to the site's root, without `/` first."""

from __future__ import annotations

from hashlib import blake2b

from proofolio.model.kinds import kind_for
from proofolio.model.outcome import Outcome
from proofolio.model.post import POST
from proofolio.model.project import PROJECT, Project
from proofolio.model.record import Entry, SubPage, slugify
from proofolio.model.service import SERVICE
from proofolio.model.talk import TALK
from proofolio.model.testimonial import TESTIMONIAL

HOME = ""
PROJECTS = PROJECT.listing
POSTS = POST.listing
SERVICES = SERVICE.listing
TESTIMONIALS = TESTIMONIAL.listing
ABOUT = "about/"
RESUME = "resume/"
TALKS = TALK.listing
TOPICS = "topics/"
SUBSCRIBE = "subscribe/"

RESERVED_SLUGS = frozenset({"year", "page", "feed"})
"""Slugs an entry cannot have, since the site uses these addresses itself."""


_LONGEST_TOPIC = 100
"""Bytes."""


def topic_slug(name: str) -> str:
    """Address part of a topic: as a slug, with `+` as `plus` and `#` as `sharp`.

    A sentence that stands as a topic is cut, for a folder's name may have 255 bytes.
    """
    slug = slugify(name.replace("+", " plus ").replace("#", " sharp "))
    if len(slug.encode()) <= _LONGEST_TOPIC:
        return slug
    mark = blake2b(slug.encode(), digest_size=4).hexdigest()
    return f"{slug.encode()[:_LONGEST_TOPIC].decode('utf-8', 'ignore').rstrip('-')}-{mark}"


def topic_address(slug: str) -> str:
    """Address of a topic's page."""
    return f"{TOPICS}{slug}/"


def project_year_address(year: int) -> str:
    """Address of the projects of a year."""
    return f"{PROJECTS}year/{year}/"


def post_year_address(year: int, part: int = 1) -> str:
    """Address of the posts of a year, or of a further page of them."""
    return f"{POSTS}year/{year}/" + (f"page/{part}/" if part > 1 else "")


def outcome_address(project: Project, outcome: Outcome) -> str:
    """Address of an outcome on its project's page."""
    return f"{address_of(project)}#outcome-{outcome.key}"


def address_of(entry: Entry) -> str:
    """Address of an entry's page, or of its place on a shared page."""
    if isinstance(entry, SubPage):
        return entry.address
    return kind_for(type(entry)).address(entry)
