"""No byte of a built site holds a character that no text holds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from proofolio.model.characters import CONTROLS, first_control

MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
FEEDS = "  - proofolio/feeds: {authority: ana.example}\n"
BAD = "\x01\x1b\x7f\x85\ufdd0\ufffe\U0001ffff"
NUMBERED = "&#1;&#x1f;&#127;&#0;"


def test_no_published_file_holds_one(
    tmp_path: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "author"))
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(FEEDS)
    escaped = "".join(f"\\U{ord(bad):08x}" for bad in BAD)
    text = f"Words{BAD} and {NUMBERED} more."
    written = {
        "projects/a.md": f'---\ntitle: "A{escaped}"\nskills: [X]\n---\n\n{text}\n',
        "projects/b.yml": f'title: B\nsummary: S.\nrole: "R{escaped}"\nproblem: "{NUMBERED}"\n',
        "posts/c.md": f"---\ntitle: C{NUMBERED}\ndate: 2026-01-02\n---\n\n# H{BAD}\n\n{text}\n",
        "site_src/own.md": f'---\ntitle: "O{escaped}"\ndescription: "{escaped}"\n---\n\n{text}\n',
        "site_src/named\x01.md": f"{text}\n",
    }
    cell = {"cell_type": "markdown", "metadata": {}, "source": f"# N{BAD}\n\n{text} \0 \ud800"}
    code = {"cell_type": "code", "metadata": {}, "source": f"1{BAD}", "execution_count": 1,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": text}]}  # fmt: skip
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell, code]}
    written["projects/n.ipynb"] = json.dumps(notebook)
    for name, content in written.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    site, messages = build_report(folder)
    files = [path for path in site.rglob("*") if path.is_file()]
    texts = {
        path.name for path in files if path.suffix in (".html", ".xml", ".json", ".ipynb", ".vcf")
    }
    assert {"index.html", "search_index.json", "feed.xml", "feed.json", "n.ipynb"} <= texts
    # Material's own scripts split words at such characters.
    ours = [path for path in files if "javascripts" not in str(path)]
    found = {}
    for path in ours:
        try:
            content = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        if path.suffix in (".json", ".ipynb"):
            content += "".join(strings(json.loads(content)))
        if bad := first_control(
            content.replace("\x1b", "") if path.suffix == ".ipynb" else content
        ):
            found[str(path.relative_to(site))] = bad
    assert found == {}
    told = "\n".join(messages)
    for name in written:
        assert CONTROLS.sub("", name) in told, name


@pytest.mark.parametrize("title", ["", "~", "null", "Null", '""', "' '"])
def test_a_page_whose_title_is_empty_is_named_by_its_heading(
    tmp_path: Path, build_report: Callable[..., tuple[Path, list[str]]], title: str
) -> None:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "author"))
    (folder / "site_src/own.md").write_text(f"---\ntitle: {title}\n---\n\n# Mine\n\nText.\n")
    site, _ = build_report(folder)
    assert "<title>Mine - " in (site / "own/index.html").read_text(encoding="utf-8")


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in (*value, *value.values()) for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []
