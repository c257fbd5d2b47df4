"""Content in, records or problems out: every case of `tests/cases/sources/*.yml` on a real disk."""

from __future__ import annotations

import base64
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.model.record import PartialDate, Record, kind_of
from proofolio.problems import Level
from proofolio.sources import Content, Folders, read_content

CASES = Path(__file__).parent.parent / "cases" / "sources"
PROFILE = "name: Ada\nheadline: Forecasts that hold\nemail: ada@mail.example\n"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEUlEQVR4nGNk+M8AAUz/YSwAEgwBAzG1nJ4AAAAA"
    "SUVORK5CYII="
)


def cases(*names: str) -> list[Any]:
    """The cases of the files of these names, or of all."""
    found = []
    for path in sorted(CASES.glob("*.yml")):
        if names and path.stem not in names:
            continue
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


def notebook(cells: list[dict[str, str]]) -> str:
    """A notebook of `- markdown: text` cells; `- metadata: json` is the notebook's own."""
    made: dict[str, Any] = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    for cell in cells:
        ((kind, source),) = cell.items()
        if kind == "metadata":
            made["metadata"] = json.loads(source)
            continue
        extra = {"outputs": [], "execution_count": None} if kind == "code" else {}
        made["cells"].append({"cell_type": kind, "metadata": {}, "source": source, **extra})
    return json.dumps(made)


def write(path: Path, content: Any) -> None:
    """A file as a case describes it: text, a notebook's cells, or text in another coding."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, list):
        content = notebook(content)
    if isinstance(content, str):
        path.write_bytes(content.encode())
        return
    ((coding, value),) = content.items()
    if coding == "link":
        path.symlink_to(path.parent / value)
    elif coding == "repeat":
        before, text, times = value
        path.write_bytes(before.encode() + text.encode() * int(times))
    elif coding == "crlf":
        path.write_bytes(value.replace("\n", "\r\n").encode())
    elif coding == "picture":
        path.write_bytes(PIXEL)
    else:
        path.write_bytes(value.encode(coding))


def site_of(case: dict[str, Any], folder: Path) -> Folders:
    """A project with the files of a case, and with a profile and folders that are in order."""
    files = {"site_src/_data/profile.yml": PROFILE, "projects/.gitkeep": ""}
    for name in case.get("without", ()):
        del files[name]
    for name, content in (files | case.get("files", {})).items():
        write(folder / name, content)
    return folders_of(folder)


def folders_of(folder: Path) -> Folders:
    return Folders(folder, folder / "site_src", folder / "projects", folder / "posts")


def shown(value: Any) -> Any:
    """A value as cases write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    return str(value)


def field_of(record: Any, name: str) -> Any:
    """`outcomes.0.value` of a record."""
    for part in name.split("."):
        if isinstance(record, tuple):
            record = record[int(part)]
        elif isinstance(record, dict):
            record = record[part]
        else:
            record = getattr(record, part)
    return shown(record)


def find(content: Content, name: str) -> Record | None:
    kind, _, id = name.partition(":")
    if kind == "profile":
        return content.profile
    return next((e for e in content.entries if (kind_of(e), e.id) == (kind, id)), None)


def spoken(content: Content) -> list[str]:
    return [
        f"{'note ' if problem.level is Level.NOTE else ''}{problem}" for problem in content.problems
    ]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    if sys.platform == "win32" and "link" in str(case):
        pytest.skip("symlinks need a privilege on Windows")
    content = read_content(site_of(case, tmp_path))
    assert spoken(content) == case.get("problems", [])
    broken = sorted(f"{entry.kind}:{entry.id}" for entry in content.broken)
    assert broken == sorted(case.get("broken", []))
    if "pictures" in case:
        assert list(content.pictures) == case["pictures"]
    for name, fields in case.get("records", {}).items():
        record = find(content, name)
        assert record is not None, f"no {name}"
        assert {field: field_of(record, field) for field in fields} == fields
    if "entries" in case:
        ids: dict[str, list[str]] = {}
        for entry in content.entries:
            ids.setdefault(f"{kind_of(entry)}s", []).append(entry.id)
        assert ids == case["entries"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("case", cases("syntax", "hostile"))
def test_without_the_c_library_the_same_is_said(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofolio.sources.yaml._LOADER", yaml.SafeLoader)
    assert spoken(read_content(site_of(case, tmp_path))) == case.get("problems", [])


def test_there_are_cases() -> None:
    assert len(cases()) > 150


def test_the_example_and_the_scaffold_have_no_problem(root: Path) -> None:
    folders = [root, root / "plugins" / "proofolio" / "scaffold"]
    for folder in folders:
        content = read_content(folders_of(folder))
        assert content.profile
        assert len(content.entries) > 3
        assert spoken(content) == []


def test_problems_of_broken_entries_are_among_all(tmp_path: Path) -> None:
    case = {"files": {"projects/a.yml": "", "posts/b.md": "---\ntitle: [\n---\n"}}
    content = read_content(site_of(case, tmp_path))
    assert len(content.broken) == 2
    assert {p for broken in content.broken for p in broken.problems} == set(content.problems)
