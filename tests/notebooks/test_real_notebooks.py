"""Notebooks as people wrote them: each becomes a page that is whole, and valid."""

from __future__ import annotations

import functools
import re
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

import html5lib
import pytest

from proofolio.notebooks import Fragment, Options, render
from proofolio.notebooks.reader import read_notebook

# These hold no cell that shows anything, or are no notebooks at all.
SOURCES = r'(?:src|poster|srcset)="((?:https?:)?//[^"]*)"'
BLANK = {"nbformat__test3_no_worksheets", "quarto-cli__d"}


@functools.cache
def _fragment(file: Path) -> Fragment:
    fragment = render(file.read_bytes(), Options(path=file.name))
    return fragment.resolved(lambda name: f"kept/{name}", lambda link: link.target)


def test_real_notebook_becomes_a_page(real_notebook: Path) -> None:
    fragment = _fragment(real_notebook)
    if real_notebook.stem in BLANK:
        assert not fragment.cells
        return
    html = "\n".join(cell.html for cell in fragment.cells)
    assert re.sub(r"<[^>]*>", "", html).strip() or "<img" in html
    assert not [problem for problem in fragment.problems if problem.code == "cell-not-rendered"]
    assert not re.search(r"<script|<style|<iframe|\son\w+=|javascript:", _without_code(html))
    identifiers = re.findall(r'(?<= )id="([^"]*)"', _without_code(html))
    assert len(identifiers) == len(set(identifiers))
    html5lib.HTMLParser(strict=True).parseFragment(html)


def test_pictures_are_named_sized_and_described(real_notebooks: list[Path]) -> None:
    pictures = [
        picture
        for file in real_notebooks
        for cell in _fragment(file).cells
        for picture in re.findall(r"<img [^>]*>", _without_code(cell.html))
    ]
    assert len(pictures) > 100
    for picture in pictures:
        assert re.search(r' alt="[^"]{3,}"', picture), picture
        assert 'loading="lazy"' in picture
        if 'src="kept/' in picture:
            assert re.search(r' width="\d+" height="\d+"', picture), picture


def test_nothing_is_asked_of_other_hosts(real_notebooks: list[Path]) -> None:
    asked = [
        address
        for file in real_notebooks
        for cell in _fragment(file).cells
        for address in re.findall(SOURCES, _without_code(cell.html))
    ]
    assert asked == []


def test_headings_never_skip_a_level(real_notebooks: list[Path]) -> None:
    count = 0
    for file in real_notebooks:
        level = 1
        for cell in _fragment(file).cells:
            for found in re.findall(r"<h([1-6])[ >]", cell.html):
                assert 2 <= int(found) <= level + 1, file.name
                level, count = int(found), count + 1
    assert count > 500


def test_text_for_search_holds_no_outputs(real_notebooks: list[Path]) -> None:
    file = next(file for file in real_notebooks if "Titanic" in file.name)
    fragment = _fragment(file)
    assert "What factors helped someone survive the sinking?" in fragment.text
    assert "non-null" not in fragment.text
    assert any("non-null" in cell.output_text for cell in fragment.cells)


def test_the_reader_refuses_only_what_is_no_notebook(real_notebooks: list[Path]) -> None:
    refused = [file.stem for file in real_notebooks if not read_notebook(file.read_bytes())[0]]
    assert refused == ["quarto-cli__d"]


@pytest.mark.slow
def test_pages_are_valid_by_the_nu_checker(
    real_notebooks: list[Path],
    tmp_path: Path,
    tool: Callable[[str], Path],
    program: Callable[[str], str],
) -> None:
    checker = tool("vnu-jar/build/dist/vnu.jar")
    for file in real_notebooks:
        fragment = _fragment(file)
        body = "\n".join(cell.html for cell in fragment.cells)
        page = (
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            f"<title>{escape(file.stem)}</title></head><body><h1>{escape(fragment.title or 'x')}"
            f"</h1>\n{body}</body></html>\n"
        )
        (tmp_path / f"{file.stem}.html").write_text(page, encoding="utf-8")
    command = [program("java"), "-jar", str(checker), "--errors-only", "--skip-non-html"]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def _without_code(html: str) -> str:
    return re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", html, flags=re.DOTALL)
