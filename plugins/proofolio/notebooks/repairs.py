"""Characters that no text holds, taken out of a notebook: its cells' and its file's."""

from __future__ import annotations

import json
import re
from typing import Any

from proofolio.model.characters import CONTROLS
from proofolio.problems import Level, Problem

_TERMINAL = "\x07\x08\x1b"
"""What programs print to move and to colour: outputs hold it rightly, and it is taken out later."""
_SOURCES = ("source", "input")
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(
    r"\\(?:u(?:00[0189]|007[fF]|[dD][89a-fA-F]|[fF][dD]|[fF]{3})|[bf])",
)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)


def repaired(document: Any, text: str, path: str) -> tuple[Any, tuple[Problem, ...]]:
    """The notebook read from a text without such characters, and where they were."""
    if not isinstance(document, dict) or not _may_hold(text):
        return document, ()
    problems: list[Problem] = []
    made = {
        key: value
        if key in ("cells", "worksheets")
        else _told(value, str(key), Level.PROBLEM, path, problems)
        for key, value in document.items()
    }
    if isinstance(made.get("cells"), list):
        made["cells"] = _cells(made["cells"], path, problems)
    elif isinstance(made.get("worksheets"), list):
        made["worksheets"] = [
            {**sheet, "cells": _cells(sheet["cells"], path, problems)}
            if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
            else _without(sheet, set())
            for sheet in made["worksheets"]
        ]
    return made, tuple(problems)


def repaired_text(text: str) -> str:
    """The text of a notebook's file without them, as characters or as escapes."""

    def kept(match: re.Match[str]) -> str:
        character = json.loads(f'"{match[0]}"') if match[0][1] in "ubf" else " "
        return "" if CONTROLS.match(character) and character not in _TERMINAL else match[0]

    return _ESCAPE.sub(kept, CONTROLS.sub("", text)) if _may_hold(text) else text


def _may_hold(text: str) -> bool:
    """Whether a file may hold such a character, as it is or as an escape."""
    # Two backslashes are one of the text, and begin no escape: TeX is full of `\\\\frac`.
    return bool(CONTROLS.search(text) or _ESCAPED.search(text.replace("\\\\", "")))


def _cells(cells: list[Any], path: str, problems: list[Problem]) -> list[Any]:
    return [_cell(cell, number, path, problems) for number, cell in enumerate(cells, 1)]


def _cell(cell: Any, number: int, path: str, problems: list[Problem]) -> Any:
    if not isinstance(cell, dict):
        return _without(cell, set())
    place = f"cell {number}"
    made = {key: cell[key] for key in cell if key not in _SOURCES and key != "outputs"}
    made = _told(made, place, Level.PROBLEM, path, problems)
    sources = {key: cell[key] for key in _SOURCES if key in cell}
    made |= _told(sources, place, Level.PROBLEM, path, problems, _TERMINAL)
    if "outputs" in cell:
        made["outputs"] = _told(cell["outputs"], place, Level.NOTE, path, problems, _TERMINAL)
    return made


def _told(
    value: Any, field: str, level: Level, path: str, problems: list[Problem], kept: str = ""
) -> Any:
    found: set[str] = set()
    made = _without(value, found, kept)
    if found:
        names = ", ".join(f"U+{ord(character):04X}" for character in sorted(found)[:4])
        is_output = level is Level.NOTE
        where = "an output holds" if is_output else "this holds"
        text = f"{where} the invisible {'characters' if len(found) > 1 else 'character'} {names}, "
        text += "left out of the page." if is_output else "left out. Delete it."
        problems.append(Problem("invisible-character", text, path, field=field, level=level))
    return made


def _without(value: Any, found: set[str], kept: str = "") -> Any:
    if isinstance(value, str):
        bad = [character for character in CONTROLS.findall(value) if character not in kept]
        if not bad:
            return value
        found.update(bad)
        value = _HALF.sub("?", value)
        return CONTROLS.sub(lambda match: match[0] if match[0] in kept else "", value)
    if isinstance(value, list):
        return [_without(item, found, kept) for item in value]
    if isinstance(value, dict):
        return {
            _without(key, found, kept): _without(item, found, kept) for key, item in value.items()
        }
    return value
