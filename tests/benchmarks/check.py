"""Measures `proofolio check`: `python tests/benchmarks/check.py`.

Runs it over the corpus of 200 projects and 200 posts: cold, then with what the first run kept, then
with a built site as well. The programs are those of the environment that runs this script.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from measuring import Usage, generate, run
from tools import TOOLS

RUNS = (
    ("cold", ["proofolio", "check"]),
    ("warm", ["proofolio", "check"]),
    ("the build beside it, warm", ["mkdocs", "build", "-q"]),
    ("warm, with the built site", ["proofolio", "check", "--built", "site"]),
)


def main() -> None:
    """Print a line for each run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    programs = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site_of_author"
        generate(TOOLS["proofolio"], options.size, options.seed, site)
        for name, (program, *arguments) in RUNS:
            usage = run([programs / program, *arguments], site, Path(folder) / "log")
            print(_line(name, usage))


def _line(name: str, usage: Usage) -> str:
    return f"{name:<28} {usage.cpu:6.2f} CPU s {usage.memory / 2**20:7.0f} MiB"


if __name__ == "__main__":
    main()
