"""From what a file holds to the fields of a record, with everything that does not belong there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from proofolio.model.record import Entry, Marker, Page, Record, make_id
from proofolio.problems import Level
from proofolio.sources.dialects import LINK_KINDS, unfolded
from proofolio.sources.files import Files
from proofolio.sources.forms import COMPLETE, KEYED, OTHER_FORMS, SHORT, keys_of
from proofolio.sources.found_files import Surroundings
from proofolio.sources.guards import is_guarded
from proofolio.sources.held_back import HeldBack
from proofolio.sources.markdown import without_marks
from proofolio.sources.names import (
    COMPUTED_DATES,
    is_foreign,
    is_passed_on,
    known_keys,
    likely_keys,
    nearest,
)
from proofolio.sources.nodes import Node, Place, Scalar, Sequence, Table, Unreadable, plain_value
from proofolio.sources.shapes import Shape, shapes_of
from proofolio.sources.statuses import held_by
from proofolio.sources.written import LOST, Layer, Loc, Written

TOPICS = frozenset({"skills", "tools", "tags", "categories", "industries"})
"""Lists of short names, in which a comma is nearly always meant to divide two."""

LINES = frozenset({"title", "subtitle", "short_title", "summary"})

_NOTHING = object()
_NONE: Mapping[str, str] = {}


def read_fields(
    model: type[Record], layers: Iterable[Layer], files: Files, place: Place
) -> Written:
    """The fields that an author wrote, those of the first text before those of the next.

    `place` is where the record begins.
    """
    reader = _Reader(model, files)
    reader.written.place = place
    for layer in layers:
        reader.read(layer)
    reader.held.settle(reader.written.fields)
    reader.complete(model, reader.written.fields, "", ())
    return reader.written


class _Reader:
    def __init__(self, model: type[Record], files: Files) -> None:
        self.model = model
        self.around = Surroundings(files, files.folders.docs)
        self.written = Written()
        self.held = HeldBack(self.written)
        """What the texts say of the status of the record itself."""
        self.place = Place("")

    def read(self, layer: Layer) -> None:
        """Adds the fields of a text that no text before it holds."""
        self.place = layer.place
        self.around = Surroundings(self.around.files, layer.folder)
        before = set(self.written.fields)
        keys = [key for key, _, _ in unfolded(layer.table, self.model)]
        foreign = [key for key in keys if self._is_foreign(self.model, key)]
        if foreign:
            listed = ", ".join(f"`{key}`" for key in foreign)
            text = f"{listed}: keys of other tools, which mean nothing here and are ignored."
            line = layer.table.lines[foreign[0]]
            problem = layer.place.problem("foreign-keys", text, line, "", Level.NOTE)
            self.written.problems.append(problem)
        self._record(self.model, layer.table, "", (), self.written.fields, frozenset(before))

    def _is_foreign(self, model: type[Record], key: str) -> bool:
        return key not in known_keys(model) and is_foreign(model, key)

    def _report(self, code: str, text: str, line: int, name: str) -> None:
        self.written.problems.append(self.place.problem(code, text, line, name))

    def _record(
        self,
        model: type[Record],
        table: Table,
        name: str,
        loc: Loc,
        fields: dict[str, Any],
        before: frozenset[str] = frozenset(),
    ) -> None:
        known = known_keys(model)
        held = HeldBack(self.written, f"{name}.") if loc else self.held
        for key, node, line in unfolded(table, model):
            dotted = f"{name}.{key}" if name else key
            target = held_by(model, key, node) or known.get(key)
            if target == "status" and issubclass(model, Entry):
                held.read(model, key, node, line, self.place)
                continue
            if target is None:
                self._unknown(model, key, node, dotted, line, (*loc, key), fields)
                continue
            if target in before:
                continue
            if not loc:
                self.written.places[target] = self.place
            if issubclass(model, Page) and target in ("date", "updated"):
                node = self._date(node, dotted)
            dotted = f"{name}.{target}" if name else target
            if target not in fields:
                self.written.lines[dotted] = line
            if (model, target) in OTHER_FORMS:
                node = OTHER_FORMS[model, target](node)
            if isinstance(node, Scalar) and _is_line(model, target):
                node = replace(node, text=without_marks(node.text))
            value = self._value(shapes_of(model)[target], node, dotted, (*loc, target))
            if value is _NOTHING or (target in fields and fields[target] == value):
                continue
            if target in fields:
                text = f"`{target}` stands here already, by another name. Keep one of them."
                self._report("repeated-key", text, line, dotted)
                self.written.lost.append((*loc, target))
                value = LOST
            fields[target] = value
        if loc:
            held.settle(fields)

    def _date(self, node: Node, name: str) -> Node:
        """The date as written; none, with a note, where Quarto would have computed one."""
        if not isinstance(node, Scalar) or node.text not in COMPUTED_DATES:
            return node
        text = f"`{node.text}` is computed by Quarto and means nothing here. Write the day."
        problem = self.place.problem("computed-date", text, node.line, name, Level.NOTE)
        self.written.problems.append(problem)
        return Scalar("", node.line)

    def _unknown(
        self,
        model: type[Record],
        key: str,
        node: Node,
        name: str,
        line: int,
        loc: Loc,
        fields: dict[str, Any],
    ) -> None:
        if is_passed_on(model, key):
            if issubclass(model, Page) and not isinstance(node, Unreadable):
                fields.setdefault("meta", {}).setdefault(key, plain_value(node))
            return
        if self._is_foreign(model, key):
            return
        known = known_keys(model)
        near = nearest(key, likely_keys(model))
        hint = f"Did you mean `{near}`?" if near else _known(model)
        if key in LINK_KINDS and "links" in known:
            hint = f"Write `links: {{{key}: …}}` with its address."
        self._report("unknown-key", f"There is no key `{key}` here. {hint}", line, name)
        # `staus: draft` must not publish what the author holds back.
        if near and is_guarded(model, known[near]):
            self.written.lost.append((*loc[:-1], known[near]))

    def _value(
        self, shape: Shape, node: Node, name: str, loc: Loc, given: Mapping[str, str] = _NONE
    ) -> Any:
        if isinstance(node, Unreadable):
            self.written.lost.append(loc)
            return LOST
        if _is_nothing(node):
            return _NOTHING
        if shape.is_free:
            value = plain_value(node)
            # Quarto writes `search: false` where Material writes `search: {exclude: true}`.
            return {"exclude": not value} if isinstance(value, bool) else value
        if shape.is_list:
            return self._list(shape, node, name, loc)
        if shape.record is None:
            return node.text if isinstance(node, Scalar) else plain_value(node)
        return self._one(shape.record, node, name, loc, given)

    def _one(
        self, model: type[Record], node: Node, name: str, loc: Loc, given: Mapping[str, str]
    ) -> Any:
        if isinstance(node, Sequence):
            return plain_value(node)
        fields: dict[str, Any] = {}
        if isinstance(node, Table):
            self._record(model, node, name, loc, fields)
        elif isinstance(node, Scalar):
            self.written.shorts.add(name)
            form = SHORT.get(model)
            if form is None:
                return node.text
            made = {form: node.text} if isinstance(form, str) else form(node.text)
            if isinstance(made, str):
                self._report(f"bad-{model.__name__.lower()}", made, node.line, name)
                self.written.lost.append(loc)
                return LOST
            fields.update(made)
        for key, value in given.items():
            fields.setdefault(key, value)
        return fields if self.complete(model, fields, name, loc) else LOST

    def complete(self, model: type[Record], fields: dict[str, Any], name: str, loc: Loc) -> bool:
        """Fills in what follows from the fields; false if they cannot stand."""
        fault = COMPLETE[model](fields, self.around) if model in COMPLETE else None
        if fault is None:
            return True
        line = self.written.lines.get(name)
        self._report(fault.code, fault.text, line or self.place.line, name)
        self.written.lost.append(loc)
        return False

    def _list(self, shape: Shape, node: Node, name: str, loc: Loc) -> list[Any]:
        if isinstance(node, Scalar) and node.plain and "," in node.text and name in TOPICS:
            listed = ", ".join(part for part in map(str.strip, node.text.split(",")) if part)
            text = f"This is one name with commas in it. Write [{listed}]"
            text += ", or put it in quotation marks if it is one."
            self._report("comma-in-name", text, node.line, name)
        nodes, keys = _items(shape.record, node)
        key = KEYED.get(shape.record) if shape.record else None
        items: list[Any] = []
        for number, item in enumerate(nodes):
            part, given = (keys[number], {str(key): keys[number]}) if keys else (str(number), _NONE)
            dotted, place = f"{name}.{part}", (*loc, number)
            self.written.lines.setdefault(".".join(map(str, place)), item.line)
            if keys and part in keys[:number]:
                text = f"`{part}` stands here a second time. Give each its own key."
                self._report("repeated-key", text, item.line, dotted)
                self.written.lost.append(place)
                items.append(LOST)
                continue
            self.written.lines[dotted] = item.line
            items.append(self._value(shape.item, item, dotted, place, given))
        return items


def _items(model: type[Record] | None, node: Node) -> tuple[list[Node], list[str]]:
    """Items of a list, written as a list, one value or a mapping, and their keys if they have."""
    key = KEYED.get(model) if model else None
    nodes, keys = [node], []
    if isinstance(node, Sequence):
        nodes = [item for item in node.items if not _is_nothing(item)]
    elif key and model and isinstance(node, Table) and not node.values.keys() & known_keys(model):
        nodes = [item for item in node.values.values() if not _is_nothing(item)]
        keys = [name for name, item, _ in node if not _is_nothing(item)]
    if key == "key":
        keys = [make_id(name) for name in keys] or keys_of(nodes, key)
    return nodes, keys


def _known(model: type[Record]) -> str:
    if issubclass(model, Entry):
        return "Keys of your own begin with `x_`."
    return "Known are " + ", ".join(f"`{name}`" for name in shapes_of(model)) + "."


def _is_line(model: type[Record], field: str) -> bool:
    """Whether a field is a line of plain text that other tools read as Markdown."""
    is_named = field in LINES and issubclass(model, Entry)
    return is_named and Marker("text") in model.model_fields[field].metadata


def _is_nothing(node: Node) -> bool:
    if isinstance(node, Table):
        return not node.values
    return isinstance(node, Scalar) and node.is_absent
