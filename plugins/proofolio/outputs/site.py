"""The site's pictures, prose and notebooks, made once each and only when a page asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from proofolio.cache_files import Shelf, key_of, made_by_all
from proofolio.mistakes import CODE, spared
from proofolio.model.addresses import address_of
from proofolio.model.cited import without_citations
from proofolio.model.library import Library
from proofolio.model.post import Post
from proofolio.model.profile import Document
from proofolio.model.publication import Publication
from proofolio.model.record import Entry, Image, Link, Marker, Notebook, Page, SubPage, kind_of
from proofolio.model.reproduction import Reproduction
from proofolio.notebooks import (
    Asset,
    Fragment,
    LocalLink,
    NamedExporter,
    Options,
    Phrases,
    cached_render,
    published_copy,
)
from proofolio.outputs.accent import Accent
from proofolio.outputs.citing import cite, cited_in, unknown_citation
from proofolio.outputs.covers import make_cover
from proofolio.outputs.frames import (
    RUNNER,
    installed_libraries,
    make_frame,
    read_script,
    scripts_of,
)
from proofolio.outputs.kept_prose import convert_kept
from proofolio.outputs.pictures import plain_picture
from proofolio.outputs.post_links import resolved_links
from proofolio.outputs.prose import Dialect, count_words, plain_text
from proofolio.outputs.site_files import Place, SiteFiles
from proofolio.problems import Level, Problem
from proofolio.template_code import is_citation
from proofolio.views.feeds.feed import Feed
from proofolio.views.parts.references import Reference, reference_list
from proofolio.views.site import (
    Heading,
    Html,
    NotebookCell,
    NotebookView,
    Picture,
    Prose,
)
from proofolio.views.words import Words

T = TypeVar("T")

NOWHERE = "pf-nowhere:"
"""Stands in a link whose target does not exist, until the link is taken out."""
_LOST = re.compile(
    rf'<img [^>]*src="{NOWHERE}" alt="(?P<alt>[^"]*)"[^>]*>|<source [^>]*src="{NOWHERE}"[^>]*>'
    rf'|<(?P<tag>video|audio)\b[^>]* src="{NOWHERE}"[^>]*>(?P<words>.*?)</(?P=tag)>',
    re.DOTALL,
)


@dataclass
class BuiltSite:
    """Implements `views.site.Site`; what it meets on the way is in `problems` and `files`."""

    name: str
    url: str
    library: Library
    words: Words
    enabled: frozenset[str]
    files: SiteFiles
    dialect: Dialect
    repository: str = ""
    icons: Mapping[str, str] = field(default_factory=dict)
    """SVG of what links lead to, by name."""
    accent: Accent = field(default_factory=lambda: Accent("petrol"))
    """The colours of everything that is drawn."""
    cache: Path | None = None
    """Folder for rendered notebooks; none renders them anew."""
    exporter: NamedExporter | None = None
    """The author's own for notebooks."""
    reproductions: Mapping[str, Reproduction] = field(default_factory=dict)
    resume_pdf: str = ""
    """Filled in once it is made."""
    feeds: tuple[Feed, ...] = ()
    """Filled in once it is known what may be in them."""
    inspect: Callable[[Notebook, bytes], tuple[bytes, tuple[Problem, ...]]] = lambda _, b: (b, ())
    """What of a notebook's bytes may be published, and what is wrong with them."""
    problems: list[Problem] = field(default_factory=list)
    dangers: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    """What must not be published: address of the page → why. Nothing of it was rendered."""
    converting: str = ""
    """The file whose Markdown is being converted, for blocks in it."""
    _rendered: dict[str, tuple[bytes, Fragment] | None] = field(default_factory=dict)
    _prose: dict[str, Prose] = field(default_factory=dict)
    _cited_prose: dict[str, tuple[Prose, Prose]] = field(default_factory=dict)
    """Texts as they were converted, and with what they cite."""
    _notebooks: dict[str, NotebookView | None] = field(default_factory=dict)
    _links: dict[str, tuple[Link, ...]] = field(default_factory=dict)

    def picture(self, image: Image | None) -> Picture | None:
        """A record's picture, whose file is then copied to the site."""
        if image is None or not image.file or self.files.is_held(image.file):
            return None
        return Picture(
            src=self.files.address_of_file(image.file),
            alt=image.alt,
            width=image.width,
            height=image.height,
            is_figure=image.file.endswith(".svg"),
            caption=image.caption,
            credit=image.credit,
        )

    def document(self, document: Document | None) -> str:
        """Address of a file of the author's, which is then copied to the site; empty without."""
        if document is None or not document.file:
            return document.src if document else ""
        if self.files.is_held(document.file):
            return ""
        return quote(self.files.address_of_file(document.file))

    def cover(self, entry: Entry) -> Picture:
        """The generated cover of an entry, in a light and a dark version."""
        stem = f"assets/covers/{kind_of(entry)}-{entry.id}"
        for dark, address in ((False, f"{stem}.svg"), (True, f"{stem}.dark.svg")):
            if address not in self.files.made:
                self.files.add(address, self._drawn(entry, dark, address).encode())
        return Picture(f"{stem}.svg", f"{stem}.dark.svg", width=1280, height=720)

    def _drawn(self, entry: Entry, dark: bool, address: str) -> str:
        def draw() -> str:
            svg = make_cover(entry.id, dark=dark, palette=self.accent.palette)
            return self.accent.apply(svg)

        drawn_of = (entry.id, dark, self.accent.palette, self.accent.colour, made_by_all())
        return str(self.shelf.kept(address, key_of(b"", *drawn_of), draw))

    def prose(self, entry: Entry) -> Prose:
        """An entry's Markdown fields as HTML, converted as one document, with what they cite."""
        prose = self._plain_prose(entry)
        if not isinstance(entry, Page | SubPage) or not any(
            "@" in html for html in prose.fields.values()
        ):
            return prose
        key = f"{kind_of(entry)}:{entry.id}"
        if key not in self._cited_prose or self._cited_prose[key][0] is not prose:
            self._cited_prose[key] = (prose, self._with_citations(entry, prose))
        return self._cited_prose[key][1]

    def _with_citations(self, entry: Page | SubPage, prose: Prose) -> Prose:
        page, library = address_of(entry), self.library
        works = self._references(entry)
        unknown = cited_in("".join(prose.fields.values()), library).unknown
        problems = [unknown_citation(key, library) for key in unknown]
        self.problems += self.files.placed(problems, places_of(entry, prose.fields))

        def cited(html: Html) -> Html:
            return cite(html, library, works, f"pf:{page}")

        return replace(
            prose,
            fields={name: cited(html) for name, html in prose.fields.items()},
            excerpt=cited(prose.excerpt),
            text=without_citations(prose.text),
            headings=tuple(replace(h, text=without_citations(h.text)) for h in prose.headings),
        )

    def cited(self, entry: Page | SubPage) -> tuple[Publication, ...]:
        """The works that an entry cites, in its text and its notebook."""
        html = list(self._plain_prose(entry).fields.values())
        if isinstance(entry, Page) and entry.notebook and (rendered := self.rendered(entry)):
            html += [cell.html for cell in rendered[1].cells if "@" in cell.html]
        return tuple(cited_in("\n".join(html), self.library).works.values())

    def _references(self, entry: Page | SubPage) -> dict[str, Reference]:
        return {work.id: work for work in reference_list(self, self.cited(entry))}

    def _plain_prose(self, entry: Entry) -> Prose:
        key = f"{kind_of(entry)}:{entry.id}"
        if key not in self._prose:
            # A block in a text may lead back to the same text; then it finds nothing there.
            self._prose[key] = Prose()
            convert = partial(self._convert, markdown_fields(entry), entry)
            self._prose[key] = self._attempt(entry, convert) or Prose()
        return self._prose[key]

    def _convert(self, fields: Mapping[str, str], entry: Entry) -> Prose:
        page = address_of(entry).partition("#")[0]
        name = f"{kind_of(entry)}:{entry.id}"
        cites = isinstance(entry, Page | SubPage)
        return self._from(places_of(entry, fields), fields, page, name, cites=cites)

    def markdown(self, text: str, path: str) -> Html:
        """Other Markdown as HTML; `path` is the file it stands in."""
        name = key_of(text.encode("utf-8", "surrogatepass"), path)
        prose = self._from(((path, 1),), {"body": text}, "", name)
        return prose.fields.get("body", "") + prose.fields.get("footnotes", "")

    def _from(
        self,
        places: tuple[Place, ...],
        fields: Mapping[str, str],
        page: str,
        name: str,
        *,
        cites: bool = False,
    ) -> Prose:
        path = places[0][0]
        resolve = partial(self.files.resolve, path=path, page=page)
        outer, self.converting = self.converting, path
        prose, problems = convert_kept(fields, self.dialect, resolve, self.shelf, f"prose {name}")
        self.converting = outer
        problems = tuple(found for found in problems if not (cites and is_citation(found)))
        self.problems += self.files.placed(problems, places)
        return prose

    def links(self, post: Post) -> tuple[Link, ...]:
        """A post's own links, with the addresses they lead to."""
        if post.id not in self._links:
            self._links[post.id], problems = resolved_links(post, self.files, self.library)
            self.problems += problems
        return self._links[post.id]

    def notebook(self, entry: Page) -> NotebookView | None:
        """The notebook an entry shows, with its pictures taken to the site."""
        key = f"{kind_of(entry)}:{entry.id}"
        if key not in self._notebooks:
            self._notebooks[key] = self._attempt(entry, partial(self._notebook_view, entry))
        return self._notebooks[key]

    def rendered(self, entry: Page) -> tuple[bytes, Fragment] | None:
        """The notebook an entry shows, as it is published, and what it renders to.

        It may be asked before it is known which pages there are.
        """
        key = f"{kind_of(entry)}:{entry.id}"
        if key not in self._rendered:
            self._rendered[key] = self._attempt(entry, partial(self._render, entry))
        return self._rendered[key]

    @property
    def mistakes(self) -> list[Problem]:
        """Those of ours that cost a page, in the order in which they were made."""
        dangers = chain.from_iterable(self.dangers.values())
        return [problem for problem in dangers if problem.code == CODE]

    def _attempt(self, entry: Entry, make: Callable[[], T]) -> T | None:
        """What `make` gives; where we stumble, the entry's page is withheld, with the reason."""
        found: list[Problem] = []
        with spared(found, entry.origin.path):
            return make()
        mistakes = tuple(problem for problem in found if problem.code == CODE)
        # Others are files that went away meanwhile.
        self.problems += [problem for problem in found if problem not in mistakes]
        if mistakes:
            address = address_of(entry).partition("#")[0]
            self.dangers[address] = (*self.dangers.get(address, ()), *mistakes)
        return None

    def _render(self, entry: Page) -> tuple[bytes, Fragment] | None:
        shown = entry.notebook
        if shown is None or not shown.source:
            return None
        source, found = self.inspect(shown, (self.files.root / shown.source).read_bytes())
        self.problems += [problem for problem in found if problem.level is not Level.DANGER]
        if dangers := tuple(problem for problem in found if problem.level is Level.DANGER):
            self.dangers[address_of(entry)] = dangers
            return None
        fragment = cached_render(source, self.notebook_options(entry, shown), self.cache)
        self.problems += [found for found in fragment.problems if not is_citation(found)]
        return source, fragment

    def notebook_options(self, entry: Page, shown: Notebook) -> Options:
        """How the notebook of an entry is rendered."""
        code = shown.code or ("shown" if isinstance(entry, Post) else "folded")
        hidden = frozenset() if shown.header_cell is None else frozenset({shown.header_cell})
        outcomes = getattr(entry, "outcomes", ())
        taken = frozenset(f"outcome-{outcome.key}" for outcome in outcomes)
        return Options(
            path=shown.source,
            title=getattr(entry, "title", ""),
            code=code,
            skip_cells=hidden,
            reserved_ids=taken,
            libraries=installed_libraries(),
            words=self._phrases,
            exporter=self.exporter,
        )

    def _notebook_view(self, entry: Page) -> NotebookView | None:
        shown, rendered = entry.notebook, self.rendered(entry)
        if shown is None or rendered is None:
            return None
        source, fragment = rendered
        page = address_of(entry)
        first = next((_figure(page, asset, fragment) for asset in fragment.assets), None)
        download = ""
        copy = published_copy(source, fragment)
        if shown.download:
            download = self.files.add(page + shown.source.rpartition("/")[2], copy)
        placed = self._placed(fragment, shown.source, page)
        placed = self._cited_cells(entry, placed)
        return NotebookView(
            title=fragment.title,
            summary=without_citations(fragment.summary),
            cells=tuple(
                NotebookCell(cell.id, cell.html, cell.ids + cell.tags, cell.output_text)
                for cell in placed.cells
            ),
            headings=tuple(Heading(h.level, h.id, h.text) for h in placed.headings),
            download=download,
            name=shown.source.rpartition("/")[2],
            size=len(copy),
            first_figure=first,
            words=count_words(fragment.text),
        )

    def _cited_cells(self, entry: Page, fragment: Fragment) -> Fragment:
        """The notebook with what its Markdown cites."""
        if not any("@" in cell.html for cell in fragment.cells):
            return fragment
        works = self._references(entry)
        cells = []
        for cell in fragment.cells:
            if "@" not in cell.html:
                cells.append(cell)
                continue
            for key in cited_in(cell.html, self.library).unknown:
                problem = unknown_citation(key, self.library, f"cell {cell.index + 1}")
                path = entry.notebook.source if entry.notebook else ""
                self.problems.append(replace(problem, path=path))
            html = cite(cell.html, self.library, works, f"pf:{address_of(entry)}")
            cells.append(replace(cell, html=html))
        headings = (replace(h, text=without_citations(h.text)) for h in fragment.headings)
        return replace(fragment, cells=tuple(cells), headings=tuple(headings))

    @cached_property
    def shelf(self) -> Shelf:
        """Where what is made of content is kept for the next build."""
        return Shelf(self.cache / "made" if self.cache else None)

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(str(self.words.locale), tuple(self.words.section("cells").items()))

    def _placed(self, fragment: Fragment, source: str, page: str) -> Fragment:
        shelf = self.cache / "pictures" if self.cache else None
        for asset in fragment.assets:
            self.files.add(page + asset.name, plain_picture(asset.content, shelf))

        self._add_charts(fragment, page)

        def link(found: LocalLink) -> str:
            target = self.files.resolve(found.target, source, page)
            if isinstance(target, Problem):
                cell = f"cell {found.cell + 1}"
                self.problems.append(replace(target, field=cell))
                return NOWHERE
            return target if target == found.target else f"pf:{target}"

        placed = fragment.resolved(lambda name: f"pf:{page}{name}", link)
        nowhere = f' href="{NOWHERE}"'
        cells = (
            replace(cell, html=_LOST.sub(r"\g<alt>\g<words>", cell.html).replace(nowhere, ""))
            for cell in placed.cells
        )
        return replace(placed, cells=tuple(cells))

    def _add_charts(self, fragment: Fragment, page: str) -> None:
        """Give each chart the page that shows it, and the site the scripts that draw them."""
        told = {key: self.words(f"cells.{key}") for key in ("chart", "chart_failed")}
        for chart in fragment.charts:
            html = make_frame(chart, page + chart.name, told, self.words.language)
            self.files.add(page + chart.name, html.encode())
            for script in (RUNNER, *scripts_of(chart)):
                if script not in self.files.made:
                    self.files.add(script, read_script(script, self.cache))


def _figure(page: str, asset: Asset, fragment: Fragment) -> Picture:
    """A picture of a notebook, with the caption it has there."""
    html = next((cell.html for cell in fragment.cells if asset.name in cell.html), "")
    figure = html.partition(asset.name)[2].partition("</figure>")[0]
    caption = figure.partition("<figcaption>")[2].partition("</figcaption>")[0]
    return Picture(
        src=page + asset.name,
        alt=asset.alt,
        width=asset.width,
        height=asset.height,
        is_figure=True,
        caption=plain_text(caption),
    )


def places_of(entry: Entry, fields: Container[str]) -> tuple[Place, ...]:
    """Where the Markdown fields of an entry stand, its body first."""
    origin = entry.origin
    own = (origin.path, origin.line)
    has_body = "body" in fields and origin.body_path
    return ((origin.body_path, origin.body_line), own) if has_body else (own,)


def markdown_fields(record: Entry) -> dict[str, str]:
    """The Markdown fields of a record that are filled in, in the order of its kind."""
    return {
        name: getattr(record, name)
        for name, info in type(record).model_fields.items()
        if Marker("markdown") in info.metadata and getattr(record, name)
    }
