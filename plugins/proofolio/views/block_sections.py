"""What a block shows: the entries its options ask for, in the author's order."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from proofolio.model.addresses import topic_slug
from proofolio.model.kinds import kind_named
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import slugify
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import topics_of
from proofolio.problems import Level, Problem
from proofolio.views import sections
from proofolio.views.blocks import Block
from proofolio.views.contact import call_to_action
from proofolio.views.hero import hero
from proofolio.views.outcomes import Tile, tile
from proofolio.views.sections import ProofStrip, Section, more_link
from proofolio.views.site import Site
from proofolio.views.strip import TILES, best_tiles, find_outcome, home_tiles

E = TypeVar("E", Project, Post, Testimonial, Service, Niche, Talk)

MOST = 60
"""How many entries a block shows that names no limit."""


def block_section(
    site: Site, block: Block, level: int = 3
) -> tuple[Section | None, tuple[Problem, ...]]:
    """What a block shows, or nothing where there is nothing; `level` is for headings inside."""
    problems = _unknown(site, block)
    content = _CONTENT[block.name](site, block)
    if content is None:
        if block.name == "outcome":
            problems += _no_outcome(site, block)
        return None, problems
    title = block.text("title")
    if not title or block.name == "contact":
        return Section(block.name, content, level=level), problems
    section = Section(block.name, content, f"pf-{slugify(title) or block.name}", title)
    return replace(section, more=more_link(site, block.name)), problems


def _projects(site: Site, block: Block) -> object | None:
    chosen = _chosen(block, site.library.listed(Project))
    return sections.projects_list(site, chosen, lead=block.has("lead")) if chosen else None


def _testimonials(site: Site, block: Block) -> object | None:
    if "testimonials" not in site.enabled:
        return None
    chosen = _chosen(block, site.library.listed(Testimonial))
    return sections.quotes_list(site, chosen) if chosen else None


def _services(site: Site, block: Block) -> object | None:
    if "services" not in site.enabled:
        return None
    chosen = _chosen(block, site.library.listed(Service))
    process = block.has("process")
    return sections.services_list(site, chosen, process=process) if chosen else None


def _niches(site: Site, block: Block) -> object | None:
    if "services" not in site.enabled:
        return None
    found = sections.niches_list(site, _chosen(block, site.library.listed(Niche)))
    return found if found.rows else None


def _posts(site: Site, block: Block) -> object | None:
    if "posts" not in site.enabled:
        return None
    chosen = _chosen(block, site.library.listed(Post))
    return sections.posts_list(site, chosen) if chosen else None


def _talks(site: Site, block: Block) -> object | None:
    chosen = _chosen(block, site.library.listed(Talk))
    return sections.talks_list(site, chosen) if chosen else None


def _proof(site: Site, block: Block) -> object | None:
    limit = min(block.number("limit") or TILES, TILES)
    asked = {"niche", "service", "project"} & set(block.options)
    if not asked:
        tiles: tuple[Tile, ...] = home_tiles(site, block.number("limit") and limit)
    else:
        listed = site.library.listed(Project)
        own = [p for p in listed if block.text("project") in ("", p.id)]
        rest = Block(block.name, {k: v for k, v in block.options.items() if k != "limit"})
        tiles = best_tiles(site, _chosen(rest, own), limit)
    return ProofStrip(tiles) if tiles else None


def _outcome(site: Site, block: Block) -> object | None:
    found = find_outcome(site, f"outcome:{block.text('id').removeprefix('outcome:')}")
    made = tile(site, found[0], found[1], own_page=False) if found else None
    return ProofStrip((made,)) if made else None


def _story(site: Site, block: Block) -> object | None:
    found = sections.story(site, block.number("limit"))
    return found if found.rows else None


def _skills(site: Site, block: Block) -> object | None:
    found = sections.skills_list(site, block.number("limit"))
    return found if found.rows else None


def _hero(site: Site, block: Block) -> object | None:
    found = hero(site)
    return replace(found, figure=None) if block.text("figure") == "false" else found


def _contact(site: Site, block: Block) -> object | None:
    title = block.text("title")
    cta = call_to_action(site, about=title or site.name, heading=title, lead=block.text("text"))
    return cta if cta.button.address else None


_CONTENT: Mapping[str, Callable[[Site, Block], object | None]] = {
    "hero": _hero,
    "proof": _proof,
    "projects": _projects,
    "testimonials": _testimonials,
    "services": _services,
    "niches": _niches,
    "posts": _posts,
    "talks": _talks,
    "story": _story,
    "skills": _skills,
    "outcome": _outcome,
    "contact": _contact,
}


def _chosen(block: Block, entries: Iterable[E]) -> list[E]:
    """The entries that all options fit, as many as are wanted."""
    fitting = [entry for entry in entries if _fits(block, entry)]
    return fitting[: block.number("limit") or MOST]


def _fits(block: Block, entry: Project | Post | Testimonial | Service | Niche | Talk) -> bool:
    year = entry.year if isinstance(entry, Project) else None
    if isinstance(entry, Post):
        year = entry.date.year if entry.date else None
    elif isinstance(entry, Talk):
        year = entry.start.year
    kind = entry.relation if isinstance(entry, Testimonial) else getattr(entry, "kind", None)
    topics = () if isinstance(entry, Service | Niche) else map(topic_slug, topics_of(entry))
    wanted: Mapping[str, Callable[[str], bool]] = {
        "id": lambda value: entry.id == value,
        "featured": lambda value: entry.featured == (value == "true"),
        "niche": lambda value: value in getattr(entry, "niches", ()),
        "service": lambda value: value in getattr(entry, "services", ()),
        "project": lambda value: value in getattr(entry, "projects", (entry.id,)),
        "topic": lambda value: topic_slug(value) in topics,
        "kind": lambda value: kind == value,
        "year": lambda value: str(year) == value,
    }
    return all(wanted[key](value) for key, value in block.options.items() if key in wanted)


def _unknown(site: Site, block: Block) -> tuple[Problem, ...]:
    """Problems for ids that name nothing, notes for what is not shown."""
    own = {"posts": "post", "talks": "talk"}.get(block.name, block.name.removesuffix("s"))
    found: list[Problem] = []
    for key, kind in {
        "niche": "niche",
        "service": "service",
        "project": "project",
        "id": own,
    }.items():
        value = block.text(key)
        if not value or (key == "id" and block.name == "outcome"):
            continue
        known = [entry.id for entry in site.library.all(kind_named(kind).record)]
        if value in known:
            continue
        if reason := site.library.why_hidden(kind, value):
            text = f'{key}: {kind} "{value}" is not shown, because {reason}.'
            found.append(replace(block.problem("hidden-reference", text), level=Level.NOTE))
        else:
            text = f'{key}: no {kind} "{value}".{_did_you_mean(value, known)}'
            found.append(block.problem("unknown-reference", text))
    return tuple(found)


def _no_outcome(site: Site, block: Block) -> tuple[Problem, ...]:
    """Why there is no such outcome: a hidden one is a note, an unknown one a problem."""
    value = block.text("id").removeprefix("outcome:")
    if not value:
        return ()
    id = value.partition("/")[0]
    if reason := site.library.why_hidden("project", id):
        text = f'id: project "{id}" is not shown, because {reason}.'
        return (replace(block.problem("hidden-reference", text), level=Level.NOTE),)
    known = [f"{p.id}/{o.key}" for p in site.library.all(Project) for o in p.outcomes]
    if value in known or any(name.partition("/")[0] == value for name in known):
        text = f'id: outcome "{value}" may not be told, so nothing is shown.'
        return (replace(block.problem("hidden-reference", text), level=Level.NOTE),)
    text = f'id: no outcome "{value}".{_did_you_mean(value, known)}'
    return (block.problem("unknown-reference", text),)


def _did_you_mean(value: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(value, list(known), n=1, cutoff=0.5)
    return f' Did you mean "{near[0]}"?' if near else ""
