"""Which results stand side by side on the home page."""

from __future__ import annotations

from collections.abc import Iterable

from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.proof import best_result
from proofolio.model.references import parse_reference
from proofolio.views.parts.outcomes import Tile, tile
from proofolio.views.site import Site

TILES = 4
"""The most that stand side by side."""
DEFAULT_TILES = 3


def home_tiles(site: Site, limit: int | None = None) -> tuple[Tile, ...]:
    """Results the author chose, else the first of each featured project."""
    chosen = _tiles(site, _chosen(site))[: limit or TILES]
    if chosen:
        return chosen
    listed = site.library.listed(Project)
    featured = [project for project in listed if project.featured] or listed
    return best_tiles(site, featured, limit or DEFAULT_TILES)


def best_tiles(site: Site, projects: Iterable[Project], limit: int) -> tuple[Tile, ...]:
    """The result that speaks loudest of each project."""
    bests = ((project, best_result(site.library, project)) for project in projects)
    found = ((project, best.outcome) for project, best in bests if best)
    return _tiles(site, found)[:limit]


def find_outcome(site: Site, reference: str) -> tuple[Project, Outcome] | None:
    """The outcome that a reference names; of a project alone its best."""
    target = parse_reference(reference)
    project = site.library.find("project", target.id)
    if not isinstance(project, Project) or project.status == "archived":
        return None
    if not target.part:
        best = best_result(site.library, project)
        return (project, best.outcome) if best else None
    return next(((project, o) for o in project.outcomes if o.key == target.part), None)


def _chosen(site: Site) -> Iterable[tuple[Project, Outcome]]:
    references = site.library.profile.results
    return [found for ref in references if (found := find_outcome(site, ref))]


def _tiles(site: Site, found: Iterable[tuple[Project, Outcome]]) -> tuple[Tile, ...]:
    made = (tile(site, project, outcome, own_page=False) for project, outcome in found)
    return tuple(t for t in made if t)
