"""The notebook that a reader can download: what its author keeps from the page is not in it."""

from __future__ import annotations

import json
from typing import Any

from proofolio.notebooks.fragment import Fragment
from proofolio.notebooks.repairs import repaired_text


def published_copy(source: bytes, fragment: Fragment) -> bytes:
    """The file without what tags and options remove from the page; else as it is, but for
    characters that no text holds."""
    text = source.decode("utf-8-sig")
    whole = repaired_text(text)
    if not fragment.removed:
        return source if whole == text else whole.encode()
    document = json.loads(whole)
    removed: dict[int, set[str]] = {}
    for index, part in fragment.removed:
        removed.setdefault(index, set()).add(part)
    index = 0
    for holder in _holders(document):
        kept = []
        for cell in holder["cells"]:
            parts = removed.get(index, set())
            if "cell" not in parts:
                kept.append(_without(cell, parts) if parts else cell)
            index += 1
        holder["cells"] = kept
    if isinstance(document.get("metadata"), dict):
        # It holds what widgets show, with nothing to tell whose outputs they are.
        document["metadata"].pop("widgets", None)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _without(cell: dict[str, Any], parts: set[str]) -> dict[str, Any]:
    """A cell without its code, its outputs or what it printed."""
    changed = dict(cell)
    outputs = cell.get("outputs")
    if "input" in parts:
        changed |= {key: [] for key in ("source", "input") if key in cell}
    if isinstance(outputs, list):
        kept = [] if "output" in parts else [out for out in outputs if _stream(out) not in parts]
        # A traceback quotes the code.
        changed["outputs"] = [_untraced(out) for out in kept] if "input" in parts else kept
    return changed


def _stream(output: Any) -> str:
    """What an output was printed to; empty where it was not printed."""
    if not isinstance(output, dict) or output.get("output_type") != "stream":
        return ""
    return "stderr" if output.get("name", output.get("stream")) == "stderr" else "stdout"


def _untraced(output: Any) -> Any:
    return (
        {**output, "traceback": []}
        if isinstance(output, dict) and "traceback" in output
        else output
    )


def _holders(document: dict[str, Any]) -> list[dict[str, Any]]:
    """What has lists of cells: the notebook, or its sheets before format 4."""
    if isinstance(document.get("cells"), list):
        return [document]
    return [sheet for sheet in document["worksheets"] if isinstance(sheet.get("cells"), list)]
