"""Notebooks in a whole site: links between pages, what is removed, what the search knows."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

REMOVED = "nowhere to be read"
FEEDS = {"proofolio/feeds": {"authority": "ana.example"}}
PLUGINS = ["search", "proofolio/portfolio", "proofolio/posts", FEEDS]


def _picture(kind: str) -> str:
    kept = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(kept, kind)
    return base64.b64encode(kept.getvalue()).decode()


def _code(source: str, *outputs: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": metadata, "source": source, "execution_count": 1,
            "outputs": list(outputs)}  # fmt: skip


def _text(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def _stream(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def _shown(metadata: dict[str, Any] | None = None, **data: str) -> dict[str, Any]:
    found = {name.replace("__", "/"): value for name, value in data.items()}
    return {"output_type": "display_data", "metadata": metadata or {}, "data": found}


def _notebook(*cells: dict[str, Any], **document: Any) -> str:
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    return json.dumps(whole | document)


WIDE = "".join(f"<th>column {number}</th>" for number in range(40))
FRAME = f'<table class="dataframe"><thead><tr>{WIDE}</tr></thead><tbody>' + "".join(
    f"<tr>{'<td>$5 and $6</td>' * 40}</tr>" for _ in range(3)
)
LINKS = (
    "[by id](b%20c.ipynb#The-Second-Part) [a post](../posts/note.md) "
    '<a href="./b%20c.ipynb">raw</a> [a page](../site_src/own.md#part) '
    "[up](../posts/n.ipynb) [gone](none.ipynb#x)"
)
HEAD = "---\ntitle: {}\ndate: 2026-03-01\nsummary: Words.\n---"
FILES = {
    "posts/note.md": HEAD.format("Note") + "\n\n[back](../projects/a.ipynb#First-Part)\n",
    "posts/n.ipynb": _notebook(
        {"cell_type": "raw", "metadata": {}, "source": HEAD.format("Numbers")},
        _text("It cost $5 and then $6, `$x$` in all.\n\n## Languages\n\nبه نام خدا"),
        _code("print(1)", _stream("$5 and $6, $a_1$\n" + "x" * 3000 + "\n" * 3 + "line\n" * 800)),
        _code("df", _shown(text__html=FRAME)),
        _code("plot", _shown({"needs_background": "dark"}, image__png=_picture("PNG"))),
        _code("photo", _shown(image__jpeg=_picture("JPEG")), _shown(image__gif=_picture("GIF"))),
        _code("a", _stream(REMOVED), tags=["remove-cell"]),
        _text(REMOVED, tags=["remove_cell"]),
        _code(f"#| include: false\n# {REMOVED}"),
        _code("b = 2", _stream(REMOVED), tags=["remove-output"]),
        _code("hidden = 1", _stream("kept output"), tags=["hide-input", "hide-output"]),
    ),
    "posts/lost.ipynb": _notebook(
        _text('![A lost picture](none.png) <video src="none.mp4" controls>A lost film</video>')
    ),
    "posts/lost.yml": "date: 2026-03-02\nsummary: Words.\n",
    "projects/a.yml": "title: A\nsummary: Words.\n",
    "projects/a.ipynb": _notebook(_text("# A\n\n## First Part\n\n" + LINKS)),
    "projects/b c.yml": "title: B\nsummary: Words.\n",
    "projects/b c.ipynb": _notebook(_text("# B\n\n## The Second Part\n\nText.")),
    "posts/two.ipynb": json.dumps(
        {"nbformat": 2, "worksheets": [{"cells": [
            {"cell_type": "heading", "level": 1, "source": "Format two"},
            {"cell_type": "code", "language": "python", "input": "1", "outputs": [
                {"output_type": "pyout", "text": "answer 42"}]}]}]}
    ),
    "posts/two.yml": "date: 2026-03-02\nsummary: Words.\n",
    "posts/late.ipynb": _notebook(_text("# Late\n\nFormat of tomorrow."), nbformat_minor=99),
    "posts/late.yml": "date: 2026-03-02\nsummary: Words.\n",
    "posts/cut.ipynb": _notebook(_text("# Cut\n\nEnds"))[:-30],
    "posts/cut.yml": "date: 2026-03-02\nsummary: Words.\n",
    "site_src/own.md": "# Own\n\n## Part\n\n[to it](../projects/a.ipynb)\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
    build_report: Callable[..., tuple[Path, list[str]]],
) -> tuple[Path, list[str]]:
    """The site, and what was said while it was built."""
    folder = tmp_path_factory.mktemp("notebooks") / "site"
    minimal = root / "tests" / "sites" / "minimal"
    shutil.copytree(minimal, folder, ignore=shutil.ignore_patterns(".cache"))
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return build_report(folder, plugins=PLUGINS)


@pytest.fixture(scope="module")
def numbers(built: tuple[Path, list[str]]) -> str:
    """The page with money, outputs and removed cells."""
    return (built[0] / "posts/n/index.html").read_text(encoding="utf-8")


def test_links_lead_to_pages_of_the_site(built: tuple[Path, list[str]]) -> None:
    site, messages = built
    page = (site / "projects/a/index.html").read_text(encoding="utf-8")
    cell = page.partition('class="pf-cell"')[2].partition("</p>")[0]
    found = re.findall(r'<a href="([^"]*)">([^<]*)</a>', cell)
    assert found == [
        ("../b-c/#The-Second-Part", "by id"),
        ("../../posts/note/", "a post"),
        ("../b-c/", "raw"),
        ("../../own/#part", "a page"),
        ("../../posts/n/", "up"),
    ]
    assert "gone" in cell
    target = (site / "projects/b-c/index.html").read_text(encoding="utf-8")
    assert 'id="The-Second-Part"' in target
    assert 'id="the-second-part"' in target
    note = (site / "posts/note/index.html").read_text(encoding="utf-8")
    assert 'href="../../projects/a/#First-Part"' in note
    (said,) = [text for text in messages if "none.ipynb" in text]
    assert said.startswith('WARNING proofolio: projects/a.ipynb: cell 1: "none.ipynb#x" is no page')


def test_words_stand_where_a_file_is_lost(built: tuple[Path, list[str]]) -> None:
    site, messages = built
    page = (site / "posts/lost/index.html").read_text(encoding="utf-8")
    assert "<p>A lost picture</p>" in " ".join(page.split()).replace(" </p>", "</p>")
    assert "A lost film" in page
    assert "<video" not in page
    assert "none." not in page
    assert len([text for text in messages if "only its words are shown" in text]) >= 2


def test_money_is_text_in_prose_tables_and_streams(numbers: str) -> None:
    assert "It cost $5 and then $6, <code>$x$</code> in all." in numbers
    assert numbers.count("$5 and $6") == 3 * 40 + 1
    assert "<math" not in numbers


def test_removed_cells_are_on_no_page_in_no_feed_and_not_in_the_download(
    built: tuple[Path, list[str]],
) -> None:
    site, _ = built
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 30
    assert not [path for path in files if REMOVED.encode() in path.read_bytes()]
    copy = json.loads((site / "posts/n/n.ipynb").read_text(encoding="utf-8"))
    sources = [cell["source"] for cell in copy["cells"]]
    assert "b = 2" in sources
    assert sources[-1] == "hidden = 1"
    assert copy["cells"][-1]["outputs"] == [_stream("kept output")]
    whole = (site / "projects/a/a.ipynb").read_text(encoding="utf-8")
    assert whole == FILES["projects/a.ipynb"]


def test_search_knows_prose_and_no_outputs(built: tuple[Path, list[str]]) -> None:
    docs = json.loads((built[0] / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    text = " ".join(entry["text"] for entry in docs if entry["location"].startswith("posts/n/"))
    assert "It cost $5" in text
    for output in ("xxxx", "kept output", "column 7", "print(1)"):
        assert output not in text


def test_pictures_of_all_kinds_have_their_size_and_dark_ones_a_dark_plate(numbers: str) -> None:
    plates = re.findall(r'<div class="(pf-plate[^"]*)">.*?<img [^>]*>', numbers, re.DOTALL)
    assert plates == ["pf-plate pf-plate--dark", "pf-plate", "pf-plate"]
    pictures = re.findall(r'<img class="pf-img"[^>]*>', numbers)
    assert len(pictures) == 3
    assert all('width="30" height="20"' in picture for picture in pictures)


def test_old_and_future_formats_are_pages_and_a_damaged_file_is_one_message(
    built: tuple[Path, list[str]],
) -> None:
    site, messages = built
    assert "answer 42" in (site / "posts/two/index.html").read_text(encoding="utf-8")
    assert "Format of tomorrow" in (site / "posts/late/index.html").read_text(encoding="utf-8")
    assert not (site / "posts/cut/index.html").exists()
    (said,) = [text for text in messages if "posts/cut.ipynb" in text]
    assert said.startswith("WARNING proofolio: posts/cut.ipynb:1: This file ends in the middle")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_wide_makes_the_page_scroll_sideways(
    built: tuple[Path, list[str]],
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    width: int,
) -> None:
    page = open_page(serve_site(built[0], "/work/") + "posts/n/", width=width)
    page.evaluate("document.querySelectorAll('details').forEach((e) => (e.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    table = page.locator(".pf-scroll[tabindex='0']").first
    assert table.evaluate("(element) => element.scrollWidth > 2 * element.clientWidth")
    table.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.pf-scroll').scrollLeft > 0")


@pytest.mark.parametrize(
    ("language", "source", "marked"),
    [
        ("R", "x <- c(1, 2)", '<span class="n">x</span>'),
        ("julia", "f(x) = 2x", '<span class="n">f</span>'),
        ("C++17", "int x = 1;", '<span class="kt">int</span>'),
        ("ruby", "def x; end", '<span class="k">def</span>'),
        ("no such language", "x <- 1", "x &lt;- 1"),
    ],
)
def test_code_has_the_colours_of_its_language(
    language: str, source: str, marked: str, as_bytes: Callable[..., bytes]
) -> None:
    from proofolio.notebooks import Options, render

    made = as_bytes(_code(source), language_info={"name": language})
    assert marked in render(made, Options(path="a.ipynb")).cells[0].html
