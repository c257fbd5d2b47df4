"""Files of `proofolio new` that nobody has touched since."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from proofolio.problems import Problem

_SERVICES = '"services: [delivery-review]'


def check_samples(folders: Mapping[str, Path], root: Path) -> Iterator[Problem]:
    """A problem for each content file that is still the sample, but for the author's name.

    `folders` are those of this site, by the names that the samples' folders have.
    """
    package = resources.files("proofolio")
    examples = [package / "scaffold", *(package / "examples").iterdir()]
    for folder, here in folders.items():
        samples: dict[str, list[str]] = {}
        for example in examples:
            for path, source in _files(example / folder):
                samples.setdefault(path, []).append(source.read_text(encoding="utf-8"))
        for path, known in samples.items():
            file = here / path
            if file.is_file() and any(_is_same(file, sample) for sample in known):
                text = "this is the sample that came with the site, about an invented person."
                name = Path(os.path.relpath(file, root)).as_posix()
                yield Problem("sample-content", text, name)


def _files(folder: Traversable, before: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir() if folder.is_dir() else (), key=lambda entry: entry.name):
        path = f"{before}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, f"{path}/")
        else:
            yield path, entry


def _is_same(file: Path, text: str) -> bool:
    """Whether the file is the sample, but for the one line with the name that `new` writes."""
    try:
        lines, sample = file.read_text(encoding="utf-8").splitlines(), text.splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    # An example without services has none of them in the notebook that all examples share.
    lines, known = ([line for line in each if _SERVICES not in line] for each in (lines, sample))
    changed = [old for old, new in zip(known, lines, strict=False) if old != new]
    return len(lines) == len(known) and all("Robin Example" in line for line in changed)
