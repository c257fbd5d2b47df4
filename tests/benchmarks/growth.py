"""Measures whether one page costs more as entries grow: `python tests/benchmarks/growth.py`.

Builds Markdown-only sites of 40, 400 and 2,000 entries with proofolio. A page's time is what each
further entry adds to the whole build, so the start of the program does not hide a growth.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from measure import add_options, environments
from measuring import build, generate, size_of
from tools import TOOLS, clean, install


@dataclass(frozen=True)
class Growth:
    """One size of the site."""

    entries: int
    cpu: float
    memory: int
    pages: int
    project_page: int
    """Median bytes of a project's page, as of a post's."""
    post_page: int
    home: int
    portfolio: int
    """Bytes of the page that lists all projects, which does grow."""
    search_index: int
    output: int


def measure_growth(size: int, seed: int, runs: int, programs: Path, site: Path) -> Growth:
    """Build a site of `size` projects and as many posts."""
    tool = TOOLS["proofolio"]
    generate(tool, size, seed, site, "--markdown-only")
    usages = []
    for _ in range(runs):
        clean(tool, site)
        usages.append(build(tool, programs, site))
    output = site / tool.output
    return Growth(
        entries=2 * size,
        cpu=median(usage.cpu for usage in usages),
        memory=max(usage.memory for usage in usages),
        pages=len(list(output.rglob("index.html"))),
        project_page=_page_size(output, site / "projects"),
        post_page=_page_size(output, site / "posts"),
        home=(output / "index.html").stat().st_size,
        portfolio=(output / "projects/index.html").stat().st_size,
        search_index=(output / "search/search_index.json").stat().st_size,
        output=size_of(output),
    )


def _page_size(output: Path, sources: Path) -> int:
    """Median bytes of the pages made of a folder's files."""
    pages = [output / sources.name / path.stem / "index.html" for path in sources.glob("*.md")]
    return round(median(page.stat().st_size for page in pages))


def table(found: list[Growth]) -> str:
    """The figures as a Markdown table, with the milliseconds that each further entry took."""
    added = [1000 * (b.cpu - a.cpu) / (b.entries - a.entries) for a, b in pairwise(found)]
    heads: tuple[str, ...] = ("entries", "CPU s", "ms for each further entry", "project page KB")
    heads += ("post page KB", "home KB", "portfolio KB", "search index KB", "memory MiB", "pages")
    rows = [
        (
            str(growth.entries),
            f"{growth.cpu:.2f}",
            f"{per_entry:.2f}" if per_entry is not None else "",
            f"{growth.project_page / 1e3:.1f}",
            f"{growth.post_page / 1e3:.1f}",
            f"{growth.home / 1e3:.1f}",
            f"{growth.portfolio / 1e3:.0f}",
            f"{growth.search_index / 1e3:.0f}",
            f"{growth.memory / 2**20:.0f}",
            str(growth.pages),
        )
        for growth, per_entry in zip(found, [None, *added], strict=True)
    ]
    lines = [heads, ("---:",) * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 200, 1000])
    add_options(parser)
    options = parser.parse_args()
    tool = TOOLS["proofolio"]
    with tempfile.TemporaryDirectory(prefix="proofolio-bench-") as work:
        programs = install(tool, environments(options))
        first = Path(work) / "first"
        generate(tool, 4, options.seed, first, "--markdown-only")
        build(tool, programs, first)
        found = [
            measure_growth(size, options.seed, options.runs, programs, Path(work) / str(size))
            for size in sorted(options.sizes)
        ]
    print(table(found))
    last, before = found[-1], found[-2] if len(found) > 1 else found[-1]
    print(f"\nFrom {before.entries} to {last.entries} entries, times the bytes:", end=" ")
    print(f"project page {last.project_page / before.project_page:.3f},", end=" ")
    print(f"post page {last.post_page / before.post_page:.3f}")
    if options.json:
        text = json.dumps([vars(growth) for growth in found], indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
