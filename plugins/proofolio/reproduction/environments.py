"""Where a notebook is run: Python with the packages that its author names."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proofolio.reproduction.copies import copy_folder
from proofolio.reproduction.failures import CannotRun

BESIDE = "requirements.txt"
OTHERS = ("environment.yml", "environment.yaml", "Pipfile", "pixi.toml")
"""What other tools make environments from."""
TOLD = re.compile(r"PATH|HOME|USERPROFILE|LANG|TZ|TMPDIR|TEMP|SYSTEMROOT|APPDATA|(PIP|SSL|XDG)_.*")
PROXY = re.compile(r"(?i)(https?|all|no)_proxy|(REQUESTS|CURL)_CA_BUNDLE")
"""What pip is told of the machine's settings."""


@dataclass(frozen=True)
class Environment:
    """A Python and where its packages come from."""

    python: Path
    version: str
    requirements: str = ""
    """The file its packages are from; empty where it is what runs proofolio."""


def find_requirements(folder: Path, named: str) -> Path | None:
    """The file that lists a notebook's packages: the one that is named, else the one beside it."""
    if named:
        path = folder / named
        if not path.is_file():
            raise CannotRun(f'there is no "{named}", which `notebook.requirements` names.')
        return path
    if (folder / BESIDE).is_file():
        return folder / BESIDE
    other = next((name for name in OTHERS if (folder / name).is_file()), "")
    if other:
        raise CannotRun(
            f'environments are not made from "{other}". List the packages in a {BESIDE} beside it.'
        )
    return None


def own_environment() -> Environment:
    """The Python that runs proofolio, with whatever is installed there."""
    return Environment(Path(sys.executable), platform.python_version())


def make_environment(requirements: Path, shown: str, folder: Path, seconds: float) -> Environment:
    """A new environment in `folder` with the packages that a file lists.

    They are installed from a copy, as building a package writes beside its source.
    """
    copy_folder(requirements.parent, folder / "from")
    _must(shown, [sys.executable, "-m", "venv", folder / "venv"], folder, seconds)
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = folder / "venv" / scripts / Path(sys.executable).name
    pip = "install", "--disable-pip-version-check", "--no-input"
    install: list[str | Path] = [python, "-m", "pip", *pip]
    _must(shown, [*install, "-r", requirements.name], folder / "from", seconds)
    # Apart, since a list with hashes takes nothing without one.
    _must(shown, [*install, "ipykernel"], folder / "from", seconds)
    return Environment(python, platform.python_version(), shown)


def _must(shown: str, command: Sequence[str | Path], folder: Path, seconds: float) -> None:
    kept = {name: os.environ[name] for name in os.environ if _is_told(name)}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=kept,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        text = f"{shown}: its environment was not ready after {seconds:g} seconds."
        raise CannotRun(f"{text} `--timeout` gives it more.") from None
    if done.returncode:
        lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
        told = [line for line in lines if re.match("(?i)error", line)] or lines[-1:] or [""]
        raise CannotRun(f"{shown}: its environment cannot be made. {told[-1]}")


def _is_told(name: str) -> bool:
    return bool(TOLD.fullmatch(name) or PROXY.fullmatch(name))
