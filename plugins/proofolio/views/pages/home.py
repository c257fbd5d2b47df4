"""The default home page: blocks in the order of the goal, each only if it has something to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from proofolio.model.addresses import HOME
from proofolio.model.kinds import KINDS, kind_for
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.publication import Publication
from proofolio.model.record import Entry, Page
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.views.goals import goal_of
from proofolio.views.parts.contact import call_to_action
from proofolio.views.parts.cv_rows import awards_title
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.hero import figure_project, has_figure, hero, hero_is_large
from proofolio.views.parts.length import FRAME, HEIGHT, WORDS, length_of
from proofolio.views.parts.links import Link
from proofolio.views.parts.looking_for import wanted_by
from proofolio.views.parts.names import names_row
from proofolio.views.parts.positions import positions_list
from proofolio.views.parts.posts import newest_day
from proofolio.views.parts.reach import is_on
from proofolio.views.parts.rows import Rows, Section, rows_list
from proofolio.views.parts.said import said_key
from proofolio.views.parts.sections import (
    ProofStrip,
    awards_list,
    credentials_list,
    more_link,
    posts_list,
    projects_list,
    quotes_list,
    services_list,
    story,
    teaching_list,
)
from proofolio.views.parts.story import place_of
from proofolio.views.parts.strip import home_tiles
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

TITLES = {
    "projects": "selected_work",
    "positions": "home.positions",
    "testimonials": "said.people",
    "services": "home.offers",
    "story": "home.story",
    "publications": "publications",
    "talks": "talks",
    "posts": "home.writing",
    "looking_for": "about_page.looking_for",
    "teaching": "resume_page.teaching",
    "credentials": "resume_page.credentials",
    "awards": "resume_page.awards",
}
"""Headings of the blocks that have one."""


@dataclass(frozen=True)
class HomeView:
    """The home page."""

    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Further:
    """What the home page has no room for, as links."""

    links: tuple[Link, ...]


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
    """The home page's sections, as much of each as five screens of a phone hold."""
    goal = goal_of(site)
    limits = dict(goal.home)
    whole = _sections(site, limits)
    first = Section("hero", hero(site))
    last = Section("contact", call_to_action(site, about=site.name))
    shown = dict(whole)
    lengths = {name: length_of(section) for name, section in shown.items()}
    frame = (length_of(first), length_of(last))
    for name, number in goal.cuts:
        if _fits((*frame, *lengths.values(), *map(length_of, _further(whole, shown)))):
            break
        limits[name] = min(limits.get(name, 0), number)
        # How it goes is part of the services.
        block = "services" if name == "process" else name
        shown.pop(block, None)
        lengths.pop(block, None)
        if section := _section(site, block, limits):
            shown[block], lengths[block] = section, length_of(section)
    kept = tuple(shown[name] for name in limits if name in shown)
    return HomeView((first, *kept, *_further(whole, shown), last))


def _fits(lengths: Iterable[tuple[int, int]]) -> bool:
    words, heights = zip(*lengths, strict=True)
    return bool(sum(words) <= WORDS and sum(heights) <= HEIGHT - FRAME)


def _further(whole: Mapping[str, Section], shown: Mapping[str, Section]) -> tuple[Section, ...]:
    """Links to what there is no room for."""
    left = (section for name, section in whole.items() if name not in shown and section.more)
    links = {section.more.address: section.title for section in left if section.more}
    found = tuple(Link(title, address) for address, title in links.items())
    return (Section("further", Further(found)),) if found else ()


def _sections(site: Site, limits: Mapping[str, int]) -> dict[str, Section]:
    found = {name: _section(site, name, limits) for name in limits if name in _CONTENT}
    return {name: section for name, section in found.items() if section}


def _section(site: Site, name: str, limits: Mapping[str, int]) -> Section | None:
    content = _CONTENT[name](site, limits) if limits[name] else None
    if content is None:
        return None
    if name not in TITLES:
        return Section(name, content)
    key = TITLES[name]
    if name == "testimonials":
        key = said_key(_quotes(site, limits[name]), len(site.library.listed(Testimonial)))
    title = awards_title(site) if name == "awards" else site.words(key)
    return Section(name, content, f"pf-{name}", title, more_link(site, name))


def _proof(site: Site, limits: Mapping[str, int]) -> object | None:
    tiles = home_tiles(site)[: limits["proof"]]
    return ProofStrip(tiles) if tiles else None


def _names(site: Site, limits: Mapping[str, int]) -> object | None:
    row = names_row(site, limits["names"])
    told = hero(site).track
    says_more = any(each.logo or each.name not in told for each in row.names)
    return row if row.names and says_more else None


def _projects(site: Site, limits: Mapping[str, int]) -> object | None:
    # Featured ones come first in the library's order.
    cases = site.library.listed(Project)[: limits["projects"]]
    shown = figure_project(site) if has_figure(site) else None
    tiles = home_tiles(site)[: limits["proof"]]
    if not cases:
        return None
    return projects_list(site, cases, lead=True, cover_of=shown, beside=tiles)


def _testimonials(site: Site, limits: Mapping[str, int]) -> object | None:
    chosen = _quotes(site, limits["testimonials"])
    return quotes_list(site, chosen) if chosen else None


def _quotes(site: Site, limit: int) -> list[Testimonial]:
    """Quotes with a full name, best beside their work; not the one told already."""
    if "testimonials" not in site.enabled:
        return []
    listed = site.library.listed(Project)[:1]
    told = [quote.id for p in listed for quote in site.library.about(Testimonial, p)[:1]]
    named = [
        quote
        for quote in site.library.listed(Testimonial)
        if quote.show_as == "full" and quote.author.name and quote.id not in told
    ]
    return sorted(named, key=lambda quote: not quote.projects)[:limit]


def _services(site: Site, limits: Mapping[str, int]) -> object | None:
    if "services" not in site.enabled:
        return None
    services = site.library.listed(Service)[: limits["services"]]
    return services_list(site, services, process=bool(limits.get("process"))) if services else None


def _story(site: Site, limits: Mapping[str, int]) -> object | None:
    way = story(site, limits["story"])
    if not way.rows:
        return None
    return replace(way, portrait=None) if hero_is_large(site) else way


def _posts(site: Site, limits: Mapping[str, int]) -> object | None:
    posts = site.library.listed(Post)[: limits["posts"]] if "posts" in site.enabled else ()
    return posts_list(site, posts) if posts else None


def _entries(record: type[Entry], site: Site, limits: Mapping[str, int]) -> object | None:
    """The newest entries of a kind; where some are featured, only they."""
    kind = kind_for(record)
    listed = site.library.listed(record) if is_on(site, kind) else ()
    chosen = [entry for entry in listed if entry.featured] or listed
    return rows_list(site, record, chosen[: limits[kind.plural]]) if chosen else None


def _wanted(site: Site, limits: Mapping[str, int]) -> object | None:
    wanted = wanted_by(site)
    return wanted if wanted.ask or wanted.facts else None


def _rows(
    rows: Callable[[Site, int], Rows], name: str, site: Site, limits: Mapping[str, int]
) -> object | None:
    found = rows(site, limits[name])
    return found if found.rows else None


_CONTENT: Mapping[str, Callable[[Site, Mapping[str, int]], object | None]] = {
    "names": _names,
    "proof": _proof,
    "projects": _projects,
    "positions": partial(_rows, positions_list, "positions"),
    "testimonials": _testimonials,
    "services": _services,
    "story": _story,
    "publications": partial(_entries, Publication),
    "talks": partial(_entries, Talk),
    "posts": _posts,
    "looking_for": _wanted,
    "teaching": partial(_rows, teaching_list, "teaching"),
    "credentials": partial(_rows, credentials_list, "credentials"),
    "awards": partial(_rows, awards_list, "awards"),
}
"""What each block shows, given the most entries of each."""
