"""The example site in a real browser: every kind of page, whole, quiet and accessible."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGES = (
    "",
    "projects/",
    "projects/gridcast/",
    "projects/linewatch/",
    "projects/year/2025/",
    "topics/forecasting/",
    "services/",
    "services/electricity-networks/",
    "testimonials/",
    "posts/",
    "posts/clock-changes/",
    "posts/reading-a-band/",
    "posts/year/2025/",
    "about/",
    "resume/",
    "talks/",
    "how-i-work/",
    "404.html",
)
"""One of each kind."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def address(example_site: Path, serve_site: Callable[..., str]) -> str:
    return serve_site(example_site)


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_open_without_a_fault(
    address: str, open_page: Callable[..., Any], faults: list[str], width: int
) -> None:
    for name in PAGES:
        page = open_page(address + name, width=width)
        assert page.locator("h1").count() == 1, name
        assert page.locator("h1").first.is_visible(), name
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert beyond <= 0, f"{name} is {beyond} px too wide"
        page.context.close()
    assert faults == []


def test_pictures_are_all_there(address: str, open_page: Callable[..., Any]) -> None:
    seen = 0
    for name in PAGES:
        page = open_page(address + name)
        page.evaluate("document.querySelectorAll('img').forEach((img) => (img.loading = 'eager'))")
        page.wait_for_load_state("networkidle")
        broken = page.evaluate(
            "[...document.images].filter((i) => i.complete && !i.naturalWidth).map((i) => i.src)"
        )
        seen += page.evaluate("document.images.length")
        assert broken == [], name
        page.context.close()
    assert seen > 20


def test_everything_is_there_without_scripts(address: str, open_page: Callable[..., Any]) -> None:
    for name in PAGES:
        page = open_page(address + name, java_script_enabled=False)
        assert page.locator("h1").first.is_visible(), name
        assert page.locator("header.md-header a").first.is_visible(), name
        page.context.close()
    page = open_page(address + "projects/", java_script_enabled=False)
    chips = page.locator("a.pf-chip")
    assert chips.count() > 3
    assert all(chip.get_attribute("href") for chip in chips.all())
    assert page.locator(".pf-card").count() >= 8


def test_a_tile_leads_to_its_number(address: str, open_page: Callable[..., Any]) -> None:
    """On the home page one click leads to the outcome; there one more to the cell's output."""
    page = open_page(address)
    links = page.locator(".pf-strip .pf-proof a")
    assert links.count() >= 3
    targets = [link.get_attribute("href") for link in links.all()]
    for target in targets:
        there = open_page(page.evaluate("(href) => new URL(href, location.href).href", target))
        anchor = there.evaluate("decodeURIComponent(location.hash.slice(1))")
        assert anchor.startswith("outcome-"), target
        assert there.locator(f"[id='{anchor}']").is_visible()


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(
    address: str, open_page: Callable[..., Any], tool: Callable[[str], Path], width: int, dark: bool
) -> None:
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    found = {}
    for name in PAGES:
        page = open_page(address + name, width=width, dark=dark)
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        page.evaluate(axe)
        result = page.evaluate("(o) => axe.run(document, o)", {"runOnly": RULES})
        assert len(result["passes"]) > 10
        for fault in result["violations"]:
            found[f"{name} {fault['id']}"] = [node["html"] for node in fault["nodes"]][:5]
        page.context.close()
    assert found == {}


@pytest.mark.slow
def test_nu_finds_nothing(
    example_site: Path, tool: Callable[[str], Path], program: Callable[[str], str]
) -> None:
    jar = tool("vnu-jar/build/dist/vnu.jar")
    pages = [str(path) for path in sorted(example_site.rglob("*.html"))]
    assert len(pages) > 20
    command = [program("java"), "-jar", str(jar), "--errors-only", "--format", "json", *pages]
    report = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(report.stderr or '{"messages": []}')["messages"]
    assert [f"{m['url'].rpartition('/site')[2]}: {m['message']}" for m in messages] == []
