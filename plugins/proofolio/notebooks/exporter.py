"""nbconvert's exporter for fragments of pages, without its passes over whole pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import quote

from nbconvert.exporters.exporter import Exporter
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import from_dict
from traitlets import List

from proofolio.notebooks.directives import Directives, directives_of, flags_of, removed_from
from proofolio.notebooks.displays import Displays, source_block
from proofolio.notebooks.exporters import ExporterError
from proofolio.notebooks.fragment import Cell, Fragment, Options
from proofolio.notebooks.html.markup import normalised
from proofolio.notebooks.html.pictures import Pictures
from proofolio.notebooks.markdown.cells import MarkdownPages
from proofolio.notebooks.reader import Notebook, NotebookCell, notebook_of
from proofolio.notebooks.state import State, clean, valid_id
from proofolio.notebooks.streams import pre
from proofolio.problems import Level, Problem

_YAML = re.compile(r"\A\s*---\s*\n.*?\n(?:---|\.\.\.)\s*\Z", re.DOTALL)
_SHORTEST_SUMMARY = 20
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc]")


class FragmentExporter(Exporter):
    """Exports notebooks as fragments; preprocessors named in its configuration are applied."""

    file_extension = ".html"
    output_mimetype = "text/html"
    default_preprocessors: List[Any] = List([])

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """HTML of the notebook; its pictures and the fragment are in the resources."""
        processed, found = super().from_notebook_node(nb, resources, **kw)
        metadata = found["metadata"]
        options = found.get("options") or Options(path=f"{metadata['name']}.ipynb")
        notebook, problems = notebook_of(processed, options.path)
        fragment = _rendered(notebook or Notebook(), options, problems)
        found["outputs"] = {asset.name: asset.content for asset in fragment.assets}
        found["fragment"] = fragment
        return "\n".join(cell.html for cell in fragment.cells), found

    def fragment(self, notebook: Notebook, options: Options) -> Fragment:
        """The notebook as a fragment, after this exporter's preprocessors, if it has any.

        Raises `ExporterError` where one of them would run it: a page shows what was saved.
        """
        steps = [step for step in self._preprocessors if getattr(step, "enabled", True)]
        if not steps:
            return _rendered(notebook, options, ())
        if any(isinstance(step, ExecutePreprocessor) for step in steps):
            raise ExporterError(
                f"{type(self).__name__} would run notebooks, which a build never does. Take its"
                " ExecutePreprocessor out; run notebooks in Jupyter, and save them."
            )
        node = from_dict(_document(notebook))  # type: ignore[no-untyped-call]
        _, resources = self.from_notebook_node(node, {"options": options})
        found: Fragment = resources["fragment"]
        return found


def _rendered(notebook: Notebook, options: Options, problems: tuple[Problem, ...]) -> Fragment:
    return _Pages(notebook, options, problems).fragment()


class _Pages:
    """One notebook on its way to a fragment."""

    def __init__(self, notebook: Notebook, options: Options, problems: tuple[Problem, ...]) -> None:
        self.notebook, self.options = notebook, options
        self.state = State(options)
        self.words = options.words
        self.state.problems.extend(problems)
        self.pictures = Pictures(self.state)
        self.markdown = MarkdownPages(self.state, self.pictures)
        self.displays = Displays(self.state, self.pictures, self.markdown)
        self.texts: list[str] = []
        self.summary = ""
        self.explained = ""
        """The heading whose words the last code cell has used."""

    def fragment(self) -> Fragment:
        shown = [cell for cell in self.notebook.cells if cell.index not in self.options.skip_cells]
        for cell in shown:
            if cell.kind == "markdown":
                self.state.maths.learn(cell.source)
        cells = tuple(self._cells(shown))
        self._report_unnamed()
        self._report_anchors(cells)
        return Fragment(
            title=self.state.title,
            summary=self.summary,
            cells=tuple(map(self._with_top, cells)),
            assets=tuple(self.state.assets.values()),
            charts=tuple(self.state.charts.values()),
            headings=tuple(self.state.headings),
            text="\n".join(self.texts),
            links=tuple(self.state.links),
            problems=tuple(self.state.problems),
        )

    def _cells(self, shown: list[NotebookCell]) -> Iterator[Cell]:
        for cell in shown:
            self.state.cell = cell.index
            try:
                html, text, label = self._cell(cell)
            except Exception as error:
                # Whatever a file holds, one cell must not take the page with it.
                why = f"the cell could not be rendered ({type(error).__name__}: {error})"
                self.state.report("cell-not-rendered", why + "; the page shows its source")
                html, text, label = "" if removed_from(cell) else pre(cell.source), "", ""
            if html:
                self.state.begun = True
                anchor = self.state.claim("cell-" + (valid_id(cell.id) or str(cell.index + 1)))
                names = (cell.id, *cell.tags, label, str(cell.metadata.get("name") or ""))
                yield Cell(
                    index=cell.index,
                    id=anchor,
                    ids=tuple(dict.fromkeys(name for name in names if name)),
                    tags=cell.tags,
                    html=self._placed(html, anchor, cell),
                    output_text=text,
                )

    def _cell(self, cell: NotebookCell) -> tuple[str, str, str]:
        """HTML, text of the outputs and label of a cell; no HTML where it is not shown."""
        removed = removed_from(cell)
        if "cell" in removed:
            return "", "", ""
        if cell.kind == "code":
            return self._code(cell, removed)
        flags = flags_of(cell)
        if not cell.source.strip():
            return "", "", ""
        if cell.kind == "raw":
            return self._raw(cell), "", ""
        prose = self.markdown.prose(cell.source, cell.attachments)
        self.texts.append(prose.text)
        if not self.summary and len(prose.summary) >= _SHORTEST_SUMMARY:
            self.summary = prose.summary
        if "hide-cell" in flags and prose.html:
            return _folded(self.words("text"), prose.html), "", ""
        return prose.html, "", ""

    def _code(self, cell: NotebookCell, removed: frozenset[str]) -> tuple[str, str, str]:
        asked = directives_of(cell)
        label = asked.option("label")
        source = ""
        if asked.code.strip() and self.options.code != "hidden" and "input" not in removed:
            source = self._source(asked)
        outputs, text = "", ""
        if "output" not in removed:
            saved = cell.outputs
            if "input" in removed:
                # A traceback quotes the code.
                saved = tuple(replace(output, traceback=()) for output in saved)
            outputs, text = self.displays.shown(saved, asked)
            if outputs and asked.flags & {"hide-output", "hide-cell"}:
                outputs = _folded(self.words("output"), outputs)
        html = "\n".join(part for part in (source, outputs) if part)
        return html, text, label

    def _source(self, asked: Directives) -> str:
        shown = self.options.code == "shown" or "show-input" in asked.flags
        shown = shown and not asked.flags & {"hide-input", "hide-cell"}
        summary = asked.summary
        if not summary and self.state.section != self.explained:
            summary = self.explained = self.state.section
        told = summary or self.words("code")
        return source_block(asked.code, self.notebook.language, told, self.words, shown)

    def _raw(self, cell: NotebookCell) -> str:
        """Raw cells by the format they name; others, but for metadata, as text."""
        kind = str(cell.metadata.get("raw_mimetype") or cell.metadata.get("format") or "")
        if kind == "text/html":
            made = normalised(cell.source, self.state, self.pictures)
            self.texts.append(made.text)
            return made.html
        if kind == "text/markdown":
            prose = self.markdown.prose(cell.source)
            self.texts.append(prose.text)
            return prose.html
        if kind or _YAML.match(cell.source):
            return ""
        return f'<div class="pf-out" data-search-exclude>{pre(cell.source)}</div>'

    def _placed(self, html: str, anchor: str, cell: NotebookCell) -> str:
        """The cell's HTML in its place; the browser finds out where its prose begins to be read."""
        turned = cell.kind == "markdown" and _RIGHT_TO_LEFT.search(cell.source)
        direction = ' dir="auto"' if turned else ""
        link = self._link(anchor, cell.index + 1) if cell.kind == "code" else ""
        return f'<div class="pf-cell" id="{escape(anchor)}"{direction}>{link}\n{html}\n</div>'

    def _link(self, anchor: str, number: int) -> str:
        """A link to the cell, whose sign the stylesheet draws, so that texts and feeds lack it."""
        label = escape(self.words("link", number=number))
        return (
            f'<a class="pf-cell__link" href="#{quote(anchor)}" aria-label="{label}"'
            " data-search-exclude></a>"
        )

    def _report_unnamed(self) -> None:
        cells = self.displays.unnamed
        if cells:
            places = ", ".join(str(index + 1) for index in cells)
            self.state.cell = cells[0]
            text = (
                f"pictures without alternative text, in cell {places}; write"
                " `#| fig-alt: what one sees` above the code that draws"
            )
            self.state.report("missing-alt", text, Level.NOTE)

    def _report_anchors(self, cells: tuple[Cell, ...]) -> None:
        for index, anchor in self.state.anchors:
            if anchor not in self.state.title_ids and not self.state.has_id(anchor):
                self.state.cell = index
                text = f"the link to #{anchor} leads nowhere: no heading or element has that id"
                self.state.report("broken-anchor", text)

    def _with_top(self, cell: Cell) -> Cell:
        """Links to the title lead to the page's top, as the title is not in the cells."""
        html = cell.html
        for anchor in self.state.title_ids:
            if anchor and not self.state.has_id(anchor):
                html = html.replace(f'href="#{escape(anchor)}"', 'href="#top"')
        return cell if html is cell.html else Cell(**{**cell.__dict__, "html": html})


def _folded(name: str, html: str) -> str:
    summary = f"<summary>{escape(name)}</summary>"
    return f'<details class="pf-more" data-search-exclude>{summary}{html}</details>'


def _document(notebook: Notebook) -> dict[str, Any]:
    """The notebook as nbformat 4 writes it, for preprocessors."""
    cells = []
    for cell in notebook.cells:
        known: dict[str, Any] = {
            "cell_type": cell.kind,
            "id": valid_id(cell.id) or f"cell-{cell.index}",
            "metadata": dict(cell.metadata),
            "source": clean(cell.source),
        }
        if cell.kind == "code":
            known |= {"execution_count": None, "outputs": [_saved(out) for out in cell.outputs]}
        elif cell.attachments:
            known["attachments"] = dict(cell.attachments)
        cells.append(known)
    metadata = {key: value for key, value in notebook.metadata.items() if key != "widgets"}
    metadata["language_info"] = {"name": notebook.language}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


def _saved(output: Any) -> dict[str, Any]:
    if output.kind == "stream":
        return {"output_type": "stream", "name": output.name, "text": output.text}
    if output.kind == "error":
        known = {"output_type": "error", "ename": output.name, "evalue": output.text}
        return {**known, "traceback": list(output.traceback)}
    found = {
        "output_type": output.kind,
        "data": dict(output.data),
        "metadata": dict(output.metadata),
    }
    return {**found, "execution_count": None} if output.kind == "execute_result" else found
