"""The frame as the checkers of accessibility and HTML see it, at all widths, light and dark."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofolio.outputs.material import PAIRINGS, PALETTES

PAGES = ("", "projects/", "notes/", "404.html")
LOOKS = list(zip(PALETTES, PAIRINGS, strict=True))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session", params=LOOKS)
def look(
    request: pytest.FixtureRequest,
    frame_site: Callable[..., Path],
    serve_site: Callable[..., str],
) -> str:
    palette, pairing = request.param
    site = frame_site(extra={"look": {"palette": palette, "pairing": pairing}})
    return serve_site(site, "/work/")


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(
    look: str, open_page: Callable[..., Any], tool: Callable[[str], Path], width: int, dark: bool
) -> None:
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    found = {}
    for address in PAGES:
        page = open_page(look + address, width=width, dark=dark)
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        page.evaluate(axe)
        options = {"runOnly": RULES}
        result = page.evaluate("(options) => axe.run(document, options)", options)
        assert len(result["passes"]) > 10
        for fault in result["violations"]:
            found[f"{address} {fault['id']}"] = [node["html"] for node in fault["nodes"]]
    assert found == {}


FEATURES = [
    "content.code.copy",
    "content.lazy",
    "navigation.instant",
    "navigation.sections",
    "navigation.tabs",
    "navigation.top",
    "search.share",
    "search.suggest",
    "toc.integrate",
]


@pytest.mark.slow
def test_options_of_material_bring_no_fault_back(
    frame_site: Callable[..., Path],
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    tool: Callable[[str], Path],
    faults: list[str],
) -> None:
    palette = {"scheme": "default", "primary": "indigo", "accent": "pink"}
    theme = {"name": "material", "features": FEATURES, "palette": palette}
    address = serve_site(frame_site(theme=theme), "/work/")
    page = open_page(address + "notes/")
    page.locator("pre").scroll_into_view_if_needed()
    page.locator(".md-code__button").wait_for(state="attached")
    page.evaluate(tool("axe-core/axe.min.js").read_text(encoding="utf-8"))
    result = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)
    assert {fault["id"] for fault in result["violations"]} == set()
    assert page.locator(".md-code__button").count() == 1
    assert page.locator(".md-tabs").count() == 0
    page = open_page(address + "projects/")
    page.locator("summary").first.click()
    page.locator("details[open] nav[role=presentation] .md-code__button").wait_for(state="attached")
    assert faults == []


@pytest.mark.slow
def test_nu_finds_nothing(
    framed: Path, tool: Callable[[str], Path], program: Callable[[str], str]
) -> None:
    jar = tool("vnu-jar/build/dist/vnu.jar")
    pages = [str(page) for page in framed.rglob("*.html")]
    assert len(pages) == len(PAGES)
    # Python-Markdown closes void elements with a slash, which is a remark, not an error.
    command = [program("java"), "-jar", str(jar), "--errors-only", "--format", "gnu", *pages]
    report = subprocess.run(command, capture_output=True, text=True, check=False)
    assert report.stderr == ""
    assert report.returncode == 0


@pytest.mark.parametrize(
    "width",
    [320, *(pytest.param(wide, marks=pytest.mark.slow) for wide in (390, 820, 960, 1280, 1920))],
)
def test_no_page_scrolls_sideways(address: str, open_page: Callable[..., Any], width: int) -> None:
    for name in PAGES:
        page = open_page(address + name, width=width)
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert beyond <= 0, f"{name or 'home'} is {beyond} px too wide"


@pytest.mark.parametrize(("palette", "pairing"), LOOKS)
def test_only_fonts_of_the_pairing_are_fetched_and_used(
    frame_site: Callable[..., Path],
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    faults: list[str],
    palette: str,
    pairing: str,
) -> None:
    site = frame_site(extra={"bare": True, "look": {"palette": palette, "pairing": pairing}})
    page = open_page(serve_site(site, "/work/"))
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)"
    )
    families = {family.strip('"') for family in loaded if "fallback" not in family}
    expected = {"Newsreader", "Instrument Sans"} if pairing == "editorial" else {"Libre Franklin"}
    assert families == expected
    assert faults == []


def test_a_formula_fetches_the_font_for_formulas(
    address: str, open_page: Callable[..., Any]
) -> None:
    names = {}
    for name in ("", "notes/"):
        page = open_page(address + name)
        page.evaluate("document.fonts.ready")
        names[name] = page.evaluate(
            "performance.getEntriesByType('resource').map((entry) => entry.name).join(' ')"
        )
    assert "stix-two-math" in names["notes/"]
    assert "stix-two-math" not in names[""]
