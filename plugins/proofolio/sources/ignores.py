"""`checks.yml`: what `proofolio check` is to pass over, read as strictly as any content."""

from __future__ import annotations

from pathlib import Path

from proofolio.model.ignore import Ignore
from proofolio.model.record import Origin
from proofolio.problems import Problem
from proofolio.sources.fields import read_fields
from proofolio.sources.files import Files, Folders
from proofolio.sources.nodes import Place, Sequence, Table
from proofolio.sources.reading import Reading
from proofolio.sources.written import Layer

FILE = "checks.yml"


def read_ignores(folders: Folders) -> tuple[tuple[Ignore, ...], tuple[Problem, ...]]:
    """The exceptions in `checks.yml` beside `mkdocs.yml`, and what is wrong with the file."""
    path = folders.root / FILE
    reading = Reading(Files(folders))
    if not reading.files.is_file(path):
        return (), ()
    text = reading.text(path)
    if not isinstance(text.node, Sequence):
        message = "This file is a list. Begin each exception with `- check: …`."
        wrong = text.place.problem("not-a-list", message, 1)
        return (), (*text.problems, wrong) if text.is_readable else text.problems
    found = [_ignore(node, path, text.place, reading) for node in text.node.items]
    ignores = tuple(ignore for ignore in found if ignore)
    return ignores, (*text.problems, *reading.problems)


def _ignore(node: object, path: Path, place: Place, reading: Reading) -> Ignore | None:
    if not isinstance(node, Table):
        line = getattr(node, "line", 1)
        text = "An exception has `check`, `item` and `reason`. Write them."
        reading.problems.append(place.problem("not-a-mapping", text, line))
        return None
    begin = Place(place.path, node.line)
    written = read_fields(Ignore, [Layer(place, node, path.parent)], reading.files, begin)
    written.fields["origin"] = Origin(place.path, node.line)
    return reading.finish(Ignore, written, path)
