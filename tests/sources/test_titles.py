"""What a notebook is called: its highest, first heading, however that is written."""

from __future__ import annotations

import json

import pytest

from proofolio.notebooks import Options, render
from proofolio.sources.markdown import title_of

WRITTEN = {
    1: [
        "# {}", "#{}", "#   {}  ##", "{}\n===", "<h1>{}</h1>", "<H1 align='center'>{}</H1>",
        '<div style="background:#222">\n<h1 style="color:#fff"><b>{}</b></h1></div>',
        "<center>\n\n<h1>\n  <span>{}</span>\n</h1></center>", "<a id='top'></a>\n<h1>{}</h1>",
        "# <font color='blue'>{}</font>", "# {} <a class='anchor' id='x'></a>", "![b](b.png)\n# {}",
    ],
    2: ["## {}", "{}\n-----", "<h2>{}</h2>"],
    3: ["### {}", "<h3 id='x'>{}</h3>", "###### {}"],
}  # fmt: skip
ALL = [(level, text) for level, texts in WRITTEN.items() for text in texts]
TITLES = ["House prices", "Häuser & Preise", "What is 5 < 6?", "5 % of 1/2: a *test*"]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(("level", "text"), ALL)
def test_a_heading_is_the_title(level: int, text: str, title: str) -> None:
    written = title.replace("&", "&amp;").replace("<", "&lt;") if "<h" in text.lower() else title
    plain = title.replace("*", "")
    for before in ("", "Some words.\n\n", "```\n# code\n```\n\n"):
        for after in ("", "\n\nWords.\n\n#### Other"):
            assert title_of([before + text.format(written) + after]) == plain
            assert title_of(["Words only.", before + text.format(written) + after]) == plain


@pytest.mark.parametrize(("level", "text"), ALL)
def test_the_highest_heading_wins(level: int, text: str) -> None:
    other = text.format("Other")
    assert title_of([other, "# First"]) == ("Other" if level == 1 else "First")
    assert title_of(["# First", other]) == "First"


@pytest.mark.parametrize(
    "text", ["", "Words.", "```\n# code\n```", "~~~\n<h1>x</h1>\n~~~", "#", "<h1></h1>", "- a\n---",
             "| a |\n|---|", "> # quoted"]
)  # fmt: skip
def test_what_is_no_heading(text: str) -> None:
    assert title_of([text]) == ""


@pytest.mark.parametrize(("level", "text"), [each for each in ALL if each[1] != "#{}"])
def test_the_heading_is_taken_out_of_the_text_where_it_is_the_title(level: int, text: str) -> None:
    source = f"{text.format('House prices')}\n\nWords below."
    cells = [{"cell_type": "markdown", "metadata": {}, "source": source}]
    notebook = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
    for title, times in ((title_of([source]), 0), ("Another", 1)):
        made = render(notebook.encode(), Options("a.ipynb", title=title))
        assert "".join(cell.html for cell in made.cells).count("House prices") == times
