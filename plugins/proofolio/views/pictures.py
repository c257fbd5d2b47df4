"""Which picture stands for a project."""

from __future__ import annotations

from dataclasses import replace

from proofolio.model.project import Project
from proofolio.views.site import Picture, Site


def picture_of(site: Site, project: Project) -> Picture:
    """Its own picture, else the first figure of its notebook, else a cover."""
    own = site.picture(project.image)
    if own:
        # Shown whole: a chart that is cropped tells something else.
        return replace(own, is_figure=True)
    notebook = site.notebook(project)
    if notebook and notebook.first_figure:
        return notebook.first_figure
    return site.cover(project)
