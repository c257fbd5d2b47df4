"""What shape the fields of a record have: one value, a list, a mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from proofolio.model.ignore import Ignore
from proofolio.model.profile import Document, Profile
from proofolio.model.record import Entry, Image, Notebook, Page, Record, SubPage

SET_BY_SOURCES: Mapping[type[Record], frozenset[str]] = {
    Entry: frozenset({"origin"}),
    Page: frozenset({"body", "meta", "subpages"}),
    SubPage: frozenset({"body", "address", "id"}),
    Profile: frozenset({"origin", "id"}),
    Document: frozenset({"file"}),
    Image: frozenset({"file", "width", "height"}),
    Notebook: frozenset({"source", "header_cell"}),
    Ignore: frozenset({"origin"}),
}
"""Fields that no author writes."""


@dataclass(frozen=True)
class Shape:
    """How a field is written: `is_list` of `record`s, or of single values where there is none."""

    record: type[Record] | None = None
    is_list: bool = False
    is_free: bool = False
    """Anything goes; passed on as it is."""

    @property
    def item(self) -> Shape:
        """Shape of one item of the list."""
        return Shape(self.record)


@cache
def shapes_of(model: type[Record]) -> Mapping[str, Shape]:
    """Shape of each field that an author may write."""
    hidden = {
        name for base, names in SET_BY_SOURCES.items() if issubclass(model, base) for name in names
    }
    return {
        name: _shape(field.annotation)
        for name, field in model.model_fields.items()
        if name not in hidden
    }


@cache
def required_of(model: type[Record]) -> frozenset[str]:
    """Fields without which there is no record."""
    return frozenset(name for name, field in model.model_fields.items() if field.is_required())


def _shape(annotation: Any) -> Shape:
    if get_origin(annotation) is Annotated:
        return _shape(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _shape(next(part for part in get_args(annotation) if part is not NoneType))
    if get_origin(annotation) is tuple:
        return Shape(_shape(get_args(annotation)[0]).record, is_list=True)
    if get_origin(annotation) is dict:
        return Shape(is_free=True)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return Shape(annotation)
    return Shape()
