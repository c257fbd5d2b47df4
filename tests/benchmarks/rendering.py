"""Measures notebooks: `python tests/benchmarks/rendering.py ../shared/notebooks`.

CPU time of nbconvert's HTMLExporter (template `basic`, one exporter for all of them), of our own
rendering, and of taking what was rendered from the cache, as a build does that renders nothing.
Without a folder, the notebooks are those of the generated corpus.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from math import inf
from pathlib import Path
from statistics import median

from generate import SEED
from measuring import generate
from tools import TOOLS

Source = tuple[str, bytes]
"""A notebook's name and bytes."""


def read(folder: Path) -> list[Source]:
    """The notebooks of the folder, and of those below it."""
    return [(file.name, file.read_bytes()) for file in sorted(folder.rglob("*.ipynb"))]


def seconds(work: Callable[..., object], *given: object) -> float:
    start = time.process_time()
    work(*given)
    return time.process_time() - start


def hits(folder: Path, cache: Path) -> float:
    """CPU seconds for taking every notebook from the cache, once, in a process of its own."""
    from proofolio.notebooks import Options, cached_render, stats
    from proofolio.notebooks.phrases import english

    sources = [(Options(path=name, words=english()), source) for name, source in read(folder)]
    taken = sum(seconds(cached_render, source, options, cache) for options, source in sources)
    if stats.rendered:
        raise SystemExit(f"{stats.rendered} notebooks were not in the cache")
    return taken


def compare(sources: list[Source], runs: int) -> tuple[list[float], list[float]]:
    """Least CPU seconds of each notebook with nbconvert and with proofolio, taking turns.

    Without those that nbconvert cannot convert.
    """
    import nbformat
    from nbconvert import HTMLExporter

    from proofolio.notebooks import Options, render

    warnings.simplefilter("ignore")
    exporter = HTMLExporter(template_name="basic")  # type: ignore[no-untyped-call]

    def theirs(source: bytes) -> None:
        exporter.from_notebook_node(nbformat.reads(source.decode(), as_version=4))  # type: ignore[no-untyped-call]

    kept = []
    for name, source in sources:
        try:
            theirs(source)
        except Exception as error:
            print(f"without {name}: {type(error).__name__}", file=sys.stderr)
        else:
            kept.append((source, Options(path=name)))
    first, second = [inf] * len(kept), [inf] * len(kept)
    for _ in range(runs):
        for place, (source, options) in enumerate(kept):
            first[place] = min(first[place], seconds(theirs, source))
            second[place] = min(second[place], seconds(render, source, options))
    return first, second


def measure(folder: Path, runs: int, work: Path) -> str:
    """A table's row for the notebooks of a folder."""
    from proofolio.notebooks import Options, cached_render

    sources = read(folder)
    theirs, ours = compare(sources, runs)
    for name, source in sources:
        cached_render(source, Options(path=name), work / "cache")
    command = [sys.executable, __file__, str(folder), "--hits", str(work / "cache")]
    taken = [
        float(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))
        for _ in range(5 * runs)
    ]
    hundred = 100 * min(taken) / len(sources)
    ratios = [own / other for own, other in zip(ours, theirs, strict=True)]
    shown = (
        f"{len(theirs)} of {len(sources)}",
        f"{sum(len(source) for _, source in sources) / 1e6:.1f}",
        f"{1000 * sum(theirs) / len(theirs):.1f}",
        f"{1000 * sum(ours) / len(ours):.1f}",
        f"{sum(ours) / sum(theirs):.3f}",
        f"{median(ratios):.3f}",
        f"{hundred:.3f}",
        f"{hundred / (100 * sum(ours) / len(ours)):.3f}",
    )
    return "| " + " | ".join(shown) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", help="holds notebooks, below it as well")
    parser.add_argument("--size", type=int, default=143, help="of the generated corpus")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--runs", type=int, default=3, help="the least of so many is shown")
    parser.add_argument("--hits", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.hits:
        print(hits(options.folder, options.hits))
        return
    heads = ("notebooks", "MB", "nbconvert, ms each", "proofolio", "ratio", "median of ratios")
    heads += ("100 from the cache, s", "of rendering")
    with tempfile.TemporaryDirectory(prefix="proofolio-bench-") as work:
        folder = options.folder
        if folder is None:
            folder = Path(work) / "site"
            generate(TOOLS["proofolio"], options.size, options.seed, folder)
        print("| " + " | ".join(heads) + " |\n|" + "---:|" * len(heads))
        print(measure(folder, options.runs, Path(work)))


if __name__ == "__main__":
    main()
