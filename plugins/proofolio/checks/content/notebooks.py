"""Does a notebook's file tell what its code would: run once, from top to bottom?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from proofolio.notebooks.upgrade import cells_of
from proofolio.problems import Problem

HEAVY = 1_000_000
"""Characters of one cell's output that a phone has to load."""


def check_notebook(source: bytes, path: str) -> Iterator[Problem]:
    """Cells that were not run in order, and outputs that are very large."""
    try:
        document = json.loads(source.decode("utf-8-sig", errors="replace"))
        cells = cells_of(document) if isinstance(document, dict) else None
    except (ValueError, RecursionError):
        # Whatever reads it for the page has said so.
        return
    code = [
        (number, cell)
        for number, cell in enumerate(cells or (), 1)
        if isinstance(cell, dict) and cell.get("cell_type") == "code" and _source(cell).strip()
    ]
    yield from _order(code, path)
    for number, cell in code:
        size = len(json.dumps(cell.get("outputs", "")))
        if size > HEAVY:
            text = f"its output has {size / 1e6:.1f} MB."
            yield Problem("output-heavy", text, path, field=f"cell {number}")


def _order(code: list[tuple[int, Any]], path: str) -> Iterator[Problem]:
    counts = [(number, _count(cell)) for number, cell in code]
    run = [(number, count) for number, count in counts if count is not None]
    if not code or not run:
        if code and not any(cell.get("outputs") for _, cell in code):
            yield Problem("cells-out-of-order", "none of its cells was run.", path)
        return
    for (_, before), (number, count) in pairwise(run):
        if count < before:
            text = f"it was run as [{count}], after a cell that was run as [{before}]."
            yield Problem("cells-out-of-order", text, path, field=f"cell {number}")
            return


def _count(cell: Any) -> int | None:
    count = cell.get("execution_count", cell.get("prompt_number"))
    return count if isinstance(count, int) else None


def _source(cell: Any) -> str:
    source = cell.get("source", cell.get("input", ""))
    return "".join(map(str, source)) if isinstance(source, list) else str(source)
