"""Texts that readers of Markdown and HTML would not come to an end with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofolio.adapters.mkdocs.settings import EXTENSIONS
from proofolio.notebooks import Options, render
from proofolio.notebooks.limits import is_endless, is_endless_html
from proofolio.outputs.prose import Dialect, convert_fields
from proofolio.sources.markdown import plain_text, read_markdown, split_heading, summary_of
from proofolio.sources.nodes import Place
from proofolio.sources.yaml import parse_yaml

DIALECT = Dialect([*EXTENSIONS], {name: given for name, given in EXTENSIONS.items() if given})
ENDLESS = ["[", "[[", "![", "[^", "[a](", "[a][", "<a ", "<img ", "\\(", "## a\n", "--\n", "{"]
ENDLESS += ["1. ", "- ", "> "]
"""What was read in time that grows with the square of the text, or nested too deep."""
OTHERS = [
    "$", "$$", "*", "**a ", "_", "`", "~", "<", "<!--", "<div>", "|", "=", "&", "a_", "!!! a\n",
    "[^a]: x\n", "a\n", " ", "\n", "\t", "'", '"', "http://", "a@b.c ", ":", "{{", "{{<", "{: ",
    "\\begin{", "\\text{", "\\def\\a{", '<img src="', "<p>", "</", "(", "a ", "[a](b) ", "[]",
]  # fmt: skip


def grown(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def read_everywhere(text: str) -> None:
    """The text as an entry's body, as YAML, and in a notebook's cells and outputs."""
    place = Place("a.md")
    read_markdown(text, place)
    summary_of(split_heading(text)[1])
    plain_text(text)
    for begin in ("", "a: ", 'a: "', "a: ["):
        parse_yaml(begin + text, place)
    prose, _ = convert_fields({"body": text}, DIALECT, lambda address: address)
    assert prose.fields or not text.strip()
    data = {"text/html": text, "text/latex": text, "text/markdown": text, "text/plain": text}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": text},
        {"cell_type": "code", "metadata": {}, "source": text, "outputs": [
            {"output_type": "display_data", "metadata": {}, "data": {kind: value}}
            for kind, value in data.items()
        ]},
    ]  # fmt: skip
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    assert len(render(json.dumps(document).encode(), Options(path="a.ipynb")).cells) <= 2


@pytest.mark.parametrize("unit", ENDLESS)
def test_a_text_that_would_take_for_ever_is_shown_as_it_stands(unit: str) -> None:
    text = grown(unit, 20_000)
    prose, problems = convert_fields({"body": text}, DIALECT, lambda address: address)
    assert "unreadable-text" in [problem.code for problem in problems]
    assert len(prose.fields["body"]) >= len(text) - 10


@pytest.mark.parametrize("unit", ["[", "<a ", "\\("])
def test_signs_that_are_closed_far_away_are_no_better(unit: str) -> None:
    ends = {"[": "]", "<a ": ">", "\\(": "\\)"}[unit]
    assert is_endless(unit * 5000 + ends * 5000)
    assert is_endless_html(unit * 5000 + ends * 5000) == (unit == "<a ")


@pytest.mark.parametrize("unit", OTHERS[::4])
def test_other_long_texts_are_read(unit: str) -> None:
    read_everywhere(grown(unit, 2_000))


@pytest.mark.long
@pytest.mark.parametrize("unit", [*ENDLESS, *OTHERS])
def test_very_long_texts_are_read(unit: str) -> None:
    read_everywhere(grown(unit, 100_000))


def test_what_people_write_is_never_taken_for_endless(root: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in root.rglob("*.md")]
    texts += ["| [a](b) | (c) |\n" * 5000, "- [a](b) [0, 1)\n\n" * 3000, "x <- c(1, 2)\n\n" * 900]
    texts += ["```r\n" + "x <- 1\n" * 5000 + "```\n"]
    assert len(texts) > 20
    assert [text[:80] for text in texts if is_endless(text)] == []
