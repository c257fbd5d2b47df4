"""Measures builds of the same content by several tools, and compares them within the one run.

    python tests/benchmarks/measure.py --size 200 --with material nikola pelican proofolio

Prints a table and ratios; `--json FILE` writes all figures. README.md says how to read them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from generate import SEED
from measuring import Usage, build, edit_markdown, edit_notebook, generate, size_of
from site_files import Landmarks
from tools import TOOLS, Tool, clean, install, versions

CASES = ("clean", "unchanged", "markdown_edit", "notebook_edit")
RIVALRY = ["material", "nikola", "pelican", "proofolio"]
HEADS = ("CPU s: clean", "nothing changed", "1 Markdown edit", "1 notebook edit")


class Bench:
    """One tool with its environment and its copy of the content."""

    def __init__(self, tool: Tool, programs: Path, site: Path, landmarks: Landmarks) -> None:
        self.tool = tool
        self.programs = programs
        self.site = site
        self.landmarks = landmarks
        self.usages: dict[str, list[Usage]] = {case: [] for case in CASES}

    def once(self, number: int) -> None:
        """Build four times: clean, unchanged, after an edit of Markdown, and of a notebook."""
        steps: dict[str, Callable[[], None]] = {
            "clean": lambda: clean(self.tool, self.site),
            "unchanged": lambda: None,
            "markdown_edit": lambda: edit_markdown(self.site / self.landmarks.markdown, number),
            "notebook_edit": lambda: edit_notebook(self.site / self.landmarks.notebook, number),
        }
        for case, prepare in steps.items():
            prepare()
            usage = build(self.tool, self.programs, self.site)
            self.usages[case].append(usage)
            print(f"{self.tool.name:>10} {case:<14} {usage.cpu:6.2f} s", file=sys.stderr)

    def figures(self) -> dict[str, Any]:
        """Medians, and what was written."""
        output = self.site / self.tool.output
        pages = {
            name: (output / getattr(self.landmarks, name)).stat().st_size
            for name in ("notebook_page", "markdown_page", "post_page")
        }
        return {
            "cpu": {case: median(u.cpu for u in self.usages[case]) for case in CASES},
            "cpu_runs": {case: [u.cpu for u in self.usages[case]] for case in CASES},
            "memory": max(u.memory for usages in self.usages.values() for u in usages),
            "output": size_of(output),
            "files": sum(path.is_file() for path in output.rglob("*")),
            "pages": pages,
            "versions": versions(self.tool, self.programs),
        }


def table(figures: dict[str, dict[str, Any]]) -> str:
    """The figures as a Markdown table, then the first tool's CPU seconds over the others'."""
    heads = ("", *HEADS, "memory MiB", "output MB", "notebook page KB", "Markdown page KB")
    rows = [
        [
            name,
            *(f"{found['cpu'][case]:.2f}" for case in CASES),
            f"{found['memory'] / 2**20:.0f}",
            f"{found['output'] / 1e6:.1f}",
            f"{found['pages']['notebook_page'] / 1e3:.0f}",
            f"{found['pages']['markdown_page'] / 1e3:.0f}",
        ]
        for name, found in figures.items()
    ]
    if "proofolio" in figures:
        own = figures["proofolio"]
        for name, found in figures.items():
            if not name.startswith("proofolio"):
                values = [own["cpu"][case] / found["cpu"][case] for case in CASES]
                values += [own[key] / found[key] for key in ("memory", "output")]
                for key in ("notebook_page", "markdown_page"):
                    values.append(own["pages"][key] / found["pages"][key])
                rows.append([f"proofolio ÷ {name}", *(f"{value:.2f}" for value in values)])
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What both measuring scripts understand."""
    parser.add_argument("--runs", type=int, default=3, help="the median of so many is shown")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--venvs",
        type=Path,
        default=os.environ.get("PROOFOLIO_BENCH_VENVS", "~/.cache/proofolio-benchmarks"),
        help="keeps the tools' environments; else PROOFOLIO_BENCH_VENVS (now %(default)s)",
    )
    parser.add_argument("--json", type=Path, help="writes all figures to this file")


def environments(options: argparse.Namespace) -> Path:
    """The folder that keeps the tools' environments."""
    return Path(options.venvs).expanduser().resolve()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=int, default=200, help="projects, and as many posts")
    parser.add_argument("--with", dest="tools", nargs="+", choices=TOOLS, default=RIVALRY)
    add_options(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="proofolio-bench-") as work:
        benches = []
        for name in options.tools:
            tool = TOOLS[name]
            programs = install(tool, environments(options))
            # Unmeasured, so that no tool pays for compiling its modules.
            first = Path(work) / f"first-{name}"
            generate(tool, 4, options.seed, first)
            build(tool, programs, first)
            site = Path(work) / name
            landmarks = generate(tool, options.size, options.seed, site)
            benches.append(Bench(tool, programs, site, landmarks))
        # In turns, so that a busy minute of the machine does not fall on one tool alone.
        for number in range(1, options.runs + 1):
            for bench in benches:
                bench.once(number)
        figures = {bench.tool.name: bench.figures() for bench in benches}
    print(f"{options.size} projects and {options.size} posts, median of {options.runs}\n")
    print(table(figures))
    if options.json:
        about = {
            "size": options.size,
            "runs": options.runs,
            "seed": options.seed,
            "python": platform.python_version(),
            "machine": platform.platform(),
        }
        text = json.dumps({**about, "tools": figures}, indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
