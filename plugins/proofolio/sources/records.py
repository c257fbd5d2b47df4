"""From the fields of an entry to its record, leaving out what is wrong and saying all of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, tzinfo
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from proofolio.model.record import Record
from proofolio.model.written_addresses import IsFile
from proofolio.sources.guards import holds_back, is_guarded
from proofolio.sources.messages import code_of, message_of
from proofolio.sources.rules import findings_in
from proofolio.sources.shapes import Shape, required_of, shapes_of
from proofolio.sources.written import LOST, Loc, Written

R = TypeVar("R", bound=Record)

STAND_INS: dict[str, Any] = {
    "id": "stand-in",
    "title": "…",
    "name": "…",
    "headline": "…",
    "summary": "…",
    "text": "…",
    "start": "0001",
    "consent": {"status": "pending"},
    "check": "…",
    "item": "…",
    "reason": "…",
}
"""What takes the place of a needed field that is missing, so that the rest is checked too."""


def make_record(
    model: type[R],
    written: Written,
    zone: tzinfo = UTC,
    needed: Iterable[str] = (),
    is_file: IsFile = lambda _: False,
) -> tuple[R | None, list[str]]:
    """The record, and the needed fields that nobody wrote; None where it cannot stand.

    Every other mistake is added to the problems of `written`, and what it is about left out.
    `needed` are fields that the kind needs besides those without which there is no record;
    `is_file` tells which addresses are files of the site.
    """
    maker = _Maker(model, written, {"zone": zone, "is_file": is_file})
    record = maker.make()
    needed = required_of(model) | set(needed)
    return record, sorted(needed - written.fields.keys() - maker.dropped)


class _Maker:
    def __init__(self, model: type[Record], written: Written, context: dict[str, Any]) -> None:
        self.model = model
        self.written = written
        self.context = context
        self.dropped: set[str] = set()
        """Dotted names of what has been left out."""
        self.stands = True

    def make(self) -> Any:
        for loc in self.written.lost:
            self._leave_out(loc)
        self._prune()
        record = self._validated()
        found = findings_in(record) if record else []
        for finding in found:
            # What was there and could not be read has been reported, and is not missing; items of
            # a list share its name, and another of them may have been.
            is_item = not finding.loc or isinstance(finding.loc[-1], int)
            if is_item or self.written.name_of(finding.loc) not in self.dropped:
                self.written.report(finding.code, finding.text, finding.loc, finding.level)
        dropped = [loc for finding in found for loc in finding.drop]
        for loc in dropped:
            self._leave_out(loc)
        if dropped:
            self._prune()
            record = self._validated()
        complete = required_of(self.model) <= self.written.fields.keys()
        return record if self.stands and complete else None

    def _validated(self) -> Record | None:
        """The record, with stand-ins for what is missing and without what cannot be read."""
        stand_ins = {name: STAND_INS[name] for name in required_of(self.model)}
        if isinstance(self.written.fields.get("excerpt"), str):
            stand_ins["text"] = self.written.fields["excerpt"]
        for _ in range(100):
            try:
                fields = stand_ins | self.written.fields
                return self.model.model_validate(fields, context=self.context)
            except ValidationError as failed:
                for error in failed.errors(include_url=False):
                    self._fail(error)
                self._prune()
        return None

    def _fail(self, error: ErrorDetails) -> None:
        self.written.report(code_of(error), message_of(error), error["loc"])
        self._leave_out(error["loc"])

    def _leave_out(self, loc: Loc) -> None:
        """Marks a value, or what cannot stand without it, as left out.

        Without what would hold it back, an entry stays a draft.
        """
        models = self._models_along(loc)
        self.dropped.add(self.written.name_of(loc))
        if loc and holds_back(self.model, loc[0]):
            self.written.fields.pop(str(loc[0]), None)
            self.written.fields["status"] = "draft"
            return
        for depth in range(len(loc), 0, -1):
            holder, step = self._holder(loc[:depth]), loc[depth - 1]
            if isinstance(holder, list) and isinstance(step, int):
                holder[step] = LOST
                return
            if isinstance(holder, dict):
                holder.pop(step, None)
            if depth == 1:
                self.dropped.add(str(step))
            model = models[depth - 1]
            if model is None or isinstance(step, int):
                continue
            if not is_guarded(model, step) and step not in required_of(model):
                return
        self.stands = False

    def _holder(self, loc: Loc) -> Any:
        value: Any = self.written.fields
        for step in loc[:-1]:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step]
            else:
                return None
        return value

    def _models_along(self, loc: Loc) -> list[type[Record] | None]:
        """The record that each step of the place is a field of."""
        models: list[type[Record] | None] = []
        model: type[Record] | None = self.model
        for step in loc:
            models.append(model)
            if isinstance(step, str) and model:
                model = shapes_of(model).get(step, Shape()).record
        return models

    def _prune(self) -> None:
        self._prune_in(self.written.fields, "")

    def _prune_in(self, value: Any, name: str) -> None:
        if isinstance(value, dict):
            for key in [key for key, inner in value.items() if inner is LOST]:
                del value[key]
            for key, inner in value.items():
                self._prune_in(inner, f"{name}.{key}" if name else key)
        elif isinstance(value, list):
            gone = [number for number, item in enumerate(value) if item is LOST]
            if gone:
                value[:] = [item for item in value if item is not LOST]
                self._renumber(name, gone)
            for number, item in enumerate(value):
                key = item.get("key") or item.get("network") if isinstance(item, dict) else None
                self._prune_in(item, f"{name}.{key or number}")

    def _renumber(self, name: str, gone: list[int]) -> None:
        """Moves the lines of a list's items to the numbers that are left."""
        lines = self.written.lines
        for old in [old for old in lines if old.startswith(f"{name}.")]:
            number, dot, rest = old.removeprefix(f"{name}.").partition(".")
            if not number.isdigit():
                continue
            line = lines.pop(old)
            if int(number) not in gone:
                kept = int(number) - bisect_left(gone, int(number))
                lines[f"{name}.{kept}{dot}{rest}"] = line
