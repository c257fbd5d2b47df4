"""Holds every outcome to the notebook cell it names, once the notebooks are rendered."""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.checks.evidence import check_evidence
from proofolio.model.project import Project
from proofolio.outputs.site import BuiltSite
from proofolio.problems import Problem
from proofolio.views.site import NotebookView


def evidence_problems(site: BuiltSite) -> Iterator[Problem]:
    """A problem for each outcome whose number its cell does not show."""
    for project in site.library.all(Project):
        if any(outcome.cell_reference for outcome in project.outcomes):
            notebook = site.notebook(project)
            yield from check_evidence(project, texts_of(notebook) if notebook else None)


def texts_of(notebook: NotebookView) -> dict[str, str]:
    """What the outputs of cells say, by every tag and id; cells of one tag count together."""
    texts: dict[str, str] = {}
    for cell in notebook.cells:
        for name in cell.names:
            texts[name] = f"{texts.get(name, '')}\n{cell.text}"
    return texts
