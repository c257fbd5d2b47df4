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
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from generate import SEED
from measuring import Usage, build, edit_markdown, edit_notebook, generate, size_of
from scaffold import scaffold_against_material
from site_files import Landmarks
from tools import TOOLS, NotInstallable, Tool, clean, install, versions

CASES = {
    "clean": "CPU s: clean",
    "unchanged": "nothing changed",
    "markdown_edit": "1 Markdown edit",
    "notebook_edit": "1 notebook edit",
}
RIVALRY = ["material", "nikola", "pelican", "proofolio"]


class Bench:
    """One tool with its environment and its copy of the content."""

    def __init__(self, tool: Tool, programs: Path, site: Path, landmarks: Landmarks) -> None:
        self.tool = tool
        self.programs = programs
        self.site = site
        self.landmarks = landmarks
        self.usages: dict[str, list[Usage]] = defaultdict(list)

    def once(self, case: str, number: int) -> None:
        """Make the case's change, and build."""
        steps: dict[str, Callable[[], None]] = {
            "clean": lambda: clean(self.tool, self.site),
            "unchanged": lambda: None,
            "markdown_edit": lambda: edit_markdown(self.site / self.landmarks.markdown, number),
            "notebook_edit": lambda: edit_notebook(self.site / self.landmarks.notebook, number),
        }
        steps[case]()
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
            "cpu": {case: median(u.cpu for u in found) for case, found in self.usages.items()},
            "cpu_runs": {case: [u.cpu for u in found] for case, found in self.usages.items()},
            "memory": max(u.memory for usages in self.usages.values() for u in usages),
            "output": size_of(output),
            "files": sum(path.is_file() for path in output.rglob("*")),
            "pages": pages,
            "versions": versions(self.tool, self.programs),
        }


def table(figures: dict[str, dict[str, Any]]) -> str:
    """The figures as a Markdown table, then the first tool's CPU seconds over the others'."""
    cases = [case for case in CASES if all(case in found["cpu"] for found in figures.values())]
    heads = (
        "",
        *(CASES[case] for case in cases),
        "memory MiB",
        "output MB",
        "notebook page KB",
        "Markdown page KB",
    )
    rows = [
        [
            name,
            *(f"{found['cpu'][case]:.2f}" for case in cases),
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
                values = [own["cpu"][case] / found["cpu"][case] for case in cases]
                values += [own[key] / found[key] for key in ("memory", "output")]
                for key in ("notebook_page", "markdown_page"):
                    values.append(own["pages"][key] / found["pages"][key])
                rows.append([f"proofolio ÷ {name}", *(f"{value:.2f}" for value in values)])
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def least(figures: dict[str, dict[str, Any]]) -> str:
    """Ratios of the quickest clean builds, which other work on the machine disturbed least."""
    quickest = {name: min(found["cpu_runs"]["clean"]) for name, found in figures.items()}
    own = quickest.get("proofolio", 0)
    others = [name for name in quickest if not name.startswith("proofolio")] if own else []
    lines = [f"proofolio ÷ {name} {own / quickest[name]:.2f}" for name in others]
    return "\n".join(["", "Clean, least of the runs:", *lines]) if lines else ""


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
    parser.add_argument(
        "--cases", nargs="+", choices=CASES, default=CASES, help="clean comes first"
    )
    add_options(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="proofolio-bench-") as work:
        benches = []
        for name in options.tools:
            tool = TOOLS[name]
            try:
                programs = install(tool, environments(options))
            except NotInstallable as reason:
                print(f"{name} is left out, since it cannot be installed: {reason}")
                continue
            # Unmeasured, so that no tool pays for compiling its modules.
            first = Path(work) / f"first-{name}"
            generate(tool, 4, options.seed, first)
            build(tool, programs, first)
            site = Path(work) / name
            landmarks = generate(tool, options.size, options.seed, site)
            benches.append(Bench(tool, programs, site, landmarks))
        # In turns, so that a busy minute of the machine does not fall on one tool alone.
        for number, case in product(range(1, options.runs + 1), options.cases):
            for bench in benches:
                bench.once(case, number)
        figures = {bench.tool.name: bench.figures() for bench in benches}
    print(f"{options.size} projects and {options.size} posts, median of {options.runs}\n")
    print(table(figures))
    print(least(figures))
    if "proofolio" in options.tools:
        programs = install(TOOLS["proofolio"], environments(options))
        print("\n" + scaffold_against_material(programs / "python"))
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
