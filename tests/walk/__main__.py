"""Walks with seeds of your choice: `python -m tests.walk --seed 7 --edits 200 --size 60`.

With `--walks 5` the seeds that follow as well. Ends with 1 where a warm build was not a clean one.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.walk.builder import Builder
from tests.walk.walk import EACH, Walk


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.walk", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--size", type=int, default=60, help="entries of the site")
    parser.add_argument("--cards", action="store_true", help="with preview cards, which take long")
    parser.add_argument("--walks", type=int, default=1)
    options = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    faults = 0
    with tempfile.TemporaryDirectory(prefix="proofolio-walk-") as work:
        builders = tuple(Builder(seed, Path(work) / f"home-{seed}") for seed in (0, 1))
        for seed in range(options.seed, options.seed + options.walks):
            folder = Path(work) / str(seed)
            walk = Walk(seed, options.size, folder, builders, cards=options.cards)
            fault = walk.go(options.edits)
            faults += fault is not None
            compared = f"{options.edits // EACH} sites compared, {walk.whole} of them whole"
            print(fault or f"seed {seed}: {compared}, none differs", flush=True)
        for builder in builders:
            builder.stop()
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
