"""A long notebook as its reader gets it: light, whole, from one host, and standing still."""

from __future__ import annotations

import base64
import gzip
import io
import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from PIL import Image, ImageDraw

CELLS, PLOTS = 60, 10
PAGE = "posts/sixty-cells/"
HEADER = "---\ntitle: Sixty cells\ndate: 2026-03-01\n---"
WORDS = [
    "demand", "price", "season", "weather", "model", "error", "share", "night", "hours", "homes",
    "meter", "tariff", "interval", "sample", "trend", "level", "week", "holiday", "forecast",
]  # fmt: skip
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { sum += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 300);
})"""
LOADED = "performance.getEntriesByType('resource').map((entry) => entry.name)"


@pytest.fixture(scope="module")
def site(
    root: Path, tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]
) -> Path:
    """A site with one post, the notebook of sixty cells."""
    folder = tmp_path_factory.mktemp("sixty") / "site"
    shutil.copytree(
        root / "tests" / "sites" / "minimal", folder, ignore=shutil.ignore_patterns(".cache")
    )
    (folder / "posts").mkdir()
    (folder / "posts" / "sixty-cells.ipynb").write_text(json.dumps(_notebook()), encoding="utf-8")
    return build_site(folder)


def test_page_weighs_less_than_its_budget(
    site: Path, serve_site: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    address = serve_site(site, "/work/")
    page = open_page(address + PAGE)
    html = (site / PAGE / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<div class="pf-cell', html)) >= CELLS - 1
    loaded = {urljoin(address + PAGE, name) for name in page.evaluate(LOADED)}
    written = re.findall(r'<(?:script[^>]* src|link[^>]* href)="([^"]+)"', html)
    loaded |= {urljoin(address + PAGE, name) for name in written}
    paths = {urlsplit(name).path.removeprefix("/work/") for name in loaded}
    code = [site / path for path in paths if path.endswith((".css", ".js"))]
    assert {path.suffix for path in code} == {".css", ".js"}
    weights = {
        str(path.relative_to(site)): len(gzip.compress(path.read_bytes(), 6))
        for path in [site / PAGE / "index.html", *code]
    }
    assert sum(weights.values()) < 120_000, weights


def test_pictures_are_files_and_nothing_is_inlined(site: Path) -> None:
    html = (site / PAGE / "index.html").read_text(encoding="utf-8")
    pictures = re.findall(r'<img [^>]*src="([^"]*fig-[^"]*)"', html)
    assert len(pictures) == PLOTS
    assert all((site / PAGE / name).resolve().is_file() for name in pictures)
    assert re.findall(r"""(?:="|url\(["']?)data:""", html) == []
    article = html.partition("<article")[2].partition("</article>")[0]
    assert "<style" not in article
    assert not re.search(r"<script(?![^>]*application/ld\+json)", article)


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_layout_does_not_shift_while_the_page_is_read(
    site: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    faults: list[str],
    width: int,
) -> None:
    page = open_page(serve_site(site, "/work/") + PAGE, width=width)
    top = 0
    # The page grows while its later cells come into view.
    while top < page.evaluate("document.documentElement.scrollHeight"):
        page.evaluate("(top) => window.scrollTo({ top, behavior: 'instant' })", top)
        page.wait_for_timeout(20)
        top += 600
    assert top > 20_000
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
    assert page.evaluate(SHIFTS) <= 0.01
    assert faults == []


@pytest.mark.slow
def test_a_shift_would_be_seen(
    site: Path, serve_site: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    page = open_page(serve_site(site, "/work/") + PAGE)
    page.evaluate("document.querySelector('main').style.marginTop = '300px'")
    assert page.evaluate(SHIFTS) > 0.01


def _notebook() -> dict[str, Any]:
    chance = random.Random(60)
    cells: list[dict[str, Any]] = [{"cell_type": "raw", "metadata": {}, "source": HEADER}]
    for number in range(1, CELLS):
        made = _prose if number % 3 == 1 else _table if number % 2 else _plot
        drawn = sum("image/png" in str(cell.get("outputs")) for cell in cells)
        cells.append((_table if made is _plot and drawn >= PLOTS else made)(number, chance))
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


def _prose(number: int, chance: random.Random) -> dict[str, Any]:
    paragraphs = [" ".join(chance.choices(WORDS, k=60)).capitalize() + "." for _ in range(3)]
    formula = f"$$\\hat y_{{{number}}} = \\sum_i w_i x_i + \\varepsilon$$"
    source = "\n\n".join([f"## Part {number}", *paragraphs, formula])
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _code(number: int, chance: random.Random, data: dict[str, str]) -> dict[str, Any]:
    lines = [
        f"{chance.choice(WORDS)}_{line} = frame['{chance.choice(WORDS)}'].rolling({line}).mean()"
        for line in range(number, number + 12)
    ]
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}
    return {
        "cell_type": "code",
        "metadata": {},
        "execution_count": number,
        "source": "\n".join(lines),
        "outputs": [output],
    }


def _table(number: int, chance: random.Random) -> dict[str, Any]:
    names = chance.sample(WORDS, 8)
    head = "".join(f"<th>{name}</th>" for name in names)
    rows = "".join(
        f"<tr><th>{row}</th>{''.join(f'<td>{chance.gauss(0, 1):.6f}</td>' for _ in names)}</tr>"
        for row in range(10)
    )
    table = f'<table border="1" class="dataframe"><thead><tr><th></th>{head}</tr></thead>'
    return _code(number, chance, {"text/html": f"{table}<tbody>{rows}</tbody></table>"})


def _plot(number: int, chance: random.Random) -> dict[str, Any]:
    image = Image.new("RGB", (640, 420), "white")
    points = [(x * 10, 210 + chance.gauss(0, 60)) for x in range(64)]
    ImageDraw.Draw(image).line(points, fill=(20, 90, 110), width=3)
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return _code(number, chance, {"image/png": base64.b64encode(kept.getvalue()).decode()})
