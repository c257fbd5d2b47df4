"""When a project's notebook was run anew, and where that can be seen."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.project import Project
from proofolio.views.parts.links import Link
from proofolio.views.site import Site


@dataclass(frozen=True)
class Reproduced:
    """A line below the name of the notebook."""

    link: Link
    """To the public run; without an address it is the author's word alone."""
    after: str
    """What it was run with."""


def reproduced(site: Site, project: Project) -> Reproduced | None:
    """When all numbers of a project came out the same; none where no record says so."""
    record = site.reproductions.get(project.id)
    if record is None:
        return None
    words = site.words
    key = "project.reproduced" if record.run else "project.reproduced_by_me"
    return Reproduced(
        link=Link(words(key, day=words.short_date(record.day)), record.run),
        after=words("project.reproduced_with", version=record.python),
    )
