"""Characters that no text holds: told, with file and line, in every field of every kind."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from proofolio.model import kinds
from proofolio.model.characters import CONTROLS, first_control, printable_html, without_controls
from proofolio.model.profile import Profile
from proofolio.model.record import Record
from proofolio.notebooks import Options, render
from proofolio.notebooks.copies import published_copy
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.shapes import Shape, shapes_of

BAD = ["\0", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x85", "\x9f", "\ufdd0",
       "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]  # fmt: skip
HALVES = ["\ud800", "\udbff", "\udc00", "\udfff"]
CODES = ("bad-character", "invisible-character")
LISTS = {kind.record: kind.plural for kind in kinds.KINDS if kind.source == "list"}
FOLDERS = {kind.record: kind.plural for kind in kinds.KINDS if kind.source == "folder"}


def escape(character: str) -> str:
    """A text with the character as YAML escapes it."""
    return f'"a\\U{ord(character):08x}b"'


def with_text(shape: Shape, text: str, deep: int = 0) -> Iterator[Any]:
    """The text in a field, and in each field of a record in it."""
    yield [text] if shape.is_list else text
    for name, inner in shapes_of(shape.record).items() if shape.record and deep < 2 else ():
        for value in with_text(inner, text, deep + 1):
            yield [{name: value}] if shape.is_list else {name: value}


def entries(model: type[Record], text: str) -> Iterator[dict[str, Any]]:
    for name, shape in shapes_of(model).items():
        for value in with_text(shape, text):
            yield {name: value}


def read(folder: Path) -> Content:
    return read_content(Folders(folder, folder / "site_src", folder / "projects", folder / "posts"))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(key)
            yield from texts_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, Record):
        yield from texts_in(dict(value))


def clean(content: Content) -> bool:
    return not any(map(first_control, texts_in([*content.entries, content.profile])))


@pytest.mark.parametrize("model", [*FOLDERS, *LISTS, Profile])
def test_an_escape_in_any_field_is_told_and_reaches_no_record(
    tmp_path: Path, model: type[Record]
) -> None:
    count = 0
    for number, entry in enumerate(entries(model, "BAD")):
        bad = BAD[number % len(BAD)]
        text = json.dumps(entry).replace('"BAD"', escape(bad))
        if model in FOLDERS:
            path = tmp_path / FOLDERS[model] / f"e{number}.yml"
        elif model in LISTS:
            path = tmp_path / "site_src/_data" / LISTS[model] / f"e{number}.yml"
        else:
            path = tmp_path / str(number) / "site_src/_data/profile.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        count += 1
    roots = [tmp_path / str(n) for n in range(count)] if model is Profile else [tmp_path]
    found = [content for root in roots if (content := read(root))]
    told = {
        (number, problem.path)
        for number, content in enumerate(found)
        for problem in content.problems
        if problem.code in CODES and problem.line
    }
    assert count > 20
    assert len(told) == count
    assert all(map(clean, found))


@pytest.mark.parametrize("bad", [*BAD, "\ufeff"])
def test_a_raw_character_is_told_with_its_line(tmp_path: Path, bad: str) -> None:
    for name, text in {
        "projects/a.yml": f"title: A\nrole: a{bad}b\n",
        "projects/b.md": f"---\ntitle: B\n---\n\nText with\na{bad}b in it.\n",
        "projects/c.md": f"---\ntitle: C{bad}\n---\n\nText.\n",
        "posts/d.md": f"Text alone{bad}.\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    content = read(tmp_path)
    told = {f"{p.path}:{p.line}" for p in content.problems if p.code in CODES}
    lines = {"projects/a.yml:2", "projects/b.md:6", "projects/c.md:2", "posts/d.md:1"}
    assert told == (lines if bad != "\ufeff" else {"projects/a.yml:2", "projects/c.md:2"})
    assert clean(content)


def notebook(text: str, **metadata: Any) -> dict[str, Any]:
    """The text in every place that a notebook has."""
    data = {"text/plain": text, "text/html": f"<b>{text}</b>", "text/markdown": text}
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": [text]},
        {"output_type": "execute_result", "data": data, "metadata": {"alt": text}},
        {"output_type": "display_data", "data": {"text/latex": f"${text}$"}, "metadata": {}},
        {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
    ]
    cells = [
        {"cell_type": "raw", "metadata": {}, "source": text},
        {"cell_type": "markdown", "metadata": {}, "source": f"# Title {text}\n\nWords {text}."},
        {"cell_type": "code", "metadata": {"tags": [text]}, "source": text, "outputs": outputs},
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": text,
            "attachments": {text: {"a": text}},
        },
    ]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


@pytest.mark.parametrize("bad", [*BAD, *HALVES])
def test_a_notebook_shows_none_and_says_where_they_were(bad: str) -> None:
    source = json.dumps(notebook(f"a{bad}b", title=f"T{bad}")).encode()
    fragment = render(source, Options(path="a.ipynb"))
    shown = list(texts_in(asdict(fragment)))
    assert len(shown) > 20
    assert [part for part in shown if first_control(part)] == []
    told = [p for p in fragment.problems if p.code in CODES]
    assert {p.field for p in told} >= {"metadata"}
    terminal = bad in "\x07\x08\x1b"
    assert terminal or {p.field for p in told} == {"metadata", *(f"cell {n}" for n in range(1, 5))}
    copy = published_copy(source, fragment)
    assert terminal or not any(map(first_control, texts_in(json.loads(copy))))
    assert not CONTROLS.search(copy.decode())


def test_a_notebook_without_any_is_published_as_it_is() -> None:
    source = json.dumps(notebook("🚀 \\u0000 é"), ensure_ascii=True).encode()
    fragment = render(source, Options(path="a.ipynb"))
    assert not [p for p in fragment.problems if p.code in CODES]
    assert published_copy(source, fragment) == source


def test_files_whose_names_hold_one_are_told(tmp_path: Path) -> None:
    (tmp_path / "projects").mkdir()
    for bad in ("\x01", "\x1b", "\x7f", "\x85", "\ufdd0"):
        (tmp_path / "projects" / f"a{bad}b.yml").write_text("title: A\n")
    content = read(tmp_path)
    assert len([p for p in content.problems if p.code == "bad-name"]) == 5
    assert not content.entries
    assert not any(first_control(str(p)) for p in content.problems)


def test_the_rule_is_unicodes() -> None:
    for code in range(0x110000):
        character = chr(code)
        is_bad = unicodedata.category(character) in ("Cc", "Cs") or (
            0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
        )
        assert bool(CONTROLS.match(character)) == (is_bad and character not in "\t\n\r"), hex(code)


def test_html_holds_none_by_number() -> None:
    html = "a&#0;b&#x1;c&#x1F;d&#127;e&#8;f&#00012;g&#1"
    assert printable_html(html) == "abcdefg"
    fine = "&#9;&#10;&#13;&#32;&#39;&#x41;&#150;&#128640;&#x1F680;&#1114;&#x7fa;&amp;"
    assert printable_html(fine) == fine
    assert without_controls("a\0b\tc") == "ab\tc"
