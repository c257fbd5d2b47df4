"""What all commands share: the settings they read, and what they say of mistakes of ours."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from proofolio.mistakes import mistake_of

UNUSABLE = 2
"""What a command exits with that could not look."""

_VERBOSE = "proofolio.verbose"

settings_option = click.option(
    "-f",
    "--config-file",
    default="mkdocs.yml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The site's settings.",
)


def _remember(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    context.meta[_VERBOSE] = value


verbose_option = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    expose_value=False,
    callback=_remember,
    help="Show where in proofolio a mistake of ours happened.",
)


def show_trace(trace: str) -> None:
    """Print where a mistake happened, to whoever asked for it."""
    if trace and click.get_current_context().meta.get(_VERBOSE):
        click.echo(trace, err=True)


class Commands(click.Group):
    """A group of commands that never shows an exception as such."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            problem = mistake_of(error)
            click.echo(f"Error: {problem}", err=True)
            show_trace(problem.trace)
            sys.exit(UNUSABLE)
