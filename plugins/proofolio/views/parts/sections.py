"""Sections of the home page, which authors place in pages of their own as blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from proofolio.model.addresses import ABOUT, RESUME
from proofolio.model.kinds import KINDS
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.profile import has_resume
from proofolio.model.project import Project
from proofolio.model.service import Service
from proofolio.model.testimonial import Testimonial
from proofolio.views.parts.cards import Card, card
from proofolio.views.parts.cv_rows import award_rows, credential_rows, teaching_rows
from proofolio.views.parts.links import Link
from proofolio.views.parts.niches import niche_rows
from proofolio.views.parts.offers import ProcessStep, process_of
from proofolio.views.parts.outcomes import Tile
from proofolio.views.parts.posts import post_row
from proofolio.views.parts.prices import ServiceRow, service_row
from proofolio.views.parts.quote_cards import QuoteCard, in_rows, quote_card
from proofolio.views.parts.quotes import Quote, quote_view
from proofolio.views.parts.rows import ROWS, Rows
from proofolio.views.parts.story import StoryRow, has_about, skill_row, story_row
from proofolio.views.site import Picture, Site


@dataclass(frozen=True)
class ProofStrip:
    """Results side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class ProjectsList:
    """Case studies, the first of them perhaps larger."""

    lead: Card | None
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class QuotesList:
    """One quote alone, or several as cards."""

    quote: Quote | None
    cards: tuple[QuoteCard, ...]


@dataclass(frozen=True)
class ServicesList:
    """Offers as rows, and how it goes."""

    rows: tuple[ServiceRow, ...]
    steps: tuple[ProcessStep, ...] = ()
    how: str = ""


@dataclass(frozen=True)
class Story:
    """The author's way."""

    portrait: Picture | None
    rows: tuple[StoryRow, ...]


def projects_list(
    site: Site,
    projects: Iterable[Project],
    *,
    lead: bool = False,
    cover_of: Project | None = None,
    beside: Iterable[Tile] = (),
) -> ProjectsList:
    """Cards of projects; `cover_of` names one whose figure the page shows already.

    How a result was measured is not said again where a tile `beside` them says it.
    """
    chosen = list(projects)
    cards = [card(site, project, quote=lead and not at) for at, project in enumerate(chosen)]
    told = {tile.context for tile in beside}
    cards = [replace(c, context="") if c.context in told else c for c in cards]
    if not lead or not cards or not (cards[0].quote or cards[0].proof):
        return ProjectsList(None, tuple(cards))
    first = cards[0]
    if chosen[0] == cover_of:
        first = replace(first, picture=site.cover(chosen[0]))
    return ProjectsList(first, tuple(cards[1:]))


def quotes_list(site: Site, quotes: Iterable[Testimonial]) -> QuotesList:
    """One testimonial as a pull quote, several as cards."""
    chosen = list(quotes)
    if len(chosen) == 1:
        return QuotesList(quote_view(site, chosen[0], short=True), ())
    return QuotesList(None, in_rows([quote_card(site, quote) for quote in chosen]))


def services_list(
    site: Site, services: Iterable[Service], *, process: bool = False
) -> ServicesList:
    """Offers as rows; `process` adds the steps of the first that has any."""
    chosen = list(services)
    rows = tuple(service_row(site, service) for service in chosen)
    stepped = next((service for service in chosen if process and service.process), None)
    if stepped is None:
        return ServicesList(rows)
    key = "home.how_of" if len(chosen) > 1 else "home.how"
    return ServicesList(rows, process_of(stepped), site.words(key, service=stepped.name))


def niches_list(site: Site, niches: Iterable[Niche]) -> Rows:
    """Niches that have pages, as rows."""
    wanted = {niche.name for niche in niches}
    return Rows(tuple(row for row in niche_rows(site) if row.name in wanted))


def posts_list(site: Site, posts: Iterable[Post]) -> Rows:
    """Posts as rows."""
    return Rows(tuple(post_row(site, post) for post in posts))


def story(site: Site, limit: int | None = None) -> Story:
    """The newest parts of the author's way, with her portrait."""
    profile = site.library.profile
    rows = tuple(story_row(site, part) for part in profile.story[:limit])
    return Story(site.picture(profile.image) if rows else None, rows)


def skills_list(site: Site, limit: int | None = None) -> Rows:
    """Offered skills, each with what proves it."""
    offered = [skill for skill in site.library.profile.skills if skill.offered]
    return Rows(tuple(skill_row(site, skill) for skill in offered[:limit]))


def teaching_list(site: Site, limit: int | None = None) -> Rows:
    """Courses that the author taught, as rows."""
    return Rows(teaching_rows(site)[:limit])


def credentials_list(site: Site, limit: int | None = None) -> Rows:
    """Certificates that still hold."""
    return Rows(credential_rows(site, valid=True)[:limit])


def awards_list(site: Site, limit: int | None = None) -> Rows:
    """Prizes, and places in competitions."""
    return Rows(award_rows(site)[:limit])


def more_link(site: Site, name: str) -> Link | None:
    """The link to everything of which a section shows a part."""
    words, library = site.words, site.library
    projects, quotes = library.listed(Project), library.listed(Testimonial)
    labels = {
        "projects": words.count("all_projects", len(projects)),
        "testimonials": words.count("home.all_said", len(quotes)),
        "services": words("home.all_offers"),
        "niches": words("home.all_offers"),
        "posts": words("home.all_writing"),
    }
    if name in ("positions", "teaching", "credentials", "awards"):
        return Link(words("resume"), RESUME) if has_resume(library.profile) else None
    if name in ("story", "skills", "looking_for"):
        return Link(words("home.more_story"), ABOUT) if has_about(library.profile) else None
    kind = next((kind for kind in KINDS if kind.plural == name), None)
    if kind and kind.record in ROWS:
        labels[name] = words.count(f"topic.{name}", len(library.listed(kind.record)))
    return Link(labels.get(name) or words(name), kind.listing) if kind else None
