"""What authors write as an address, in every field of every kind that holds one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proofolio.checks.content.places import ADDRESSES, texts_of
from proofolio.model import kinds
from proofolio.model.profile import Profile
from proofolio.model.record import Marker, Record
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.shapes import required_of, shapes_of

LISTS = {kind.record: kind.plural for kind in kinds.KINDS if kind.source == "list"}
FOLDERS = {kind.record: kind.plural for kind in kinds.KINDS if kind.source == "folder"}
KINDS: tuple[type[Record], ...] = (*FOLDERS, *LISTS, Profile)
FILLED = {
    "title": "T", "name": "N", "headline": "H", "summary": "S", "text": "x", "start": "2024",
    "date": "2024-01-01", "consent": "granted", "email": "a@a.example", "network": "github",
    "key": "k", "institution": "I", "question": "Q", "answer": "A", "label": "L", "status": "open",
    "kind": "repo", "metric": "m", "value": "1", "language": "L", "city": "C", "rule": "email",
    "reason": "R", "amount": "1", "currency": "EUR", "area": "A", "alt": "A",
}  # fmt: skip
"""Something for every field that may be needed beside the address."""

DEAD = {
    "hello@x.example": "mailto:hello@x.example",
    "hello@mail.x.example?subject=Hi": "mailto:hello@mail.x.example?subject=Hi",
    "www.x.example": "https://www.x.example",
    "WWW.x.example/a": "https://WWW.x.example/a",
    "x.example": "https://x.example",
    "ana.consulting": "https://ana.consulting",
    "x.example/path": "https://x.example/path",
    "x.example:8000/": "https:",
    "x.example?q=1": "https://x.example?q=1",
    "github.com/me": "https://github.com/me",
    "müller.example/a": "https://müller.example/a",
    "xn--mller-kva.xn--p1ai": "https://xn--mller-kva.xn--p1ai",
    "//x.example": "https://x.example",
    "http:/x.example": "https://x.example",
    "https:x.example": "https://x.example",
    "https//x.example": "https://x.example",
    "https://": "https://",
    "https:///x": "https://x",
    "https://x example/": "space",
    "https://x.example/a b": "space",
    "a page of mine": "space",
    "http://[": "not an address",
    "http://<you>.example": "not an address",
    "mailto:": "not an address",
    "mailto://a@b.example": "not an address",
    "tel:me": "not an address",
    "+43 (660) 123-45": "tel:+4366012345",
    "javascript:alert(1)": "may not be linked",
    "java\tscript:alert(1)": "may not be linked",
    "data:text/html,x": "may not be linked",
    "C:\\docs\\a.pdf": "may not be linked",
    "docs\\a.pdf": "not an address",
    "ftp://x.example/a": "may not be linked",
}
"""What would lead nowhere, and what the message says."""
FINE = [
    "https://x.example/a?b=c|d#e", "http://127.0.0.1:8000/", "mailto:a@b.example?subject=A%20b",
    "tel:+43660", "files/a.pdf", "/talks/", "#cell", "../a/", "?q=a",
]  # fmt: skip


def places(model: type[Record], name: str = "", deep: int = 0) -> Iterator[tuple[str, ...]]:
    """Where addresses stand in a kind: names of fields, one in the other."""
    for field, info in model.model_fields.items():
        shape = shapes_of(model).get(field)
        if shape is None:
            continue
        if shape.record is None and Marker("address") in _marks(info):
            yield (field,)
        elif shape.record and deep < 4:
            yield from ((field, *inner) for inner in places(shape.record, field, deep + 1))


def _marks(info: Any) -> list[object]:
    inner = [m for part in getattr(info.annotation, "__args__", ()) for m in _metadata(part)]
    return [*info.metadata, *inner]


def _metadata(annotation: object) -> tuple[object, ...]:
    return tuple(getattr(annotation, "__metadata__", ()))


def filled(model: type[Record], place: tuple[str, ...], address: str) -> dict[str, Any]:
    """An entry with an address at a place, and all that is needed round it."""
    needed = required_of(model) | ({"date", "email", "label"} & shapes_of(model).keys())
    fields: dict[str, Any] = {
        name: FILLED[name] for name in needed if name != place[0] and name in FILLED
    }
    shape = shapes_of(model)[place[0]]
    value: Any = address
    if len(place) > 1:
        assert shape.record
        value = filled(shape.record, place[1:], address)
    return fields | {place[0]: [value] if shape.is_list else value}


def written(address: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every place of every kind: its name, its file, and the entry."""
    for model in KINDS:
        for number, place in enumerate(places(model)):
            name = f"{model.__name__} {'.'.join(place)}"
            entry = filled(model, place, address)
            if model in FOLDERS:
                yield name, f"{FOLDERS[model]}/e{number}.yml", entry
            elif model in LISTS:
                yield name, f"site_src/_data/{LISTS[model]}/e{number}.yml", entry
            else:
                yield name, f"{number}/site_src/_data/profile.yml", entry


def read(folder: Path) -> Content:
    return read_content(Folders(folder, folder / "site_src", folder / "projects", folder / "posts"))


def contents(folder: Path, address: str) -> tuple[list[Content], int]:
    """All that is read of a site with the address at every place; profiles stand alone."""
    count, roots = 0, {folder}
    for _, name, entry in written(address):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(entry), encoding="utf-8")
        roots.add(folder / name.partition("/")[0] if name[0].isdigit() else folder)
        count += 1
    return [read(root) for root in roots], count


def addresses_in(content: Content) -> list[str]:
    records = [*content.entries, *([content.profile] if content.profile else ())]
    return [value for record in records for _, value in texts_of(record, ADDRESSES)]


def test_every_kind_but_none_has_places_for_addresses() -> None:
    found = {name for name, _, _ in written("x")}
    assert len(found) > 30
    assert {name.split()[0] for name in found} == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("address", DEAD)
def test_an_address_that_leads_nowhere_is_told_and_left_out(tmp_path: Path, address: str) -> None:
    read_, count = contents(tmp_path, address)
    assert not [found for content in read_ for found in addresses_in(content) if found == address]
    told = [p for content in read_ for p in content.problems if p.path and p.field]
    about = {(p.path, p.field) for p in told if p.code not in ("missing", "missing-alt")}
    # A profile elsewhere may be written as the name there, and names have points.
    assert len(about) >= count - bool(re.fullmatch(r"[\w.-]+", address))
    assert [p for p in told if DEAD[address] in p.text]


@pytest.mark.parametrize("address", FINE)
def test_an_address_that_leads_somewhere_is_kept(tmp_path: Path, address: str) -> None:
    (tmp_path / "site_src/files").mkdir(parents=True)
    (tmp_path / "site_src/files/a.pdf").write_text("A file.")
    read_, _ = contents(tmp_path, address)
    assert [found for content in read_ for found in addresses_in(content) if found == address]
    assert not [p for content in read_ for p in content.problems if p.code == "bad-address"]


def test_a_file_of_the_site_is_one_whatever_it_looks_like(tmp_path: Path) -> None:
    for name in ("x.example", "hello@x.example"):
        folder = tmp_path / name
        (folder / "site_src").mkdir(parents=True)
        (folder / "site_src" / name).write_text("A file.")
        (folder / "projects").mkdir()
        (folder / "projects/a.yml").write_text(f"title: A\nsummary: B\nlinks: ['{name}']\n")
        content = read(folder)
        assert [link.url for project in content.entries for link in project.links] == [name]
