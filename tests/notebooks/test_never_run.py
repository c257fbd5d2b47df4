"""No command runs a notebook: pages show what was saved, and nothing the code would have done."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# Python imports it first in each process, so that it hears of everything that would run code.
GUARD = """
import os, sys

STARTS = ("subprocess.Popen", "os.fork", "os.exec", "os.posix_spawn", "os.system", "os.spawn")

def note(event, arguments):
    first = arguments[0] if arguments else ""
    # A check asks Git what is public.
    told = event.startswith(STARTS) and first != "git"
    told = told or event == "import" and str(first).partition(".")[0] in ("ipykernel", "IPython")
    told = told or event == "compile" and "leave_a_trace" in str(first)
    if told:
        with open(os.environ["GUARD_LOG"], "a") as log:
            log.write(f"{event} {first!r:.300}\\n")

sys.addaudithook(note)
"""
KERNEL = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text('a kernel was started')"
CONFIGURED = """
c = get_config()
c.ExecutePreprocessor.enabled = True
c.Exporter.preprocessors = ["nbconvert.preprocessors.ExecutePreprocessor"]
"""
# Printed, it is nowhere in the code.
PRINTED = "abab" * 3
SAVED = "Saved by another run: 41.5 % of 12,345"
TABLE = "<table><tbody><tr><td>7.25</td></tr></tbody></table>"
HEAD = "---\ntitle: {}\ndate: 2026-03-01\nsummary: Words.\n---"


class Site:
    """A site whose notebooks would leave traces, in a folder that would show them."""

    def __init__(self, folder: Path, minimal: Path) -> None:
        self.folder = folder / "site"
        self.traces = folder / "traces"
        self.log = folder / "log"
        shutil.copytree(minimal, self.folder, ignore=shutil.ignore_patterns(".cache"))
        self.traces.mkdir()
        guard = folder / "guard" / "sitecustomize.py"
        kernel = folder / "jupyter" / "kernels" / "python3" / "kernel.json"
        start = [sys.executable, "-c", KERNEL, str(self.traces / "kernel"), "{connection_file}"]
        told = {"argv": start, "display_name": "Python 3", "language": "python"}
        for file, text in {
            guard: GUARD,
            kernel: json.dumps(told),
            folder / "config" / "jupyter_nbconvert_config.py": CONFIGURED,
            self.folder / "jupyter_nbconvert_config.py": CONFIGURED,
            **self._notebooks(),
        }.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(guard.parent),
            "GUARD_LOG": str(self.log),
            "JUPYTER_PATH": str(folder / "jupyter"),
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
        }

    def _notebooks(self) -> dict[Path, str]:
        data = {"text/html": TABLE, "text/plain": "7.25"}
        kind = {"output_type": "execute_result", "execution_count": 9}
        saved = {"output_type": "stream", "name": "stdout", "text": SAVED}
        shown = self._notebook("Shown", saved, {**kind, "metadata": {}, "data": data})
        outcome = "{metric: Share, value: 41.5, unit: '%', evidence: '#share'}"
        return {
            self.folder / "posts" / "shown.ipynb": shown,
            self.folder / "posts" / "bare.ipynb": self._notebook("Bare"),
            self.folder / "projects" / "counted.ipynb": self._notebook("Counted", saved),
            self.folder / "projects" / "counted.yml": f"title: Counted\noutcomes: [{outcome}]\n",
        }

    def _notebook(self, name: str, *outputs: dict[str, Any]) -> str:
        file = str(self.traces / name)
        code = f"""def leave_a_trace(): open({file!r}, "a").write("run")
leave_a_trace(); print("ab" * 6); raise SystemExit(3)"""
        sources = [code, f"!touch {file}", f"%%bash\ntouch {file}", f"%%writefile {file}\nrun"]
        cells: list[dict[str, Any]] = [
            {"cell_type": "raw", "metadata": {}, "source": HEAD.format(name)}
        ]
        for source in sources:
            cell = {"cell_type": "code", "execution_count": None, "source": source, "outputs": []}
            cells.append(cell | {"metadata": {}})
        cells[1] |= {"metadata": {"tags": ["share"]}, "outputs": list(outputs)}
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        document = {"nbformat": 4, "nbformat_minor": 4, "metadata": kernel, "cells": cells}
        return json.dumps(document)

    def started(self, *command: str) -> subprocess.Popen[str]:
        """A Python module, run as an author runs it."""
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command: str) -> str:
        """What the module said until its end."""
        with self.started(*command) as process:
            said, _ = process.communicate()
        assert process.returncode == 0, said
        return said

    def left_behind(self) -> list[str]:
        """What a run of the notebooks would leave: files, processes, code that was compiled."""
        said = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [*(file.name for file in self.traces.iterdir()), *said]


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Site:
    return Site(tmp_path, root / "tests" / "sites" / "minimal")


def _assert_as_saved(page: Callable[[str], str]) -> None:
    """The pages show the code, the outputs that were saved, and no others."""
    saved = {"posts/shown": [SAVED, "7.25"], "posts/bare": [], "projects/counted": [SAVED]}
    for name, outputs in saved.items():
        text = page(name)
        shown = re.findall(r'<div class="pf-out[^>]*>(.*?)</div>', text, re.DOTALL)
        assert [re.sub("<[^>]*>", "", output).strip() for output in shown] == outputs
        assert text.count("leave_a_trace") > 1
        assert PRINTED not in text


def test_a_build_runs_nothing_and_shows_what_was_saved(site: Site) -> None:
    site.run("-m", "mkdocs", "build")
    _assert_as_saved(lambda name: (site.folder / "site" / name / "index.html").read_text("utf-8"))
    assert site.left_behind() == []


def test_a_check_runs_nothing(site: Site) -> None:
    said = site.run("-c", "from proofolio.cli import main; main()", "check", "--all")
    assert "bare.ipynb" in said
    assert site.left_behind() == []


@pytest.mark.slow
def test_a_server_runs_nothing_and_shows_what_was_saved(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with site.started("-m", "mkdocs", "serve", "-a", place) as server:
        assert server.stdout
        said = next((line for line in server.stdout if "Serving on" in line), "")

        def page(name: str) -> str:
            with urllib.request.urlopen(f"http://{place}/{name}/", timeout=60) as answer:
                return str(answer.read().decode())

        try:
            assert said
            _assert_as_saved(page)
        finally:
            server.terminate()
    assert site.left_behind() == []


def test_a_run_would_be_noticed(site: Site) -> None:
    cells = json.loads((site.folder / "posts" / "bare.ipynb").read_text("utf-8"))["cells"]
    code = cells[1]["source"].replace("raise SystemExit(3)", "")
    program = f"import json, os; exec(json.loads({json.dumps(code)!r})); os.system('true')"
    assert site.run("-c", program).strip() == PRINTED
    trace, *said = site.left_behind()
    assert trace == "Bare"
    assert {line.partition(" ")[0] for line in said} == {"compile", "os.system"}
