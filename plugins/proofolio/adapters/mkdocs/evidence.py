"""Holds every outcome to the notebook cell it names, before any page shows it."""

from __future__ import annotations

from dataclasses import replace

from proofolio.checks.content.evidence import held_to_cells, seen_in_cells
from proofolio.model.library import Library
from proofolio.model.project import Project
from proofolio.notebooks import Fragment
from proofolio.outputs.site import BuiltSite
from proofolio.problems import Problem


def with_shown_evidence(site: BuiltSite) -> tuple[Library, tuple[Problem, ...]]:
    """The library that knows what its notebooks show, and what they do not show though they should.

    A number that stands in no such cell leads to none.
    """
    problems: list[Problem] = []
    projects: list[Project] = []
    seen: set[str] = set()
    for project in site.library.all(Project):
        if any(outcome.cell_reference for outcome in project.outcomes):
            rendered = site.rendered(project)
            cells = texts_of(rendered[1]) if rendered else None
            seen.update(seen_in_cells(project, cells))
            project, found = held_to_cells(project, cells)
            problems += found
        projects.append(project)
    entries = dict(site.library.entries)
    entries[Project] = tuple(projects)
    return replace(site.library, entries=entries, seen=frozenset(seen)), tuple(problems)


def texts_of(notebook: Fragment) -> dict[str, str]:
    """What the outputs of cells say, by every tag and id; cells of one tag count together."""
    texts: dict[str, str] = {}
    for cell in notebook.cells:
        for name in cell.ids + cell.tags:
            texts[name] = f"{texts.get(name, '')}\n{cell.output_text}"
    return texts
