"""Does the number of an outcome stand in the output of the cell it names?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.problems import Problem

SHOWN = 6
"""How many numbers of a cell a message lists."""

_NUMBER = re.compile(r"\d+(?:[.,'\u00a0\u2009\u202f ]\d+)*(?:[eE][-+]?\d{1,3}\b)?")
_GROUPS = re.compile(r"[,.'\u00a0\u2009\u202f ]")


def check_evidence(project: Project, cells: Mapping[str, str] | None) -> Iterator[Problem]:
    """A problem for each number that its cell does not show.

    `cells` is the text of the outputs by every name of a cell (tag, id, label); none where the
    project has no notebook. Rounding, percent, thousands separators and decimal commas are
    allowed for; signs are not looked at, since words may tell them.
    """
    for number, outcome in enumerate(project.outcomes):
        name = outcome.cell_reference
        if not name:
            continue
        field = f"outcomes.{outcome.key}.evidence"
        origin = project.origin
        line = max(origin.line_of(field), origin.line_of(f"outcomes.{number}.evidence"))
        if cells is None:
            text = f'names the cell "#{name}", but this project has no notebook.'
            yield Problem("evidence-cell", text, origin.path, line, field)
        elif name not in cells:
            near = difflib.get_close_matches(name, list(cells), n=1)
            hint = f' Did you mean "#{near[0]}"?' if near else " Give the cell that tag."
            text = f'the notebook has no cell "#{name}" with an output.{hint}'
            yield Problem("evidence-cell", text, origin.path, line, field)
        else:
            for wanted in _numbers_of(outcome):
                if not stands_in(wanted, cells[name]):
                    text = _missing(wanted, name, cells[name])
                    yield Problem("evidence-number", text, origin.path, line, field)


def stands_in(wanted: Decimal, text: str) -> bool:
    """Whether a text holds a number, or one that rounds to it, or its share of one as percent."""
    exponent = wanted.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    half = Decimal(5).scaleb(-places - 1)
    for number in numbers_in(text):
        if any(abs(form - abs(wanted)) <= half for form in (number, number * 100)):
            return True
    return False


def numbers_in(text: str) -> Iterator[Decimal]:
    """Every number in a text, in each way it may be read (`1,234` is 1234 and 1.234)."""
    for match in _NUMBER.finditer(text.replace("\u2212", "-")):
        written = match[0]
        parts = _GROUPS.split(written)
        readings = {"".join(parts), *parts}
        if len(parts) > 1:
            readings.add("".join(parts[:-1]) + "." + parts[-1])
        for reading in readings:
            try:
                yield Decimal(reading)
            except InvalidOperation:
                continue


def _numbers_of(outcome: Outcome) -> tuple[Decimal, ...]:
    if outcome.disclosure == "range":
        return outcome.shown
    if outcome.disclosure == "relative_only":
        told = re.search(r"\d+(?:\.\d+)?", outcome.change)
        return (Decimal(told[0]),) if told else ()
    return tuple(number for number in (outcome.before, outcome.value) if number is not None)


def _missing(wanted: Decimal, name: str, text: str) -> str:
    found = list(dict.fromkeys(match[0] for match in _NUMBER.finditer(text)))
    if not found:
        return f'{wanted} does not stand in the output of the cell "#{name}", which has no numbers.'
    more = ", …" if len(found) > SHOWN else ""
    return (
        f'{wanted} does not stand in the output of the cell "#{name}", '
        f"which says {', '.join(found[:SHOWN])}{more}. Correct the outcome, or name the cell that "
        "shows it."
    )
