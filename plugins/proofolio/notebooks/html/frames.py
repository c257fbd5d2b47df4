"""Heads of DataFrames as people read them: the index's name beside the columns' names."""

from __future__ import annotations

import re

_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])([^>]*)>(.*?)</\1>", re.DOTALL)


def one_row_head(head: str) -> str:
    """The HTML of a `thead` with one row, where pandas wrote the index's names into a second."""
    rows = [_CELL.findall(row) for row in _ROW.findall(head)]
    if len(rows) != 2 or len(rows[0]) != len(rows[1]) or "span=" in head:
        return head
    merged: list[str] = []
    in_index = True
    for (tag, attributes, column), below in zip(rows[0], rows[1], strict=True):
        name = below[2].strip()
        in_index = in_index and not column.strip()
        if bool(name) is not in_index:
            return head
        if in_index:
            tag, attributes, column = below
            if merged and "style=" not in attributes:
                attributes += ' style="text-align:start"'
        merged.append(f"<{tag}{attributes}>{column}</{tag}>")
    return f"<thead><tr>{''.join(merged)}</tr></thead>"
