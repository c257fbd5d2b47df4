"""Problems are returned everywhere; here they are said, in the words of MkDocs' log."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from proofolio.checks.catalogue import softened
from proofolio.problems import Level, Problem

# A logger under `mkdocs.plugins`: others do not count for `--strict`.
log = get_plugin_logger("proofolio")


def say(problems: Iterable[Problem]) -> None:
    """Log each problem once: notes as INFO, problems as WARNING, dangers as ERROR.

    What a new rule finds is a note for one minor version.
    """
    for problem in dict.fromkeys(map(softened, problems)):
        if problem.level is Level.NOTE:
            log.info("%s", problem)
        elif problem.level is Level.PROBLEM:
            log.warning("%s", problem)
        else:
            log.error("%s", problem)
        if problem.trace:
            log.debug("%s", problem.trace)
