"""What a fragment is as a whole: cells and their names, options, addresses, assets, problems."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any

import pytest
from nbconvert.preprocessors import Preprocessor

from proofolio.notebooks import Asset, Fragment, LocalLink, Options
from proofolio.notebooks.exporter import FragmentExporter
from proofolio.notebooks.reader import read_notebook

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
Make = Callable[..., Fragment]


def _stream(text: str, name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def _display(**data: Any) -> dict[str, Any]:
    found = {name.replace("__", "/"): value for name, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": found}


def _html(fragment: Fragment) -> str:
    return "\n".join(cell.html for cell in fragment.cells)


def test_cells_are_addressed_by_id_tags_and_label(rendered: Make) -> None:
    code = "#| label: fig-error\nx"
    cell = {"id": "ab12", "source": code, "metadata": {"tags": ["mape", "highlight"]}}
    fragment = rendered("Text", {**cell, "outputs": [_stream("5.1 %")]})
    prose, found = fragment.cells
    assert (prose.id, prose.ids, prose.index) == ("cell-1", (), 0)
    assert (found.id, found.index) == ("cell-ab12", 1)
    assert found.ids == ("ab12", "mape", "highlight", "fig-error")
    assert found.tags == ("mape", "highlight")
    assert found.output_text == "5.1 %"
    assert found.html.startswith('<div class="pf-cell" id="cell-ab12">')
    assert "#|" not in found.html


def test_equal_cell_ids_are_made_different(rendered: Make) -> None:
    fragment = rendered({"id": "same", "source": "a"}, {"id": "same", "source": "b"})
    assert [cell.id for cell in fragment.cells] == ["cell-same", "cell-same_1"]


@pytest.mark.parametrize(
    ("code", "tags", "opened"),
    [
        ("folded", [], False),
        ("shown", [], True),
        ("shown", ["hide-input"], False),
        ("folded", ["show-input"], True),
        ("hidden", [], None),
        ("shown", ["remove-input"], None),
        ("shown", ["remove_input"], None),
    ],
)
def test_code_is_folded_shown_or_left_out(
    code: str, tags: list[str], opened: bool | None, rendered: Make
) -> None:
    cell = {"source": "x = 1", "metadata": {"tags": tags}, "outputs": [_stream("out")]}
    html = _html(rendered(cell, code=code))
    found = re.search(r'<details class="pf-code"[^>]*>', html)
    assert (None if found is None else " open" in found.group()) is opened
    assert "out" in html


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("# Load the data.\nx", "Load the data."),
        ("import a\n\n# then this\nx", "then this"),
        ("#@title Settings { run: 'auto' }\nx", "Settings"),
        ("#| code-summary: Fit the model\n# other\nx", "Fit the model"),
        ("#!/bin/sh\n#----\nx", "Code"),
        ("x = '# no comment'", "Code"),
        ("# " + "long words " * 20 + "end", "long words " * 6 + "long words…"),
    ],
)
def test_folded_code_says_what_it_does(source: str, summary: str, rendered: Make) -> None:
    found = re.search(r"<summary>(.*?) <small>", _html(rendered({"source": source})))
    assert found is not None
    assert found.group(1) == summary


def test_the_first_code_below_a_heading_takes_its_words(rendered: Make) -> None:
    html = _html(rendered("## Fit", {"source": "x"}, {"source": "y"}))
    assert re.findall(r"<summary>(.*?) <small>", html) == ["Fit", "Code"]


@pytest.mark.parametrize("tag", ["remove-cell", "remove_cell"])
def test_removed_cells_are_nowhere(tag: str, rendered: Make) -> None:
    secret = {"metadata": {"tags": [tag]}, "source": "secret", "outputs": [_stream("secret")]}
    prose = {"cell_type": "markdown", "metadata": {"tags": [tag]}, "source": "# secret"}
    fragment = rendered(secret, prose, {"source": "#| include: false\nsecret"}, "Shown")
    assert "secret" not in repr(fragment)
    assert fragment.text == "Shown"


@pytest.mark.parametrize(
    ("title", "cells", "kept"),
    [
        ("", ("Text", "# One"), ""),
        ("One", ("Text", "# *One*"), ""),
        ("One", ("<h1 align='center'><b>One</b></h1>\n\nText",), ""),
        ("One", ("### One", "Text"), ""),
        ("Other", ("# One", "Text"), "One"),
        ("Other", ("<div><h1>One</h1></div>", "Text"), "One"),
        ("Other", ("Text", "# One"), "One"),
        ("Other", ("Text\n\n# One",), "One"),
        ("Two", ("Text", "# One", "# Two"), "One"),
    ],
)
def test_only_the_title_of_the_page_is_taken_out(
    title: str, cells: tuple[str, ...], kept: str, rendered: Make
) -> None:
    fragment = rendered(*cells, title=title)
    assert [heading.text for heading in fragment.headings] == ([kept] if kept else [])
    assert "# " not in _html(fragment)


def test_skipped_cells_are_not_shown(rendered: Make) -> None:
    fragment = rendered("title: x", "# Real title", skip_cells=frozenset({0}))
    assert (fragment.title, fragment.text, fragment.cells) == ("Real title", "", ())


def test_yaml_in_a_raw_cell_is_not_shown(rendered: Make) -> None:
    raw = {"cell_type": "raw", "metadata": {}, "source": "---\ntitle: X\n---"}
    assert rendered(raw).cells == ()


def test_ids_of_the_page_are_left_to_it(rendered: Make) -> None:
    fragment = rendered("## Data", reserved_ids=frozenset({"data", "Data", "cell-1"}))
    assert fragment.headings[0].id == "data_1"
    assert fragment.cells[0].id == "cell-1_1"
    assert 'id="Data"' not in _html(fragment)


def test_addresses_are_resolved(rendered: Make) -> None:
    source = "[a](b.ipynb#The-x) ![words](c.png)\n\n![kept](attachment:d.png)"
    cell = {
        "cell_type": "markdown",
        "metadata": {},
        "source": source,
        "attachments": {"d.png": {"image/png": PIXEL}},
    }
    fragment = rendered(cell)
    assert fragment.links == (LocalLink(0, "b.ipynb#The-x", "href"), LocalLink(0, "c.png", "src"))
    (asset,) = fragment.assets
    assert asset == Asset(asset.name, base64.b64decode(PIXEL), 1, 1, "kept")
    assert re.fullmatch(r"d-[0-9a-f]{8}\.png", asset.name)
    html = _html(fragment.resolved(lambda name: f"/a&b/{name}", lambda link: f"?{link.target}"))
    assert re.findall(r'(?:href|src)="([^"]*)"', html) == [
        "?b.ipynb#The-x",
        "?c.png",
        f"/a&amp;b/{asset.name}",
    ]


def test_code_that_looks_like_our_addresses_stays(rendered: Make) -> None:
    text = '<a href="pf-link:7"> <img src="pf-asset:x">'
    fragment = rendered(
        f"`{text}`\n\n    {text}\n\n{text}",
        {"source": f"x = '{text}'", "outputs": [_stream(text), _display(text__html=text)]},
    )
    resolved = fragment.resolved(lambda name: "no", lambda link: "no")
    assert _html(resolved).count("pf-link:7") == 4
    assert 'href="no"' not in _html(resolved)


def test_equal_pictures_are_one_file(rendered: Make) -> None:
    cell = {"source": "x", "outputs": [_display(image__png=PIXEL), _display(image__png=PIXEL)]}
    assert len(rendered(cell, cell).assets) == 1


def test_attachments_of_one_name_are_kept_apart(rendered: Make) -> None:
    other = base64.b64encode(base64.b64decode(PIXEL) + b"x").decode()
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": "![words](attachment:a.png)",
            "attachments": {"a.png": {"image/png": content}},
        }
        for content in (PIXEL, other)
    ]
    fragment = rendered(*cells)
    assert len(fragment.assets) == 2
    for asset, cell in zip(fragment.assets, fragment.cells, strict=True):
        assert asset.name in cell.html


def test_a_missing_attachment_is_a_problem_and_its_words_stay(rendered: Make) -> None:
    fragment = rendered("Text", "![The flow](attachment:a.png)")
    assert "The flow" in fragment.cells[1].html
    assert [str(problem) for problem in fragment.problems] == [
        "test.ipynb: cell 2: the attached picture 'a.png' is not in the notebook;"
        " paste it into the cell again"
    ]


def test_printed_sentences_wrap_and_printed_columns_can_be_scrolled(rendered: Make) -> None:
    sentence = "Day-ahead error (MAPE) over 181 days of the test: 6.8 % before, 3.5 % now"
    columns = (
        "              precision    recall  f1-score   support     of all hours",
        "[[0.1 0.2]\n [0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0 1.1 1.2 1.3 1.4 1.5 1.6 1.7]]",
        "| model with a long name | mean absolute error | of hours | of days |",
    )
    shown = _html(rendered({"source": "x", "outputs": [_stream(sentence)]}))
    assert f'<code class="pf-wrap">{sentence}</code>' in shown
    for text in columns:
        assert '<code tabindex="0">' in _html(rendered({"source": "x", "outputs": [_stream(text)]}))
    short = _html(rendered({"source": "x", "outputs": [_stream("Error: 3.5 %")]}))
    assert "<code>Error: 3.5 %</code>" in short


def test_long_outputs_are_bounded_and_reachable(rendered: Make) -> None:
    lines = "\n".join(f"line {number}" for number in range(5_000))
    fragment = rendered({"source": "x", "outputs": [_stream(lines)]})
    html = _html(fragment)
    assert "Show 976 more lines" in html
    assert "4,000 more lines are in the notebook." in html
    assert "line 999" in html
    assert "line 1000" not in html + fragment.cells[0].output_text
    wide = _html(rendered({"source": "x", "outputs": [_stream("y" * 3_000)]}))
    assert '<code class="pf-wrap">' in wide
    huge = _html(rendered({"source": "x", "outputs": [_stream("z" * 500_000)]}))
    assert len(huge) < 70_000
    assert "The rest is in the notebook." in huge


def test_prose_from_right_to_left_says_so(rendered: Make) -> None:
    fragment = rendered("متن", "text")
    assert ['dir="auto"' in cell.html for cell in fragment.cells] == [True, False]


def test_macros_are_shared_between_cells(rendered: Make) -> None:
    fragment = rendered(r"$\newcommand{\R}{\mathbb{R}}$", r"$x \in \R^n$")
    assert "<mi>ℝ</mi>" in fragment.cells[0].html
    assert not fragment.problems


def test_equations_are_numbered_across_cells(rendered: Make) -> None:
    first = "\\begin{equation}\\label{eq:a}x\\end{equation}"
    second = "\\begin{equation}\\label{eq:b}y\\end{equation} and $\\eqref{eq:a}$"
    html = _html(rendered("See \\eqref{eq:b}.", first, second))
    assert re.findall(r'<a href="(#eq-\w)">(.*?)</a>', html) == [("#eq-b", "(2)"), ("#eq-a", "(1)")]
    assert re.findall(r'id="(eq-\w)"', html) == ["eq-a", "eq-b"]


def test_hostile_tex_stays_text(rendered: Make) -> None:
    html = _html(rendered(r'$\text{<script>alert(1)</script>}$ $\color{red" onclick="x}{y}$'))
    assert "<mtext>&lt;script&gt;alert(1)&lt;/script&gt;</mtext>" in html
    assert r"<code>\color{red&quot; onclick=&quot;x}{y}</code>" in html


def test_hostile_tags_and_ids_stay_data(rendered: Make) -> None:
    evil = '"><script>alert(1)</script>'
    fragment = rendered({"id": evil, "source": "x", "metadata": {"tags": [evil]}})
    assert "<script" not in fragment.cells[0].html
    assert fragment.cells[0].tags == (evil,)


def test_one_bad_cell_does_not_take_the_page(
    rendered: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("state")

    monkeypatch.setattr("proofolio.notebooks.exporter.directives_of", fail)
    fragment = rendered("Before", {"source": "x < 1"}, "After")
    assert [cell.index for cell in fragment.cells] == [0, 1, 2]
    assert "x &lt; 1" in fragment.cells[1].html
    (problem,) = fragment.problems
    assert (problem.code, problem.field) == ("cell-not-rendered", "cell 2")


def test_the_same_bytes_give_the_same_fragment(rendered: Make) -> None:
    cells = ["# T\n\n## A\n\n$x$", {"source": "x", "outputs": [_display(image__png=PIXEL)]}]
    assert rendered(*cells) == rendered(*cells)


class _Shout(Preprocessor):
    """What an author of a preprocessor might write."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        cell.source = cell.source.upper()
        return cell, resources


@pytest.mark.filterwarnings("default")
def test_preprocessors_of_nbconvert_are_applied(as_bytes: Callable[..., bytes]) -> None:
    notebook, _ = read_notebook(as_bytes("quiet", {"source": "x", "outputs": [_stream("y")]}))
    assert notebook is not None
    exporter = FragmentExporter(preprocessors=[_Shout])  # type: ignore[no-untyped-call]
    fragment = exporter.fragment(notebook, Options(path="a.ipynb"))
    assert fragment.text == "QUIET"
    assert fragment.cells[1].output_text == "y"


@pytest.mark.filterwarnings("default")
def test_nbconvert_can_call_the_exporter(as_bytes: Callable[..., bytes], tmp_path: Any) -> None:
    file = tmp_path / "a.ipynb"
    file.write_bytes(as_bytes({"id": "a", "source": "x", "outputs": [_display(image__png=PIXEL)]}))
    exporter = FragmentExporter()  # type: ignore[no-untyped-call]
    html, resources = exporter.from_filename(str(file))
    assert '<div class="pf-cell"' in html
    assert list(resources["outputs"].values()) == [base64.b64decode(PIXEL)]


def test_code_cells_link_to_themselves(rendered: Make) -> None:
    prose, code = rendered("Text", {"id": "ab", "source": "x", "outputs": []}).cells
    assert "pf-cell__link" not in prose.html
    assert '<a class="pf-cell__link" href="#cell-ab" aria-label="Link to cell 2"' in code.html
