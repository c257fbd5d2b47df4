"""How far a page of the author's own is published, by all that its header says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from proofolio.model.record import Entry
from proofolio.problems import Problem
from proofolio.sources.fields import read_fields
from proofolio.sources.files import Files
from proofolio.sources.markdown import read_markdown
from proofolio.sources.nodes import Place, Scalar, Table, node_of
from proofolio.sources.records import make_record
from proofolio.sources.statuses import MATERIAL_STATUS, held_by
from proofolio.sources.written import Layer


def read_page_status(
    text: str,
    path: str,
    files: Files,
    zone: dt.tzinfo,
    meta: Mapping[str, Any],
    signs: Collection[str] = (),
) -> tuple[Entry, tuple[Problem, ...]]:
    """The status of a page and its days, with what could not be understood.

    `meta` is what the engine reads of the same header, `signs` the values of `status` by which the
    theme only shows something.
    """
    place = Place(path)
    document = read_markdown(text, place)
    table, found = document.node, document.problems
    if not isinstance(table, Table):
        if found and not meta:
            # Nobody can tell what stands there: it may be that this is a draft.
            return Entry(id="page", status="draft"), found
        # We are stricter than the engine, which has read it.
        told = node_of(dict(meta)) if found else None
        table = told if isinstance(told, Table) else Table({}, {}, 1)
    values = {
        key: node
        for key, node, _ in table
        if held_by(Entry, key, node) and not _is_sign(key, node, signs)
    }
    held = Table(values, {key: table.lines[key] for key in values}, table.line)
    written = read_fields(Entry, [Layer(place, held, Path(path).parent)], files, place)
    written.fields["id"] = "page"
    entry, _ = make_record(Entry, written, zone)
    plain = tuple(problem for problem in found if problem.code == "bad-header")
    return entry or Entry(id="page", status="draft"), (*plain, *written.problems)


def _is_sign(key: str, node: object, signs: Collection[str]) -> bool:
    known = {*MATERIAL_STATUS, *signs}
    return key.casefold() == "status" and isinstance(node, Scalar) and node.text in known
