"""What work shows already: said of notebooks that stand without a result, so that it is known."""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.model.project import Project
from proofolio.views.site import NotebookView, Site

MOST = 3
"""Of so many notebooks it is said."""

_PARTS = (
    ("<img", "picture", "pictures"),
    ("<table", "table", "tables"),
    ("pf-eq", "formula", "formulas"),
    ("pf-code", "step of code", "steps of code"),
)
"""What a cell's HTML holds, and what that is in words."""


def shown_by(site: Site) -> Iterator[str]:
    """A line for each of the first notebooks without outcomes, which need none to be shown."""
    bare = [p for p in site.library.listed(Project) if p.notebook and not p.outcomes]
    for project in bare[:MOST]:
        if view := site.notebook(project):
            parts = "; ".join(_parts(project, view))
            yield f"{project.origin.path} is complete as it is, and shows: {parts}."


def _parts(project: Project, view: NotebookView) -> Iterator[str]:
    yield f"“{project.title}”"
    for mark, one, many in _PARTS:
        if count := sum(mark in cell.html for cell in view.cells):
            yield f"{count} {one if count == 1 else many}"
    if view.words:
        yield f"{view.words} words"
    if view.download:
        yield "the file itself"
