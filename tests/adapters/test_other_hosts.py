"""What a site asks of other hosts is told once a host, where it can be mended, or accepted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from proofolio.adapters.mkdocs.check import read_site
from proofolio.adapters.mkdocs.other_hosts import asked_by_built
from proofolio.checks.built import BuiltSiteFiles

Report = Callable[..., tuple[Path, list[str]]]
MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
FRAME = '<iframe src="https://films.example/{}"></iframe>\n'
HTML = {"text/html": "<script src='https://notebook.example/x.js'></script><p>Chart</p>"}
NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {"title": "A chart", "proofolio": {"date": "2026-05-01"}},
    "cells": [
        {
            "cell_type": "code",
            "id": "a",
            "metadata": {},
            "execution_count": 1,
            "source": "show()",
            "outputs": [{"output_type": "display_data", "data": HTML, "metadata": {}}],
        }
    ],
}
PAGE = """\
# Own

A badge: ![Passing](https://badges.example/a.svg), and a [link](https://no.example/).

<pre class="mermaid"><code>graph TD</code></pre>
"""
MAIN = """\
{% extends "base.html" %}
{% block extrahead %}
<script src="https://counter.example/x.js"></script>
{% endblock %}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that asks a host in each of the places where an author can write."""
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "author"))
    (folder / "posts").mkdir()
    for number in range(1, 6):
        text = (
            f"---\ndate: 2026-05-0{number}\n---\n# Post {number}\n\nText.\n\n{FRAME.format(number)}"
        )
        (folder / f"posts/post-{number}.md").write_text(text, encoding="utf-8")
    (folder / "posts/chart.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    (folder / "site_src/own.md").write_text(PAGE, encoding="utf-8")
    (folder / "site_src/report.html").write_text(
        "<!doctype html><title>R</title><img src=//reports.example/a.png>", encoding="utf-8"
    )
    (folder / "site_src/mine.css").write_text(
        "\n@import 'https://fonts.example/css';\n", encoding="utf-8"
    )
    (folder / "overrides").mkdir()
    (folder / "overrides/main.html").write_text(MAIN, encoding="utf-8")
    write(folder, extra_css=["mine.css", "https://styles.example/a.css"])
    return folder


def write(folder: Path, **settings: object) -> None:
    """Settings of the site, besides those that all these have."""
    written = yaml.safe_load((MINIMAL / "mkdocs.yml").read_text(encoding="utf-8"))
    written["theme"]["custom_dir"] = "overrides"
    portfolio = settings.pop("portfolio", {})
    written["plugins"][1] = {"proofolio/portfolio": {"cards": False, **dict(portfolio)}}  # type: ignore[call-overload]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**written, **settings}), encoding="utf-8")


TOLD = {
    "films.example": "posts/post-1.md:8",
    "badges.example": "site_src/own.md:3",
    "unpkg.com": "site_src/own.md:5",
    "reports.example": "site_src/report.html:1",
    "fonts.example": "site_src/mine.css:2",
    "styles.example": "mkdocs.yml:4",
    "counter.example": "overrides/main.html:3",
}


def told(messages: list[str]) -> dict[str, str]:
    """Hosts that were told, each with its place."""
    found = [text for text in messages if "learns of every visitor" in text]
    places = [text.removeprefix("INFO proofolio: ").split(": ")[:2] for text in found]
    assert len({host for _, host in places}) == len(places), "each host once"
    return {host: place for place, host in places}


def test_each_host_is_told_once_where_it_can_be_mended(site: Path, build_report: Report) -> None:
    _, messages = build_report(site)
    assert told(messages) == TOLD
    (films,) = [text for text in messages if "films.example" in text]
    assert "(also in posts/post-2.md:8, posts/post-3.md:8 and 2 more places)" in films
    (mermaid,) = [text for text in messages if "unpkg.com" in text]
    assert "`extra_javascript: [mermaid.min.js]`" in mermaid
    assert not any("no.example" in text for text in messages)


def test_an_accepted_host_is_quiet_until_nothing_asks_it(site: Path, build_report: Report) -> None:
    accepted = {"films.example": "Recordings of my talks", "*.nowhere.example": "Was used once"}
    write(site, extra_css=["mine.css"], portfolio={"other_hosts": accepted})
    _, messages = build_report(site, strict=True)
    assert told(messages).keys() == TOLD.keys() - {"films.example", "styles.example"}
    (over,) = [text for text in messages if "any more" in text]
    assert "nothing is fetched from *.nowhere.example any more" in over
    found = [each.problem for each in read_site(site / "mkdocs.yml").findings()]
    assert "films.example" not in {problem.field for problem in found}


def test_check_finds_them_with_and_without_a_built_site(site: Path, build_report: Report) -> None:
    checked = read_site(site / "mkdocs.yml")
    found = [each.problem for each in checked.findings() if each.check.id == "SEC-011"]
    known = {each.field: f"{each.path}:{each.line}" for each in found}
    assert known == {host: place for host, place in TOLD.items() if host != "reports.example"}
    built, _ = build_report(site)
    more = [each for each in checked.built(built, "site") if each.code == "other-host"]
    assert [(each.field, each.path) for each in more] == [("reports.example", "site/report.html")]


def test_a_page_with_mermaid_of_its_own_asks_nobody(site: Path, build_report: Report) -> None:
    (site / "site_src/mermaid.min.js").write_text("window.mermaid = {}", encoding="utf-8")
    write(site, extra_javascript=["mermaid.min.js"])
    _, messages = build_report(site)
    assert "unpkg.com" not in told(messages)
    found = [each.problem.field for each in read_site(site / "mkdocs.yml").findings()]
    assert "badges.example" in found
    assert "unpkg.com" not in found


def test_what_the_script_of_a_chart_could_load_is_not_told(tmp_path: Path) -> None:
    script = 's = document.createElement("script"); s.src = "https://maps.example/x.js"'
    for name in ("assets/charts/plotly-7.js", "assets/mine.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(script, encoding="utf-8")
    built = BuiltSiteFiles(tmp_path, {}, frozenset(), base="/", host="ada.example")
    assert [asked.path for asked in asked_by_built(built, ())] == ["assets/mine.js"]
