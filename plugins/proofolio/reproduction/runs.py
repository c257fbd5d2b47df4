"""One run of a notebook, in a process that is ended with all it started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from site import getuserbase
from typing import Any

from proofolio.notebooks.directives import directives_of
from proofolio.notebooks.reader import Notebook, NotebookCell, read_notebook
from proofolio.reproduction.copies import copy_folder
from proofolio.reproduction.environments import Environment
from proofolio.reproduction.failures import CannotRun
from proofolio.reproduction.isolation import DRIVER, Isolation

KERNEL = "proofolio"
KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""What a notebook is told of the machine, besides `PATH`."""
GIGABYTE = 1_000_000_000
PATIENCE = 5.0
"""Seconds that a run has to end what it started."""


@dataclass(frozen=True)
class Limits:
    """What a run may take."""

    seconds: float = 600
    gigabytes: float = 4


@dataclass(frozen=True)
class Run:
    """What came of running a notebook."""

    executed: bytes = b""
    """The notebook with its new outputs; empty where it did not come to an end."""
    failure: str = ""
    """Where and why it failed."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """What it used, with versions."""


def run_notebook(
    path: Path, work: Path, environment: Environment, isolation: Isolation, limits: Limits
) -> Run:
    """Run a notebook in a copy of its folder, which stands in `work`, an empty folder."""
    notebook, problems = read_notebook(path.read_bytes(), path.name)
    if notebook is None:
        raise CannotRun(problems[0].text)
    if notebook.language != "python":
        raise CannotRun(f"it is written in {notebook.language}; only Python is run.")
    try:
        copy_folder(path.parent, work / "copy")
    except OSError as error:
        raise CannotRun(f"its folder cannot be copied ({error}).") from error
    for name in ("home", "tmp"):
        (work / name).mkdir()
    job = _write_job(notebook, work, environment, isolation, limits)
    command = [*isolation.prefix, sys.executable, "-P", str(DRIVER), str(job)]
    over = False
    with _process(command, work, environment) as process:
        try:
            process.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            over = True
    return _run_of(work, limits, over)


def _write_job(
    notebook: Notebook,
    work: Path,
    environment: Environment,
    isolation: Isolation,
    limits: Limits,
) -> Path:
    start = [str(environment.python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel = work / "jupyter" / "kernels" / KERNEL / "kernel.json"
    kernel.parent.mkdir(parents=True)
    told = {"argv": start, "display_name": KERNEL, "language": "python"}
    kernel.write_text(json.dumps(told), encoding="utf-8")
    job = work / "job.json"
    content = {
        "notebook": _as_json(notebook),
        "kernel": KERNEL,
        "work": str(work),
        "folder": str(work / "copy"),
        "memory": int(limits.gigabytes * GIGABYTE) if isolation.memory else 0,
        "cut_off": not isolation.network,
        "confined": isolation.confined,
    }
    job.write_text(json.dumps(content), encoding="utf-8")
    return job


def _as_json(notebook: Notebook) -> dict[str, Any]:
    cells = [_cell_as_json(cell) for cell in notebook.cells]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": notebook.metadata, "cells": cells}


def _cell_as_json(cell: NotebookCell) -> dict[str, Any]:
    made: dict[str, Any] = {
        "cell_type": cell.kind,
        "id": cell.id or f"cell-{cell.index}",
        "metadata": {**cell.metadata, "tags": list(cell.tags)},
        "source": cell.source,
    }
    if cell.kind == "code":
        made |= {"outputs": [], "execution_count": None}
        if directives_of(cell).options.get("eval") is False:
            made["metadata"]["tags"].append("skip-execution")
    return made


@contextmanager
def _process(
    command: list[str], work: Path, environment: Environment
) -> Iterator[subprocess.Popen[bytes]]:
    """The running command; whatever happens, it and its kernel are gone afterwards."""
    with (work / "said").open("wb") as said:
        process = subprocess.Popen(
            command,
            cwd=work,
            env=_told(work, environment),
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            # Ctrl-C is for us; we end it.
            start_new_session=True,
        )
    try:
        yield process
    finally:
        assert process.stdin
        # At this the driver ends the kernel and itself, also where we are ended first.
        process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _told(work: Path, environment: Environment) -> dict[str, str]:
    """The environment of a run: no passwords, and no folders of the author's."""
    scripts = str(environment.python.parent)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {
        **kept,
        "PATH": os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)]),
        "HOME": str(work / "home"),
        "USERPROFILE": str(work / "home"),
        "TMPDIR": str(work / "tmp"),
        "JUPYTER_PATH": str(work / "jupyter"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        # Where packages of one user are: below her home folder, which a run has not.
        "PYTHONUSERBASE": getuserbase(),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _run_of(work: Path, limits: Limits, over: bool) -> Run:
    place = work / "progress"
    cell = place.read_text() if place.exists() else ""
    where = f"at cell {cell}" if cell else "before its first cell"
    if over:
        text = f"failed {where}: it was not done after {limits.seconds:g} seconds"
        return Run(failure=f"{text} (`--timeout` gives it more)")
    try:
        result = json.loads((work / "result.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        said = (work / "said").read_text(encoding="utf-8", errors="replace").split("\n")
        last = next((line.strip() for line in reversed(said) if line.strip()), "")
        text = last or "its process died"
        result = {"failed": {"cell": cell, "text": text, "memory": not last}}
    if failed := result["failed"]:
        text = failed["text"].replace(str(work / "copy"), ".")
        where = f"at cell {failed['cell']}" if failed["cell"] else "before its first cell"
        hint = ""
        if failed["memory"]:
            hint = f" (it may use {limits.gigabytes:g} GB; `--memory` gives it more)"
        elif text.startswith("ModuleNotFoundError"):
            hint = " (list its packages in a requirements.txt beside it)"
        return Run(failure=f"failed {where}: {text}{hint}")
    executed = json.dumps(result["notebook"]).encode()
    return Run(executed, packages=result["packages"])
