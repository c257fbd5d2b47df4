"""A site with the same mistakes in many files is told in few messages, and none is kept back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from proofolio.cli import main

SETTINGS = (
    "site_name: Ada Example\nsite_url: https://ada.example/\ndocs_dir: site_src\n"
    "exclude_docs: _data/\ntheme: {name: material}\n"
    "plugins: [proofolio/portfolio: {cache: ''}, proofolio/posts]\n"
)
OFTEN = ("shadow", "wobbles", "earlier_ones")
"""Keys that nothing reads and that every third file has."""
RARE = tuple(f"engine{number:02}" for number in range(16))
"""Keys that nothing reads and that one file has."""


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """38 posts and projects with keys, pictures and links of another tool, and own pages."""
    folder = tmp_path_factory.mktemp("moved")
    (folder / "site_src/_data").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    person = "name: Ada Example\nheadline: Counts\nemail: ada@ada.example\n"
    (folder / "site_src/_data/profile.yml").write_text(person, "utf-8")
    for number in range(38):
        kind = "posts" if number < 29 else "projects"
        keys = [f"{OFTEN[number % 3]}: true\n"]
        keys += [f"{RARE[number]}: true\n"] if number < len(RARE) else []
        keys += ["image: gone.png\n"] if kind == "projects" else ["layout: wide\n"]
        text = (
            f"---\ntitle: Entry {number}\ndate: 2024-01-{number % 28 + 1:02}\n{''.join(keys)}---\n"
        )
        text += f"Words about it, and [a link](lost-{number}.html).\n"
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / f"e{number:02}.md").write_text(text, "utf-8")
    for number in range(20):
        text = f"---\ntitle: Page {number}\nhide: {{a: b}}\n---\nWords, {{{{< nothing\n"
        (folder / f"site_src/p{number:02}.md").write_text(text, "utf-8")
    return folder


def told_in(messages: list[str]) -> list[str]:
    """Messages of ours, without MkDocs' own on what it is doing."""
    ours = [text for text in messages if "proofolio: " in text]
    assert ours
    return ours


@pytest.fixture(scope="session")
def messages(build_report: Callable[..., tuple[Path, list[str]]], moved: Path) -> list[str]:
    return told_in(build_report(moved)[1])


def test_a_build_says_what_is_wrong_with_38_files_in_few_messages(messages: list[str]) -> None:
    assert 5 < len(messages) <= 25, "\n".join(messages)
    for number, key in enumerate(OFTEN):
        (told,) = [text for text in messages if f"There is no key `{key}` here." in text]
        count = len(range(number, 38, 3))
        assert told.count(".md:") == 3
        assert f" and {count - 3} more: {key}: " in told
    *_, told = (text for text in messages if "There is no key `engine" in text)
    assert told.startswith("WARNING ")
    assert told.count(".md:") == 3
    assert all(any(key in text for text in messages) for key in RARE)


def test_own_pages_are_told_together(messages: list[str]) -> None:
    for word in ("`hide` cannot be read", "is shown as text"):
        (told,) = [text for text in messages if word in text]
        assert "p00.md" in told
        assert "and 17 more" in told


def test_where_the_rest_is_found_is_said(messages: list[str]) -> None:
    assert [text for text in messages if "`proofolio check --all`" in text]


def places_in(moved: Path) -> Iterator[tuple[str, str]]:
    result = CliRunner().invoke(main, ["check", "-f", str(moved / "mkdocs.yml"), "--format=json"])
    for found in json.loads(result.output)["findings"]:
        yield found["path"], found["message"]


def test_a_program_is_told_of_every_place(moved: Path) -> None:
    found = list(places_in(moved))
    for number in range(38):
        path = f"{'posts' if number < 29 else 'projects'}/e{number:02}.md"
        told = [message for where, message in found if where == path]
        assert [message for message in told if f"`{OFTEN[number % 3]}`" in message]
        assert [message for message in told if f'"lost-{number}.html"' in message]
    keys = {key for _, message in found for key in re.findall("There is no key `([^`]+)`", message)}
    assert keys >= {*OFTEN, *RARE}
