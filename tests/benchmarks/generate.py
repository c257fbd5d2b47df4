"""Writes a corpus: `python tests/benchmarks/generate.py --size 20 --tool proofolio FOLDER`.

The same size and seed give the same bytes. Prints what a measurement edits and weighs, as JSON.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from corpus import Corpus, make_corpus
from site_files import Landmarks
from site_material import write_material
from site_nikola import write_nikola
from site_pelican import write_pelican
from site_plain import write_hugo, write_zensical
from site_proofolio import write_proofolio

SITES: dict[str, Callable[[Corpus, Path], Landmarks]] = {
    "proofolio": write_proofolio,
    "proofolio-cards": partial(write_proofolio, cards=True),
    "material": write_material,
    "nikola": write_nikola,
    "pelican": write_pelican,
    "hugo": write_hugo,
    "zensical": write_zensical,
}
SEED = 20261120


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder that does not exist, or is empty")
    parser.add_argument("--size", type=int, default=20, help="projects, and as many posts")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--tool", choices=SITES, default="proofolio")
    parser.add_argument("--markdown-only", action="store_true", help="no notebooks")
    options = parser.parse_args()
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    corpus = make_corpus(options.size, options.seed, markdown_only=options.markdown_only)
    landmarks = SITES[options.tool](corpus, options.folder)
    print(json.dumps(asdict(landmarks)))


if __name__ == "__main__":
    main()
