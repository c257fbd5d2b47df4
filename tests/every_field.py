"""Values for every field of every kind, made from the records, so that a new field has one too."""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from proofolio.model.record import Marker, Record


class Filler:
    """Fills records, and remembers which mark went into which field."""

    def __init__(self) -> None:
        self.marks: dict[str, str] = {}
        """Path of each field by the mark in its text."""

    def record(self, model: type[Record], path: str, **given: Any) -> dict[str, Any]:
        """Values for all fields, but for those that are left out."""
        made = dict(given)
        for name, info in model.model_fields.items():
            if name not in made:
                made[name] = self.field(model, name, info, f"{path}.{name}")
        return {name: value for name, value in made.items() if value is not None}

    def field(self, model: type[Record], name: str, info: Any, path: str) -> Any:
        """The value of a field; none leaves it out."""
        return self.value(info.annotation, list(info.metadata), path)

    def value(self, kind: Any, metadata: list[Any], path: str) -> Any:
        """A value of this type."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.value(arguments[0], [*kind.__metadata__, *metadata], path)
        if origin in (Union, types.UnionType):
            inner = next(each for each in arguments if each is not types.NoneType)
            return self.value(inner, metadata, path)
        if origin is tuple:
            return (self.value(arguments[0], [], f"{path}.0"),)
        if origin is Literal:
            return arguments[0]
        if isinstance(kind, type) and issubclass(kind, Record):
            return self.record(kind, path)
        marker = next((each.name for each in metadata if isinstance(each, Marker)), "")
        return self.plain(kind, marker, path)

    def plain(self, kind: type, marker: str, path: str) -> Any:
        """A value that holds no others."""
        raise AssertionError(f"{path}: no value for {kind}")

    def mark(self, mark: str, path: str) -> str:
        """The mark, remembered."""
        self.marks[mark] = path
        return mark


def name_of(path: str) -> str:
    """The field at the end of a path, whatever its place in a list."""
    return next(part for part in reversed(path.split(".")) if not part.isdigit())
