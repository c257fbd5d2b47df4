"""Which picture stands for an entry."""

from __future__ import annotations

from dataclasses import replace

from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Entry
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


def figure_of(site: Site, entry: Entry | None) -> Picture | None:
    """What the page of an entry shows of its work; a drawn cover shows none."""
    if not isinstance(entry, Project | Post | Niche):
        return None
    if own := site.picture(entry.image):
        return own
    notebook = None if isinstance(entry, Niche) else site.notebook(entry)
    return notebook.first_figure if notebook else None
