"""What the renderer says itself, it says in the words it is given, and in no others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import html5lib
import pytest

from proofolio.notebooks import Fragment, Phrases
from proofolio.notebooks.phrases import english
from proofolio.views.words import Words

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
Make = Callable[..., Fragment]
# Used by the frames of charts, not by the renderer.
ELSEWHERE = {"chart", "chart_failed"}


def _out(data: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def _stream(text: str, name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def _code(*outputs: dict[str, Any], source: str = "1", **metadata: Any) -> dict[str, Any]:
    return {"source": source, "outputs": list(outputs), "metadata": metadata}


CALLOUTS = "".join(f"> [!{kind}]\n> α\n\n" for kind in ("NOTE", "TIP", "IMPORTANT", "WARNING"))
PLOTLY = {"data": [{"type": "bar", "y": [1]}], "layout": {}}
TITLED = {**PLOTLY, "layout": {"title": {"text": "α"}}}
FRAME = '<table class="dataframe"><tr><th>{}</th></tr><tr><td>1</td></tr></table>'
ERROR = {"output_type": "error", "ename": "", "evalue": "", "traceback": ["0"]}
CELLS: list[Any] = [
    _code(_out({"image/png": PIXEL})),
    "![](data:image/png;base64," + PIXEL + ")",
    _code(_out({"image/png": PIXEL}), source="# αβγ\n1"),
    "## Β\n\nα[^1]\n\n[^1]: β",
    "![](data:image/png;base64," + PIXEL + ")",
    _code(_out({"image/png": PIXEL})),
    _code(_out({"image/png": PIXEL}), source="# αβγ\n1\n2"),
    CALLOUTS + "::: {.callout-caution}\nα\n:::\n\n```{danger}\nα\n```\n",
    "<details>α</details>\n\n<iframe src='https://1.23/'></iframe><iframe src='/0'></iframe>",
    {"cell_type": "markdown", "source": "α", "metadata": {"tags": ["hide-cell"]}},
    _code(_stream("0"), tags=["hide-output"]),
    _code(_stream("0\n" * 28 + "0"), _stream("0: ΑWarning\n", "stderr")),
    _code(_stream("0\n" * 5000), _stream("0\n", "stderr")),
    _code(_stream("0" * 90_000)),
    _code(_out({"text/plain": "0\n" * 1000 + "0"})),
    _code(ERROR, {**ERROR, "ename": "Α"}),
    _code(_out({"text/html": FRAME.format("α")}), _out({"text/html": FRAME.format("")})),
    _code(_out({"application/vnd.plotly.v1+json": PLOTLY})),
    _code(_out({"application/vnd.plotly.v1+json": TITLED})),
    _code(_out({"application/vnd.jupyter.widget-view+json": {}, "text/plain": ""})),
    _code(_out({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider("})),
    _code(_out({"application/javascript": "0"})),
    _code(_out({"text/html": "<pre>0</pre>"})),
    _code(_out({"application/0": "0"})),
]
SAID = ("aria-label", "title", "alt")


def _said(fragment: Fragment) -> str:
    found: list[str] = []
    for cell in fragment.cells:
        tree = html5lib.parseFragment(cell.html, treebuilder="etree", namespaceHTMLElements=False)
        found += tree.itertext()
        found += [element.get(name, "") for element in tree.iter() for name in SAID]
    return "\n".join(found)


def _marked() -> Phrases:
    """Every word replaced by its key in brackets, its places kept."""
    table = []
    for key, text in english().table:
        places = "".join(re.findall(r"\{\w+\}", text))
        table.append((key, f"[{key}]{places}"))
    return Phrases("en", tuple(table))


def test_only_the_given_words_are_said(rendered: Make) -> None:
    said = _said(rendered(*CELLS, words=_marked()))
    used = set(re.findall(r"\[(\w+)\]", said))
    rest = re.sub(r"\[\w+\]|Plotly|ΑWarning|IntSlider|application/0", "", said)
    assert re.findall(r"[A-Za-z]{2,}", rest) == []
    keys = {key for key, _ in english().table} - ELSEWHERE
    unused = {key.removesuffix("_one") + "_other" for key in keys - used}
    assert unused <= used
    assert used <= keys


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", "1.234 weitere Zeilen zeigen"), ("zh", "再显示 1,234 行"), ("en", "1,234 more lines")],
)
def test_numbers_and_plurals_are_those_of_the_language(
    language: str, expected: str, rendered: Make
) -> None:
    words = Words(language)
    phrases = Phrases(str(words.locale), tuple(words.section("cells").items()))
    assert expected in phrases.count("more_lines", 1234)
    assert phrases.number(1.25) == ("1,2" if language == "de" else "1.2")
    html = "".join(cell.html for cell in rendered(_code(_stream("0")), words=phrases).cells)
    assert f"<small>{phrases.count('lines', 1)}</small>" in html


def test_a_language_without_words_counts_in_english() -> None:
    words = Words("pl")
    phrases = Phrases(str(words.locale), tuple(words.section("cells").items()))
    assert [phrases.count("lines", n) for n in (1, 2, 5)] == ["1 line", "2 lines", "5 lines"]


def test_forms_of_two_languages_are_never_mixed(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words("de")
    own = {"cells.lines_other": "{count} Zeilen"}
    monkeypatch.setattr(words, "_own", own)
    section = words.section("cells")
    assert section["lines_other"] == "{count} Zeilen"
    assert "lines_one" not in section
    assert section["code"] == "Code"
