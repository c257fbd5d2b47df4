"""BibTeX files of `_data` as the mappings that a list in YAML would hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from proofolio.problems import Problem
from proofolio.sources.bibtex import parse_bibtex
from proofolio.sources.bibtex_entries import table_of
from proofolio.sources.files import MAX_NOTEBOOK, Files
from proofolio.sources.markdown import printable
from proofolio.sources.nodes import Place, Table

SUFFIX = ".bib"


def read_bibliography(
    path: Path, files: Files, problems: list[Problem]
) -> Iterator[tuple[str, Table]]:
    """Key and fields of each entry of a file; what is wrong is added to the problems."""
    place = Place(files.name(path))
    content, problem = files.read(path, MAX_NOTEBOOK)
    if problem:
        problems.append(problem)
        return
    text, found = _decoded(content, place)
    text, told = printable(text.replace("\r\n", "\n").replace("\r", "\n"), place)
    entries, slips = parse_bibtex(text, place)
    problems += [*found, *told, *slips]
    if not entries and not slips:
        message = "There is no entry in this file. Write one, or delete it."
        problems.append(place.problem("empty-file", message, 1))
    for entry in entries:
        table, wrong = table_of(entry, place)
        problems += wrong
        yield entry.key, table


def _decoded(content: bytes, place: Place) -> tuple[str, list[Problem]]:
    """The text; a line that is not UTF-8 is read as Windows and Latin-1 have it."""
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    message = (
        "This line is not UTF-8 text, and is read as Latin-1, which may show wrong letters. "
        "Save the file again as UTF-8."
    )
    text = b"\n".join(map(_line, content.split(b"\n"))).decode("utf-8-sig")
    return text, [place.problem("not-utf8", message, line)]


def _line(line: bytes) -> bytes:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace").encode()
    return line
