"""Lines of Markdown are read alike, whether or not every rule is tried at every letter."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from nbconvert.filters.markdown_mistune import MathInlineParser

from proofolio.notebooks import Options
from proofolio.notebooks.html.pictures import Pictures
from proofolio.notebooks.markdown.cells import MarkdownPages
from proofolio.notebooks.markdown.dollars import InlineMath
from proofolio.notebooks.reader import read_notebook
from proofolio.notebooks.state import State

PIECES = [
    *"ab \n\\`*_~[]()!<>$@:./-|#&;1",
    *("  \n", "\\\n", " \n", "\n\n", "**", "__", "``", "~~", "[x](y)", "![x](y)", "[^1]", "[x][1]"),
    *("[1]: /y", "[^1]: note", "<b>", "</b>", "<https://a.example>", "<a@a.example>", "<!-- x -->"),
    *(
        "https://a.example/x.",
        "http:",
        "www.a.example",
        "xwww.a",
        "a.b@c.example",
        "$x_1$",
        "$$y$$",
    ),
    *(
        "$5 and $6",
        "\\\\(x\\\\)",
        "\\\\[x\\\\]",
        "\\begin{align}x\\end{align}",
        "\\eqref{a}",
        "\\$",
    ),
    *(
        "&amp;",
        "é",
        "「強調」",
        "- ",
        "> ",
        "| a | b |\n|---|---|\n",
        "words that say nothing at all",
    ),
]


def _parsed(texts: list[str]) -> list[str]:
    state = State(Options(path="a.ipynb"))
    pages = MarkdownPages(state, Pictures(state))
    return [pages.parsed(text) for text in texts]


@pytest.fixture
def differing(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], list[str]]:
    """The texts that are read otherwise once every rule is tried everywhere."""

    def find(texts: list[str]) -> list[str]:
        quick = _parsed(texts)
        monkeypatch.setattr(InlineMath, "compile_sc", MathInlineParser.compile_sc)
        slow = _parsed(texts)
        return [text for text, one, other in zip(texts, quick, slow, strict=True) if one != other]

    return find


def test_texts_of_every_kind(differing: Callable[[list[str]], list[str]]) -> None:
    chance = random.Random(5)
    assert differing(["".join(chance.choices(PIECES, k=14)) for _ in range(400)]) == []


def test_texts_of_real_notebooks(
    real_notebooks: list[Path], differing: Callable[[list[str]], list[str]]
) -> None:
    found = [read_notebook(file.read_bytes())[0] for file in real_notebooks]
    cells = [cell for notebook in found if notebook for cell in notebook.cells]
    texts = [cell.source for cell in cells if cell.kind == "markdown"][::5]
    assert len(texts) > 300
    assert differing(texts) == []
