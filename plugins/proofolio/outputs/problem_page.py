"""What `mkdocs serve` shows at the address of an entry with mistakes, or of a site with one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from proofolio.outputs.templating import render_template
from proofolio.problems import Problem
from proofolio.views.words import Words

_MESSAGE = re.compile(r"(?:proofolio: )?(?:(?P<place>[^\n]+?:\d+): )?(?P<text>.*)", re.DOTALL)
"""A line of the log: file and line, where it names them, and what is wrong there."""


def render_problem_page(problems: Iterable[Problem], words: Words, address: str) -> str:
    """The body of a page that lists problems, each with its file and line."""
    lines = _parts(str(problem) for problem in problems)
    return render_template("problems.html", address, {"lines": lines, "words": words})


def render_failure_page(lines: Iterable[str], words: Words) -> str:
    """A whole page in place of any, which needs nothing of a site that could not be built."""
    return render_template("failure.html", "", {"lines": _parts(lines), "words": words})


def _parts(lines: Iterable[str]) -> list[tuple[str | None, str]]:
    return [(match["place"], match["text"]) for match in map(_MESSAGE.fullmatch, lines) if match]
