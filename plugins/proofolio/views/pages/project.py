"""A case study: the result first, then how it came about, and what it backs up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from proofolio.model.addresses import PROJECTS, address_of
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Entry
from proofolio.model.testimonial import Testimonial
from proofolio.views.numbers import file_size
from proofolio.views.parts.backing import backing_lines
from proofolio.views.parts.byline import Byline, byline
from proofolio.views.parts.cards import Card, card
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import begins_alike, describe, uncut
from proofolio.views.parts.links import Link, ProofLine
from proofolio.views.parts.offers import ClaimRow, claim_rows
from proofolio.views.parts.outcomes import Tile, result_line, tiles
from proofolio.views.parts.posts import PostRow, newest_day, post_row
from proofolio.views.parts.project_facts import (
    AFTER,
    BEFORE,
    HIGHLIGHT,
    Fact,
    project_facts,
    project_links,
    project_summary,
)
from proofolio.views.parts.quotes import Quote, quote_view
from proofolio.views.parts.references import Reference, reference_list
from proofolio.views.parts.reproductions import Reproduced, reproduced
from proofolio.views.parts.rows import Section as Listing
from proofolio.views.parts.rows import row_sections
from proofolio.views.parts.said import said_key
from proofolio.views.parts.subpages import further_links
from proofolio.views.plan import PagePlan
from proofolio.views.site import Heading, Html, NotebookCell, NotebookView, Picture, Prose, Site

RELATED = 3
POSTS = 5
ROWS = 3


@dataclass(frozen=True)
class Section:
    """A part of the study under its heading."""

    id: str
    title: str
    html: Html


@dataclass(frozen=True)
class Evidence:
    """What shows that it holds: the text, and the cells that matter most."""

    title: str
    """Empty where the text brings headings of its own."""
    body: Html
    highlights: tuple[NotebookCell, ...]


@dataclass(frozen=True)
class NotebookSection:
    """The whole notebook."""

    title: str
    name: str
    download: str
    size: str
    cells: tuple[NotebookCell, ...]
    reproduced: Reproduced | None


@dataclass(frozen=True)
class ProjectView:
    """The page of a project."""

    title: str
    subpages: tuple[Link, ...]
    subtitle: str
    lead: str
    by: Byline | None
    parent: Link
    kicker: str
    tiles: tuple[Tile, ...]
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    contents: tuple[Heading, ...]
    before: tuple[Section, ...]
    evidence: Evidence | None
    after: tuple[Section, ...]
    claims: tuple[ClaimRow, ...]
    gallery: tuple[Picture, ...]
    quotes_title: str
    quotes: tuple[Quote, ...]
    backs: tuple[ProofLine, ...]
    footnotes: Html
    references: tuple[Reference, ...]
    """Works that it cites."""
    notebook: NotebookSection | None
    posts: tuple[PostRow, ...]
    further: tuple[Listing, ...]
    related: tuple[Card, ...]
    lang: str
    cta: CallToAction
    headings: tuple[Heading, ...]

    @property
    def has_rail(self) -> bool:
        """Whether there is anything beside the text."""
        return any((self.facts, self.links, self.contents))

    @property
    def has_text(self) -> bool:
        """Whether there is anything beside the rail."""
        parts = (self.before, self.evidence, self.after, self.claims, self.gallery)
        return any(parts) or any((self.quotes, self.backs, self.footnotes, self.notebook))


def project_plans(site: Site) -> Iterator[PagePlan]:
    """A page for each project."""
    by, name = site.words, site.library.profile.name
    for project in site.library.all(Project):
        yield PagePlan(
            address=address_of(project),
            kind="project",
            title=project.title,
            description=describe(
                project_summary(site, project),
                uncut(result_line(site, project)),
                by("project.by", title=project.title, name=name),
            ),
            entry=project,
            is_listed=project.status != "unlisted",
            updated=newest_day([project]),
        )


def project_view(site: Site, plan: PagePlan) -> ProjectView:
    """The case study of the project that the plan names."""
    project = plan.entry
    assert isinstance(project, Project)
    words, library = site.words, site.library
    prose, notebook = site.prose(project), site.notebook(project)
    before, after = _sections(site, prose, BEFORE), _sections(site, prose, AFTER)
    evidence = _evidence(site, prose, notebook)
    quotes = library.about(Testimonial, project) if "testimonials" in site.enabled else ()
    posts = library.about(Post, project) if "posts" in site.enabled else ()
    by_client = all(quote.relation == "client" for quote in quotes)
    above = "project.said_by_client" if by_client else said_key(quotes, len(quotes))
    view = ProjectView(
        title=project.title,
        subpages=further_links(project),
        subtitle=project.subtitle,
        lead=_lead(project, prose, notebook),
        by=byline(site),
        parent=Link(words("work"), PROJECTS if library.listed(Project) else ""),
        kicker=_kicker(site, project),
        tiles=tiles(site, project),
        facts=project_facts(site, project),
        links=project_links(site, project, notebook),
        contents=(),
        before=before,
        evidence=evidence,
        after=after,
        claims=claim_rows(site, project.claims, at_least=1),
        gallery=_gallery(site, project, prose),
        quotes_title=words(above),
        quotes=tuple(quote_view(site, quote) for quote in quotes),
        backs=backing_lines(site, project),
        footnotes=prose.fields.get("footnotes", ""),
        references=reference_list(site, site.cited(project)),
        notebook=_notebook(site, project, notebook, alone=not (before or evidence or after)),
        posts=tuple(post_row(site, post) for post in posts[:POSTS]),
        further=tuple(row_sections(site, "project", partial(_further, site, project))),
        related=tuple(card(site, p) for p in library.related_projects(project, RELATED)),
        lang=project.lang,
        cta=call_to_action(site, about=plan.title),
        headings=(),
    )
    whole = _with_contents(site, view, prose, notebook)
    return replace(whole, contents=()) if project.hides_contents else whole


def _further(site: Site, project: Project, record: type[Entry]) -> tuple[Entry, ...]:
    return site.library.about(record, project)[:ROWS]


def _lead(project: Project, prose: Prose, notebook: NotebookView | None) -> str:
    """Its summary, unless that is only the first paragraph of what follows anyway."""
    told = (prose.text, notebook.summary if notebook else "")
    return "" if any(begins_alike(project.summary, text) for text in told) else project.summary


def _sections(site: Site, prose: Prose, names: tuple[str, ...]) -> tuple[Section, ...]:
    return tuple(
        Section(f"pf-{name}", site.words(f"project.{name}"), prose.fields[name])
        for name in names
        if name in prose.fields
    )


def _evidence(site: Site, prose: Prose, notebook: NotebookView | None) -> Evidence | None:
    cells = notebook.cells if notebook else ()
    highlights = tuple(cell for cell in cells if HIGHLIGHT in cell.names)
    # Nothing is told twice where the highlights are all there is.
    highlights = highlights if len(highlights) < len(cells) else ()
    body = prose.fields.get("body", "")
    if not body and not highlights:
        return None
    has_own_headings = any(heading.level <= 2 for heading in prose.headings)
    return Evidence("" if has_own_headings else site.words("project.evidence"), body, highlights)


def _notebook(
    site: Site, project: Project, notebook: NotebookView | None, *, alone: bool
) -> NotebookSection | None:
    if notebook is None or not notebook.cells:
        return None
    return NotebookSection(
        title=site.words("project.notebook" if alone else "project.whole_notebook"),
        name=notebook.name,
        download=notebook.download,
        size=file_size(notebook.size, site.words),
        cells=notebook.cells,
        reproduced=reproduced(site, project),
    )


def _gallery(site: Site, project: Project, prose: Prose) -> tuple[Picture, ...]:
    """Its own picture and the further ones, but for those that the text shows itself."""
    images = dict.fromkeys([project.image, *project.gallery])
    pictures = [site.picture(image) for image in images if image]
    text = "".join(prose.fields.values())
    return tuple(picture for picture in pictures if picture and picture.src not in text)


def _kicker(site: Site, project: Project) -> str:
    kind = site.words(f"project.kind_{project.kind}") if project.kind else ""
    year = str(project.year) if project.year else ""
    return site.words.joined((kind, year))


def _with_contents(
    site: Site, view: ProjectView, prose: Prose, notebook: NotebookView | None
) -> ProjectView:
    """The view with its headings, in the order of the page."""
    words = site.words
    found = [Heading(2, section.id, section.title) for section in view.before]
    if view.evidence:
        if view.evidence.title:
            found.append(Heading(2, "pf-evidence", view.evidence.title))
        found += prose.headings
    found += [Heading(2, section.id, section.title) for section in view.after]
    own = (
        (view.claims, "pf-claims", words("project.claims")),
        (view.gallery, "pf-pictures", words("project.pictures")),
        (view.quotes, "pf-said", view.quotes_title),
        (view.backs, "pf-backs", words("project.backs")),
    )
    found += [Heading(2, id, title) for shown, id, title in own if shown]
    if view.notebook and notebook:
        found += [Heading(2, "pf-notebook", view.notebook.title), *notebook.headings]
    inside = notebook.headings if notebook and (view.before or view.evidence) else ()
    shown = tuple(h for h in found if h.level == 2 and h not in inside)
    return replace(view, headings=tuple(found), contents=shown if len(shown) > 1 else ())
