"""A build without `--strict` leaves out what is wrong, and shows nothing wrong as proved."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

CHECKED = Path(__file__).parent.parent / "sites" / "checked"

OUTCOMES = {
    "right": "value: 3.5, before: 6.8, baseline: last year",
    "wrong": "value: 2.5, before: 6.8, baseline: last year",
    "wrong-before": "value: 3.5, before: 7.7, baseline: last year",
    "wrong-range": "disclosure: range, shown: [2.9, 3.1], value: 3.5",
    "wrong-change": "disclosure: relative_only, change: -77%",
    "no-cell": "value: 3.5",
    "no-output": "value: 3.5",
}
CELLS = {"no-cell": "#nowhere", "no-output": "#silent"}


def notebook(text: str) -> str:
    cells = [
        {
            "cell_type": "code",
            "id": tag,
            "metadata": {"tags": [tag]},
            "source": "report()",
            "execution_count": number,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": said}] if said else [],
        }
        for number, (tag, said) in enumerate((("mape", text), ("silent", "")), 1)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module", params=("client", "public_data"))
def built(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    build_report: Callable[..., tuple[Path, list[str]]],
) -> tuple[Path, list[str], str]:
    """A site with a project for each outcome, what its build said, and who is said to verify."""
    folder = tmp_path_factory.mktemp("outcomes")
    shutil.copytree(CHECKED, folder, dirs_exist_ok=True)
    for name, outcome in OUTCOMES.items():
        cell = CELLS.get(name, "#mape")
        (folder / f"projects/{name}.ipynb").write_text(notebook("6.8 % before, 3.5 % now"))
        (folder / f"projects/{name}.yml").write_text(
            f"title: The {name} one of many\ndate: 2026-02-03\nservices: review\noutcomes:\n"
            f"  - {{metric: Error, key: mape, method: Measured, verified_by: {request.param}, "
            f"evidence: ['{cell}', testimonial:ilse], {outcome}}}\n"
        )
    site, messages = build_report(folder)
    return site, messages, request.param


def page(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / f"projects/{name}/index.html").read_text(), "html5lib")


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_number_that_its_cell_does_not_show_keeps_no_mark_of_proof(
    built: tuple[Path, list[str], str], name: str
) -> None:
    site, messages, by = built
    tile = page(site, name).find(id="outcome-mape")
    assert tile is not None
    marks = {str(mark["data-mark"]) for mark in tile.select("[data-mark]")}
    targets = [str(link["href"]) for link in tile.select("a[href]")]
    warnings = [m for m in messages if m.startswith("WARNING") and f"projects/{name}.yml" in m]
    is_right = name == "right"
    seen = "open" if by == "public_data" else "shown"
    assert marks == {seen if is_right else "told"}
    assert any(target.startswith("#") for target in targets) == is_right
    assert bool(warnings) != is_right
    # What else was cited still stands.
    assert is_right or any("testimonials" in target for target in targets)


def without_key(html: str) -> BeautifulSoup:
    """A page without what explains all marks, whichever stand on it."""
    page = BeautifulSoup(html, "html5lib")
    for key in page.select("#pf-marks, .pf-key"):
        key.decompose()
    return page


def test_nowhere_is_such_a_number_said_to_be_verified(built: tuple[Path, list[str], str]) -> None:
    site, _, by = built
    told = "anybody can check" if by == "public_data" else "shown in the notebook"
    pages = sorted(site.rglob("*.html"))
    lines = [
        f"{path.relative_to(site)}: {line}"
        for path in pages
        for line in without_key(path.read_text()).get_text("|").split("The ")
        if told in line.lower() and re.match("|".join(set(OUTCOMES) - {"right"}) + r"\b", line)
    ]
    assert len(pages) > 10
    assert not lines
