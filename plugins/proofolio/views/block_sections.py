"""What a block shows: the entries its options ask for, in the author's order."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from proofolio.model.addresses import topic_slug
from proofolio.model.kinds import AnyEntry, kind_for, kind_named
from proofolio.model.project import Project
from proofolio.model.record import Entry, slugify
from proofolio.model.topics import topics_of
from proofolio.problems import Level, Problem
from proofolio.views.blocks import Block, kind_field
from proofolio.views.parts.contact import call_to_action
from proofolio.views.parts.hero import hero
from proofolio.views.parts.looking_for import wanted_by
from proofolio.views.parts.names import names_row
from proofolio.views.parts.outcomes import Tile, tile
from proofolio.views.parts.positions import positions_list
from proofolio.views.parts.reach import is_on
from proofolio.views.parts.rows import ROWS, Rows, Section, rows_list
from proofolio.views.parts.sections import (
    ProofStrip,
    awards_list,
    credentials_list,
    more_link,
    niches_list,
    posts_list,
    projects_list,
    quotes_list,
    services_list,
    skills_list,
    story,
    teaching_list,
)
from proofolio.views.parts.strip import TILES, best_tiles, find_outcome, home_tiles
from proofolio.views.site import Site

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


def _listing(site: Site, block: Block) -> object | None:
    """The entries of the kind whose name the block has."""
    kind = kind_named(block.name)
    chosen = _chosen(block, site.library.listed(kind.record)) if is_on(site, kind) else []
    shown = LISTS[block.name](site, chosen, block) if chosen else Rows(())
    return None if shown == Rows(()) else shown


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
    found = story(site, block.number("limit"))
    return found if found.rows else None


def _skills(site: Site, block: Block) -> object | None:
    found = skills_list(site, block.number("limit"))
    return found if found.rows else None


def _cv(rows: Callable[[Site, int | None], Rows], site: Site, block: Block) -> object | None:
    found = rows(site, block.number("limit"))
    return found if found.rows else None


def _names(site: Site, block: Block) -> object | None:
    found = names_row(site, block.number("limit"))
    return found if found.names else None


def _looking_for(site: Site, block: Block) -> object | None:
    found = wanted_by(site)
    return found if found.ask or found.facts else None


def _hero(site: Site, block: Block) -> object | None:
    found = hero(site)
    return replace(found, figure=None) if block.text("figure") == "false" else found


def _contact(site: Site, block: Block) -> object | None:
    title = block.text("title")
    cta = call_to_action(site, about=title or site.name, heading=title, lead=block.text("text"))
    return cta if cta.button.address else None


def _rows(record: type[Entry], site: Site, chosen: list[Any], block: Block) -> object:
    return rows_list(site, record, chosen)


LISTS: Mapping[str, Callable[[Site, list[Any], Block], object]] = {
    "projects": lambda site, chosen, block: projects_list(site, chosen, lead=block.has("lead")),
    "testimonials": lambda site, chosen, block: quotes_list(site, chosen),
    "services": lambda site, chosen, block: services_list(
        site, chosen, process=block.has("process")
    ),
    "niches": lambda site, chosen, block: niches_list(site, chosen),
    "posts": lambda site, chosen, block: posts_list(site, chosen),
    **{kind_for(record).plural: partial(_rows, record) for record in ROWS},
}
"""What the block of each kind shows of the entries that were chosen."""

_CONTENT: Mapping[str, Callable[[Site, Block], object | None]] = {
    **dict.fromkeys(LISTS, _listing),
    "hero": _hero,
    "proof": _proof,
    "story": _story,
    "skills": _skills,
    "teaching": partial(_cv, teaching_list),
    "credentials": partial(_cv, credentials_list),
    "awards": partial(_cv, awards_list),
    "names": _names,
    "positions": partial(_cv, positions_list),
    "looking_for": _looking_for,
    "outcome": _outcome,
    "contact": _contact,
}


def _chosen(block: Block, entries: Iterable[Any]) -> list[Any]:
    """The entries that all options fit, as many as are wanted."""
    fitting = [entry for entry in entries if _fits(block, entry)]
    return fitting[: block.number("limit") or MOST]


def _fits(block: Block, entry: AnyEntry) -> bool:
    kind = getattr(entry, kind_field(type(entry)), None)
    topics = map(topic_slug, topics_of(entry))
    wanted: Mapping[str, Callable[[str], bool]] = {
        "id": lambda value: entry.id == value,
        "featured": lambda value: entry.featured == (value == "true"),
        "niche": lambda value: value in getattr(entry, "niches", ()),
        "service": lambda value: value in getattr(entry, "services", ()),
        "project": lambda value: value in getattr(entry, "projects", (entry.id,)),
        "topic": lambda value: topic_slug(value) in topics,
        "kind": lambda value: kind == value,
        "year": lambda value: str(getattr(entry, "year", "")) == value,
    }
    return all(wanted[key](value) for key, value in block.options.items() if key in wanted)


def _unknown(site: Site, block: Block) -> tuple[Problem, ...]:
    """Problems for ids that name nothing, notes for what is not shown."""
    own = [("id", block.name)] if block.name in LISTS else []
    found: list[Problem] = []
    for key, name in (*((key, key) for key in ("niche", "service", "project")), *own):
        value, kind = block.text(key), kind_named(name)
        known = [entry.id for entry in site.library.all(kind.record)] if value else [""]
        if value in known:
            continue
        if reason := site.library.why_hidden(kind.word, value):
            text = f'{key}: {kind.word} "{value}" is not shown, because {reason}.'
            found.append(replace(block.problem("hidden-reference", text), level=Level.NOTE))
        else:
            text = f'{key}: no {kind.word} "{value}".{_did_you_mean(value, known)}'
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
