"""Kept Markdown is what a conversion gives, also after anything that it rests on has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown.extensions import Extension
from pymdownx.superfences import fence_code_format

from proofolio.adapters.mkdocs.settings import EXTENSIONS
from proofolio.cache_files import Shelf
from proofolio.outputs import kept_prose
from proofolio.outputs.blocks import BlockExtension
from proofolio.outputs.kept_prose import convert_kept, dialect_mark
from proofolio.outputs.prose import Dialect, convert_fields
from proofolio.problems import Level, Problem

TEXT = """A [link](a.md), again [the same](a.md), and ![a plot](plot.png).

## A heading

![elsewhere](https://pictures.example/a.png) $x^2$ {{ macro }}[^1]

[^1]: A note, <!-- more --> `code`.
"""


def dialect(**configs: Any) -> Dialect:
    names = [*EXTENSIONS, BlockExtension(lambda text, level: "")]
    told = {**EXTENSIONS, **configs}
    return Dialect(names, told, dialect_mark(names, told))


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Texts that were converted, and did not come from the shelf."""
    made: list[Any] = []

    def convert(fields: Any, *rest: Any) -> Any:
        made.append(fields)
        return convert_fields(fields, *rest)

    monkeypatch.setattr(kept_prose, "convert_fields", convert)
    return made


def test_a_second_build_finds_the_same_html_and_tells_the_same(
    tmp_path: Path, converted: list[Any]
) -> None:
    shelf = Shelf(tmp_path)
    broken = Problem("broken-link", "is no page", "posts/a.md", 3, level=Level.NOTE)
    answers: dict[str, str | Problem] = {"a.md": "a/", "plot.png": broken}

    def ask() -> Any:
        return convert_kept({"body": TEXT}, dialect(), resolve, shelf, "post:a")

    def resolve(target: str) -> str | Problem:
        return answers.get(target, target)

    first = ask()
    assert (ask(), len(converted)) == (first, 1)
    assert first == convert_fields({"body": TEXT}, dialect(), resolve)
    assert len(first[1]) > 2
    for answer in ("b/", broken):
        answers["a.md"] = answer
        assert ask() == convert_fields({"body": TEXT}, dialect(), resolve)
    assert len(converted) == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda fields, configs: fields.update(body="Another."),
        lambda fields, configs: fields.update(problem="More."),
        lambda fields, configs: configs.update({"pymdownx.tilde": {"subscript": True}}),
    ],
)
def test_whatever_goes_in_is_in_the_key(
    change: Callable[..., None], tmp_path: Path, converted: list[Any]
) -> None:
    shelf, fields, configs = Shelf(tmp_path), {"body": "H~2~O"}, dict[str, Any]()
    convert_kept(fields, dialect(), str, shelf, "post:a")
    change(fields, configs)
    found = convert_kept(fields, dialect(**configs), str, shelf, "post:a")
    assert found == convert_fields(fields, dialect(**configs), str)
    assert len(converted) == 2


@pytest.mark.parametrize(
    "text", ["{{< projects >}}", '--8<-- "a.md"', "A\n\n;--8<--\na.md\n;--8<--"]
)
def test_what_reads_more_than_the_text_is_always_converted(
    text: str, tmp_path: Path, converted: list[Any]
) -> None:
    for _ in range(2):
        convert_kept({"body": text}, dialect(), str, Shelf(tmp_path), "post:a")
    assert len(converted) == 2


class Unknown(Extension):
    """Somebody's."""


@pytest.mark.parametrize(
    ("names", "configs", "is_kept"),
    [
        (list(EXTENSIONS), EXTENSIONS, True),
        (["pymdownx.snippets"], {}, True),
        (["pymdownx.snippets"], {"pymdownx.snippets": {"auto_append": ["words.md"]}}, False),
        (["pymdownx.emoji"], {"pymdownx.emoji": {"options": {"custom_icons": ["icons"]}}}, False),
        (["footnotes"], {"footnotes": {"UNIQUE_IDS": True}}, False),
        (["pymdownx.superfences"], {"pymdownx.superfences": {"f": fence_code_format}}, True),
        (["toc"], {"toc": {"slugify": lambda text, sign: text}}, False),
        ([Unknown()], {}, False),
        (["mdx_somebody"], {}, False),
    ],
)
def test_an_extension_that_may_read_anything_keeps_nothing(
    names: list[Any], configs: dict[str, Any], is_kept: bool
) -> None:
    assert bool(dialect_mark(names, configs)) is is_kept
