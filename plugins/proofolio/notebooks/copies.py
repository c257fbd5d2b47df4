"""The notebook that a reader can download: what its author keeps from the page is not in it."""

from __future__ import annotations

import json
from typing import Any

from proofolio.notebooks.fragment import Fragment
from proofolio.notebooks.repairs import repaired_text


def published_copy(source: bytes, fragment: Fragment) -> bytes:
    """The file without the cells and outputs that tags and options remove; else as it is, but for
    characters that no text holds."""
    text = source.decode("utf-8-sig")
    whole = repaired_text(text)
    if not fragment.left_out and not fragment.without_outputs:
        return source if whole == text else whole.encode()
    document = json.loads(whole)
    index = 0
    for holder in _holders(document):
        kept = []
        for cell in holder["cells"]:
            if index in fragment.without_outputs and "outputs" in cell:
                cell["outputs"] = []
            if index not in fragment.left_out:
                kept.append(cell)
            index += 1
        holder["cells"] = kept
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _holders(document: dict[str, Any]) -> list[dict[str, Any]]:
    """What has lists of cells: the notebook, or its sheets before format 4."""
    if isinstance(document.get("cells"), list):
        return [document]
    return [sheet for sheet in document["worksheets"] if isinstance(sheet.get("cells"), list)]
