"""The author's own pages that are drafts, unlisted or archived, kept out of where they would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.model.characters import without_controls
from proofolio.model.library import reason_of, zone_of
from proofolio.model.record import Entry
from proofolio.problems import Level, Problem
from proofolio.sources.files import Files as SourceFiles
from proofolio.sources.nodes import node_of
from proofolio.sources.page_status import read_page_status
from proofolio.sources.statuses import BY_WORD, HIDE, held_by


def settle_statuses(
    files: Files, config: MkDocsConfig, loaded: Loaded, *, serving: bool
) -> Iterator[Problem]:
    """Take drafts out of a build, and what is not listed out of the navigation; tell of it."""
    loaded.own_statuses.clear()
    signs = config.extra.get("status")
    for file in list(files.documentation_pages()):
        entry, problems = _read(file, loaded, set(signs) if isinstance(signs, dict) else set())
        yield from problems
        yield from _settle(file, files, entry, loaded, serving=serving)


def _read(file: File, loaded: Loaded, signs: set[str]) -> tuple[Entry, tuple[Problem, ...]]:
    path = without_controls(f"{loaded.site.files.docs}/{file.src_uri}")
    try:
        text = file.content_string
    except (OSError, UnicodeDecodeError):
        # Told already; what can be read of it is no page.
        return Entry(id="page"), ()
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    _, meta = get_data(text)
    zone = zone_of(loaded.site.library.profile)
    return read_page_status(text, path, SourceFiles(loaded.folders), zone, meta, signs)


def _settle(
    file: File, files: Files, entry: Entry, loaded: Loaded, *, serving: bool
) -> Iterator[Problem]:
    library = loaded.site.library
    reason = reason_of(entry, library.today, zone_of(library.profile))
    address = file.dest_uri.removesuffix("index.html")
    path = f"{loaded.site.files.docs}/{file.src_uri}"
    if reason and not serving:
        text = f"This page is not shown, because {reason}."
        yield Problem("not-shown", text, path, level=Level.NOTE)
        loaded.own_statuses[file.src_uri] = "draft"
        if address in loaded.plans:
            # Ours takes its place, as if it were not written yet.
            files.remove(file)
        else:
            file.inclusion = InclusionLevel.EXCLUDED
            loaded.site.files.unshown |= {path}
            loaded.site.files.absent_old |= {address}
    elif reason:
        loaded.own_statuses[file.src_uri] = "draft"
    elif entry.status != "published":
        loaded.own_statuses[file.src_uri] = entry.status
        file.inclusion = InclusionLevel.NOT_IN_NAV
        plan = loaded.plans.get(address)
        if plan and not plan.entry and entry.status == "unlisted":
            loaded.plans[address] = replace(plan, is_listed=False)


def is_named(file: File | None, loaded: Loaded) -> bool:
    """Whether a navigation may name a file."""
    status = loaded.own_statuses.get(file.src_uri) if file else None
    return status is None or (status == "draft" and not (file and file.inclusion.is_excluded()))


def settle_own(page: Page, loaded: Loaded) -> None:
    """Keep a page that is not listed out of search and of the lists of other plugins."""
    status = loaded.own_statuses.get(page.file.src_uri)
    if status in ("unlisted", "archived"):
        page.meta.pop("tags", None)
    if status == "unlisted":
        page.meta["search"] = {"exclude": True}
    if str(page.meta.get("status")).casefold() in BY_WORD:
        # To Material it would be a sign behind the page's name.
        del page.meta["status"]
    if held_by(Entry, HIDE, node_of(page.meta.get(HIDE))):
        # Not Material's list of what to hide on the page.
        del page.meta[HIDE]


def leave_out_of_navigation(nav: Navigation, loaded: Loaded) -> Iterator[Problem]:
    """Take pages that are not listed out of the navigation, whoever has put them there."""
    gone = [page for page in nav.pages if not is_named(page.file, loaded)]
    if not gone:
        return
    nav.items[:] = _without(nav.items, loaded)
    nav.pages[:] = [page for page in nav.pages if is_named(page.file, loaded)]
    for page in gone:
        page.previous_page = page.next_page = page.parent = None
    around = [None, *nav.pages, None]
    for number, page in enumerate(nav.pages):
        page.previous_page, page.next_page = around[number], around[number + 2]
    ours = set(loaded.intros.values())
    for path in sorted({page.file.src_uri for page in gone} - ours):
        status = loaded.own_statuses[path]
        text = f"`nav` names {path}, which is {status}, so it is left out there. Keep one of them."
        yield Problem("unlisted-in-nav", text, "mkdocs.yml", field="nav")


def _without(items: list[Any], loaded: Loaded) -> list[Any]:
    """The items of a navigation, without pages that are not named and sections left empty."""
    kept = []
    for item in items:
        if isinstance(item, Section):
            item.children[:] = _without(item.children, loaded)
        is_shown = bool(item.children) if isinstance(item, Section) else True
        if is_shown and not (isinstance(item, Page) and not is_named(item.file, loaded)):
            kept.append(item)
    return kept
