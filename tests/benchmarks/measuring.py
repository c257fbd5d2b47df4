"""Builds as they are measured: CPU seconds, memory and bytes of one command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from site_files import Landmarks
from tools import Tool

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Usage:
    """What a command and its children took."""

    cpu: float
    """Seconds of processor time, user and system."""
    memory: int
    """Largest resident set of one of the processes, in bytes."""


def run(command: list[str | Path], folder: Path, log: Path) -> Usage:
    """Run a command to its end; a failure ends the measurement and shows the log."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        text = log.read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"{command[0]} failed:\n{text[-4000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Usage(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def build(tool: Tool, programs: Path, site: Path) -> Usage:
    """Build a site as it stands."""
    program, *options = tool.build
    return run([programs / program, *options], site, site.with_suffix(".log"))


def generate(tool: Tool, size: int, seed: int, folder: Path, *options: str) -> Landmarks:
    """Write the corpus. In a process of its own: the memory of a measured command is at least
    that of the process which starts it."""
    command = [sys.executable, str(HERE / "generate.py"), str(folder), *options]
    command += ["--tool", tool.name, "--size", str(size), "--seed", str(seed)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Landmarks(**json.loads(done.stdout))


def edit_markdown(path: Path, number: int) -> None:
    """Add a paragraph."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\nA sentence that was added later, for the {number}. time.\n")


def edit_notebook(path: Path, number: int) -> None:
    """Add a sentence to the last Markdown cell, as Jupyter would save it.

    Where the tool was given the notebook as Markdown, that has a paragraph more.
    """
    if path.suffix == ".md":
        edit_markdown(path, number)
        return
    content = json.loads(path.read_text(encoding="utf-8"))
    cell = [cell for cell in content["cells"] if cell["cell_type"] == "markdown"][-1]
    cell["source"] += ["\n", f"A sentence that was added later, for the {number}. time.\n"]
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
