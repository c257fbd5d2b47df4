"""Which file of the author's each page is made of, for links to it."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.model.kinds import KINDS
from proofolio.model.record import Page
from proofolio.views.plan import PagePlan

_OF_THE_PROFILE = ("home", "about", "resume")


def source_of(plan: PagePlan, loaded: Loaded) -> str | None:
    """The file a page is made of, as seen from the folder of the pages; none of a page of many."""
    files = loaded.site.files
    path = _source(plan, loaded)
    if path is None or not (files.root / path).is_file():
        return None
    return PurePosixPath(os.path.relpath(path, files.docs)).as_posix()


def _source(plan: PagePlan, loaded: Loaded) -> str | None:
    if isinstance(entry := plan.entry, Page):
        shown = entry.notebook.source if entry.notebook else ""
        return entry.origin.body_path or shown or entry.origin.path
    if entry:
        return entry.origin.path
    if plan.kind in _OF_THE_PROFILE:
        return f"{loaded.site.files.data}/profile.yml"
    library = loaded.site.library
    listed = [e for k in KINDS if k.listing == plan.address for e in library.all(k.record)]
    paths = {each.origin.path for each in listed}
    return paths.pop() if len(paths) == 1 else None
