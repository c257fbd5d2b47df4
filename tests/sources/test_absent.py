"""`~`, `null` and an empty value mean "not written", in every field of every kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proofolio.model import kinds
from proofolio.model.profile import Profile
from proofolio.model.record import Record
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.names import known_keys
from proofolio.sources.shapes import Shape, required_of, shapes_of

NOTHING = [
    "",
    "~",
    "null",
    "Null",
    "NULL",
    "~  # later",
    '""',
    "''",
    "  ",
    "[]",
    "{}",
    "[~]",
    "[null, ]",
]
"""What an author writes where nothing is to be said yet."""
SINGLE = [text for text in NOTHING if not text.startswith(("[", "{"))]
GIVEN = {"start": "2024", "date": "2024-01-01", "consent": "granted"}
"""What stands in needed fields that take no words."""
FOLDERS = {kind.record: kind.plural for kind in kinds.KINDS if kind.source == "folder"}
LISTS = {kind.record: kind.plural for kind in kinds.KINDS if kind.source == "list"}


def base_of(model: type[Record], *more: str) -> str:
    """What an entry cannot do without."""
    names = (*sorted(required_of(model) - {"id"}), *more)
    return "\n".join(f"{name}: {GIVEN.get(name, 'T')}" for name in names)


NEEDED = {
    Profile: base_of(Profile, "email").replace("email: T", "email: a@a.example"),
    **{kind.record: base_of(kind.record, *kind.needed) for kind in kinds.KINDS},
}


def read(folder: Path, files: dict[str, str]) -> Content:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_content(Folders(folder, folder / "site_src", folder / "projects", folder / "posts"))


def lines_for(shape: Shape, key: str) -> Iterator[str]:
    """A field that holds nothing, in each form; also each field of a record in it."""
    for text in NOTHING if shape.is_list or shape.record else SINGLE:
        yield f"{key}: {text}"
    for text in SINGLE if shape.is_list else ():
        yield f"{key}:\n  - {text}\n"
    for inner in known_keys(shape.record) if shape.record else ():
        yield f"{key}:\n  {inner}: ~\n"
        if shape.is_list:
            yield f"{key}:\n  - {inner}: Null\n"


def fields_of(model: type[Record]) -> Iterator[tuple[str, str]]:
    shapes = shapes_of(model)
    for key, name in known_keys(model).items():
        for text in lines_for(shapes[name], key):
            yield key, text


def plain(record: Any) -> dict[str, Any]:
    """The fields, but for where they stand; a record of nothing but defaults is none."""
    return {name: value for name, value in record if name not in ("origin", "id")}


def is_empty(value: Any) -> bool:
    """Whether a record in a record says nothing."""
    texts = [text.lower() for _, text in value if isinstance(text, str)]
    return isinstance(value, Record) and not {"null", "~"} & {*texts}


def written(model: type[Record]) -> dict[str, str]:
    """An entry for each field with nothing in it, and one without any."""
    base = NEEDED[model]
    needed = {line.partition(":")[0] for line in base.splitlines()}
    lines = [text for key, text in fields_of(model) if key not in needed]
    made = {f"e{number}": f"{base}\n{text}" for number, text in enumerate(lines)}
    assert len(made) > 100
    return {"base": base, **made}


def entries(folder: Path, model: type[Record], texts: dict[str, str]) -> dict[str, Any]:
    name = FOLDERS.get(model) or LISTS[model]
    place = name if model in FOLDERS else f"site_src/_data/{name}"
    content = read(folder, {f"{place}/{id}.yml": text for id, text in texts.items()})
    return {entry.id: entry for entry in content.entries}


@pytest.mark.parametrize("model", [*FOLDERS, *LISTS])
def test_nothing_in_any_field_is_as_if_it_were_not_there(
    tmp_path: Path, model: type[Record]
) -> None:
    texts = written(model)
    found = entries(tmp_path, model, texts)
    base = plain(found["base"])
    for id, text in texts.items():
        assert id in found, text
        for name, value in plain(found[id]).items():
            is_empty = isinstance(value, Record) and not any(
                isinstance(v, str) and v.lower() in ("null", "~") for _, v in value
            )
            assert value == base[name] or (base[name] is None and is_empty), (text, name)


@pytest.mark.parametrize("nothing", SINGLE)
def test_a_needed_field_with_nothing_in_it_is_missing(tmp_path: Path, nothing: str) -> None:
    number = 0
    for model, base in NEEDED.items():
        for line in base.splitlines():
            key = line.partition(":")[0]
            if key in ("title", "summary", "email") and model in (*FOLDERS, Profile):
                continue  # The name of the file, and the text, say it too.
            number += 1
            text = base.replace(line, f"{key}: {nothing}") + "\nstatus: published\n"
            folder = tmp_path / str(number)
            if model is Profile:
                text = text.replace("status: published", "")
            place = f"site_src/_data/{LISTS.get(model, '')}/e.yml"
            place = f"{FOLDERS[model]}/e.yml" if model in FOLDERS else place
            place = "site_src/_data/profile.yml" if model is Profile else place
            content = read(folder, {place: text})
            told = [p.text for p in content.problems if f"`{key}` is missing" in p.text]
            assert told, (model, key, [str(p) for p in content.problems])
    assert number > 8


@pytest.mark.parametrize("nothing", SINGLE)
def test_a_title_of_nothing_is_none(tmp_path: Path, nothing: str) -> None:
    content = read(
        tmp_path,
        {
            "projects/by-name.yml": f"title: {nothing}\nsummary: S\n",
            "projects/front.md": f"---\ntitle: {nothing}\n---\n\n# Heading\n\nText.\n",
            "posts/cell.ipynb": notebook(f"---\ntitle: {nothing}\n---"),
            "posts/dashed.ipynb": notebook(f"# Heading\n> {nothing or 'x'}\n- tags: {nothing}\n"),
        },
    )
    titles = {entry.id: entry.title for entry in content.entries}
    assert titles == {
        "by-name": "By name", "front": "Heading", "cell": "Heading", "dashed": "Heading",
    }  # fmt: skip
    assert not [tag for entry in content.entries for tag in entry.tags]


def notebook(header: str) -> str:
    kind = "raw" if header.startswith("---") else "markdown"
    cells = [
        {"cell_type": kind, "metadata": {}, "source": header},
        {"cell_type": "markdown", "metadata": {}, "source": "# Heading\n\nText."},
    ]
    metadata = {"title": None, "proofolio": {"title": None, "tags": [None], "role": ""}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})


def test_the_word_in_quotation_marks_stays_the_word(tmp_path: Path) -> None:
    files = {"projects/a.yml": 'title: "null"\nsummary: S\nskills: ["Null", \'~\']\n'}
    (project,) = read(tmp_path, files).entries
    assert (project.title, project.skills) == ("null", ("Null", "~"))
