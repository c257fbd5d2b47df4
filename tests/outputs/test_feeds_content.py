"""From a page's HTML to what a feed says of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup

from proofolio.model.characters import without_controls
from proofolio.notebooks.maths.formulas import Maths
from proofolio.outputs.feeds.content import MOST, MOST_OUTPUT, MOST_ROWS, feed_content
from proofolio.outputs.feeds.formulas import formula_text
from proofolio.views.words import Words

SITE = "https://kovac.example/"
PAGE = f"{SITE}posts/a/"
CASES = Path(__file__).parent.parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    found = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    assert isinstance(found, list)
    assert found
    return found


def cleaned(html: str, **options: bool) -> str:
    return feed_content(html, PAGE, SITE, Words("en"), **options)


@pytest.mark.parametrize("case", cases("feed_content.yml"), ids=lambda case: case["name"])
def test_content(case: dict[str, Any]) -> None:
    folded = case.get("folded_code", True)
    assert cleaned(case["html"], folded_code=folded) == case["content"]


@pytest.mark.parametrize("case", cases("feed_content.yml"), ids=lambda case: case["name"])
def test_cleaning_clean_content_changes_nothing_of_it(case: dict[str, Any]) -> None:
    once = cleaned(case["html"])
    if "<h1>" not in once:  # a first heading would be taken for the title
        assert cleaned(once) == once


@pytest.mark.parametrize("case", cases("feed_formulas.yml"), ids=lambda case: case["tex"])
def test_formulas(case: dict[str, str]) -> None:
    html = Maths().inline(case["tex"])
    assert "<math" in html
    assert formula_text(ElementTree.fromstring(html)) == case["text"]
    assert case["text"] in BeautifulSoup(cleaned(f"<p>{html}</p>"), "html5lib").get_text()


def test_long_output_ends_with_a_link() -> None:
    lines = "\n".join(f"line {number}" for number in range(5000))
    html = cleaned(f"<pre><code>{lines}</code></pre><p>After</p>")
    assert MOST_OUTPUT / 2 < len(html) < MOST_OUTPUT + 500
    assert re.search(r"line \d+</code></pre><p><a href=", html)
    assert html.endswith("<p>After</p>")


def test_long_table_ends_with_a_link() -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(1000))
    html = cleaned(f"<table><thead><tr><th>n</th></tr></thead><tbody>{rows}</tbody></table>")
    assert html.count("<tr>") == MOST_ROWS + 1
    assert html.endswith(f'</table><p><a href="{PAGE}">The rest is on the page</a></p>')


def test_long_text_ends_with_a_link() -> None:
    html = cleaned(f"<div>{'<p>Words of a very long text.</p>' * 10_000}</div>")
    assert MOST <= len(html) < MOST + 500
    assert html.endswith(f'<p><a href="{PAGE}">The rest is on the page</a></p>')
    assert html.count("<p>") == html.count("</p>")


def test_deep_nesting_ends() -> None:
    html = cleaned("<div>" * 300 + "Text" + "</div>" * 300)
    assert "Text" in html


def test_lone_surrogates_and_terminal_codes_go_whole() -> None:
    assert without_controls("a\ud800b\x1b[31mred\x1b[0m\x00\x0b\x7f\x9f") == "abred"
    assert cleaned("<p>a\ud800b\x00</p>") == "<p>ab</p>"


def test_emoji_and_marks_of_direction_stay() -> None:
    text = "👩‍🔬 ✔️ \u202eabc\u202c \u2028 数据"
    assert without_controls(text) == text
