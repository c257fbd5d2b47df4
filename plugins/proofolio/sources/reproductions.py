"""Records of notebooks that were run anew: `_data/reproduced/<project>.json`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proofolio.model.reproduction import Reproduction, as_record
from proofolio.problems import Problem
from proofolio.sources.files import Files, Folders
from proofolio.sources.lists import DATA

FOLDER = "reproduced"
SUFFIX = ".json"


@dataclass(frozen=True)
class RecordFile:
    """A file that should hold the record of a run."""

    path: str
    """Relative to the site's folder."""
    text: str
    record: Reproduction | None
    """None where it is not as `proofolio reproduce` wrote it."""

    @property
    def project(self) -> str:
        """Id of the project that it is about, by the file's name."""
        return Path(self.path).stem

    def line_of(self, *words: str) -> int:
        """The line that holds all these words; they are looked for one after the other."""
        place = 0
        for word in words:
            place = max(self.text.find(word, place), place)
        return self.text.count("\n", 0, place) + 1


def record_path(folders: Folders, project: str) -> Path:
    """Where the record of a project stands."""
    return folders.docs / DATA / FOLDER / f"{project}{SUFFIX}"


def read_reproductions(folders: Folders) -> Iterator[RecordFile | Problem]:
    """Every record there is, and what cannot be read."""
    files = Files(folders)
    for path in files.entries(folders.docs / DATA / FOLDER):
        if path.suffix != SUFFIX or not files.is_file(path):
            continue
        text, problem = files.read_text(path)
        if problem:
            yield problem
        elif text is not None:
            yield RecordFile(files.name(path), text, as_record(text))
    yield from files.problems
