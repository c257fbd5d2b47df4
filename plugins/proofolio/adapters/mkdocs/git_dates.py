"""When each file was last changed, as Git knows it: asked once a build, and only on request."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Mapping
from pathlib import Path

from proofolio.problems import Problem

_COMMIT = "\x01"


def dates_from_git(root: Path) -> tuple[Mapping[str, dt.datetime], tuple[Problem, ...]]:
    """The last commit of each file below the folder, by its path; none where Git cannot tell."""
    if (shallow := ask_git(root, "rev-parse", "--is-shallow-repository")) is None:
        return {}, (_problem("needs the project in a Git repository, and Git installed"),)
    if shallow.strip() == "true":
        return {}, (_problem("needs the whole history: check out with `fetch-depth: 0`"),)
    log = ask_git(root, "log", f"--format={_COMMIT}%cI", "--name-only", "--relative", "--", ".")
    dates: dict[str, dt.datetime] = {}
    for commit in (log or "").split(_COMMIT)[1:]:
        day, *paths = commit.splitlines()
        for path in filter(None, paths):
            dates.setdefault(path, dt.datetime.fromisoformat(day))
    return dates, ()


def ask_git(root: Path, *arguments: str) -> str | None:
    """What Git prints; None where it fails, or is not installed."""
    command = ["git", "-c", "core.quotepath=off", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _problem(what: str) -> Problem:
    text = f"`updated: git` {what}. Feeds say only what entries say themselves."
    return Problem("no-git-dates", text, "mkdocs.yml", field="proofolio/feeds")
