"""The navigation: the package's own, or the author's without our pages that do not exist."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from proofolio.model.addresses import HOME
from proofolio.views.goals import goal_of
from proofolio.views.plan import PagePlan
from proofolio.views.plans import PAGE_KINDS, PAGES
from proofolio.views.site import Site

LISTINGS = frozenset(page.address for page in PAGES if page.address)
"""Pages of ours that an author's `nav:` may name although they need not exist."""


def source_uri(address: str) -> str:
    """Path of the Markdown file that stands for a page of ours."""
    return f"{address}index.md"


def listing_at(path: str) -> str:
    """The address that a path in a navigation means: of `projects/index.md`, or `projects/`."""
    stem = path.strip().removesuffix(".md").strip("/")
    stem = stem.removesuffix("index").rstrip("/") if f"/{stem}".endswith("/index") else stem
    return f"{stem}/" if stem else ""


def own_navigation(
    site: Site, plans: dict[str, PagePlan], written: dict[str, str]
) -> list[dict[str, str]]:
    """The navigation of an author who writes none; `written` are her pages at our addresses."""
    # A résumé as a file stands in the header by itself.
    has_file = site.library.profile.cv is not None
    names = [name for name in goal_of(site).header if name != "resume" or not has_file]
    found = (plans.get(PAGE_KINDS[name].address or "") for name in names)
    listed = [plan for plan in found if plan and plan.is_listed]
    nav = [(site.words("home"), HOME), *((plan.title, plan.address) for plan in listed)]
    return [{title: written.get(address, source_uri(address))} for title, address in nav]


def without_missing(
    nav: Any,
    plans: dict[str, PagePlan],
    files: Files,
    left_out: Mapping[str, str],
    held: Container[str] = (),
) -> Any:
    """The author's navigation without pages that there are not today.

    `left_out` are pages of hers that may not be published, with their addresses; `held` are paths
    of pages of hers that are drafts.
    """
    if isinstance(nav, list):
        kept = [without_missing(item, plans, files, left_out, held) for item in nav]
        return [item for item in kept if item not in (None, [], {})]
    if isinstance(nav, dict):
        mapped = {
            title: without_missing(item, plans, files, left_out, held)
            for title, item in nav.items()
        }
        return {title: item for title, item in mapped.items() if item not in (None, [], {})}
    if not isinstance(nav, str):
        return nav
    if nav in left_out:
        address = left_out[nav]
        return source_uri(address) if address in plans else None
    file = files.get_file_from_path(nav)
    if file is not None and file.inclusion.is_excluded():
        return None if file.generated_by or file.src_uri in held else nav
    if file is None and (address := listing_at(nav)) in {*LISTINGS, *plans}:
        names = (f"{address[:-1]}.md", source_uri(address))
        there = (name for name in names if files.get_file_from_path(name))
        return next(there, nav) if address in plans else None
    return nav


def header_links(nav: Navigation, page: Page | None, relative: Any) -> list[dict[str, str]]:
    """Links of the header: pages, first pages of sections, and outside links."""
    links = []
    for item in nav.items:
        target = _first_page(item)
        if target is None or (isinstance(target, Page) and target.is_homepage):
            continue
        url = target.url or ""
        current = ""
        if page is not None and isinstance(target, Page):
            within = bool(url) and page.url.startswith(url)
            current = "page" if page is target else "true" if within else ""
        title = plain(item.title)
        links.append({"title": title, "url": relative(url), "current": current})
    return links


def plain(title: object) -> str:
    """A title, which to MkDocs is HTML, as text."""
    return str(Markup(str(title or "")).striptags())


def _first_page(item: Any) -> Any:
    if isinstance(item, Section):
        return next((found for child in item.children if (found := _first_page(child))), None)
    return item
