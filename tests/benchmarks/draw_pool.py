"""Draws the plots of the notebooks: `python tests/benchmarks/draw_pool.py` (needs matplotlib).

The pictures are in the repository, so that corpora are the same on every machine and need no
matplotlib. Run this only to change how they look.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

POOL = Path(__file__).parent / "pool"
COUNT = 24


def draw_lines(axes: Axes, rng: np.random.Generator) -> None:
    for name in ("measured", "forecast", "baseline"):
        axes.plot(rng.normal(size=160).cumsum(), label=name, lw=1.2)
    axes.legend()


def draw_points(axes: Axes, rng: np.random.Generator) -> None:
    x = rng.normal(size=220)
    axes.scatter(x, x * rng.uniform(0.3, 1.5) + rng.normal(size=220), s=12, alpha=0.6)
    axes.set_xlabel("forecast")
    axes.set_ylabel("measured")


def draw_bars(axes: Axes, rng: np.random.Generator) -> None:
    axes.barh([f"feature {n}" for n in range(9)], np.sort(rng.exponential(size=9)))
    axes.set_xlabel("importance")


def draw_counts(axes: Axes, rng: np.random.Generator) -> None:
    axes.hist([rng.normal(size=400), rng.normal(1, 1.4, size=400)], bins=24, label=["old", "new"])
    axes.legend()


def draw_grid(axes: Axes, rng: np.random.Generator) -> None:
    picture = axes.imshow(rng.normal(size=(7, 24)).cumsum(axis=1), aspect="auto")
    axes.figure.colorbar(picture)
    axes.set_xlabel("hour")


def draw_band(axes: Axes, rng: np.random.Generator) -> None:
    middle = rng.normal(size=96).cumsum()
    width = np.abs(rng.normal(size=96)).cumsum() / 8
    axes.fill_between(range(96), middle - width, middle + width, alpha=0.3, label="90 % band")
    axes.plot(middle, label="median")
    axes.legend()


KINDS = (draw_lines, draw_points, draw_bars, draw_counts, draw_grid, draw_band)


def main() -> None:
    POOL.mkdir(exist_ok=True)
    for number in range(COUNT):
        rng = np.random.default_rng(number)
        figure, axes = plt.subplots(figsize=(6, 3.8), dpi=80, layout="constrained")
        KINDS[number % len(KINDS)](axes, rng)
        axes.set_title(f"Run {number}, {rng.integers(40, 400)} days")
        figure.savefig(POOL / f"plot-{number:02d}.png", metadata={"Software": None})
        plt.close(figure)


if __name__ == "__main__":
    main()
