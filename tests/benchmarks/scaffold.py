"""A warm build of a new site against plain Material's with as many pages, in CPU seconds."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from measuring import run

PLAIN = "site_name: Plain\nsite_url: https://plain.example/\ntheme: {name: material}\n"
TEXT = "# Page {number}\n\nSome **words** of it.\n\n## One\n\nMore.\n\n## Two\n\nThe end.\n"


def scaffold_against_material(python: Path, runs: int = 5) -> str:
    """A line that says both medians and their ratio; builds take turns, and the first of each,
    which fills the caches, is not counted."""
    command: list[str | Path] = [python, "-m", "mkdocs", "build", "--quiet"]
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    # As everybody has it who has not set it: else each build compiles all modules anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="proofolio-bench-") as work:
        new, plain = Path(work, "new"), Path(work, "plain")
        start = "import sys; from proofolio.cli import main; main(['new', sys.argv[1]])"
        subprocess.run([python, "-c", start, new], check=True, stdout=subprocess.DEVNULL)
        run(command, new, Path(work, "log"))
        count = sum(path.name == "index.html" for path in Path(new, "site").rglob("*.html"))
        _write_plain(plain, count)
        taken: dict[Path, list[float]] = {new: [], plain: []}
        for number in range(runs + 1):
            for folder, found in taken.items():
                used = run(command, folder, Path(work, "log")).cpu
                found += [used] if number else []
    ours, theirs = median(taken[new]), median(taken[plain])
    return (
        f"A warm build of a new site, {count} pages: {ours:.2f} CPU s, plain Material's "
        f"{theirs:.2f}: {ours / theirs:.2f}"
    )


def _write_plain(folder: Path, count: int) -> None:
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    for number in range(count):
        name = f"page-{number}.md" if number else "index.md"
        (folder / "docs" / name).write_text(TEXT.format(number=number), encoding="utf-8")


if __name__ == "__main__":
    print(scaffold_against_material(Path(sys.executable)))
