"""Measures how long servers take from a saved file to the page that shows it, in one run.

    python tests/benchmarks/serve.py --entries 34 400 --with proofolio material nikola hugo zensical
    python tests/benchmarks/serve.py --entries 34 --with proofolio --many 300

The second also makes so many edits of a text, and tells how memory and open files grow. These are
seconds by the clock: nothing else may run. Linux is needed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from measure import add_options, environments
from measuring import edit_notebook, generate
from serving import SERVERS, Holds, Server
from site_files import Landmarks
from tools import TOOLS, NotInstallable, install

CASES = ("body", "title", "notebook", "new", "deleted", "data")
DATA = {
    "proofolio": "site_src/_data/services.yml",
    "material": "docs/services.md",
    "nikola": "pages/services.md",
    "hugo": "content/services.md",
    "zensical": "docs/services.md",
}
"""What holds the services: data, or a page where a tool has none."""
OFFER = re.compile(r"Four weeks|Weeks-\d+")
WARM = 20
"""Edits after which memory is weighed first."""

Change = tuple[str, Callable[[], object], str, Holds]
"""A case, what is done, and where it shows how."""


def says(words: str) -> Holds:
    return lambda status, text: status == 200 and words in text


def changes(name: str, site: Path, marks: Landmarks, number: int) -> Iterator[Change]:
    """The edits of one round, in the order of `CASES`; none leaves the site with more entries."""
    post = site / marks.markdown
    page = marks.post_page.removesuffix("index.html")
    added = post.with_stem(f"added-{number}")
    its_page = page.replace(post.stem, added.stem)
    words = f"Sentence-{number}"
    notebook = (site / marks.notebook, marks.notebook_page.removesuffix("index.html"))
    data = site / DATA[name]
    yield "body", lambda: replaced(post, r"\Z", f"\n{words}\n"), page, says(words)
    title = f"Title-{number}"
    yield "title", lambda: replaced(post, r"(?m)^title: .*", f"title: {title}"), page, says(title)
    told = f"for the {number}. time"
    yield "notebook", lambda: edit_notebook(notebook[0], number), notebook[1], says(told)
    yield "new", lambda: copied(post, added), its_page, says(words)
    yield "deleted", added.unlink, its_page, lambda status, _: status == 404
    offer = f"Weeks-{number}"
    yield "data", lambda: replaced(data, OFFER.pattern, offer), "services/", says(offer)


def replaced(path: Path, pattern: str, words: str) -> None:
    """Save a file with the first of what matches in other words."""
    text, found = re.subn(pattern, words, path.read_text("utf-8"), count=1)
    if not found:
        raise SystemExit(f"{path}: there is nothing to edit")
    path.write_text(text, encoding="utf-8", newline="\n")


def copied(post: Path, added: Path) -> None:
    text = re.sub(r"(?m)^slug: .*", f"slug: {added.stem}", post.read_text("utf-8"), count=1)
    added.write_text(text, encoding="utf-8", newline="\n")


def rounds(
    server: Server, name: str, site: Path, marks: Landmarks, runs: int, pause: float
) -> dict[str, list[float | None]]:
    """Seconds of each case in each round; none where it was not served within the limit."""
    found: dict[str, list[float | None]] = {case: [] for case in CASES}
    for number in range(1, runs + 1):
        for case, change, address, holds in changes(name, site, marks, number):
            time.sleep(pause)  # until what the last one set off has ended
            change()
            found[case].append(server.seconds_until(address, holds))
            print(f"{name:>10} {case:<9} {shown(found[case][-1])} s", file=sys.stderr)
    return found


def endurance(
    server: Server, site: Path, marks: Landmarks, many: int, warm: int = WARM
) -> dict[str, float]:
    """How memory and open files grow over so many edits of a text, after the first of them."""
    post, page = site / marks.markdown, marks.post_page.removesuffix("index.html")
    weighed = []
    for number in range(1, many + 1):
        words = f"Again-{number}."
        replaced(post, r"(Again-\d+\.\n)?\Z", f"{words}\n")
        if server.seconds_until(page, says(words)) is None:
            raise SystemExit(f"edit {number} was not served")
        if number in (warm, many):
            weighed.append((server.memory(), server.open_files()))
    (memory, files), (later_memory, later_files) = weighed[0], weighed[-1]
    return {"memory": memory, "growth": later_memory / memory - 1, "files": later_files - files}


def shown(seconds: float | None) -> str:
    return "never" if seconds is None else f"{seconds:.2f}"


def middle(found: list[float | None]) -> float | None:
    times = [seconds for seconds in found if seconds is not None]
    return median(times) if len(times) == len(found) else None


def table(found: dict[str, dict[str, list[float | None]]]) -> str:
    """Medians as a Markdown table, then the first tool's seconds over the others'."""
    middles = {name: [middle(cases[case]) for case in CASES] for name, cases in found.items()}
    rows = [[name, *map(shown, seconds)] for name, seconds in middles.items()]
    own = middles.get("proofolio")
    for name, others in middles.items() if own else ():
        if own and name != "proofolio":
            pairs = zip(own, others, strict=True)
            rows.append(
                [f"proofolio ÷ {name}", *(f"{a / b:.2f}" if a and b else "" for a, b in pairs)]
            )
    lines = [["", *CASES], ["---", *["---:"] * len(CASES)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, nargs="+", default=[34, 400])
    parser.add_argument("--with", dest="tools", nargs="+", choices=SERVERS, default=list(SERVERS))
    parser.add_argument(
        "--many", type=int, default=0, help=f"edits to weigh memory by, over {WARM}"
    )
    parser.add_argument("--limit", type=float, default=60, help="seconds to wait for a page")
    parser.add_argument("--pause", type=float, default=1, help="seconds between two edits")
    add_options(parser)
    options = parser.parse_args()
    if 0 < options.many <= WARM:
        parser.error(f"--many is more than {WARM}")
    figures: dict[str, Any] = {}
    for entries in options.entries:
        found, grown = {}, {}
        for name in options.tools:
            try:
                programs = install(TOOLS[name], environments(options))
            except NotInstallable as reason:
                print(f"{name} is left out, since it cannot be installed: {reason}")
                continue
            with tempfile.TemporaryDirectory(prefix="proofolio-serve-") as work:
                site = Path(work) / name
                marks = generate(TOOLS[name], entries // 2, options.seed, site)
                server = Server(name, programs, site, options.limit)
                try:
                    found[name] = rounds(server, name, site, marks, options.runs, options.pause)
                    if options.many:
                        grown[name] = endurance(server, site, marks, options.many)
                finally:
                    server.stop()
        print(f"\n{entries} entries, seconds from save to served, median of {options.runs}\n")
        print(table(found))
        for name, found_growth in grown.items():
            print(
                f"\n{name}, {options.many} edits: {found_growth['growth']:+.0%} of"
                f" {found_growth['memory'] / 2**20:.0f} MiB, {found_growth['files']:+} open files"
            )
        figures[str(entries)] = {"seconds": found, "grown": grown}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
