"""Problems are returned everywhere; here they are said, in the words of MkDocs' log."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from proofolio.checks.catalogue import softened
from proofolio.grouping import grouped
from proofolio.problems import Level, Problem

# A logger under `mkdocs.plugins`: others do not count for `--strict`.
log = get_plugin_logger("proofolio")

MOST = 10
"""Messages that are said at a time, unless there are more kinds of problems or dangers."""

_LEVELS = {
    Level.NOTE: logging.INFO,
    Level.PROBLEM: logging.WARNING,
    Level.LEFT_OUT: logging.ERROR,
    Level.DANGER: logging.ERROR,
}


def say(problems: Iterable[Problem]) -> None:
    """Log each problem once: notes as INFO, problems as WARNING, dangers as ERROR.

    What is alike is one message with its first places; `mkdocs build -v` logs each as well. What a
    new rule finds is a note for one minor version.
    """
    groups = grouped(map(softened, problems), MOST)
    for group in groups:
        log.log(_LEVELS[group.first.level], "%s", group)
        for problem in group.problems:
            if len(group.problems) > 1:
                log.debug("%s", problem)
            if problem.trace:
                log.debug("%s", problem.trace)
    if any(group.rest for group in groups):
        log.info("Of what is in many places, the first are named: `proofolio check --all` has all.")
