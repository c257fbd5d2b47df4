"""The default home page: a sequence of blocks, each there only if it has something to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofolio.model.addresses import HOME
from proofolio.model.kinds import KINDS
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Page
from proofolio.model.service import Service
from proofolio.model.testimonial import Testimonial
from proofolio.views.parts.contact import call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.hero import figure_project, hero
from proofolio.views.parts.posts import newest_day
from proofolio.views.parts.reach import is_on
from proofolio.views.parts.rows import Section
from proofolio.views.parts.said import said_key
from proofolio.views.parts.sections import (
    ProofStrip,
    more_link,
    posts_list,
    projects_list,
    quotes_list,
    services_list,
    story,
)
from proofolio.views.parts.story import place_of
from proofolio.views.parts.strip import home_tiles
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

CASES = 3
POSTS = 3
STORY = 3
OFFERS = 4


@dataclass(frozen=True)
class HomeView:
    """The home page."""

    sections: tuple[Section, ...]


def home_plans(site: Site) -> Iterator[PagePlan]:
    """The home page, which every site has."""
    library = site.library
    profile = library.profile
    shown = (kind.record for kind in KINDS if is_on(site, kind))
    entries = (entry for record in shown for entry in library.listed(record))
    yield PagePlan(
        address=HOME,
        kind="home",
        title=site.words.joined((profile.name, profile.label)),
        description=describe(profile.headline, profile.label, place_of(site)),
        updated=newest_day(entry for entry in entries if isinstance(entry, Page)),
    )


def home_view(site: Site, plan: PagePlan) -> HomeView:
    """The home page's sections."""
    first = hero(site)
    cases = selected_projects(site)
    shown = figure_project(site) if first.figure else None
    tiles = home_tiles(site)
    work = projects_list(site, cases, lead=True, cover_of=shown, beside=tiles)
    told = work.lead.quote.id if work.lead and work.lead.quote else ""
    said = _quote(site, told)
    library = site.library
    above = said_key(said, len(library.listed(Testimonial)))
    services = library.listed(Service)[:OFFERS] if "services" in site.enabled else ()
    posts = library.listed(Post)[:POSTS] if "posts" in site.enabled else ()
    offers = services_list(site, services, process=True)
    way = story(site, STORY)
    sections = (
        (True, Section("hero", first)),
        (tiles, Section("proof", ProofStrip(tiles))),
        (cases, _titled(site, "projects", work, "selected_work")),
        (said, _titled(site, "testimonials", quotes_list(site, said), above)),
        (services, _titled(site, "services", offers, "home.offers")),
        (way.rows, _titled(site, "story", way, "home.story")),
        (posts, _titled(site, "posts", posts_list(site, posts), "home.writing")),
        (True, Section("contact", call_to_action(site, about=site.name))),
    )
    return HomeView(tuple(section for has_something, section in sections if has_something))


def selected_projects(site: Site) -> tuple[Project, ...]:
    """The featured projects, filled up with the next ones."""
    # Featured ones come first in the library's order.
    return site.library.listed(Project)[:CASES]


def _quote(site: Site, told: str) -> tuple[Testimonial, ...]:
    """One quote with a full name, best beside its work; not the one told already."""
    if "testimonials" not in site.enabled:
        return ()
    named = [
        quote
        for quote in site.library.listed(Testimonial)
        if quote.show_as == "full" and quote.author.name and quote.id != told
    ]
    return tuple(sorted(named, key=lambda quote: not quote.projects)[:1])


def _titled(site: Site, name: str, content: object, title: str) -> Section:
    section = Section(name, content, f"pf-{name}", site.words(title))
    return replace(section, more=more_link(site, name))
