"""What `mkdocs serve` shows at the address of an entry with mistakes."""

from __future__ import annotations

from collections.abc import Iterable

from proofolio.outputs.templating import render_template
from proofolio.problems import Problem
from proofolio.views.words import Words


def render_problem_page(problems: Iterable[Problem], words: Words, address: str) -> str:
    """The body of a page that lists problems, each with its file and line."""
    lines = [str(problem) for problem in problems]
    return render_template("problems.html", address, {"lines": lines, "words": words})
