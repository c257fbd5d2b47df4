"""What a notebook says, cell by cell: its texts without JSON, escapes and pictures' bytes."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from proofolio.checks.texts.picture_texts import words_in
from proofolio.notebooks.upgrade import cells_of

_BINARY = re.compile(r"(?:image|audio|video|font)/(?!svg)|application/(?:pdf|octet-stream|zip)")
_BASE64 = re.compile(r"[A-Za-z0-9+/\n]{24,}={0,2}\n*")
_DATA = re.compile(r"(data:[\w/+.-]*(?:;[\w=-]+)*;base64,)([A-Za-z0-9+/=%\s]{16,})")
_PACKED = (b"%PDF", b"PK\3\4")
"""How files begin that may be letters throughout, and still are no text."""
_JOINED = frozenset({"source", "input", "text"})
_LONG = 200
"""Length from which what looks like base64 is nothing else."""
_DEPTH = 200


@dataclass
class Place:
    """A cell, or the notebook itself, as it would be published."""

    cell: int | None
    """Number of the cell from 1; none for what is in no cell."""
    texts: list[str] = field(default_factory=list)
    blobs: list[bytes] = field(default_factory=list)
    """Pictures and other files it holds."""


def places_of(source: bytes) -> Iterator[Place]:
    """Everything a notebook holds; a file that is no notebook is one text."""
    text = source.decode("utf-8-sig", errors="replace")
    try:
        document = json.loads(text)
        cells = cells_of(document) if isinstance(document, dict) else None
    except (ValueError, RecursionError):
        cells = None
    if cells is None:
        yield Place(None, [text])
        return
    for number, cell in enumerate(cells, 1):
        yield _place(number, cell)
    rest = {key: value for key, value in document.items() if key not in ("cells", "worksheets")}
    sheets = document.get("worksheets")
    for sheet in sheets if isinstance(sheets, list) else ():
        if isinstance(sheet, dict):
            rest |= {key: value for key, value in sheet.items() if key != "cells"}
    yield _place(None, rest)


def _place(number: int | None, value: Any) -> Place:
    place = Place(number)
    _gather(value, "", place, _DEPTH)
    return place


def _gather(value: Any, key: str, place: Place, depth: int) -> None:
    if isinstance(value, str):
        _take(value, key, place)
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            _take(_joined(value, key), key, place)
        elif depth:
            for item in value:
                if isinstance(item, (str, list, dict)):
                    _gather(item, key, place, depth - 1)
    elif isinstance(value, dict) and depth:
        if isinstance(value.get("outputs"), list):
            value = {**value, "outputs": _merged(value["outputs"])}
        for name, item in value.items():
            if isinstance(item, (str, list, dict)):
                _gather(item, name, place, depth - 1)
            if not isinstance(item, str):
                place.texts.append(name)


def _joined(parts: list[str], key: str) -> str:
    whole = key in _JOINED or "/" in key or all(part.endswith("\n") for part in parts[:-1])
    return ("" if whole else "\n").join(parts)


def _merged(outputs: list[Any]) -> list[Any]:
    """Streams that were printed in one go, in one piece, as they are shown."""
    merged: list[Any] = []
    for output in outputs:
        last = merged[-1] if merged else None
        if (
            isinstance(output, dict)
            and isinstance(last, dict)
            and output.get("output_type") == last.get("output_type") == "stream"
            and output.get("name") == last.get("name")
        ):
            merged[-1] = {**last, "text": _lines(last) + _lines(output)}
        else:
            merged.append(output)
    return merged


def _lines(output: dict[str, Any]) -> str:
    text = output.get("text")
    return text if isinstance(text, str) else "".join(map(str, text or ()))


def _take(text: str, key: str, place: Place) -> None:
    if _BINARY.match(key) or _BASE64.fullmatch(text):
        blob = _decoded(text)
        if blob is not None:
            _take_blob(blob, place)
            if len(text) >= _LONG:
                return
    text = _DATA.sub(lambda match: _take_data(match, place), text)
    # A name in the notebook's JSON is as telling as one in code.
    is_named = key and "/" not in key and key not in _JOINED and "\n" not in text
    place.texts.append(f'{key}: "{text}"' if is_named else text)


def _take_data(match: re.Match[str], place: Place) -> str:
    blob = _decoded(unquote(match[2]))
    if blob is None:
        return match.group()
    _take_blob(blob, place)
    return match[1]


def _take_blob(blob: bytes, place: Place) -> None:
    try:
        place.texts.append(blob.decode())
    except UnicodeDecodeError:
        place.texts += words_in(blob)
    else:
        if not blob.startswith(_PACKED):
            return
    place.blobs.append(blob)


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
