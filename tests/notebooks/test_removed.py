"""What a cell's author removes from the page is in no file: no title, no summary, no download.

Every way to remove is tried on everything a cell can hold; each gets a word of its own.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from proofolio.checks.texts.file_texts import texts_of

Cell = dict[str, Any]
Report = Callable[..., tuple[Path, list[str]]]


def tagged(*tags: str) -> Callable[[Cell], Cell]:
    return lambda cell: {**cell, "metadata": {**cell["metadata"], "tags": ["a", *tags]}}


def headed(line: str) -> Callable[[Cell], Cell]:
    return lambda cell: {**cell, "source": f"{line}\n{cell['source']}"}


def set_to(**metadata: Any) -> Callable[[Cell], Cell]:
    return lambda cell: {**cell, "metadata": {**cell["metadata"], **metadata}}


OF_ANY: dict[str, Callable[[Cell], Cell]] = {
    "tag remove-cell": tagged("remove-cell"),
    "tag remove_cell": tagged("remove_cell"),
    "tag Remove-Cell": tagged(" Remove-Cell "),
    "nbsphinx": set_to(nbsphinx="hidden"),
}
OF_CODE: dict[str, Callable[[Cell], Cell]] = {
    "include": headed("#| include: false"),
    "include and others": headed("#| label: a\n#| include: false\n#| echo: true"),
    "nbdev": headed("#|hide"),
    "old nbdev": headed("#hide"),
    "fastpages": headed("# hide"),
}
OF_INPUT: dict[str, Callable[[Cell], Cell]] = {
    "tag remove-input": tagged("remove-input"),
    "tag remove_input": tagged("remove_input"),
    "tag remove-code": tagged("remove-code"),
    "echo": headed("#| echo: false"),
    "nbdev input": headed("#|hide_input"),
    "old nbdev input": headed("#hide_input"),
    "fastpages input": headed("# hide_input"),
}
OF_OUTPUT: dict[str, Callable[[Cell], Cell]] = {
    "tag remove-output": tagged("remove-output"),
    "tag remove_output": tagged("remove_output"),
    "output": headed("#| output: false"),
    "nbdev output": headed("#|hide_output"),
    "old nbdev output": headed("#hide_output"),
}


def shown(mime: str, content: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": {mime: content}}


def png(text: str) -> str:
    out, info = BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    Image.new("RGB", (9, 9)).save(out, "PNG", pnginfo=info)
    return base64.b64encode(out.getvalue()).decode()


OUTPUTS: dict[str, Callable[[str], dict[str, Any]]] = {
    "stdout": lambda word: {"output_type": "stream", "name": "stdout", "text": [f"{word}\n"]},
    "stderr": lambda word: {"output_type": "stream", "name": "stderr", "text": word},
    "text": lambda word: {**shown("text/plain", word), "output_type": "execute_result",
                          "execution_count": 1},
    "HTML": lambda word: shown("text/html", f"<table><tr><td>{word}</td></tr></table>"),
    "Markdown": lambda word: shown("text/markdown", f"# {word}"),
    "JSON": lambda word: shown("application/json", {"a": word}),
    "picture": lambda word: shown("image/png", png(word)),
    "drawing": lambda word: shown("image/svg+xml", f"<svg><text>{word}</text></svg>"),
    "error": lambda word: {"output_type": "error", "ename": "ValueError", "evalue": word,
                           "traceback": [f"----> 1 {word}"]},
}  # fmt: skip


def code(source: str, *outputs: dict[str, Any]) -> Cell:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs),
            "execution_count": 1}  # fmt: skip


def failed(word: str) -> dict[str, Any]:
    """An error whose traceback quotes the code."""
    frame = f"<ipython-input-1> in <module>\n----> 1 x = '{word}'"
    lines = ["ValueError  Traceback (most recent call last)", frame, "ValueError: kept error"]
    return {**OUTPUTS["error"]("kept error"), "traceback": lines}


def text(source: str, kind: str = "markdown") -> Cell:
    return {"cell_type": kind, "metadata": {}, "source": source}


def notebook(*cells: Cell, **metadata: Any) -> str:
    kept = [text("Kept words that stand below, which everybody may read here."), code("kept = 1")]
    found = {"cells": [*cells, *kept], "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(found)


def words() -> Callable[[], str]:
    number = 0

    def word() -> str:
        nonlocal number
        number += 1
        return f"Zyx{number:03}q"

    return word


word = words()
HEAD = "---\ndate: 2026-03-01\n---"
NOTEBOOKS: dict[str, str] = {}
"""Notebooks by name; the words in them are removed in every case."""
for number, remove in enumerate(OF_ANY.values()):
    name = f"first{number}"
    # The first heading and the first prose would be the title and the summary.
    NOTEBOOKS[f"posts/{name}.ipynb"] = notebook(
        text(HEAD, "raw"),
        remove(text(f"# {word()} first heading\n\n{word()} is the first prose of all this.")),
        remove(text(f"{word()} is in a raw cell", "raw")),
        remove(code(f"# {word()} explains it\n1", *(make(word()) for make in OUTPUTS.values()))),
    )
    NOTEBOOKS[f"projects/{name}.ipynb"] = notebook(
        remove(text(f"# {word()}\n\n> {word()} as a quote\n")),
        remove(text(f"## {word()}\n\n{word()} and more words than twenty letters.")),
    )
    NOTEBOOKS[f"posts/head{number}.ipynb"] = notebook(
        remove(text(f"# {word()}\n> {word()} is said of it\n\n- date: 2026-03-01\n")),
    )
NOTEBOOKS["posts/code.ipynb"] = notebook(
    text(HEAD, "raw"),
    *(remove(code(f"x = '{word()}'", *(make(word()) for make in OUTPUTS.values())))
      for remove in OF_CODE.values()),
    widgets={"application/vnd.jupyter.widget-state+json": {"state": {"a": {"value": word()}}}},
)  # fmt: skip
NOTEBOOKS["posts/input.ipynb"] = notebook(
    text(HEAD, "raw"),
    *(remove(code(f"# {word()} is what it does\nx = '{word()}'", OUTPUTS["HTML"]("kept output"),
                  failed(word())))
      for remove in OF_INPUT.values()),
)  # fmt: skip
NOTEBOOKS["posts/output.ipynb"] = notebook(
    text(HEAD, "raw"),
    *(remove(code("kept = 2", *(make(word()) for make in OUTPUTS.values())))
      for remove in OF_OUTPUT.values()),
)  # fmt: skip
NOTEBOOKS["posts/printed.ipynb"] = notebook(
    text(HEAD, "raw"),
    tagged("remove-stdout")(code("kept = 3", OUTPUTS["stdout"](word()), OUTPUTS["stderr"]("kept"))),
    tagged("remove-stderr")(code("kept = 4", OUTPUTS["stderr"](word()), OUTPUTS["stdout"]("kept"))),
    headed("#| warning: false")(code("kept = 5", OUTPUTS["stderr"](word()))),
)
NOTEBOOKS["posts/old.ipynb"] = json.dumps({
    "nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [
        {"cell_type": "code", "input": [f"# {word()}\n", "1"], "language": "python",
         "metadata": {"tags": ["remove-input"]},
         "outputs": [{"output_type": "stream", "stream": "stdout", "text": "kept output"}]},
        {"cell_type": "code", "input": ["kept = 6"], "metadata": {"tags": ["remove-stdout"]},
         "outputs": [{"output_type": "stream", "stream": "stdout", "text": word()}]},
    ]}],
})  # fmt: skip
LAST = int(word()[3:6]) - 1
EXPORTER = """
from nbconvert.preprocessors import Preprocessor
from proofolio.notebooks.exporter import FragmentExporter


class WithoutFirst(Preprocessor):
    def preprocess(self, nb, resources):
        nb.cells = nb.cells[1:]
        return nb, resources


class Own(FragmentExporter):
    preprocessors = [WithoutFirst(enabled=True)]
"""


@pytest.mark.parametrize("exporter", ["", pytest.param("own.py:Own", marks=pytest.mark.slow)])
def test_what_is_removed_is_in_no_file(
    root: Path, tmp_path: Path, build_report: Report, exporter: str
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(root / "tests/sites/minimal", folder, ignore=shutil.ignore_patterns(".cache"))
    (folder / "own.py").write_text(EXPORTER, "utf-8")
    for name, written in NOTEBOOKS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(written, "utf-8")
    (folder / "posts/old.yml").write_text("date: 2026-03-01\n", "utf-8")
    plugins = [
        "search",
        {"proofolio/portfolio": {"exporter": exporter}},
        "proofolio/posts",
        {"proofolio/feeds": {"authority": "ana.example"}},
    ]
    site, _ = build_report(folder, plugins=plugins)
    said = {
        path.relative_to(site).as_posix(): " ".join(
            found.text for found in texts_of(path.name, path.read_bytes())
        )
        for path in site.rglob("*")
        if path.is_file()
    }
    assert len([name for name in said if name.endswith(".ipynb")]) == len(NOTEBOOKS)
    assert {"feed.xml", "search/search_index.json"} <= said.keys()
    assert LAST > 150
    assert {
        (f"Zyx{number:03}q", name)
        for number in range(1, LAST + 1)
        for name, text in said.items()
        if f"Zyx{number:03}q".lower() in text.lower()
    } == set()
    for name in ("input", "output", "printed", "old"):
        assert "kept" in said[f"posts/{name}/{name}.ipynb"]
    assert "kept = 1" in said["posts/code/code.ipynb"]
    assert said["posts/input/input.ipynb"].count("kept output") == len(OF_INPUT)
    if not exporter:
        assert said["posts/input/index.html"].count("kept error") == len(OF_INPUT)
    assert said["posts/output/output.ipynb"].count("kept = 2") == len(OF_OUTPUT)
