"""Bodies of our pages, handed to MkDocs when it has converted the (empty) Markdown."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from html import escape
from typing import Any

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.own_pages import read_settings, settle, with_lost_lines
from proofolio.adapters.mkdocs.page_statuses import is_named, settle_own
from proofolio.checks.content.offers import check_page
from proofolio.mistakes import making, spared
from proofolio.model.characters import first_control, printable_html, without_controls
from proofolio.model.record import Page as PageRecord
from proofolio.notebooks.limits import is_endless
from proofolio.outputs.blocks import BlockExtension, compose_page, render_block
from proofolio.outputs.cited_pages import cite_page
from proofolio.outputs.formulas import replace_formulas
from proofolio.outputs.kept_pages import KeptPages
from proofolio.outputs.old_links import lead_on
from proofolio.outputs.page_pictures import PagePictures
from proofolio.outputs.pages import PageBody, render_page
from proofolio.outputs.picture_sides import with_sides
from proofolio.outputs.problem_page import render_problem_page
from proofolio.outputs.prose import (
    as_it_stands,
    finish,
    unread_code,
    unreadable_text,
    unsupported_formula,
)
from proofolio.problems import Problem
from proofolio.template_code import is_citation
from proofolio.views.blocks import parse_block
from proofolio.views.plan import PagePlan
from proofolio.views.plans import VIEWS
from proofolio.views.site import Heading, Site


def address_of_page(page: Page) -> str:
    """Address of a page relative to the site's root, as our plans have it."""
    uri = page.file.dest_uri
    return uri.removesuffix("index.html")


class PageMaker:
    """Makes bodies during one build."""

    def __init__(self, config: MkDocsConfig, *, serving: bool) -> None:
        self.config = config
        self.serving = serving
        self.found: list[Problem] = []
        """What is wrong with pages, until it is said of all at once."""
        self.pictures: PagePictures
        self._loaded: Loaded | None = None
        self._page: Page | None = None
        self._markdown = ""
        self._kinds: set[str] = set()

    @property
    def loaded(self) -> Loaded:
        """The build's content."""
        if self._loaded is None:
            raise RuntimeError("no content was loaded")
        return self._loaded

    def use(self, loaded: Loaded, *, has_variants: bool) -> None:
        """Take the content of this build, and whether its pictures get variants."""
        self._loaded = loaded
        folder = loaded.site.cache / "pictures" if loaded.site.cache else None
        files = loaded.site.files
        self.pictures = PagePictures(
            files, folder, has_variants=has_variants, is_patient=self.serving
        )

    def told(self) -> list[Problem]:
        """What is wrong with pages and was not told before, by file and line."""
        found, self.found = self.found, []
        return sorted(found, key=lambda problem: (problem.path, problem.line or 0))

    def block_extension(self) -> Extension:
        """Python-Markdown's extension for blocks."""
        return BlockExtension(self._block)

    def begin(self, page: Page, markdown: str) -> str:
        """A page is about to be converted: give it its title and settings.

        Gives its Markdown without the characters that no page holds.
        """
        markdown = without_controls(with_lost_lines(page, markdown))
        if is_endless(markdown):
            path = f"{self.loaded.site.files.docs}/{page.file.src_uri}"
            self.found.append(replace(unreadable_text(), path=path))
            markdown = as_it_stands(markdown)
        self._page, self._markdown, self._kinds = page, markdown, set()
        self.found += read_settings(page, self.loaded.site.files.docs)
        self._settle(page)
        plan = self.plan_of(page)
        place = plan.entry.origin.path if plan and plan.entry else page.file.src_uri
        self.found += settle(page, self.config.theme.dirs, place)
        return markdown

    def _settle(self, page: Page) -> None:
        if page.file.generated_by is None:
            path = f"{self.loaded.site.files.docs}/{page.file.src_uri}"
            self.found += check_page(page.file.content_string, path, self.loaded.site.library)
            settle_own(page, self.loaded)
        plan = self.plan_of(page)
        if plan is None:
            is_alone = page.file.inclusion.is_not_in_nav() and page.parent is None
            is_alone = is_alone and is_named(page.file, self.loaded)
            if address_of_page(page) in self.loaded.broken_pages:
                page.meta["title"] = self.loaded.site.words("problems.title")
            elif is_alone:
                self.loaded.own_pages.append(page)
            return
        # To MkDocs a title is HTML.
        page.meta.setdefault("title", escape(plan.title, quote=False))
        page.meta.setdefault("description", plan.description)
        if isinstance(plan.entry, PageRecord):
            page.meta.update(plan.entry.meta)
            if plan.entry.search:
                page.meta["search"] = plan.entry.search
        if not plan.is_listed:
            page.meta["search"] = {"exclude": True}

    def plan_of(self, page: Page) -> PagePlan | None:
        """The plan a page was made for, if it is ours."""
        return self.loaded.plans.get(address_of_page(page))

    def content(self, page: Page, html: str) -> str:
        """The body of a page, its pictures dressed."""
        with making(self.name_of(page)):
            html = self._content(page, html)
            if page.title and first_control(page.title):
                # Named by its file; search reads the title as it is.
                page.title = without_controls(page.title)
            return html

    def name_of(self, page: Page) -> str:
        """What a message calls a page: the file it is made from, and its address."""
        plan = self.plan_of(page)
        if plan is None:
            return f"{self.loaded.site.files.docs}/{page.file.src_uri}"
        path = plan.entry.origin.path if plan.entry else ""
        return " ".join(part for part in (path, f"(page /{plan.address})") if part)

    def _content(self, page: Page, html: str) -> str:
        address = address_of_page(page)
        if problems := self.loaded.broken_pages.get(address):
            return self._dressed(
                render_problem_page(problems, self.loaded.site.words, address), address
            )
        plan = self.plan_of(page)
        if address in self.loaded.intros or plan is None:
            path = f"{self.loaded.site.files.docs}/{page.file.src_uri}"
            html, gone = lead_on(html, address, path, self.loaded.site.files)
            html, unsupported = replace_formulas(html)
            html, found = with_sides(html)
            html, unknown = cite_page(html, self.loaded.site)
            found += (
                *unknown,
                *gone,
                *map(unsupported_formula, unsupported),
                *(found for found in unread_code(html) if not is_citation(found)),
            )
            self.found += self.loaded.site.files.placed(found, ((path, 1),))
            if plan is None or plan.kind == "home" or plan.kind in self._kinds:
                title = str(page.meta.get("title") or page.title or "")
                return self._dressed(finish(compose_page(html, title), address), address)
            plan = replace(plan, intro=html)
        body = self._body(plan, self.name_of(page))
        page.toc = get_toc(_tokens(body.headings))
        return body.html

    def finish_pages(self, files: Files) -> None:
        """Dates for the sitemap come from content, never from the day of the build."""
        latest = self.loaded.latest.isoformat()
        for file in files.documentation_pages():
            if file.page is None:
                continue
            plan = self.plan_of(file.page)
            own = plan.updated if plan else None
            file.page.update_date = own.isoformat() if own else latest
            file.page.meta["pf_updated"] = own.isoformat() if own else ""
            status = self.loaded.own_statuses.get(file.src_uri)
            is_unlisted = status == "unlisted" or bool(plan and not plan.is_listed)
            file.page.meta["pf_unlisted"] = is_unlisted

    def _body(self, plan: PagePlan, name: str) -> PageBody:
        if not self.serving:
            return self._kept.body(plan, _made)
        problems: list[Problem] = []
        with spared(problems, name):
            return self._kept.body(plan, _made)
        # The other pages are no worse for it.
        self.found += problems
        html = render_problem_page(problems, self.loaded.site.words, plan.address)
        return PageBody(self._dressed(html, plan.address))

    @cached_property
    def _kept(self) -> KeptPages:
        # Not before all files are known: the site then says what it says to every page.
        return KeptPages(self.loaded.site, self.pictures, "served" if self.serving else "built")

    def _dressed(self, html: str, address: str) -> str:
        return self.pictures.dress(printable_html(html), address)

    def _block(self, text: str, level: int) -> str:
        page = self._page
        if page is None:
            return ""
        site = self.loaded.site
        path = site.converting or f"{site.files.docs}/{page.file.src_uri}"
        with making(path):
            return self._made_block(text, level, page, path)

    def _made_block(self, text: str, level: int, page: Page, path: str) -> str:
        site = self.loaded.site
        source = self._markdown
        if site.converting:
            source = (site.files.root / path).read_text(encoding="utf-8", errors="replace")
        before = source.partition(text.strip())[0]
        block, problems = parse_block(text, path, before.count("\n") + 1)
        self.found += problems
        if block is None:
            return ""
        if not site.converting:
            self._kinds.add(block.name)
        html, found = render_block(block, self.loaded.site, address_of_page(page), level)
        self.found += found
        return html


def _made(site: Site, plan: PagePlan) -> PageBody:
    """The body of a page of ours, without the characters that no page holds."""
    body = render_page(plan, site, VIEWS)
    return PageBody(printable_html(body.html), body.headings)


def _tokens(headings: tuple[Heading, ...]) -> list[Any]:
    """Headings as Python-Markdown's tree of tokens, which MkDocs understands."""
    roots: list[Any] = []
    open_: list[Any] = []
    for heading in headings:
        token = {
            "level": heading.level,
            "id": heading.id,
            "name": escape(heading.text),
            "children": [],
        }
        while open_ and open_[-1]["level"] >= heading.level:
            open_.pop()
        (open_[-1]["children"] if open_ else roots).append(token)
        open_.append(token)
    return roots
