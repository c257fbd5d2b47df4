"""The status of an entry out of all that its texts say of it: the narrowest, and never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

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

    def __init__(self, written: Written, above: str = "") -> None:
        self._written = written
        self._above = above
        """Dotted name of what the entry stands in, with a dot behind."""
        self._said: list[_Said] = []

    def read(self, model: type[Record], key: str, node: Node, line: int, place: Place) -> None:
        """Take a key that may hold the entry back."""
        if not self._above and is_materials_status(model, key, node):
            self._written.fields.setdefault("meta", {})[KEY] = plain_value(node)
        elif not (isinstance(node, Scalar) and node.is_absent):
            found = status_of(key, node)
            if found is None and not isinstance(node, Unreadable):
                text = f"{not_understood(key, node)} Until then this is a draft."
                self._report("unknown-word", text, place, node.line, key)
            self._said.append(_Said(key, found or "draft", place, line))

    def settle(self, fields: dict[str, Any]) -> None:
        """Give the entry with these fields its status, if anything was said of it."""
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
            self._report("repeated-key", text, least.place, least.line, least.key)
        fields[KEY] = status
        self._written.lines[self._above + KEY] = least.line
        if not self._above:
            self._written.places[KEY] = least.place

    def _report(self, code: str, text: str, place: Place, line: int, key: str) -> None:
        problem = place.problem(code, text, line, self._above + key)
        self._written.problems.append(problem)


def not_understood(key: str, node: Node) -> str:
    """What to write in place of a value that says no status."""
    what = f'"{node.text}"' if isinstance(node, Scalar) else "This"
    if folded(key) in map(folded, FLAGS):
        return f"{what} is not `true` or `false`. Write one of these."
    near = nearest(node.text, STATUSES) if isinstance(node, Scalar) else ""
    known = ", ".join(f"`{status}`" for status in get_args(Status))
    return f"{what} is not one of {known}." + (f' Did you mean "{near}"?' if near else "")
