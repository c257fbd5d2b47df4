"""Cells of the notebook formats before 4, in the shape of format 4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OLD_MIME = {
    "text": "text/plain",
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "latex": "text/latex",
    "json": "application/json",
    "javascript": "application/javascript",
}


def cells_of(document: Mapping[str, Any]) -> list[Any] | None:
    """The cells in the shape of format 4; None where the file has none to give."""
    cells = document.get("cells")
    if isinstance(cells, list):
        return [_modern(cell) for cell in cells]
    sheets = document.get("worksheets")
    if isinstance(sheets, list):
        found: list[Any] = []
        for sheet in sheets:
            if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list):
                found.extend(_modern(cell) for cell in sheet["cells"])
        return found
    return [] if "nbformat" in document else None


def sources_text(value: Any) -> str:
    """A text that Jupyter may have saved as one string or as a list of lines."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return ""


def _modern(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    kind = cell.get("cell_type")
    if kind == "heading":
        level = cell.get("level")
        marks = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
        title = " ".join(sources_text(cell.get("source")).split())
        return {**cell, "cell_type": "markdown", "source": f"{marks} {title}"}
    if kind == "html":
        return {**cell, "cell_type": "markdown"}
    if kind != "code":
        return cell
    cell = {**cell, "source": cell.get("source", cell.get("input"))}
    if isinstance(cell.get("outputs"), list):
        cell["outputs"] = [_modern_output(output) for output in cell["outputs"]]
    return cell


def _modern_output(output: Any) -> Any:
    if not isinstance(output, dict):
        return output
    kind = output.get("output_type")
    if kind == "pyerr":
        return {**output, "output_type": "error"}
    if kind == "stream":
        return {**output, "name": output.get("name", output.get("stream"))}
    if isinstance(output.get("data"), dict) or kind == "error":
        return output
    data = {mime: output[old] for old, mime in _OLD_MIME.items() if old in output}
    named = {key: value for key, value in output.items() if "/" in key}
    kind = "execute_result" if kind == "pyout" else kind
    return {**output, "output_type": kind, "data": {**data, **named}}
