"""`proofolio reproduce`: does a notebook still show the numbers that its project tells?"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from proofolio.commands import UNUSABLE, settings_option, verbose_option

if TYPE_CHECKING:
    from proofolio.adapters.mkdocs.reproduce import Result, Runner
    from proofolio.checks.content.reproductions import Compared
    from proofolio.model.project import Project
    from proofolio.reproduction.isolation import Isolation
    from proofolio.reproduction.runs import Limits

DIFFERENT = 1
NEEDED = ("nbclient", "ipykernel")
MISSING = 'running notebooks needs more. Install it: pip install "proofolio[reproduce]"'


@click.command(name="reproduce")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@settings_option
@verbose_option
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a notebook may take.",
)
@click.option(
    "--memory",
    type=click.FloatRange(min=0.5),
    default=4.0,
    show_default=True,
    metavar="GB",
    help="How much memory each of its processes may take.",
)
def reproduce(ids: tuple[str, ...], config_file: Path, timeout: float, memory: float) -> None:
    """Run the notebooks of projects anew, and compare what their cells show with what is told.

    Without an ID: all projects with a cell as evidence. Only a copy is run; the one file written is
    the record in _data/reproduced. Exits with 1 where a number is another or a notebook fails, with
    2 where it could not run one.
    """
    if not all(map(find_spec, NEEDED)):
        _give_up(MISSING)
    from proofolio.adapters.mkdocs.reproduce import projects_of, runner
    from proofolio.problems import ContentError
    from proofolio.reproduction.failures import CannotRun
    from proofolio.reproduction.isolation import find_isolation
    from proofolio.reproduction.runs import Limits

    try:
        loaded, projects = projects_of(config_file, ids)
    except (ContentError, CannotRun) as error:
        _give_up(str(error))
    isolation, limits = find_isolation(), Limits(timeout, memory)
    click.echo(_bounds(isolation, limits))
    with runner(loaded, isolation, limits) as each:
        codes = [_reproduced(each, project) for project in projects]
    sys.exit(max(codes))


def _reproduced(runner: Runner, project: Project) -> int:
    """Run the notebook of a project, and say what came of it; gives the code to exit with."""
    from proofolio.reproduction.failures import CannotRun

    source = project.notebook.source if project.notebook else ""
    click.echo(f"\n{source}")
    try:
        result = runner.run(project)
    except CannotRun as error:
        click.echo(f"  cannot be run: {error}", err=True)
        return UNUSABLE
    click.echo(f"  SHA-256 {result.digest}\n  {_environment(result)}")
    for line in _lines(project, result):
        click.echo(f"  {line}")
    path, is_there = runner.keep(project, result)
    shown = os.path.relpath(path)
    if result.is_same:
        click.echo(f"  Wrote {shown}. Commit it.")
    elif is_there:
        click.echo(f"  Deleted {shown}: what it said does not hold any more.")
    return 0 if result.is_same else DIFFERENT


def _bounds(isolation: Isolation, limits: Limits) -> str:
    """What a notebook may take, and what this machine cannot keep it from."""
    held = [f"{limits.seconds:g} seconds"]
    held += [f"{limits.gigabytes:g} GB"] if isolation.memory else []
    held += [] if isolation.network else ["no network"]
    lacks = ", ".join(isolation.lacks())
    text = f"Each notebook gets {', '.join(held)}."
    return f"{text} On this machine {lacks}." if lacks else text


def _environment(result: Result) -> str:
    environment = result.environment
    packages = environment.requirements or "what is installed beside proofolio"
    return f"Python {environment.version}, packages: {packages}"


def _lines(project: Project, result: Result) -> list[str]:
    """One line for each number."""
    from proofolio.checks.content.reproductions import compare

    if not result.run.failure:
        return [_line(number) for number in result.numbers]
    claimed = compare(project, {})
    return [f"{each.outcome.key} {each.claimed}: {result.run.failure}" for each in claimed]


def _line(number: Compared) -> str:
    name = f"{number.outcome.key} {number.claimed}"
    if number.instead:
        return f"{name}: other, {number.instead}"
    return f'{name}: same, the cell "#{number.outcome.cell_reference}" says {number.found}'


def _give_up(text: str) -> NoReturn:
    click.echo(f"Error: {text}", err=True)
    sys.exit(UNUSABLE)
