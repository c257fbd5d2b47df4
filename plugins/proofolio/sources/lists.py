"""What stands in `_data`: the profile, and the kinds that are lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from proofolio.model.kind import MARKDOWN, Kind
from proofolio.model.kinds import KINDS
from proofolio.model.profile import Profile
from proofolio.model.publication import PUBLICATION
from proofolio.model.record import Entry, Origin, make_id
from proofolio.problems import Level, Problem
from proofolio.sources.fields import read_fields
from proofolio.sources.names import known_keys, nearest
from proofolio.sources.nodes import Node, Place, Scalar, Sequence, Table, Unreadable
from proofolio.sources.own_words import WORDS
from proofolio.sources.reading import TABLES, Reading
from proofolio.sources.written import Layer

E = TypeVar("E", bound=Entry)

DATA = "_data"
"""Folder under the pages that holds the profile and the lists."""

PROFILE = "profile"

REFERENCES = replace(PUBLICATION, plural="references", needed=())
"""The list of works of others, which texts cite."""

LISTS = (*(kind.plural for kind in KINDS if kind.source == "list"), REFERENCES.plural)
"""Names of the lists: of a file or folder each."""
_IN_BIBTEX = (PUBLICATION.plural, REFERENCES.plural)


@dataclass(frozen=True)
class Item:
    """An entry of a list, as it stands in its file."""

    node: Node
    path: Path
    place: Place
    id: str = ""
    line: int = 1
    needs: tuple[str, ...] | None = None
    """Fields it needs, where they are not those of its kind."""


def read_profile(data: Path, reading: Reading) -> Profile | None:
    """The profile, or None if there is none that can be used."""
    paths = [data / f"{PROFILE}{suffix}" for suffix in TABLES]
    path = next((path for path in paths if reading.files.is_file(path)), None)
    if path is None:
        what = "profile.yml" if reading.files.is_folder(data) else "folder"
        text = f"There is no {what} here. Write `profile.yml` with `name`, `headline` and `email`."
        place = Place(reading.files.name(data if what == "folder" else paths[0]))
        problem = place.problem(f"no-{'data' if what == 'folder' else 'profile'}", text)
        reading.leave_out(PROFILE, PROFILE, paths[0], [problem])
        return None
    return reading.attempt(PROFILE, PROFILE, path, partial(_profile, path, reading))


def _profile(path: Path, reading: Reading) -> Profile | None:
    text_ = reading.text(path)
    faults = text_.faults
    if not isinstance(text_.node, Table):
        reading.leave_out(PROFILE, PROFILE, path, faults)
        return None
    written = read_fields(Profile, text_.layers, reading.files, text_.place)
    written.fields["origin"] = Origin(text_.place.path)
    written.fields["id"] = PROFILE
    return reading.finish(Profile, written, path, found=faults)


def read_list(kind: Kind[E], data: Path, reading: Reading) -> Iterator[E]:
    """The entries of a list: of its file, and of the files in the folder of its name."""
    taken: set[str] = set()
    for item in _items(kind, data, reading):
        make = partial(_entry, kind, item, reading, taken)
        record = reading.attempt(kind.word, item.id, item.path, make)
        if record is not None:
            yield record


def unknown_files(data: Path, reading: Reading) -> None:
    """Says which files in `_data` look like lists but have other names."""
    known = {*LISTS, PROFILE, WORDS}
    for path in reading.files.entries(data):
        is_list = path.suffix.lower() in TABLES or reading.files.is_folder(path)
        near = nearest(path.stem, known, 0.8) if is_list else ""
        if near and path.stem not in known:
            text = f"Nothing reads this file. Did you mean `{near}{path.suffix}`? Rename it."
            reading.problems.append(Place(reading.files.name(path)).problem("unknown-file", text))
        elif path.suffix.lower() in REFERENCES.suffixes and path.stem not in _IN_BIBTEX:
            names = " or ".join(f"`{name}{path.suffix}`" for name in _IN_BIBTEX)
            text = f"This is not read. Call it {names}, if it is to be."
            place = Place(reading.files.name(path))
            reading.problems.append(place.problem("unknown-file", text, level=Level.NOTE))


def misplaced_files(reading: Reading) -> None:
    """Says which files among the pages would be read in another folder."""
    folders = reading.files.folders
    right = {
        f"{name}{suffix}": folders.docs / DATA
        for name in (*LISTS, PROFILE, WORDS)
        for suffix in TABLES
    }
    for path in reading.files.entries(folders.docs):
        if path.name in right:
            _misplaced(path, right[path.name], reading)
    for folder in (folders.of(kind) for kind in KINDS if kind.source == "folder"):
        among = folders.docs / folder.name
        if among != folder:
            for path in reading.files.entries(among):
                if path.suffix.lower() in (*TABLES, ".ipynb"):
                    _misplaced(path, folder, reading)


def _misplaced(path: Path, folder: Path, reading: Reading) -> None:
    text = f"Nothing reads this file here. Move it to `{reading.files.name(folder)}/`."
    reading.problems.append(Place(reading.files.name(path)).problem("unknown-file", text))


def _items(kind: Kind[Any], data: Path, reading: Reading) -> Iterator[Item]:
    for path in reading.files.entries(data):
        if path.stem == kind.plural and path.suffix.lower() in TABLES:
            yield from _items_of_file(kind, path, reading)
        elif path.stem == kind.plural and path.suffix.lower() in kind.suffixes:
            yield from _items_of_bibliography(path, reading)
        elif path.name == kind.plural and reading.files.is_folder(path):
            for inner in reading.files.entries(path):
                if inner.suffix.lower() in TABLES:
                    yield from _item_of_file(kind, inner, reading)
                elif inner.suffix.lower() in kind.suffixes:
                    yield from _items_of_bibliography(inner, reading)
                elif inner.suffix.lower() in (*MARKDOWN, ".ipynb"):
                    text = f"This is not read: write it as `{inner.stem}.yml`."
                    place = Place(reading.files.name(inner))
                    reading.problems.append(place.problem("unknown-file", text))


def _items_of_file(kind: Kind[Any], path: Path, reading: Reading) -> Iterator[Item]:
    text = reading.text(path)
    if isinstance(text.node, Sequence):
        reading.problems += text.problems
        for node in text.node.items:
            yield Item(node, path, text.place, line=node.line)
    elif isinstance(text.node, Table) and not _is_one_entry(kind.record, text.node):
        reading.problems += text.problems
        for key, node, line in text.node:
            yield Item(node, path, text.place, key, line)
    elif isinstance(text.node, Table):
        message = "A file of entries is a list. Begin the entry with `- `, or put its id above it."
        problem = text.place.problem("not-a-list", message, text.node.line)
        reading.leave_out(kind.word, "", path, [*text.problems, problem])
    elif text.is_readable and not text.is_empty:
        message = "Here is a text where a list is expected. Begin each entry with `- `."
        line = text.node.line if text.node else 1
        problem = text.place.problem("not-a-list", message, line)
        reading.leave_out(kind.word, "", path, [*text.problems, problem])
    elif not text.is_readable:
        reading.leave_out(kind.word, "", path, text.problems)
    else:
        message = "This file is empty. Write an entry that begins with `- `, or delete the file."
        reading.problems.append(text.place.problem("empty-file", message, 1))


def _items_of_bibliography(path: Path, reading: Reading) -> Iterator[Item]:
    # Only who has such a file waits for what reads it.
    from proofolio.sources.bibliography import read_bibliography

    place = Place(reading.files.name(path))
    for key, table in read_bibliography(path, reading.files, reading.problems):
        # BibTeX asks for less than we do.
        yield Item(table, path, place, key, table.line, needs=())


def _is_one_entry(model: type[Entry], table: Table) -> bool:
    return any(isinstance(node, Scalar) and key in known_keys(model) for key, node, _ in table)


def _item_of_file(kind: Kind[Any], path: Path, reading: Reading) -> Iterator[Item]:
    text = reading.text(path)
    if isinstance(text.node, Table):
        reading.problems += text.problems
        yield Item(text.node, path, text.place, path.stem)
    else:
        reading.leave_out(kind.word, path.stem, path, text.faults)


def _entry(kind: Kind[E], item: Item, reading: Reading, taken: set[str]) -> E | None:
    node = item.node
    if isinstance(node, Scalar) and node.is_absent and not item.id:
        return None
    if not isinstance(node, Table):
        problems: list[Problem] = []
        if not isinstance(node, Unreadable):
            text = "Here is a text where lines of `key: value` are expected. Write them, indented."
            problems = [item.place.problem("not-a-mapping", text, item.line, item.id)]
        reading.leave_out(kind.word, item.id, item.path, problems)
        return None
    layer = Layer(item.place, node, item.path.parent)
    begin = Place(item.place.path, item.line)
    written = read_fields(kind.record, [layer], reading.files, begin)
    fields = written.fields
    fields.setdefault("id", item.id or _made_id(fields, kind.word, taken))
    taken.add(make_id(str(fields["id"])))
    path = item.place.path
    fields["origin"] = Origin(path, item.line)
    needed = kind.needed if item.needs is None else item.needs
    return reading.finish(kind.record, written, item.path, needed)


def _made_id(fields: Mapping[str, object], kind: str, taken: set[str]) -> str:
    """The id of an entry that has none: from its name, title, or who speaks."""
    author = fields.get("author")
    spoken = author.get("name") if isinstance(author, dict) else None
    words = (fields.get("name"), fields.get("title"), spoken, fields.get("organization"))
    text = next((word for word in words if isinstance(word, str) and word.strip()), kind)
    made = make_id(text)
    id, number = made, 2
    while id in taken:
        id, number = f"{made}-{number}", number + 1
    return id
