"""The status of an entry out of all that its texts say of it: the narrowest, and never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from proofolio.model.record import Record, Status
from proofolio.sources.dialects import is_materials_status
from proofolio.sources.names import nearest
from proofolio.sources.nodes import Node, Place, Scalar, Unreadable, plain_value
from proofolio.sources.statuses import FLAGS, STATUSES, folded, narrowest, status_of
from proofolio.sources.written import Written

KEY = "status"


@dataclass(frozen=True)
class _Said:
    key: str
    status: Status
    place: Place
    line: int


class HeldBack:
    """Collects what an entry's texts say of its status."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._said: list[_Said] = []

    def read(self, model: type[Record], key: str, node: Node, line: int, place: Place) -> None:
        """Take a key that may hold the entry back."""
        if is_materials_status(model, key, node):
            self._written.fields.setdefault("meta", {})[KEY] = plain_value(node)
        elif not (isinstance(node, Scalar) and node.is_absent):
            found = status_of(key, node)
            if found is None and not isinstance(node, Unreadable):
                text = f"{not_understood(key, node)} Until then this is a draft."
                self._written.problems.append(place.problem("unknown-word", text, node.line, key))
            self._said.append(_Said(key, found or "draft", place, line))

    def settle(self) -> None:
        """Give the record its status, if anything was said of it."""
        said = [each for each in self._said if each.key == KEY or each.status != "published"]
        if not said:
            return
        status = narrowest(each.status for each in said)
        least = next(each for each in said if each.status == status)
        for wider in (each for each in said if each.key == KEY and each.status != status):
            text = (
                f"`{wider.key}` says `{wider.status}`, and this is narrower: it counts, and this "
                f"is `{status}`. Keep one of them."
            )
            problem = least.place.problem("repeated-key", text, least.line, least.key)
            self._written.problems.append(problem)
        self._written.fields[KEY] = status
        self._written.lines[KEY] = least.line
        self._written.places[KEY] = least.place


def not_understood(key: str, node: Node) -> str:
    """What to write in place of a value that says no status."""
    what = f'"{node.text}"' if isinstance(node, Scalar) else "This"
    if folded(key) in map(folded, FLAGS):
        return f"{what} is not `true` or `false`. Write one of these."
    near = nearest(node.text, STATUSES) if isinstance(node, Scalar) else ""
    known = ", ".join(f"`{status}`" for status in get_args(Status))
    return f"{what} is not one of {known}." + (f' Did you mean "{near}"?' if near else "")
