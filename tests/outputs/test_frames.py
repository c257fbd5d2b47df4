"""Interactive charts in a real browser: drawn, quiet, still, and from this site alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofolio.notebooks import Options, render
from proofolio.outputs.frames import installed_libraries, make_frame, read_script, scripts_of

pytest.importorskip("plotly", reason="no extra `plotly`")
pytest.importorskip("vl_convert", reason="no extra `altair`")
bokeh_plotting = pytest.importorskip("bokeh.plotting", reason="no extra `bokeh`")

WORDS = {"chart": "Interactive chart", "chart_failed": "This chart could not be drawn."}
ROWS = [{"x": number, "y": number**2} for number in range(9)]
LITE = {
    "$schema": "https://vega.github.io/schema/vega-lite/v4.17.0.json",
    "title": "Squares",
    "data": {"values": ROWS},
    "width": 900,
    "mark": {"type": "line", "tooltip": True},
    "encoding": {
        "x": {"field": "x", "type": "quantitative"},
        "y": {"field": "y", "type": "quantitative"},
    },
}
GL = {"data": [{"type": "scattergl", "mode": "markers", "x": [1, 2], "y": [2, 1]}]}
BARS = {"data": [{"type": "bar", "x": [1, 2], "y": [2, 1]}], "layout": {"title": {"text": "Load"}}}
DRAWN = """async () => {
  const marks = (root) => [...root.querySelectorAll('*')].reduce(
    (sum, one) => sum + (/^(svg|canvas)$/i.test(one.tagName) ? 1 : 0)
      + (one.shadowRoot ? marks(one.shadowRoot) : 0), 0);
  const until = performance.now() + 15000;
  while (!marks(document) && performance.now() < until) {
    await new Promise((done) => setTimeout(done, 50));
  }
  await new Promise((done) => setTimeout(done, 300));
  return [marks(document) > 0, document.getElementById('failed').hidden,
          document.documentElement.scrollWidth - innerWidth];
}"""
SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });"""


def _bokeh(**kind: Any) -> dict[str, Any]:
    from bokeh.embed.notebook import notebook_content
    from bokeh.models import Column, CustomJS
    from bokeh.models.widgets import Slider

    figure = bokeh_plotting.figure(height=300, width=800, title="Line")
    figure.line([1, 2, 3], [3, 1, 2])
    shown: Any = figure
    if kind.get("with_code"):
        slider = Slider(start=1, end=9, value=3)
        slider.js_on_change("value", CustomJS(code="1"))
        shown = Column(slider, figure)
    script, _, _ = notebook_content(shown)
    return {"application/javascript": script, "application/vnd.bokehjs_exec.v0+json": ""}


def _source() -> bytes:
    bundles: list[dict[str, Any]] = [
        {"application/vnd.plotly.v1+json": BARS},
        {"application/vnd.plotly.v1+json": GL},
        {"application/vnd.vegalite.v4+json": LITE},
        _bokeh(),
        _bokeh(with_code=True),
    ]
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": "---\ntitle: Charts\ndate: 2026-01-01\n---",
        }
    ]
    for data in bundles:
        output = {"output_type": "display_data", "metadata": {}, "data": data}
        cell = {"cell_type": "code", "metadata": {}, "source": "show()", "outputs": [output]}
        cells += [{"cell_type": "markdown", "metadata": {}, "source": "Text\n\n" * 30}, cell]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]) -> Path:
    folder = tmp_path_factory.mktemp("charts")
    (folder / "site_src" / "_data").mkdir(parents=True)
    (folder / "posts").mkdir()
    profile = "name: A B\nheadline: Charts\nemail: a@b.example\n"
    (folder / "site_src" / "_data" / "profile.yml").write_text(profile)
    (folder / "posts" / "charts.ipynb").write_bytes(_source())
    settings = (
        "site_name: Charts\nsite_url: https://charts.example/\ndocs_dir: site_src\n"
        "theme: {name: material, features: [navigation.instant]}\n"
        "plugins: [proofolio/portfolio, proofolio/posts]\n"
    )
    (folder / "mkdocs.yml").write_text(settings)
    return build_site(folder, strict=False)


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_every_chart_is_drawn_and_nothing_moves(
    site: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    faults: list[str],
    width: int,
) -> None:
    page = open_page(serve_site(site), width=width)
    page.add_init_script(SHIFTS)
    # Once by its address, and once more by the way back.
    page.goto(page.url + "posts/charts/")
    for _ in range(2):
        frames = page.locator("iframe")
        page.wait_for_function("document.querySelectorAll('iframe').length === 5")
        # What fonts move when they come late is another test's; here it is the charts.
        page.evaluate("document.fonts.ready.then(() => { window.shift = 0; })")
        for number in range(5):
            frames.nth(number).scroll_into_view_if_needed()
            found = frames.nth(number).element_handle().content_frame()
            drawn, unfailed, beyond = found.evaluate(DRAWN)
            assert (drawn, unfailed) == (True, True), f"chart {number + 1} is not there"
            assert beyond <= 0, f"chart {number + 1} is {beyond} px too wide"
        assert page.evaluate("window.shift") < 0.01
        page.goto(page.url.rpartition("posts/")[0])
        page.go_back()
    assert faults == []


@pytest.mark.slow
def test_frames_far_below_are_not_loaded_yet(
    site: Path, serve_site: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    asked: list[str] = []
    page = open_page(serve_site(site))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url + "posts/charts/", wait_until="networkidle")
    assert not [url for url in asked if "bokeh" in url]


def test_only_what_is_used_is_served(site: Path, example_site: Path) -> None:
    names = {path.name.partition("-")[0] for path in (site / "assets" / "charts").iterdir()}
    assert names == {"chart.js", "plotly", "vega", "bokeh"}
    assert not (example_site / "assets" / "charts").exists()


@pytest.mark.slow
def test_a_real_plotly_and_a_real_altair_chart_are_drawn(
    root: Path,
    tmp_path: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    faults: list[str],
) -> None:
    folder = root.parent / "shared" / "notebooks"
    names = ("jupytext__notebook", "altair_notebooks__02-Tutorial", "quarto-cli__penguins")
    files = [file for name in names for file in sorted(folder.glob(f"{name}*.ipynb"))]
    if not files:
        pytest.skip("the real notebooks of ../shared/notebooks are not on this machine")
    drawn = 0
    for file in files:
        options = Options(path=file.name, libraries=installed_libraries())
        for chart in render(file.read_bytes(), options).charts:
            for address in (*scripts_of(chart), "assets/charts/chart.js"):
                (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / address).write_bytes(read_script(address, tmp_path / "kept"))
            (tmp_path / chart.name).write_text(make_frame(chart, chart.name, WORDS, "en"))
            page = open_page(serve_site(tmp_path) + chart.name)
            assert page.evaluate(DRAWN)[:2] == [True, True], file.name
            page.context.close()
            drawn += 1
    assert drawn >= 5
    assert faults == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"width": "container"}, "picture > 0.9 * room && picture <= room && tall > 250"),
        (
            {"encoding": {"y": {"field": "y", "type": "nominal"}}, "data": {"values": ROWS[:3]}},
            "tall < 120",
        ),
        (
            {"hconcat": [{"mark": "bar", "width": 400, "encoding": LITE["encoding"]}] * 2},
            "picture <= room && picture > 0.9 * room",
        ),
    ],
    ids=["container", "few rows", "two beside each other"],
)
def test_a_chart_of_vega_fills_its_frame_and_no_more(
    change: dict[str, Any],
    expected: str,
    tmp_path: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    faults: list[str],
) -> None:
    spec = {**LITE, **change}
    if "hconcat" in change:
        del spec["mark"], spec["encoding"], spec["width"]
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"application/vnd.vegalite.v4+json": spec},
    }
    cell = {"cell_type": "code", "metadata": {}, "source": "", "outputs": [output]}
    source = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})
    (chart,) = render(source.encode(), Options("a", libraries=installed_libraries())).charts
    for address in (*scripts_of(chart), "assets/charts/chart.js"):
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_bytes(read_script(address, tmp_path / "kept"))
    (tmp_path / "chart.html").write_text(make_frame(chart, "chart.html", WORDS, "en"))
    frame = f'<iframe src="chart.html" width="704" height="{chart.height}"></iframe>'
    head = '<!doctype html><title>A</title><link rel="icon" href="data:,">'
    (tmp_path / "index.html").write_text(head + frame)
    page = open_page(serve_site(tmp_path))
    page.locator("iframe").element_handle().content_frame().evaluate(DRAWN)
    sizes = """() => { const frame = document.querySelector("iframe");
      const picture = frame.contentDocument.querySelector("svg").getBoundingClientRect().width;
      const [room, tall] = [704, frame.clientHeight]; return EXPECTED; }"""
    assert page.evaluate(sizes.replace("EXPECTED", expected))
    assert faults == []


def test_a_frame_holds_hostile_text_as_text() -> None:
    hostile = "</script><script>alert(1)</script>"
    layout = {"title": {"text": hostile}}
    data = {"application/vnd.plotly.v1+json": {"data": [{"type": "bar"}], "layout": layout}}
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    cell = {"cell_type": "code", "metadata": {}, "source": "", "outputs": [output]}
    source = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})
    fragment = render(source.encode(), Options("a.ipynb", libraries=installed_libraries()))
    html = make_frame(fragment.charts[0], "posts/a/chart.html", WORDS, "en")
    assert "<script>alert" not in html
    assert html.count("</script>") == 3
    assert 'src="../../assets/charts/chart.js"' in html
