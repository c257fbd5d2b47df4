"""Sites whose notebooks are run for real, and what is left of a run."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.reproduction.sites import write_site

from proofolio.cli import main


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Path]:
    """`make_site({path: text})`: a site with these files besides those that each needs."""

    return partial(write_site, tmp_path / "site")


@pytest.fixture
def reproduce() -> Callable[..., Result]:
    """`reproduce(site, *arguments)`: what the command says of a site, and its exit code."""

    def run(site: Path, *arguments: str, **env: str) -> Result:
        command = ["reproduce", "-f", str(site / "mkdocs.yml"), *arguments]
        done = CliRunner().invoke(main, command, env=env)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        return done

    return run
