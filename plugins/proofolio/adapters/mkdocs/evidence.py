"""Holds every outcome to the notebook cell it names, before any page shows it."""

from __future__ import annotations

from dataclasses import replace

from proofolio.checks.content.evidence import held_to_cells
from proofolio.model.library import Library
from proofolio.model.project import Project
from proofolio.notebooks import Fragment
from proofolio.outputs.site import BuiltSite
from proofolio.problems import Problem


def with_shown_evidence(site: BuiltSite) -> tuple[Library, tuple[Problem, ...]]:
    """The library without such proof as its notebooks do not show, and what is wrong with it."""
    problems: list[Problem] = []
    projects = []
    for project in site.library.all(Project):
        if any(outcome.cell_reference for outcome in project.outcomes):
            rendered = site.rendered(project)
            project, found = held_to_cells(project, texts_of(rendered[1]) if rendered else None)
            problems += found
        projects.append(project)
    if not problems:
        return site.library, ()
    entries = dict(site.library.entries)
    entries[Project] = tuple(projects)
    return replace(site.library, entries=entries), tuple(problems)


def texts_of(notebook: Fragment) -> dict[str, str]:
    """What the outputs of cells say, by every tag and id; cells of one tag count together."""
    texts: dict[str, str] = {}
    for cell in notebook.cells:
        for name in cell.ids + cell.tags:
            texts[name] = f"{texts.get(name, '')}\n{cell.output_text}"
    return texts
