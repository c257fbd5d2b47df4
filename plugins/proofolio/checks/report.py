"""Findings as text for a terminal, as JSON for programs, and as annotations for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter

from proofolio.checks.catalogue import Check, Severity
from proofolio.checks.findings import Finding

FIRST = 5
"""How many findings a terminal shows: as many as anybody mends at once."""

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
    shown = findings if everything else _first(findings)
    blocks = [_block(tuple(of), style) for _, of in groupby(shown, lambda found: found.check.id)]
    total = f"{style(_counts(findings), 'bold')} in {_count(entries, 'entry', 'entries')}."
    if rest := [finding for finding in findings if finding not in shown]:
        total += f" Above are the {len(shown)} to mend first; `--all` shows {_counts(rest)} more."
    return "\n\n".join([*blocks, total])


def _first(findings: Sequence[Finding]) -> Sequence[Finding]:
    """The first few, in which no check takes the place of another."""
    counts: Counter[str] = Counter()
    turns = []
    for number, finding in enumerate(findings):
        counts[finding.check.id] += 1
        turns.append((counts[finding.check.id] > ALIKE, number))
    return [findings[number] for _, number in sorted(sorted(turns)[:FIRST], key=itemgetter(1))]


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


def _block(findings: Sequence[Finding], style: Style) -> str:
    """Findings of one check, with what is true of all of them said once."""
    check = findings[0].check
    are_alike = len({finding.problem.text for finding in findings}) == 1
    lines: list[str] = []
    for finding in findings:
        problem = finding.problem
        mark = style(f"{_WORDS[finding.severity][0]:<7}", finding.severity.value)
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        parts = [part for part in (place, problem.field) if part]
        lines.append("  ".join([f"{mark} {style(check.id, 'bold')}", *parts]))
        if not are_alike or finding is findings[-1]:
            lines += [f"  {line}" for line in _sentence(problem.text).splitlines()]
    return "\n".join([*lines, f"  Why: {check.why}", f"  Fix: {check.fix}"])


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
