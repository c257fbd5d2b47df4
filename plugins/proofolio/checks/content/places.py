"""Where the text of an entry stands, so that a check can name file, line and field."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args

from proofolio.model.profile import Profile
from proofolio.model.record import Entry, Marker, Record
from proofolio.problems import Problem

TEXTS = (Marker("text"), Marker("markdown"))
ADDRESSES = (Marker("address"),)


def problem_at(entry: Entry | Profile, code: str, text: str, field: str = "") -> Problem:
    """A problem with a field of an entry, or with the entry as a whole."""
    origin = entry.origin
    return Problem(code, text, origin.path, origin.line_of(field), field)


def texts_of(
    record: Record, markers: tuple[Marker, ...] = TEXTS, name: str = ""
) -> Iterator[tuple[str, str]]:
    """Every text of a record and of the records in it, with the dotted name of its field."""
    meant = _marked(type(record), markers)
    for field in type(record).model_fields:
        value = getattr(record, field)
        dotted = f"{name}.{field}" if name else field
        if isinstance(value, str) and value and field in meant:
            yield dotted, value
        elif isinstance(value, Record):
            yield from texts_of(value, markers, dotted)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Record):
                    key = getattr(item, "key", "") or getattr(item, "network", "") or number
                    yield from texts_of(item, markers, f"{dotted}.{key}")
                elif isinstance(item, str) and item and field in meant:
                    yield f"{dotted}.{number}", item


@cache
def _marked(model: type[Record], markers: tuple[Marker, ...]) -> frozenset[str]:
    """Fields of a record that are marked so, or lists of what is."""
    return frozenset(
        name
        for name, info in model.model_fields.items()
        for metadata in (info.metadata, *(_metadata(t) for t in get_args(info.annotation)))
        if any(marker in metadata for marker in markers)
    )


def _metadata(annotation: object) -> tuple[object, ...]:
    return tuple(getattr(annotation, "__metadata__", ()))


def shown_name(field: str) -> str:
    """A field's dotted name without the numbers of list items, as messages write it."""
    return ".".join(part for part in field.split(".") if not part.isdigit())
