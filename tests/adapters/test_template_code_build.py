"""A build and a check tell other tools' code with file and line, wherever it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from proofolio.cli import main
from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS
from proofolio.model.record import Marker
from proofolio.sources.shapes import required_of

SETTINGS = """\
site_name: Ada Example
site_url: https://ada.example/
docs_dir: site_src
exclude_docs: _data/
theme: {name: material}
plugins: [proofolio/portfolio: {cache: .kept}, proofolio/posts, proofolio/services]
"""
FILES = {
    "site_src/_data/profile.yml": (
        "name: Ada Example\nheadline: Counts\nemail: ada@ada.example\n"
        "summary: Short {% include SUMMARY %}\nwork:\n"
        "- {position: A, organisation: B, start: 2020-01-01, summary: 'On {% include WORK %}'}\n"
    ),
    "site_src/own.md": "---\ntitle: Own\n---\n# Own\n\n::: {.OWN}\n\n{{< services >}}\n",
    "site_src/services/index.md": "# What I do\n\n=== \"INTRO\"\n\n    Words.\n",
    "posts/code.md": (
        "---\ntitle: Code\ndate: 2024-05-01\n---\n`{% include POST %}` and\n\n```\n"
        "{% include POST %}\n```\n\n{% include POST %}\n"
    ),
    "posts/folder/index.markdown": (
        "---\ntitle: Folder\ndate: 2024-05-01\n---\n\nSee [it](x.html){target=_blank FOLDER=1} "
        "or [it](#a) {.FOLDER}.\n"
    ),
    "projects/both.yml": "title: B\nservices: second\nproblem: |\n  Words.\n\n  --8<-- \"YML\"\n",
    "projects/both.md": "Words.\n\n!!! note \"BODY\" and more\n\n[[BODY page]]\n",
    "projects/draft.md": "---\ntitle: Draft\nstatus: draft\n---\n{% include DRAFT %}\n",
    "projects/cells.yml": "title: Cells\nniches: second\n",
}  # fmt: skip
PLACES = {
    "SUMMARY": "site_src/_data/profile.yml:4",
    "WORK": "site_src/_data/profile.yml:6",
    "OWN": "site_src/own.md:6",
    "INTRO": "site_src/services/index.md:3",
    "POST": "posts/code.md:11",
    "FOLDER": "posts/folder/index.markdown:6",
    "YML": "projects/both.yml:6",
    "BODY": "projects/both.md:5",
    "CELL": "projects/cells.ipynb: cell 2",
}


LISTS = [
    (kind, field)
    for kind in KINDS
    if kind.source == "list"
    for field, info in list(kind.record.model_fields.items())
    if Marker("markdown") in info.metadata or field == "faqs"
]
"""Kinds that stand in a list, with each field of theirs that holds Markdown."""


def word_of(kind: Kind[Any], field: str) -> str:
    return f"{kind.word}{field.replace('_', '')}".upper()


def lists() -> dict[str, str]:
    """A file for each kind, whose second entry holds other tools' code in each such field."""
    files: dict[str, str] = {}
    for kind in dict.fromkeys(kind for kind, _ in LISTS):
        needed = ("id", *required_of(kind.record), *kind.needed)
        given = {name: "2025-03-04" if name in ("date", "start") else "Words" for name in needed}
        code = {f: f"On {{% include {word_of(k, f)} %}}." for k, f in LISTS if k is kind}
        fields: dict[str, Any] = dict(code)
        if "faqs" in code:
            fields["faqs"] = [{"question": "Why?", "answer": code["faqs"]}]
        entries = ({**given, "id": "first"}, {**given, "id": "second", **fields})
        files[f"site_src/_data/{kind.plural}.yml"] = "".join(
            f"{'- ' if name == 'id' else '  '}{name}: {json.dumps(text)}\n"
            for entry in entries
            for name, text in entry.items()
        )
    return files


def expected() -> dict[str, str]:
    found = dict(PLACES)
    for path, text in lists().items():
        for number, line in enumerate(text.splitlines(), 1):
            if written := re.search(r"include (\w+)", line):
                found[written[1]] = f"{path}:{number}"
    assert len(found) == len(PLACES) + len(LISTS) > 10
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leftovers")
    for name, text in {"mkdocs.yml": SETTINGS, **FILES, **lists()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Cells\n\nWords."},
        {"cell_type": "markdown", "metadata": {}, "source": "{{< video CELL.mp4 >}}"},
        {"cell_type": "markdown", "metadata": {"tags": ["remove-cell"]}, "source": "{% GONE %}"},
        {"cell_type": "code", "metadata": {}, "source": "'{% include CODE %}'", "outputs": [],
         "execution_count": 1},
    ]  # fmt: skip
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (folder / "projects/cells.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def places(messages: list[str]) -> dict[str, str]:
    """Where each word in capitals is told to be shown as text."""
    found = {}
    for message in messages:
        for place, written in re.findall(
            r"(\S+:(?: cell )?\d+)[: ]+[\"(](.*?)[\")](?:[ ,.]|$)", message
        ):
            if word := re.search(r"[A-Z]{3,}", written):
                found[word[0]] = place
    return found


def test_a_build_names_file_and_line(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    _, messages = build_report(site)
    told = [text.partition("proofolio: ")[2] for text in messages if "is shown as text" in text]
    assert told
    assert not [text for text in told if re.search("DRAFT|CODE|GONE", text)]
    found = places(told)
    known = expected()
    assert found.keys() <= known.keys()
    assert {word: known[word] for word in found} == found
    assert len(found) >= 8, told


def test_a_check_names_file_and_line(site: Path) -> None:
    for _ in range(2):  # The second time from the cache.
        result = CliRunner().invoke(
            main, ["check", "-f", str(site / "mkdocs.yml"), "--format=json"]
        )
        found = {}
        for each in json.loads(result.output)["findings"]:
            if "is shown as text" in each["message"]:
                (word,) = re.findall("[A-Z]{3,}", each["message"].partition(" is shown")[0])
                where = each["line"] or f" {each['field']}"
                found[word] = f"{each['path']}:{where}"
        assert found == expected()
