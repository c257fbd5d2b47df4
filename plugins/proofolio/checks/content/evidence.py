"""Does the number of an outcome stand in the output of the cell it names?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from proofolio.model.numbers import nearest, numbers_in, stands_in
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.saying import says
from proofolio.problems import Problem

SHOWN = 6
"""How many numbers of a cell a message lists."""


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
        field = _field(outcome)
        origin = project.origin
        line = max(origin.line_of(field), origin.line_of(f"outcomes.{number}.evidence"))
        for code, text in _faults(outcome, name, cells):
            yield Problem(code, text, origin.path, line, field)


def held_to_cells(
    project: Project, cells: Mapping[str, str] | None
) -> tuple[Project, tuple[Problem, ...]]:
    """The project as it may be shown, and what its cells do not show.

    An outcome whose cell says something else leads there no longer, and is the author's word alone.
    """
    problems = tuple(check_evidence(project, cells))
    fields = {problem.field for problem in problems}
    outcomes = (
        _without_cell(outcome) if _field(outcome) in fields else outcome
        for outcome in project.outcomes
    )
    return (
        project.model_copy(update={"outcomes": tuple(outcomes)}) if fields else project
    ), problems


def seen_in_cells(project: Project, cells: Mapping[str, str] | None) -> Iterator[str]:
    """`project/key` of each outcome all of whose numbers stand in the cell that it names."""
    for outcome in project.outcomes:
        name = outcome.cell_reference
        if not name or cells is None or any(_faults(outcome, name, cells)):
            continue
        # What is told rounded stands in the cell as it is.
        if outcome.disclosure == "rounded" or says(cells[name], outcome):
            yield f"{project.id}/{outcome.key}"


def _without_cell(outcome: Outcome) -> Outcome:
    evidence = tuple(reference for reference in outcome.evidence if not reference.startswith("#"))
    return outcome.model_copy(update={"evidence": evidence})


def _field(outcome: Outcome) -> str:
    return f"outcomes.{outcome.key}.evidence"


def _faults(
    outcome: Outcome, name: str, cells: Mapping[str, str] | None
) -> Iterator[tuple[str, str]]:
    """Code and text of everything wrong with the cell an outcome names."""
    if cells is None:
        yield "evidence-cell", f'names the cell "#{name}", but this project has no notebook.'
        return
    if name not in cells:
        near = difflib.get_close_matches(name, list(cells), n=1)
        hint = f' Did you mean "#{near[0]}"?' if near else " Give the cell that tag."
        yield "evidence-cell", f'the notebook has no cell "#{name}" with an output.{hint}'
        return
    as_percent = "%" in outcome.unit or "%" in outcome.change
    text = cells[name]
    missing = [n for n in _numbers_of(outcome) if not stands_in(n, text, as_percent=as_percent)]
    for wanted in missing:
        yield "evidence-number", _missing(wanted, name, text, wanted == outcome.before)
    said = _told(outcome)
    if said and not any(stands_in(wanted, text) for wanted in said):
        yield "evidence-number", _missing(said[0], name, text)


def _numbers_of(outcome: Outcome) -> tuple[Decimal, ...]:
    """All the numbers that the cell must show."""
    if outcome.disclosure == "range":
        return outcome.shown
    if outcome.disclosure == "relative_only":
        told = re.search(r"\d+(?:\.\d+)?", outcome.change)
        return (Decimal(told[0]),) if told else ()
    return tuple(number for number in (outcome.before, outcome.value) if number is not None)


def _told(outcome: Outcome) -> list[Decimal]:
    """The numbers of a sentence: one of them must stand there; others may be years or counts."""
    return [number for found in numbers_in(outcome.sentence) for number in found.readings]


def _missing(wanted: Decimal, name: str, text: str, is_before: bool = False) -> str:
    found = nearest(wanted, text, SHOWN + 1)
    if not found:
        return f'{wanted} does not stand in the output of the cell "#{name}", which has no numbers.'
    more = ", …" if len(found) > SHOWN else ""
    other = "let it print `before` as well" if is_before else "name the cell that shows it"
    return (
        f'{wanted} does not stand in the output of the cell "#{name}", '
        f"which says {', '.join(found[:SHOWN])}{more}. Correct the outcome, or {other}."
    )
