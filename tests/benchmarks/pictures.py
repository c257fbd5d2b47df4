"""Measures pictures and preview cards: `python tests/benchmarks/pictures.py`.

What one costs when it is made, in CPU milliseconds and as so many times the mere reading of the
same picture; and what a build grows by when all of them are kept from the build before.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean, median

from generate import SEED
from measuring import generate, run
from PIL import Image
from tools import TOOLS

from proofolio.outputs.accent import Accent
from proofolio.outputs.covers import make_cover
from proofolio.outputs.preview_cards import CardText, make_card
from proofolio.outputs.variants import make_variants

POOL = Path(__file__).parent / "pool"
PROJECTS = Path(__file__).parent.parent.parent / "projects"
BOTH = ("proofolio", "proofolio-cards")
TEXT = CardText("Ada Example", "A title as long as most are", "Error: 6.8 → 3.5%", "Verified")


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """CPU time of the quickest of some runs: what others do at the time only ever adds to it."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - start))
    return min(taken)


def read(content: bytes) -> None:
    """Open a picture and read its pixels."""
    Image.open(io.BytesIO(content)).load()


def larger(content: bytes) -> bytes:
    """The plot as wide as the figures of the example, 1,067 pixels."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    size = (1067, round(1067 * picture.height / picture.width))
    out = io.BytesIO()
    picture.resize(size, Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def figures() -> list[bytes]:
    """The figures in the notebooks of the example, some 1,067 pixels wide."""
    return [
        base64.b64decode(output["data"]["image/png"])
        for path in sorted(PROJECTS.rglob("*.ipynb"))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        for output in cell.get("outputs", ())
        if "image/png" in output.get("data", ())
    ]


def parts(runs: int) -> list[str]:
    """A row for each thing that is made: mean, worst, and times the reading."""
    plots = [path.read_bytes() for path in sorted(POOL.glob("*.png"))]
    wide = [larger(plot) for plot in plots[::3]]
    accent = Accent("petrol")
    cases: dict[str, Sequence[tuple[bytes, Callable[[], object]]]] = {
        "variants of a plot": [(one, lambda one=one: make_variants(one)) for one in plots],
        "variants of a figure of the example": [
            (one, lambda one=one: make_variants(one)) for one in figures()
        ],
        "variants of a wide plot": [(one, lambda one=one: make_variants(one)) for one in wide],
        "card with a figure": [
            (one, lambda one=one: make_card(TEXT, "", accent, "editorial", one)) for one in wide
        ],
        "card with a cover": [
            (wide[0], lambda n=n: make_card(TEXT, make_cover(f"p{n}"), accent, "editorial"))
            for n in range(12)
        ],
    }
    lines = ["| Made | CPU ms, mean | worst | times the reading |", "|---|---:|---:|---:|"]
    for name, works in cases.items():
        works[0][1]()  # fonts and modules are loaded once
        costs = [milliseconds(work, runs) for _, work in works]
        reading = mean(milliseconds(lambda one=one: read(one), runs) for one, _ in works)
        row = (f"{mean(costs):.0f}", f"{max(costs):.0f}", f"{mean(costs) / reading:.1f}")
        lines.append(f"| {name} | {' | '.join(row)} |")
    return lines


def growth(size: int, seed: int, runs: int, work: Path) -> str:
    """By how much cards and variants together lengthen a build in which nothing changed."""
    command: list[str | Path] = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    for name in BOTH:
        generate(TOOLS[name], size, seed, work / name)
        run(command, work / name, work / "log")
    taken: dict[str, list[float]] = {name: [] for name in BOTH}
    for _ in range(runs):
        for name in BOTH:
            taken[name].append(run(command, work / name, work / "log").cpu)
    without, both = (median(taken[name]) for name in BOTH)
    share = 100 * (both / without - 1)
    return f"Nothing changed, {size} + {size}: {without:.2f} and {both:.2f} CPU s, {share:+.0f}%"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=int, default=200, help="0 measures no builds")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    print("\n".join(parts(options.runs)))
    if options.size:
        with tempfile.TemporaryDirectory(prefix="proofolio-bench-") as work:
            print(f"\n{growth(options.size, options.seed, options.runs, Path(work))}")


if __name__ == "__main__":
    main()
