"""The deploy workflows do what they are there for, at every address that Pages may give a site."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from proofolio.cli import main

ADDRESSES = (
    "https://you.github.io/",
    "https://you.github.io/portfolio/",
    "https://work.example/",
)
WORKFLOW = ".github/workflows/deploy.yml"


@pytest.fixture(scope="module", params=["scaffold", "repository"])
def clone(
    request: pytest.FixtureRequest,
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
    clone_of: Callable[[Path, Path], Path],
) -> Path:
    """A clean clone of a new author's site, or of this repository."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "repository":
        return clone_of(root, folder / "clone")
    assert CliRunner().invoke(main, ["new", str(folder / "new")]).exit_code == 0
    return clone_of(folder / "new", folder / "clone")


def changed(clone: Path) -> str:
    command = ["git", "status", "--porcelain"]
    return subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True).stdout


def check_deployed(clone: Path, address: str, follow: Callable[[Path, str], int]) -> None:
    """What is published is right at its address, and nothing else was touched."""
    site = clone / "site"
    pages = [path for path in site.rglob("index.html") if "noindex" not in path.read_text()]
    assert len(pages) > 10
    for page in pages:
        canonical = html.parse(page).xpath("string(//link[@rel='canonical']/@href)")
        uri = page.relative_to(site).as_posix().removesuffix("index.html")
        assert canonical == f"{address}{uri}"
    assert follow(site, address) > 50
    assert not changed(clone)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_steps_of_the_workflow_publish_the_site(
    clone: Path,
    address: str,
    steps_of: Callable[..., Any],
    run_steps: Callable[..., str],
    follow: Callable[[Path, str], int],
) -> None:
    steps = steps_of(clone / WORKFLOW, address)
    working = [step for step in steps if not step.installs]
    assert len(working) == len(steps) - 1
    run_steps(working, clone)
    check_deployed(clone, address, follow)
