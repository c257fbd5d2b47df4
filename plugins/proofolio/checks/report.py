"""Findings as text for a terminal, as JSON for programs, and as annotations for GitHub."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from textwrap import wrap

from proofolio.checks.catalogue import Check, Severity
from proofolio.checks.findings import Finding
from proofolio.checks.units import Unit, units_of
from proofolio.grouping import PLACES, field_and_cell, places_of

FIRST = 5
"""How many findings a terminal shows: as many as anybody mends at once."""

MOST_LINES = 400
"""How many lines it shows of everything."""

ROOM = (
    *((sys.maxsize, 0), (50, 0), (30, 0), (20, 0), (15, 0), (10, 0)),
    *((10, 30), (5, 12), (3, PLACES), (1, PLACES)),
)
"""How many findings of a check, and how many places of each, are tried to fit into them."""

WIDTH = 100
_SEE_ALL = "`--only` with some of the ids shows more of them, `--format json` every one."

ALIKE = 2
"""How many of them may be of one check, so that a frequent one does not hide the others."""

Style = Callable[[str, str], str]
"""A text in a manner: `error`, `warning`, `info` or `bold`."""

_WORDS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("hint", "hints"),
}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_text(findings: Sequence[Finding], entries: int, *, everything: bool, style: Style) -> str:
    """What a person reads: the most worthwhile findings in full, then how many are left."""
    if not findings:
        return f"{style('Nothing to mend', 'bold')} in {_count(entries, 'entry', 'entries')}."
    total = f"{style(_counts(findings), 'bold')} in {_count(entries, 'entry', 'entries')}."
    units = units_of(findings)
    if everything:
        blocks, is_all = _within(units, style)
        if not is_all:
            total += f" Of these, {MOST_LINES} lines are shown: {_SEE_ALL}"
        return "\n\n".join([*blocks, total])
    shown = _first(units)
    if left := [found for unit in units if unit not in shown for found in unit.findings]:
        number = "is the one" if len(shown) == 1 else f"are the {len(shown)}"
        total += f" Above {number} to mend first; `--all` shows {_counts(left)} more."
    if any(len(unit.findings) > PLACES for unit in shown):
        total += " `--all` names every place."
    return "\n\n".join([*_blocks(shown, style, PLACES), total])


def _first(units: Sequence[Unit]) -> Sequence[Unit]:
    """The first few, in which no check takes the place of another."""
    counts: Counter[str] = Counter()
    turns = []
    for number, unit in enumerate(units):
        counts[unit.check.id] += 1
        turns.append((counts[unit.check.id] > ALIKE, number))
    return [units[number] for _, number in sorted(sorted(turns)[:FIRST], key=itemgetter(1))]


def _within(units: Sequence[Unit], style: Style) -> tuple[list[str], bool]:
    """As much of everything as somebody scrolls through, and whether that is all."""
    for most, places in ROOM:
        kept = [
            unit
            for _, run in groupby(units, _run)
            for number, unit in enumerate(run)
            if number < most
        ]
        blocks = _blocks(kept, style, places)
        if sum(block.count("\n") + 2 for block in blocks) <= MOST_LINES:
            return blocks, len(kept) == len(units) and not places
    return ["\n".join("\n\n".join(blocks).splitlines()[:MOST_LINES])], False


def _blocks(units: Sequence[Unit], style: Style, places: int) -> list[str]:
    return [_block(tuple(run), style, places) for _, run in groupby(units, _run)]


def _run(unit: Unit) -> tuple[str, Severity]:
    return unit.check.id, unit.severity


def as_json(findings: Sequence[Finding], entries: int) -> str:
    """The same for programs; keys only ever get more."""
    counts = Counter(finding.severity for finding in findings)
    told = {
        "entries": entries,
        "counts": {severity.value: counts[severity] for severity in Severity},
        "findings": [_plain(finding) for finding in findings],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands, which GitHub shows at the lines of a change."""
    return "\n".join(map(_annotation, findings))


def explain(check: Check, style: Style) -> str:
    """What a check looks for, why, and how to mend what it finds."""
    head = f"{style(check.id, 'bold')}  {check.title} ({_WORDS[check.severity][0]})"
    return f"{head}\n  Why: {check.why}\n  Fix: {check.fix}"


def _block(units: Sequence[Unit], style: Style, places: int) -> str:
    """What one check found, with what is true of all of it said once."""
    check = units[0].check
    mark = style(f"{_WORDS[units[0].severity][0]:<7}", units[0].severity.value)
    head = f"{mark} {style(check.id, 'bold')}"
    lines = [line for unit in units for line in _lines(unit, head, places)]
    return "\n".join([*lines, f"  Why: {check.why}", f"  Fix: {check.fix}"])


def _lines(unit: Unit, head: str, places: int) -> Iterator[str]:
    problems = unit.problems
    field, _ = field_and_cell(problems[0])
    if unit.are_alike:
        where = places_of(problems, places)
        line = "  ".join([head, *(part for part in (where, field) if part)])
        yield from _wrapped(line) if len(problems) > PLACES else (line,)
        yield from (f"  {line}" for line in _sentence(problems[0].text).splitlines())
        return
    yield f"{head}  {problems[0].path}  {len(problems)} places"
    shown = problems[:places] if places else problems
    for problem in shown:
        place = f"{problem.line}: " if problem.line else ""
        place += f"{problem.field}: " if problem.field else ""
        yield f"  {place}{' '.join(problem.text.split())}"
    if len(shown) < len(problems):
        yield f"  and {len(problems) - len(shown)} more"


def _wrapped(line: str) -> list[str]:
    """A list of places on several lines, between which alone it breaks."""
    return wrap(line, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _plain(finding: Finding) -> dict[str, object]:
    check, problem = finding.check, finding.problem
    return {
        "check": check.id,
        "severity": finding.severity.value,
        "title": check.title,
        "path": problem.path,
        "line": problem.line,
        "field": problem.field,
        "item": finding.item,
        "message": _sentence(problem.text),
        "why": check.why,
        "fix": check.fix,
        "docs": check.docs,
    }


def _annotation(finding: Finding) -> str:
    check, problem = finding.check, finding.problem
    places = {"file": problem.path, "line": str(problem.line or 1), "title": _title(finding)}
    given = ",".join(f"{name}={_property(value)}" for name, value in places.items() if value)
    field = f"{problem.field}: " if problem.field else ""
    message = _escaped(f"{field}{_sentence(problem.text)}\n{check.fix}")
    return f"::{_GITHUB[finding.severity]} {given}::{message}"


def _title(finding: Finding) -> str:
    return f"{finding.check.id}: {finding.check.title}"


def _escaped(text: str) -> str:
    """As GitHub's own toolkit escapes the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _sentence(text: str) -> str:
    first = text.partition(" ")[0]
    if "/" in first or "." in first:
        # A file is named as it is written.
        return text
    return text[:1].upper() + text[1:]


def _counts(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    told = [_count(counts[each], *_WORDS[each]) for each in Severity if counts[each]]
    return ", ".join(told)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
