"""Where a notebook holds its metadata: a raw cell, its own metadata, a header in Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofolio.model.record import Record
from proofolio.notebooks.directives import removed_from
from proofolio.notebooks.reader import Notebook, NotebookCell
from proofolio.problems import Problem
from proofolio.sources.markdown import (
    plain_text,
    read_markdown,
    split_heading,
    summary_of,
    title_of,
)
from proofolio.sources.names import is_foreign, is_passed_on, known_keys
from proofolio.sources.nodes import Node, Place, Scalar, Table, node_of
from proofolio.sources.plain_headers import read_plain_header
from proofolio.sources.statuses import held_by
from proofolio.sources.written import Layer
from proofolio.sources.yaml import parse_yaml

_ITEM = re.compile(r"[-*]\s+([A-Za-z_][\w.-]*):(?:\s+(.*))?$")


@dataclass(frozen=True)
class Header:
    """What a notebook says about itself."""

    layers: tuple[Layer, ...] = ()
    """Texts with metadata, those that win first."""
    cell: int | None = None
    """The cell, from 0, that holds nothing else and is not shown."""
    title: str = ""
    summary: str = ""
    problems: tuple[Problem, ...] = ()
    is_readable: bool = True
    """Whether the metadata, if there is any, could be read: it may hold something back."""


def read_header(notebook: Notebook, file: Path, path: str, model: type[Record]) -> Header:
    """The metadata of a notebook, wherever it stands."""
    found = _header_cell(notebook, path, model)
    layers = [Layer(found.place, found.table, file.parent)] if found.table and found.place else []
    own = notebook.metadata.get("proofolio")
    node = node_of(own)
    if isinstance(node, Table):
        at = len(layers) if found.is_raw else 0
        layers.insert(at, Layer(Place(path, part="metadata.proofolio"), node, file.parent))
    title = notebook.metadata.get("title")
    named = _line(title) if isinstance(title, str) else ""
    texts = [
        cell.source
        for number, cell in enumerate(notebook.cells)
        if cell.kind == "markdown" and number != found.number and not removed_from(cell)
    ]
    return Header(
        tuple(layers),
        found.number,
        named or title_of(texts),
        _first(lambda text: summary_of(split_heading(text)[1]), texts),
        found.problems,
        is_readable=found.table is not None or not found.problems,
    )


@dataclass(frozen=True)
class _Found:
    number: int | None = None
    place: Place | None = None
    table: Table | None = None
    is_raw: bool = False
    problems: tuple[Problem, ...] = ()


def _header_cell(notebook: Notebook, path: str, model: type[Record]) -> _Found:
    for number, cell in enumerate(notebook.cells[:2]):
        place = Place(path, part=f"cell {number + 1}")
        is_raw = cell.kind == "raw"
        if cell.kind in ("raw", "markdown") and _is_header(cell.source, place, model):
            return _front_matter(number, cell, place, is_raw)
        if cell.kind == "markdown":
            table = _dashed(cell.source, place, known_keys(model), model)
            if table and removed_from(cell):
                # What it says in words is not for the page; its keys are.
                table = _without_words(table)
            return _Found(number, place, table) if table else _Found()
        if not is_raw:
            break
    return _Found()


def _is_header(source: str, place: Place, model: type[Record]) -> bool:
    """Whether a cell begins with front matter, or is a header without `---`; one with a text below
    is such only where it holds the entry back."""
    if source.lstrip().startswith("---\n"):
        return True
    plain = read_plain_header(source.lstrip(), place)
    if plain is None:
        return False
    is_alone = not plain.body.strip()
    return is_alone or any(held_by(model, key, node) for key, node, _ in plain.table)


def _front_matter(number: int, cell: NotebookCell, place: Place, is_raw: bool) -> _Found:
    document = read_markdown(cell.source.lstrip(), place)
    problems = document.problems
    if not isinstance(document.node, Table):
        return _Found(number if is_raw and not document.body.strip() else None, problems=problems)
    if document.body.strip():
        text = "text follows below the metadata. Move it to a cell of its own."
        problems = (*problems, place.problem("header-with-text", text))
    return _Found(number, place, document.node, is_raw, problems)


def _dashed(
    source: str, place: Place, known: Mapping[str, str], model: type[Record]
) -> Table | None:
    """The header that fastpages reads: `# Title`, `> summary`, `- key: value`, and no more."""
    values: dict[str, Node] = {}
    keys: list[str] = []
    for line in source.splitlines():
        line = line.strip()
        item = _ITEM.match(line)
        if line.startswith("# ") and not values:
            values["title"] = Scalar(_line(line[2:]), 0, plain=False)
        elif line.startswith(">") and "summary" not in values:
            values["summary"] = Scalar(_line(line[1:]), 0, plain=False)
        elif item:
            node, problems = parse_yaml(item[2] or "", place)
            if problems:
                node = Scalar(item[2], 0, plain=False)
            keys.append(item[1])
            values[item[1]] = node or Scalar("", 0)
        elif line:
            return None
    ours = [
        key for key in keys if key in known or is_foreign(model, key) or is_passed_on(model, key)
    ]
    if not ours and (keys or "summary" not in values):
        return None
    return Table(values, dict.fromkeys(values, 0), 0)


def _without_words(table: Table) -> Table:
    values = {key: node for key, node in table.values.items() if key not in ("title", "summary")}
    return Table(values, {key: table.lines[key] for key in values}, table.line)


def _line(text: str) -> str:
    text = text.strip()
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return plain_text(text[1:-1] if quoted else text)


def _first(read: Callable[[str], str], texts: Iterable[str]) -> str:
    return next(filter(None, map(read, texts)), "")
