"""Formulas that stand in a line, and other writing of kramdown and GitHub that posts bring."""

from __future__ import annotations

import json

import pytest

from proofolio.adapters.mkdocs.settings import EXTENSIONS
from proofolio.notebooks.fragment import Options
from proofolio.notebooks.render import render
from proofolio.outputs.prose import Dialect, convert_fields
from proofolio.sources.markdown import plain_text

DIALECT = Dialect(list(EXTENSIONS), EXTENSIONS)
TEX = ("x^2", r"\alpha", r"p(y \mid x)", "a_1 + b_2", r"\frac{1}{n}", "*n*")
SIGNS = (("$$", "$$"), (r"\[", r"\]"), ("$", "$"), (r"\(", r"\)"))
PLACES = ("Before {} after.", "{} begins.", "Ends in {}", "- item {} of a list", "**bold {}** x")


def converted(text: str) -> str:
    prose, problems = convert_fields({"body": text}, DIALECT, lambda target: target)
    assert problems == ()
    return prose.fields["body"]


def in_notebook(text: str) -> str:
    cell = {"cell_type": "markdown", "metadata": {}, "source": f"# Title\n\n{text}"}
    document = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return "".join(c.html for c in render(json.dumps(document).encode(), Options("a.ipynb")).cells)


@pytest.mark.parametrize("tex", TEX)
@pytest.mark.parametrize(("begin", "end"), SIGNS)
def test_a_formula_in_a_line_is_set(tex: str, begin: str, end: str) -> None:
    for place in PLACES:
        html = converted(place.format(f"{begin}{tex}{end}"))
        assert html.count("<math") == 1, html
        assert 'display="inline"' in html
        assert "$" not in html.replace(tex, "")
        assert "[" not in html


@pytest.mark.parametrize(("begin", "end"), SIGNS[:2])
def test_a_formula_alone_stands_on_a_line_of_its_own(begin: str, end: str) -> None:
    assert 'display="block"' in converted(f"Before.\n\n{begin}\nx^2\n{end}\n\nAfter.")


def test_one_line_holds_several() -> None:
    html = converted(r"Between $a$ and $$b$$, \[c\] and \(d\).")
    assert html.count("<math") == 4


@pytest.mark.parametrize(
    "text",
    [
        "It costs $$ to $$$ a night.",
        "From $$ 5 to 6 $$ here.",
        "`$$x$$` in code",
        r"Escaped \$\$x\$\$ signs",
        "Made in $$5 and $$6 steps",
    ],
)
def test_what_is_no_formula_stays(text: str) -> None:
    assert "<math" not in converted(text)


@pytest.mark.parametrize("words", ["gone", "two words", "*set* words", "a `code`"])
def test_struck_and_marked_words(words: str) -> None:
    text = f"Now ~~{words}~~ and =={words}==, but ~5 to ~10 and a == b == c, f(x==1, y==2)."
    for html in (converted(text), in_notebook(text)):
        assert html.count("<del>") == html.count("<mark>") == 1
        assert "~5 to ~10 and a == b == c, f(x==1, y==2)" in html


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
@pytest.mark.parametrize("body", ["Words *here*.", "- one\n> - two", "First.\n>\n> `x = 1`"])
def test_alerts_of_github(kind: str, body: str) -> None:
    text = f"Before.\n\n> [!{kind.upper()}]\n> {body}\n\n> A quotation."
    for html in (converted(text), in_notebook(text)):
        assert html.count(f'class="admonition {kind}"') == 1, html
        assert html.count("<blockquote>") == 1
        assert "[!" not in html


@pytest.mark.parametrize("address", ["https://x.example/a_b_c?d=e_f", "http://x.example/a(b)"])
def test_bare_addresses_are_links(address: str) -> None:
    text = f"See {address}, or ({address}).\n\n`{address}` and [words]({address})"
    for html in (converted(text), in_notebook(text)):
        assert html.count(f'href="{address}"') == 3, html


@pytest.mark.parametrize(
    "opening",
    ["<details>", "<details open>", '<details class="x">', "<details><summary>S</summary>"],
)
def test_markdown_in_details(opening: str) -> None:
    summary = "" if "summary" in opening else "<summary>S</summary>\n"
    text = f"{opening}\n{summary}\n**bold** and `code`\n\n- item\n\n</details>\n\nAfter *it*."
    for html in (converted(text), in_notebook(text)):
        assert "<strong>bold</strong>" in html, html
        assert "<li>item</li>" in html
        assert "markdown=" not in html
        assert html.index("</details>") < html.index("<em>it</em>")
    code = converted(f"```html\n{opening}\n```\n\n    {opening}")
    assert "markdown" not in code.replace("md-", "")


@pytest.mark.parametrize(("begin", "end"), SIGNS)
def test_a_summary_has_no_signs_of_formulas(begin: str, end: str) -> None:
    assert plain_text(rf"Where {begin}x + 1{end} holds.") == "Where x + 1 holds."
