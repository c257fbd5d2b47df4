"""Whatever stands in a field, reading goes on, and what is said makes sense to its author."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.record import Record
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.shapes import Shape, shapes_of

VALUES: list[Any] = [
    "words", "9", "-1e-3", "2024-02-30", "true", "javascript:x", "http://[", "../../etc", "//[",
    "\u202e\u0301🚀", "x" * 3000, "a\nb", [], {}, [[]], [{}], ["a", ["b"], {"c": "d"}, None],
    {"x": "y"}, {"name": {"name": "a"}}, {"url": "a:b", "value": [], "": "x"},
    {"1": {"2": {"3": 4}}},
    {"status": "granted", "scope": {"a": "b"}}, [{"metric": "a", "value": {}, "key": [1]}],
    {"src": ["a"], "file": "x", "alt": {}}, {"text": "a", "evidence": {"b": "c"}},
    {"amount": "1", "currency": "EUR", "min": "x"}, {"start": "2024", "end": "2023"},
]  # fmt: skip
# Python's words for things, which say nothing to an author.
PYTHON = re.compile(r"<class|object at|NoneType|Traceback|\bdict\b|\btuple\b|\bstr\b|Decimal|\{'")
NEEDED = {"title": "T", "name": "N", "headline": "H", "summary": "S", "text": "x"} | {
    "start": "2024", "date": "2024-01-02", "consent": "granted", "status": "published"
}  # fmt: skip


def variants(model: type[Record]) -> dict[str, dict[str, Any]]:
    """An entry for each field of a kind and each value, also one level further in."""
    made = {}
    fields = shapes_of(model)
    base = {name: value for name, value in NEEDED.items() if name in fields}
    for field, shape in fields.items():
        for number, value in enumerate(VALUES):
            made[f"{field}-{number}"] = base | {field: value}
            for inner in shapes_of(shape.record) if shape.record and number % 3 == 0 else ():
                made[f"{field}-{inner}-{number}"] = base | {field: [{inner: value}]}
                if not shape.is_list:
                    made[f"{field}-{inner}-{number}"] = base | {field: {inner: value}}
    return made


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)  # JSON is YAML, and quicker to write.


def read(folder: Path, files: dict[str, Any]) -> Content:
    for name, value in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(value), encoding="utf-8")
    return read_content(Folders(folder, folder / "site_src", folder / "projects", folder / "posts"))


def check(content: Content, least: int) -> None:
    assert len(content.problems) > least
    assert [str(p) for p in content.problems if PYTHON.search(p.text)] == []
    assert [p for p in content.problems if not (p.path and p.text and p.code)] == []
    other = re.compile("what belongs here")
    assert [str(p) for p in content.problems if other.search(p.text)] == [], "a code without words"
    assert len({p.code for p in content.problems}) > 5


FOLDERS = [kind for kind in KINDS if kind.source == "folder"]
LISTS = [kind for kind in KINDS if kind.source == "list"]


@pytest.mark.parametrize("kind", FOLDERS, ids=lambda kind: kind.word)
def test_any_value_in_a_page(tmp_path: Path, kind: Kind[Any]) -> None:
    entries = variants(kind.record)
    content = read(tmp_path, {f"{kind.plural}/{id}.yml": entry for id, entry in entries.items()})
    assert len(content.entries) + len(content.broken) >= len(entries)
    check(content, len(entries) // 4)


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.word)
def test_any_value_in_a_list(tmp_path: Path, kind: Kind[Any]) -> None:
    entries = variants(kind.record)
    content = read(tmp_path, {f"site_src/_data/{kind.plural}.yml": entries})
    left = [broken for broken in content.broken if broken.kind == kind.word]
    assert len(content.entries) + len(left) == len(entries)
    check(content, len(entries) // 4)


def test_any_value_in_the_profile(tmp_path: Path) -> None:
    problems = []
    for number in range(len(VALUES)):
        fields = dict.fromkeys(shapes_of(Profile), VALUES[number])
        content = read(tmp_path / str(number), {"site_src/_data/profile.yml": fields})
        problems += content.problems
        assert (content.profile is None) == any(b.kind == "profile" for b in content.broken)
    assert len(problems) > 300
    assert [str(problem) for problem in problems if PYTHON.search(problem.text)] == []


def test_the_values_reach_fields_of_every_shape() -> None:
    shapes = [shape for model in (Project, Profile) for shape in shapes_of(model).values()]
    assert {Shape(), Shape(is_list=True), Shape(is_free=True)} <= set(shapes)
    assert any(shape.record and shape.is_list for shape in shapes)
    assert any(shape.record and not shape.is_list for shape in shapes)
