"""What a rendered notebook is: pieces of a page, and nothing about where the page stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape, unescape
from typing import Literal

from proofolio.notebooks.exporters import NamedExporter
from proofolio.notebooks.phrases import Phrases, english
from proofolio.problems import Problem

# Only in attributes: text has its quotation marks escaped, so code cannot look like this.
_TOKEN = re.compile(r'(?<= )(src|href|poster)="pf-(asset|link):([^"\s<>]+)"')


@dataclass(frozen=True)
class Options:
    """What decides, besides the bytes, how a notebook is rendered."""

    path: str
    """The notebook's path in the project, for messages."""
    title: str = ""
    """What the page is called. A first-level heading that says something else below other
    content stays where it is."""
    code: Literal["folded", "shown", "hidden"] = "folded"
    skip_cells: frozenset[int] = frozenset()
    """Cells, from 0, that held metadata and are not shown."""
    words: Phrases = field(default_factory=english)
    """What the renderer says itself: on folds, in names of tables and charts."""
    reserved_ids: frozenset[str] = frozenset()
    """Ids the page has already, which no heading or cell may take."""
    libraries: tuple[tuple[str, str], ...] = ()
    """Libraries that draw charts in the browser and that the site can serve, with versions."""
    exporter: NamedExporter | None = None
    """The author's own exporter; none for ours."""


@dataclass(frozen=True)
class Asset:
    """A picture or other file that the notebook held."""

    name: str
    """File name with a hash of the content, e.g. `fig-3f2a9c1b.png`."""
    content: bytes
    width: int | None
    """Width in CSS pixels, where it is known."""
    height: int | None
    alt: str


@dataclass(frozen=True)
class Chart:
    """A chart that a library draws in the browser, in a frame of its own."""

    name: str
    """File name of the frame with a hash of the chart, e.g. `chart-3f2a9c1b.html`."""
    library: Literal["plotly", "vega", "bokeh"]
    version: str
    """Of the library or language it was made for; empty where any will do."""
    title: str
    spec: str
    """What to draw, as the library's own JSON."""
    height: int
    """In pixels."""
    holds_code: bool = False
    """Whether the author's own JavaScript is part of it."""


@dataclass(frozen=True)
class Heading:
    """A heading as the contents list shows it."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class LocalLink:
    """An address in the notebook that means a file of the project."""

    cell: int
    """The cell it stands in, from 0."""
    target: str
    """As the author wrote it, e.g. `../churn/model.ipynb#The-data`."""
    kind: Literal["href", "src"]


@dataclass(frozen=True)
class Cell:
    """One cell on the page."""

    index: int
    """Place in the notebook, from 0."""
    id: str
    """The anchor on the page."""
    ids: tuple[str, ...]
    """Everything that addresses the cell: its notebook id, its tags, its label."""
    tags: tuple[str, ...]
    html: str
    output_text: str
    """Text of the outputs as shown: what a number may stand in."""


@dataclass(frozen=True)
class Fragment:
    """A notebook as part of a page."""

    title: str = ""
    """The first first-level heading, which is not in the cells."""
    summary: str = ""
    """The first paragraph, as plain text."""
    cells: tuple[Cell, ...] = ()
    assets: tuple[Asset, ...] = ()
    charts: tuple[Chart, ...] = ()
    """Each wants a page of its name, which the fragment's frames show."""
    headings: tuple[Heading, ...] = ()
    text: str = ""
    """Prose and headings, for search: no code, no outputs."""
    links: tuple[LocalLink, ...] = ()
    removed: tuple[tuple[int, str], ...] = ()
    """What the author removes: a cell, from 0, and what of it, as `removed_from` says it."""
    problems: tuple[Problem, ...] = ()

    def resolved(self, asset: Callable[[str], str], link: Callable[[LocalLink], str]) -> Fragment:
        """The fragment with real addresses in place of its tokens."""

        def address(match: re.Match[str]) -> str:
            attribute, kind, name = match.groups()
            found = asset(unescape(name)) if kind == "asset" else link(self.links[int(name)])
            return f'{attribute}="{escape(found)}"'

        cells = tuple(replace(cell, html=_TOKEN.sub(address, cell.html)) for cell in self.cells)
        return replace(self, cells=cells)
