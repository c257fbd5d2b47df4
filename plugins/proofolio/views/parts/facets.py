"""What the portfolio can be filtered by: niches, methods, tools and years, as links to pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proofolio.model.addresses import address_of, project_year_address, topic_address, topic_slug
from proofolio.model.niche import Niche
from proofolio.model.project import Project
from proofolio.views.parts.reach import is_reachable
from proofolio.views.site import Site

CHIPS = 8
"""How many values a facet shows before "more"."""


@dataclass(frozen=True)
class Chip:
    """A value to filter by: without scripts it leads to the page that shows the same."""

    facet: str
    """`facet:slug`, as in the attribute of the cards."""
    label: str
    count: str
    address: str
    is_current: bool = False
    """Whether it is the page it stands on; in the portfolio's own filter it never is."""


@dataclass(frozen=True)
class Facet:
    """A row of chips."""

    id: str
    label: str
    chips: tuple[Chip, ...]
    more: tuple[Chip, ...]


def facets(site: Site, projects: tuple[Project, ...]) -> tuple[Facet, ...]:
    """The rows of the filter, each with two values at least."""
    found = {
        "niche": niche_chips(site, (project.niches for project in projects)),
        "topic": topic_chips(site, "topic", (project.skills for project in projects)),
        "tool": topic_chips(site, "tool", (project.tools for project in projects)),
        "year": _years(site, projects),
    }
    return tuple(
        Facet(f"pf-by-{name}", site.words(f"projects.{name}"), chips[:CHIPS], chips[CHIPS:])
        for name, chips in found.items()
        if len(chips) > 1
    )


def facets_of(site: Site, project: Project) -> str:
    """What a card is found by: `niche:energy topic:forecasting tool:python year:2025`."""
    found = [f"niche:{niche.id}" for niche in shown_niches(site, project.niches)]
    found += [f"topic:{topic_slug(name)}" for name in project.skills]
    found += [f"tool:{topic_slug(name)}" for name in project.tools]
    found += [f"year:{project.year}"] if project.year else []
    return " ".join(dict.fromkeys(found))


def years_of(projects: Iterable[Project]) -> dict[int, tuple[Project, ...]]:
    """Projects by year, newest year first; those without one are left out."""
    years: dict[int, list[Project]] = {}
    for project in projects:
        if project.year:
            years.setdefault(project.year, []).append(project)
    return {year: tuple(years[year]) for year in sorted(years, reverse=True)}


def niche_chips(site: Site, named: Iterable[tuple[str, ...]]) -> tuple[Chip, ...]:
    """The niches that entries name."""
    counts = Counter(id for ids in named for id in dict.fromkeys(ids))
    chips = [
        Chip(f"niche:{niche.id}", niche.name, str(counts[niche.id]), address_of(niche))
        for niche in shown_niches(site, counts)
    ]
    return largest_first(chips)


def shown_niches(site: Site, ids: Iterable[str]) -> Iterator[Niche]:
    """The niches with these ids that may be named: one that is unlisted stands nowhere else."""
    library = site.library
    for id in ids:
        niche = library.find("niche", id)
        if not (isinstance(niche, Niche) and niche.is_listed and library.has_page(niche)):
            continue
        if is_reachable(site, address_of(niche)):
            yield niche


def topic_chips(site: Site, facet: str, named: Iterable[tuple[str, ...]]) -> tuple[Chip, ...]:
    """Values that have a page; the others are found on the cards only."""
    counts = Counter(slug for names in named for slug in dict.fromkeys(map(topic_slug, names)))
    topics = site.library.topics
    chips = [
        Chip(f"{facet}:{slug}", topics[slug].name, str(count), topic_address(slug))
        for slug, count in counts.items()
        if is_reachable(site, topic_address(slug))
    ]
    return largest_first(chips)


def _years(site: Site, projects: tuple[Project, ...]) -> tuple[Chip, ...]:
    return tuple(
        Chip(f"year:{year}", str(year), str(len(found)), project_year_address(year))
        for year, found in years_of(projects).items()
    )


def largest_first(chips: list[Chip]) -> tuple[Chip, ...]:
    """The chips in the order of the filter."""
    return tuple(sorted(chips, key=lambda chip: (-int(chip.count), chip.label.casefold())))
