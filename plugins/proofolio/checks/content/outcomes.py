"""Can the numbers be believed: compared with something, measured somehow, shown somewhere?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from proofolio.checks.content.places import problem_at
from proofolio.model.library import Library
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.problems import Problem

_ACCURACY = re.compile(
    r"\b(?:accuracy|precision|recall|f1|auc|roc|r²|r2|hit rate|genauigkeit|trefferquote)\b|准确率",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"([+\-\u2212]?)\s*(\d+(?:\.\d+)?)\s*%")


def check_outcomes(library: Library) -> Iterator[Problem]:
    """What is missing at the outcomes of listed projects."""
    for project in library.listed(Project):
        for outcome in project.outcomes:
            if not outcome.is_sentence and outcome.disclosure != "hidden":
                yield from _outcome(project, outcome)


def _outcome(project: Project, outcome: Outcome) -> Iterator[Problem]:
    field = f"outcomes.{outcome.key}"
    if not outcome.method and not outcome.period:
        text = f'"{outcome.metric}" says neither `method` nor `period`.'
        yield problem_at(project, "unmethodical", text, field)
    if not outcome.evidence:
        text = f'"{outcome.metric}" has no `evidence`.'
        yield problem_at(project, "outcome-without-evidence", text, field)
    if _ACCURACY.search(outcome.metric) and outcome.before is None and not outcome.baseline:
        text = f'"{outcome.metric}" has no `before` and no `baseline`.'
        yield problem_at(project, "accuracy-alone", text, field)
    if text := _wrong_change(outcome):
        yield problem_at(project, "change-differs", text, f"{field}.change")


def _wrong_change(outcome: Outcome) -> str:
    written = _CHANGE.search(outcome.change)
    if not written or outcome.ratio is None:
        return ""
    computed = outcome.ratio * 100
    told = Decimal(written[2])
    places = max(0, -int(told.as_tuple().exponent))
    rounded = round(abs(computed), places)
    falls = written[1] in ("-", "\u2212")
    has_sign = bool(written[1])
    if rounded == told and (not has_sign or falls == (computed < 0)):
        return ""
    return f'"{outcome.change}" is written, but `before` and `value` give {computed:+.{places}f}%.'
