"""The example site in a real browser: every kind of page, whole, quiet and accessible."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from itertools import cycle
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


def every_page(site: Path) -> list[str]:
    """Addresses of all pages of a site, but for redirects."""
    pages = [
        page.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        for page in sorted(site.rglob("index.html"))
        if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")
    ]
    assert len(pages) > 40
    return [*(page.lstrip("/") for page in pages), "404.html"]


@pytest.fixture(scope="module")
def address(example_site: Path, serve_site: Callable[..., str]) -> str:
    return serve_site(example_site)


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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
    assert links.count() >= 2
    targets = [link.get_attribute("href") for link in links.all()]
    for target in targets:
        there = open_page(page.evaluate("(href) => new URL(href, location.href).href", target))
        anchor = there.evaluate("decodeURIComponent(location.hash.slice(1))")
        assert anchor.startswith("outcome-"), target
        assert there.locator(f"[id='{anchor}']").is_visible()


def test_a_whole_notebook_is_laid_out_in_turn(
    address: str, example_site: Path, open_page: Callable[..., Any]
) -> None:
    """A link to a cell finds it all the same; folded code is not measured before it is opened."""
    name = "projects/gridcast/"
    html = (example_site / name / "index.html").read_text(encoding="utf-8")
    assert html.count('class="pf-later"') > 3
    page = open_page(f"{address}{name}", width=390)
    page.wait_for_function("!document.querySelector('.pf-later')")
    measured = page.locator("details.pf-code pre[id^='__code']")
    folded = page.locator("details.pf-code")
    assert folded.count() > 5
    assert measured.count() == 0
    folded.nth(2).locator("summary").click()
    folded.nth(2).locator("code").scroll_into_view_if_needed()
    measured.first.wait_for()
    assert measured.count() == 1

    page = open_page(f"{address}{name}#cell-reliability", width=390)
    page.wait_for_load_state("networkidle")
    box = page.locator("#cell-reliability").bounding_box()
    assert 0 <= box["y"] < 300, "the cell is at the top of the window, below the header"


@pytest.mark.parametrize("is_clicked", [True, False])
def test_what_comes_after_a_whole_notebook_is_found(
    address: str, open_page: Callable[..., Any], is_clicked: bool
) -> None:
    """Though nobody knew how tall the notebook is."""
    page = open_page(f"{address}projects/gridcast/{'' if is_clicked else '#pf-cta'}", width=1280)
    if is_clicked:
        page.locator(".pf-nav a[href$='#pf-cta']").click()
    page.wait_for_function("scrollY > 4000")
    page.wait_for_load_state("networkidle")
    box = page.locator("#pf-cta").bounding_box()
    assert 0 <= box["y"] < 600


LOOKS = [(390, False), (1280, True), (390, True), (1280, False)]
"""Widths, and whether in the dark."""


def accessibility_faults(page: Any, axe: str) -> list[str]:
    """What axe finds on a page with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    page.evaluate(axe)
    result = page.evaluate("(o) => axe.run(document, o)", {"runOnly": RULES})
    assert len(result["passes"]) > 10
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in result["violations"]]


def test_axe_finds_nothing_on_one_page_of_each_kind(
    address: str, open_page: Callable[..., Any], tool: Callable[[str], Path]
) -> None:
    """Each page in another width and scheme than the one before; the slow test tries all."""
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    for name, (width, dark) in zip(PAGES, cycle(LOOKS), strict=False):
        page = open_page(address + name, width=width, dark=dark)
        assert accessibility_faults(page, axe) == [], name
        page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_on_any_page(
    example_site: Path,
    address: str,
    open_page: Callable[..., Any],
    tool: Callable[[str], Path],
    faults: list[str],
    width: int,
    dark: bool,
) -> None:
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    names = every_page(example_site)
    found = {}
    for name in names:
        page = open_page(address + name, width=width, dark=dark)
        assert page.locator("h1").count() == 1, name
        if told := accessibility_faults(page, axe):
            found[name] = told
        page.context.close()
    assert found == {}
    assert faults == []


@pytest.mark.slow
def test_no_page_scrolls_sideways(
    example_site: Path, address: str, open_page: Callable[..., Any]
) -> None:
    for width in (320, 390, 600, 768, 960, 1280, 1920):
        for name in every_page(example_site):
            page = open_page(address + name, width=width)
            beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert beyond <= 0, f"{name} is {beyond} px too wide at {width}"
            page.context.close()


FOCUSED = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const box = here.getBoundingClientRect(), shape = getComputedStyle(here);
  const card = here.closest(".pf-card, .pf-post, .pf-row, .pf-offer");
  const around = card ? getComputedStyle(card, "::after").outlineStyle : "none";
  const ring = [shape, ...(card ? [getComputedStyle(card)] : [])].some(
    (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
  );
  return {
    what: here.outerHTML.slice(0, 90),
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth,
    ring: ring || around !== "none" || getComputedStyle(here, "::after").outlineStyle !== "none",
  };
}"""


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("", 390),
        pytest.param("projects/", 1280, marks=pytest.mark.slow),
        pytest.param("services/", 390, marks=pytest.mark.slow),
        pytest.param("posts/clock-changes/", 1280, marks=pytest.mark.slow),
    ],
)
def test_the_keyboard_reaches_every_link_with_a_ring_round_it(
    address: str, open_page: Callable[..., Any], name: str, width: int
) -> None:
    page = open_page(address + name, width=width)
    links = page.locator("article a[href]:visible, article button:visible, article summary:visible")
    wanted = links.count()
    page.keyboard.press("Tab")
    assert "pf-skip" in page.evaluate(FOCUSED)["what"]
    page.keyboard.press("Enter")
    reached = 0
    for _ in range(wanted + 40):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        reached += page.evaluate("Boolean(document.activeElement.closest('article'))")
        assert stop["seen"], stop["what"]
        assert stop["ring"], stop["what"]
    assert wanted > 10
    assert reached >= wanted


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


@pytest.mark.parametrize("prefix", ["/portfolio/", "/"], ids=["sub-path", "own domain"])
def test_a_missing_page_leads_on_from_any_depth(
    root: Path,
    build_site: Callable[..., Path],
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    faults: list[str],
    prefix: str,
) -> None:
    minimal = root / "tests" / "sites" / "minimal"
    start = serve_site(build_site(minimal, site_url=f"https://ana.example{prefix}"), prefix)
    page = open_page(f"{start}no/such/page/")
    assert page.locator("h1").inner_text() == "This page does not exist"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(252, 252, 250)"
    links = page.locator("article a[href], header a[href]")
    found = links.evaluate_all("(all) => all.map((a) => a.href)")
    assert f"{start}projects/" in found
    for link in found:
        answer = page.request.get(link.partition("#")[0])
        assert answer.ok or "no/such/page" in link, link
    # The browser itself says that the page asked for is missing, and nothing else.
    assert [fault for fault in faults if "status of 404" not in fault] == []
    assert len(faults) == 1


@pytest.mark.parametrize("density", [1, 3])
def test_the_home_page_is_light_on_a_phone(
    address: str, open_page: Callable[..., Any], density: int
) -> None:
    """As it travels, compressed, with its fonts and pictures."""
    page = open_page(address, width=390, device_scale_factor=density)
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))"
        ".map((entry) => [entry.name, entry.encodedBodySize])"
    )
    weights = {name.removeprefix(address): size for name, size in sizes}
    assert {name.rpartition(".")[2] for name in weights} >= {"css", "js", "woff2", "svg"}
    assert sum(weights.values()) <= 150 * 1024, weights


def test_a_visitor_on_a_phone_has_five_answers_within_two_taps(
    address: str, open_page: Callable[..., Any]
) -> None:
    """What do you do, for whom, did it work, who says so, how do I reach you."""
    home = open_page(address, width=390, has_touch=True)
    hero = home.locator(".pf-hero").inner_text()
    assert "data scientist" in hero
    assert "electricity networks" in hero
    assert home.locator(".pf-strip .pf-fig").count() >= 2
    assert (
        home.locator(".pf-strip .pf-proof")
        .first.inner_text()
        .endswith("confirmed by Ilse Brandtner and Katrin Moser")
    )
    assert "Ilse Brandtner" in home.locator(".pf-card--lead .pf-inline figcaption").inner_text()
    reach = home.locator(".pf-hero .pf-btn").first
    assert reach.get_attribute("href").startswith("https://cal.example/")
    assert reach.bounding_box()["y"] < 844, "it stands on the first screen"

    study = open_page(f"{address}projects/gridcast/", width=390, has_touch=True)
    assert "Netz Hohenfern" in study.locator(".pf-facts").first.inner_text()
    assert study.locator(".pf-tile .pf-fig").first.is_visible()
    study.locator(".pf-tile .pf-proof a", has_text="Ilse Brandtner").tap()
    assert "we bought 50 MW of reserve" in study.locator(":target").inner_text()
    study.goto(f"{address}projects/gridcast/")
    study.locator("[data-pf-menu]").tap()
    study.locator(".md-nav--primary a", has_text="Contact").tap()
    study.wait_for_function(
        "document.getElementById('pf-cta').getBoundingClientRect().top < innerHeight"
    )
    # It slides away.
    study.locator(".md-nav--primary").wait_for(state="hidden", timeout=5000)
    study.go_back()
    study.locator(".pf-header .pf-mark").tap()
    assert "data scientist" in study.locator(".pf-hero").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_charts_from_edge_to_edge_and_addresses_whole(
    address: str, open_page: Callable[..., Any], width: int
) -> None:
    page = open_page(address, width=width, dark=True)
    plate = page.locator(".pf-hero .pf-plate").bounding_box()
    assert (plate["x"], plate["width"]) == (0, width)
    columns = page.locator(".pf-footer nav ul").first
    assert columns.evaluate("(list) => getComputedStyle(list).columnCount") == "2"
    mail = page.locator(".pf-footer a", has_text="mirela@quandt.example")
    assert mail.bounding_box()["height"] < 30, "it stands on one line"
