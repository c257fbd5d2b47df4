"""Content that ends anywhere, as a broken download or an editor's half-saved file does."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from proofolio.model.library import Library, Records
from proofolio.model.profile import Profile
from proofolio.model.record import Page
from proofolio.notebooks import Options, render
from proofolio.notebooks.reader import read_notebook
from proofolio.sources import Content, Folders, read_content

ROOT = Path(__file__).parent.parent.parent
SCAFFOLD = ROOT / "plugins" / "proofolio" / "scaffold"
TODAY = date(2026, 11, 20)
STEP = 61
"""Every so many prefixes are read in each run, and all of them in the long one."""
ENTRIES = sorted(
    path
    for home in (ROOT, SCAFFOLD)
    for folder in ("projects", "posts")
    for path in (home / folder).rglob("*")
    if path.suffix in (".yml", ".md")
)
DATA = sorted(path for home in (ROOT, SCAFFOLD) for path in (home / "site_src/_data").glob("*.yml"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(folder: Path) -> Content:
    content = read_content(
        Folders(folder, folder / "site_src", folder / "projects", folder / "posts")
    )
    records = Records(
        profile=content.profile or Profile(name="A", headline="B"),
        entries=content.entries,
    )
    Library.build(records, TODAY, drafts=True)
    return content


def accounted(content: Content) -> set[str]:
    """Files that made a record, or that a message names."""
    entries = [entry for entry in content.entries if isinstance(entry, Page)]
    found = {place for entry in entries for place in (entry.origin.path, entry.origin.body_path)}
    found |= {entry.notebook.source for entry in entries if entry.notebook}
    return found | {broken.path for broken in content.broken} | {p.path for p in content.problems}


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def cut_entries(folder: Path, path: Path, step: int) -> None:
    content, kind = path.read_bytes(), "posts" if "posts" in path.parts else "projects"
    names = []
    for end in range(0, len(content) + 1, step):
        for number, more in enumerate((b"", b"\n")):
            name = f"{kind}/e{end}-{number}{path.suffix}"
            write(folder / name, content[:end] + more)
            names.append(name)
    assert len(names) > 10
    assert set(names) - accounted(read(folder)) == set()


@pytest.mark.parametrize("path", ENTRIES, ids=name_of)
def test_an_entry_that_is_cut_is_read_or_named(tmp_path: Path, path: Path) -> None:
    cut_entries(tmp_path, path, STEP)


@pytest.mark.long
@pytest.mark.parametrize("path", ENTRIES, ids=name_of)
def test_an_entry_that_is_cut_anywhere_is_read_or_named(tmp_path: Path, path: Path) -> None:
    cut_entries(tmp_path, path, 1)


def cut_data(folder: Path, path: Path, step: int) -> None:
    content, name = path.read_bytes(), f"site_src/_data/{path.name}"
    for end in range(0, len(content), step):
        write(folder / name, content[:end])
        found = read(folder)
        assert found.entries or found.profile or name in accounted(found), content[:end]


@pytest.mark.parametrize("path", DATA, ids=name_of)
def test_a_list_that_is_cut_is_read_or_named(tmp_path: Path, path: Path) -> None:
    cut_data(tmp_path, path, 3 * STEP)


@pytest.mark.long
@pytest.mark.parametrize("path", DATA, ids=name_of)
def test_a_list_that_is_cut_anywhere_is_read_or_named(tmp_path: Path, path: Path) -> None:
    cut_data(tmp_path, path, 1)


NOTEBOOKS: dict[str, dict[str, Any]] = json.loads(
    (ROOT / "tests/cases/small_notebooks.json").read_text(encoding="utf-8")
)
"""One of each format, with a cell and an output of each kind."""
VALUES: list[Any] = [
    None,
    True,
    -1,
    1e308,
    "x",
    "9" * 400,
    "\0\ud800",
    [],
    ["a", 1, None],
    {},
    {"a": {"b": 1}},
]
GONE = object()


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in pairs:
        yield from paths_in(inner, (*path, key))


def changed(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The notebook with another value at a place, or without what stands there."""
    if not path:
        return value
    made = copy.deepcopy(document)
    holder = made
    for key in path[:-1]:
        holder = holder[key]
    if value is GONE:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return made


def variants(document: dict[str, Any]) -> Iterator[bytes]:
    for path in paths_in(document):
        for value in (*VALUES, *([GONE] if path else [])):
            yield json.dumps(changed(document, path, value)).encode()


def read_notebooks(folder: Path, sources: list[bytes]) -> None:
    """Each as a project and by itself, and nothing is lost without a word."""
    names = []
    for number, source in enumerate(sources):
        names.append(f"projects/n{number}.ipynb")
        write(folder / names[-1], source)
        notebook, problems = read_notebook(source, names[-1])
        assert notebook or problems
        if notebook:
            fragment = render(source, Options(path=names[-1]))
            json.dumps([cell.html for cell in fragment.cells]).encode()
    assert set(names) - accounted(read(folder)) == set()
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_with_any_value_anywhere_is_read_or_named(tmp_path: Path, name: str) -> None:
    sources = list(variants(NOTEBOOKS[name]))
    assert len(sources) > 200
    read_notebooks(tmp_path / "site", sources[::11])


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_that_is_cut_is_read_or_named(tmp_path: Path, name: str) -> None:
    source = json.dumps(NOTEBOOKS[name], indent=1).encode()
    assert len(source) < 5000
    read_notebooks(tmp_path / "site", [source[:end] for end in range(0, len(source), 17)])


@pytest.mark.long
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_value_everywhere_and_every_end_of_a_notebook(tmp_path: Path, name: str) -> None:
    source = json.dumps(NOTEBOOKS[name], indent=1).encode()
    read_notebooks(tmp_path / "values", list(variants(NOTEBOOKS[name])))
    read_notebooks(tmp_path / "ends", [source[:end] for end in range(len(source))])
