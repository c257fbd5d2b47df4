"""Charts out of saved outputs: only their data, and only where a page can draw them by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from proofolio.notebooks import Chart, Fragment
from proofolio.notebooks.charts import chart_of

LIBRARIES = {"plotly": "7.1.0", "vega": "1.9.0", "bokeh": "3.9.2"}
PLOTLY = {"data": [{"type": "bar", "y": [1, 2]}], "layout": {"title": {"text": "a <b>b</b>"}}}
LITE = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "data": {"values": [{"x": 1, "url": "https://rows.example/1"}]},
    "mark": "bar",
    "title": "Bars",
}
BOKEH = {"version": "3.8.0", "roots": [{"name": "Figure", "attributes": {"height": 250}}]}
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
Make = Callable[..., Fragment]


def _chart(library: str, value: Any, *, as_script: bool = False) -> dict[str, Any]:
    written = json.dumps(value)
    if library == "bokeh":
        script = f"(function(root) {{ const docs_json = {json.dumps({'x': value})}; draw() }})"
        return {"application/javascript": script, "application/vnd.bokehjs_exec.v0+json": ""}
    if library == "vega":
        script = f"(function(spec, options) {{ draw() }})({written}, {{}});"
        mime = "application/vnd.vegalite.v5+json"
    else:
        data, layout = json.dumps(value["data"]), json.dumps(value.get("layout", {}))
        script = f'Plotly.newPlot("id", {data}, {layout}, {{"responsive": true}})'
        mime = "application/vnd.plotly.v1+json"
    html = f"<div id='id'></div><script>{script}</script>"
    return {"text/html": html} if as_script else {mime: value}


@pytest.mark.parametrize("as_script", [False, True], ids=["data", "script"])
@pytest.mark.parametrize(
    ("library", "value", "title", "height"),
    [
        ("plotly", PLOTLY, "a  b", 450),
        ("plotly", {**PLOTLY, "layout": {"height": 300}}, "", 300),
        ("vega", LITE, "Bars", 374),
        ("vega", {**LITE, "height": 100, "title": {"text": ["two", "lines"]}}, "two lines", 174),
        ("bokeh", BOKEH, "", 266),
    ],
)
def test_a_chart_is_taken_out_of_what_was_saved(
    library: str, value: Any, title: str, height: int, as_script: bool
) -> None:
    chart = chart_of(_chart(library, value, as_script=as_script), LIBRARIES)
    assert isinstance(chart, Chart)
    assert (chart.library, chart.title, chart.height) == (library, title, height)
    spec = json.loads(chart.spec)
    assert {name: spec[name] for name in value} == value


@pytest.mark.parametrize(
    ("library", "value", "why"),
    [
        ("plotly", {"data": [{"type": "choropleth"}]}, "another host"),
        ("plotly", {**PLOTLY, "layout": {"images": [{"source": "https://x.example"}]}}, "host"),
        ("vega", {**LITE, "data": {"url": "https://x.example/data.csv"}}, "another host"),
        ("vega", {**LITE, "mark": {"type": "image"}}, "another host"),
        (
            "vega",
            {**LITE, "$schema": LITE["$schema"].replace("v5", "v4"), "selection": {}},  # type: ignore[attr-defined]
            "older Vega-Lite",
        ),
        ("vega", {**LITE, "$schema": ""}, "no data that could be drawn"),
        ("bokeh", {**BOKEH, "version": "3.10.0"}, "made by Bokeh 3.10.0"),
        ("bokeh", {**BOKEH, "version": "2.4.3"}, "made by Bokeh 2.4.3"),
        ("bokeh", {**BOKEH, "defs": [{"name": "WMTSTileSource"}]}, "another host"),
    ],
)
def test_a_chart_that_cannot_be_drawn_says_why(library: str, value: Any, why: str) -> None:
    found = chart_of(_chart(library, value), LIBRARIES)
    assert isinstance(found, str)
    assert why in found


def test_a_chart_of_dotnet_has_names_for_its_values() -> None:
    script = (
        'var data = [{"type":"bar","y":[1]}];\n var layout = {"title":"Bars"};\n'
        "Plotly.newPlot('id', data, layout);"
    )
    chart = chart_of({"text/html": f"<div id='id'></div><script>{script}</script>"}, LIBRARIES)
    assert isinstance(chart, Chart)
    assert (chart.title, json.loads(chart.spec)["data"]) == ("Bars", [{"type": "bar", "y": [1]}])


def test_a_treemap_is_no_map() -> None:
    for kind in ("treemap", "heatmap"):
        assert isinstance(chart_of(_chart("plotly", {"data": [{"type": kind}]}), LIBRARIES), Chart)


def test_without_its_script_a_chart_is_a_card(rendered: Make) -> None:
    cell = {"source": "fig", "outputs": [_display(_chart("plotly", PLOTLY))]}
    fragment = rendered(cell)
    assert fragment.charts == ()
    assert "Interactive Plotly chart: a  b" in fragment.cells[0].html
    assert "`proofolio[plotly]`" in fragment.problems[0].text


def test_a_still_picture_comes_first_and_the_chart_on_demand(rendered: Make) -> None:
    data = {**_chart("plotly", PLOTLY), "image/png": PIXEL}
    html = _only(rendered({"outputs": [_display(data)]}, libraries=tuple(LIBRARIES.items())))
    picture, _, live = html.partition("</figure>")
    assert "<img " in picture
    assert '<details class="pf-more"' in live
    assert "<iframe " in live


def test_a_heavy_chart_waits_to_be_asked_for(rendered: Make) -> None:
    for rows, waits in ((10, False), (100_000, True)):
        value = {"data": [{"type": "bar", "y": ["0.123456789"] * rows}]}
        output = _display(_chart("plotly", value))
        html = _only(rendered({"outputs": [output]}, libraries=tuple(LIBRARIES.items())))
        assert ("<details" in html) is waits


def test_code_of_the_authors_own_runs_apart(rendered: Make) -> None:
    model = {"name": "CustomJS", "attributes": {"code": "alert(1)"}}
    for value, apart in ((BOKEH, False), ({**BOKEH, "callbacks": [model]}, True)):
        output = _display(_chart("bokeh", value))
        html = _only(rendered({"outputs": [output]}, libraries=tuple(LIBRARIES.items())))
        assert ('sandbox="allow-scripts"' in html) is apart


def _display(data: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def _only(fragment: Fragment) -> str:
    (cell,) = fragment.cells
    return cell.html
