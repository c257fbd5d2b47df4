"""Macros that make more and more of a formula: bounded, shown as source, and told."""

from __future__ import annotations

import string
from collections.abc import Callable
from itertools import pairwise

import pytest

from proofolio.notebooks.fragment import Fragment
from proofolio.notebooks.maths.formulas import Maths
from proofolio.notebooks.maths.macros import Macros, TooLarge
from proofolio.outputs.formulas import replace_formulas

DEFINE: dict[str, Callable[[str, str], str]] = {
    "def": lambda name, body: rf"\def\{name}{{{body}}}",
    "def with argument": lambda name, body: rf"\def\{name}#1{{{body}#1#1}}",
    "newcommand": lambda name, body: rf"\newcommand{{\{name}}}{{{body}}}",
    "newcommand with argument": lambda name, body: rf"\newcommand\{name}[1]{{{body}#1#1}}",
    "newcommand with default": lambda name, body: rf"\newcommand{{\{name}}}[2][xx]{{{body}#1#2}}",
    "renewcommand": lambda name, body: rf"\renewcommand{{\{name}}}{{{body}}}",
    "operator": lambda name, body: rf"\DeclareMathOperator{{\{name}}}{{{body}}}",
}
NAMES = [f"x{letter}" for letter in string.ascii_lowercase]


def itself(define: str) -> str:
    """A macro that is twice itself."""
    return DEFINE[define]("a", r"\a{}\a{}") + r"\a{}"


def chain(define: str, times: int, last: str = "y") -> str:
    """A macro a line, each several times the next: 13 lines make a gigabyte."""
    lines = [DEFINE[define](name, rf"\{after}{{}}" * times) for name, after in pairwise(NAMES[:14])]
    return "\n".join([*lines, DEFINE[define](NAMES[13], last), r"\xa{}"])


BOMBS = {
    **{f"{name}, itself": itself(name) for name in DEFINE},
    **{f"{name}, a chain": chain(name, 5) for name in DEFINE},
    **{f"{name}, a chain of nothing": chain(name, 8, "") for name in DEFINE},
    "a body that is long": DEFINE["def"]("a", "x" * 3000) + r"\a " * 3000,
    "an argument that is long": rf"\newcommand\a[1]{{{'#1' * 300}}}\a{{{'x' * 300}}}",
    "two that call each other": r"\def\a{\b\b}\def\b{\a\a}\a",
    "let": r"\let\a\b\def\b{\a\b\b}\b",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_formula_that_grows_without_end_is_shown_as_its_source(name: str) -> None:
    maths = Maths()
    maths.learn(BOMBS[name])
    for shown in (maths.display(BOMBS[name]), maths.inline(BOMBS[name])):
        assert "<code>" in shown
        assert len(shown) < 3 * len(BOMBS[name]) + 200
    assert maths.unsupported


def test_the_text_before_it_is_given_up_is_bounded() -> None:
    for bomb in BOMBS.values():
        macros = Macros()
        tex = macros.without_definitions(bomb)
        try:
            made = macros.expanded(tex)
        except TooLarge:
            continue
        assert len(made) < 100_000


def test_all_formulas_of_a_text_together_are_bounded() -> None:
    macros = Macros()
    macros.without_definitions(DEFINE["def"]("a", "x" * 900))
    made = [len(macros.expanded(r"\a\a\a")) for _ in range(100)]
    with pytest.raises(TooLarge):
        macros.expanded(r"\a\a\a" * 500)
    assert 200_000 < sum(made) < 300_000
    with pytest.raises(TooLarge):
        [macros.expanded(r"\a\a\a") for _ in range(100)]


def test_markdown_says_so() -> None:
    html, unsupported = replace_formulas(
        rf'<p><span class="arithmatex">\({itself("def")}\)</span></p>'
    )
    assert r"<code>\def\a{\a{}\a{}}\a{}</code>" in html
    assert unsupported == (r"\def\a{\a{}\a{}}\a{} (too large with its macros)",)


def test_a_notebook_says_so(rendered: Callable[..., Fragment]) -> None:
    fragment = rendered(rf"$${itself('newcommand')}$$ and ${chain('def', 5)}$")
    assert [problem.code for problem in fragment.problems] == ["unsupported-tex"] * 2


def test_honest_macros_are_as_before() -> None:
    macros = Macros()
    macros.without_definitions(
        r"\newcommand{\R}{\mathbb{R}} \def\E#1{\operatorname{E}[#1]} \newcommand\n[2][2]{#1^{#2}}"
    )
    assert macros.expanded(r"\E{x} \in \R^\n{k} + \n[3]{k}") == (
        r"{\operatorname{E}[x]} \in {\mathbb{R}}^{2^{k}} + {3^{k}}"
    )
