"""Measures what the feeds of a site cost: `python tests/benchmarks/feeds.py`.

Builds sites of posts with proofolio in a process of their own, and measures only the step that
makes the feeds, at the end of the build. `limit: 0` puts all posts into every feed, which no author
should do; each post belongs to every niche.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import make_corpus
from generate import SEED
from site_files import ADDRESS, TITLE, front_matter, to_yaml, write

CASES = ((100, 30, 0), (1000, 30, 0), (1000, 30, 10), (1000, 0, 0), (1000, 0, 10))
"""Posts, the `limit`, and niches."""


def write_site(folder: Path, posts: int, limit: int, niches: int) -> None:
    """The sources of a site of posts alone."""
    names = [f"niche-{number}" for number in range(niches)]
    feeds = {"authority": "ada.example", "limit": limit}
    plugins = [
        {"proofolio/portfolio": {"cards": False}},
        "proofolio/posts", "proofolio/services", {"proofolio/feeds": feeds},
    ]  # fmt: skip
    settings = {"site_name": TITLE, "site_url": ADDRESS, "docs_dir": "site_src", "plugins": plugins}
    profile = {"name": TITLE, "headline": "Forecasts", "email": "ada@ada.example"}
    files = {
        "mkdocs.yml": to_yaml({**settings, "theme": {"name": "material"}}),
        "site_src/_data/profile.yml": to_yaml(profile),
    }
    if names:
        found = {name: {"name": name, "headline": f"For {name}"} for name in names}
        service = {"audit": {"name": "Audit", "summary": "A week.", "niches": names}}
        files["site_src/_data/niches.yml"] = to_yaml(found)
        files["site_src/_data/services.yml"] = to_yaml(service)
    for post in make_corpus(posts, SEED, markdown_only=True).posts:
        fields = {"title": post.title, "summary": post.summary, "date": post.day.isoformat()}
        fields |= {"tags": post.facets["tags"], "niches": names}
        files[f"posts/{post.id}.md"] = front_matter(fields, post.body)
    write(folder, files)


def measure(folder: Path) -> dict[str, float]:
    """Builds the site in this process; the step's CPU seconds and the memory it adds."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from proofolio.adapters.mkdocs import feeds

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    found: dict[str, float] = {}
    make = feeds.make_feeds

    def measured(*given: object) -> object:
        memory, start = _peak(), time.process_time()
        made = make(*given)  # type: ignore[arg-type]
        found.update(cpu=time.process_time() - start, mib=(_peak() - memory) / 2**20)
        found.update(files=len(made.files), mb=sum(map(len, made.files.values())) / 1e6)
        return made

    feeds.make_feeds = measured  # type: ignore[assignment]
    start = time.process_time()
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return {**found, "build": time.process_time() - start}


def _peak() -> int:
    """The most memory this process has had so far, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    folder = parser.parse_args().measure
    if folder:
        print(json.dumps(measure(folder)))
        return
    heads = ("posts", "limit", "niches", "files", "MB written", "feed step, CPU s")
    heads += ("its share of the build", "memory added, MiB")
    print("| " + " | ".join(heads) + " |\n" + "|" + "---:|" * len(heads))
    for posts, limit, niches in CASES:
        with tempfile.TemporaryDirectory(prefix="proofolio-feeds-") as work:
            write_site(Path(work), posts, limit, niches)
            command = [sys.executable, "-W", "ignore", __file__, "--measure", work]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found = json.loads(done.stdout.splitlines()[-1])
        row = (posts, limit, niches, found["files"], f"{found['mb']:.1f}", f"{found['cpu']:.2f}")
        shown = (*row, f"{found['cpu'] / found['build']:.0%}", f"{found['mib']:.0f}")
        print("| " + " | ".join(map(str, shown)) + " |", flush=True)


if __name__ == "__main__":
    main()
