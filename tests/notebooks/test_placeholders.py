"""What stands in an output only until a script runs is no output; what is lost is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from proofolio.notebooks import Fragment

Rendered = Callable[..., Fragment]
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
OBJECT = "<some.library.Map at 0x7f00>"


def cell(source: str, *bundles: dict[str, Any]) -> dict[str, Any]:
    outputs = [{"output_type": "display_data", "metadata": {}, "data": data} for data in bundles]
    return {"source": source, "outputs": outputs, "metadata": {"tags": ["hide-input"]}}


def shown(rendered: Rendered, source: str, *bundles: dict[str, Any]) -> tuple[str, list[str]]:
    """What a cell shows below its code, and the notes that its author gets."""
    made = rendered(cell(source, *bundles), code="hidden")
    html = "".join(each.html for each in made.cells)
    return html, [problem.text for problem in made.problems]


@pytest.mark.parametrize(
    "sentence",
    [
        "<div id='i1'><div style='color:#900'><b>Visualization omitted, Javascript library not "
        "loaded!</b><br>Have you run `initjs()`?</div></div>",
        '<span style="color:#565656">Make this Notebook Trusted to load map: File -> Trust</span>',
        "<output id='r'>Upload widget is only available when the cell has been executed in the "
        "current browser session. Please rerun this cell to enable.</output>",
        "<div>Loading ITables v2.9 from the internet... "
        "(<a href='https://x.example/'>need help</a>?)</div>",
    ],
)
def test_sentences_in_place_of_something_are_not_shown(rendered: Rendered, sentence: str) -> None:
    html, notes = shown(rendered, "draw()", {"text/html": f"{sentence}<script>f()</script>"})
    assert 'class="pf-out pf-card"' in html
    assert len(notes) == 1
    for words in ("omitted", "Trusted", "Upload", "Loading"):
        assert words not in html
    table = "<table><tr><td>5</td></tr></table>"
    html, _ = shown(rendered, "draw()", {"text/html": f"{sentence}{table}<script>f()</script>"})
    assert "<td>5</td>" in html
    for words in ("omitted", "Trusted", "Upload", "Loading"):
        assert words not in html


@pytest.mark.parametrize(
    "source",
    [
        "hv.extension('bokeh')", "import panel as pn\npn.extension()", "shap.initjs()",
        "from itables import init_notebook_mode\ninit_notebook_mode(all_interactive=True)",
        "import hvplot.pandas", "alt.renderers.enable('html')", "%matplotlib widget",
        "output_notebook()  # once", "import plotly\n\nx = 5;", "%load_ext dot\n# and no more",
        "warnings.filterwarnings('ignore')\n%config InlineBackend.rc = {}\nshap.initjs(\n)",
    ],
)  # fmt: skip
def test_what_only_prepares_a_library_is_no_output(rendered: Rendered, source: str) -> None:
    html = f"<div><img src='data:image/png;base64,{PIXEL}'></div><script>load()</script>"
    assert shown(rendered, source, {"text/html": html}) == ("", [])
    logo = f"<a href='https://library.example'><img src='data:image/png;base64,{PIXEL}'></a>"
    logo += "<span title='Loaded.'>\N{CIRCLED LATIN SMALL LETTER I}</span>"
    assert shown(rendered, source, {"text/html": logo}) == ("", [])
    assert shown(rendered, source, {"application/javascript": "load()"}) == ("", [])
    drawn, notes = shown(rendered, f"{source}\nfigure", {"application/javascript": "draw()"})
    assert 'class="pf-out pf-card"' in drawn
    assert notes


SHOWING = [
    "handle = display(chart)", "display(HTML(page))\nx = 5", "fig.show()\nimport pandas as pd",
    "%tensorboard --logdir logs", "report(df)\nx = 5", "x = report(df)", "df.set_index('a')",
    "animate(a=1,\n        axis=[-2, 2])", "config.update(a=1)", "p.use(1)", "chart\nshap.initjs()",
    "text = \"\"\"\n% x\"\"\"\nf(text)", "register_all()", "what is this?", "init_chart(df)",
    "show(p)\n%load_ext dot",
]  # fmt: skip


@pytest.mark.parametrize("source", SHOWING)
def test_what_a_script_draws_is_never_lost_in_silence(rendered: Rendered, source: str) -> None:
    html = "<div id='chart'></div><script>draw()</script>"
    for data in ({"text/html": html}, {"application/javascript": "draw()"}):
        made, notes = shown(rendered, source, data)
        assert 'class="pf-out pf-card"' in made, made
        assert len(notes) == 1
    picture = f"<img src='data:image/png;base64,{PIXEL}'>"
    assert "<img" in shown(rendered, source, {"text/html": picture})[0]


@pytest.mark.parametrize(
    ("source", "is_shown"),
    [("import holoviews as hv\nhv.extension('bokeh')", False), ("plan()\nhv.extension()", True),
     ("curve * points", True), ("import hvplot", False), ("layout(curve)", True)],
)  # fmt: skip
def test_the_empty_chart_of_an_extension_is_not_shown(
    rendered: Rendered, source: str, is_shown: bool
) -> None:
    roots = {"1": {"roots": [{"id": "p1"}]}}
    script = f"<div id='r'></div><script>var docs_json = {json.dumps(roots)};</script>"
    data = {"application/vnd.holoviews_exec.v0+json": "", "text/html": script}
    assert bool(shown(rendered, source, data)[0]) == is_shown


@pytest.mark.parametrize("source", ["shap.initjs()", "import hvplot", "%load_ext dot"])
@pytest.mark.parametrize(
    "rest", [f"<p>{'Words to find. ' * 9}</p>", "<table><tr><td>5</td></tr></table>"]
)
def test_what_can_be_read_without_a_script_stays(
    rendered: Rendered, source: str, rest: str
) -> None:
    made, _ = shown(rendered, source, {"text/html": f"<script>load()</script>{rest}"})
    assert ("<td>5</td>" in made) == ("<td>5" in rest)
    assert ("Words to find." in made) == ("Words" in rest)
    for tag in ("div", "noscript"):
        words = "This is the <code>init_notebook_mode</code> cell from ITables v2<br>(is it?)"
        data = {"text/html": f"<script>load()</script><{tag}>{words}</{tag}>"}
        assert shown(rendered, source, data) == ("", [])


@pytest.mark.parametrize(
    "script",
    ["function code_toggle() { $('div.input').hide() }", "$$('.jp-CodeCell').forEach(hide)",
     "$('.input_area').toggle()", "code_show = !code_show"],
)  # fmt: skip
def test_switches_of_code_cells_are_no_output(rendered: Rendered, script: str) -> None:
    form = "<form action='javascript:f()'><input type='submit' value='Toggle'></form>"
    link = "To toggle the code, click <a href='javascript:f()'>here</a>."
    for rest in (form, link):
        data = {"text/html": f"<script>{script}</script>{rest}"}
        assert shown(rendered, "HTML('x')", data) == ("", [])


@pytest.mark.parametrize(
    "frame",
    ["srcdoc='&lt;h1&gt;Map&lt;/h1&gt;'", "width=9 srcdoc=''", "src='data:text/html;base64,PGI+'",
     "src=about:blank onload='x()'", "src='javascript:0'", "src='blob:https://x.example/1'"],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "<div style='height:0;padding-bottom:60%'>{}</div>"])
def test_a_page_in_a_frame_is_never_lost_in_silence(
    rendered: Rendered, frame: str, around: str
) -> None:
    html = around.format(f"<iframe {frame}></iframe>")
    for plain in ({}, {"text/plain": OBJECT}, {"text/plain": "<IPython.core.display.HTML object>"}):
        made, notes = shown(rendered, "m", {"text/html": html, **plain})
        assert 'class="pf-out pf-card"' in made, made
        assert len(notes) == 1
        assert "0x7f00" not in made
    made, notes = shown(rendered, "m", {"text/html": f"<p>Words that stay.</p>{html}"})
    assert "Words that stay." in made
    assert len(notes) == 1
    still = {"text/html": html, "image/png": PIXEL}
    made, _ = shown(rendered, "m", still)
    assert "<img" in made


RETURNED = [
    "[<matplotlib.lines.Line2D at 0x7f>]", "(array([1., 2.]), array([0., 1.]), <BarContainer>)",
    "{'whiskers': [<matplotlib.lines.Line2D at 0x7f>,\n  <matplotlib.lines.Line2D at 0x8f>]}",
    "<ErrorbarContainer object of 3 artists>", "<PolarAxes: >", "<Axes: xlabel='x'>",
    "([<matplotlib.patches.Wedge at 0x7f>], [Text(0, 1, 'a')])", "Text(0.5, 1.0, 't')",
    "array([<Axes: >, <Axes: >], dtype=object)", "<GeoAxes: title={'center': 'x'}>",
    "<seaborn.axisgrid.FacetGrid at 0x7f>", "<mpl_toolkits.mplot3d.art3d.Line3D at 0x7f>",
]  # fmt: skip


@pytest.mark.parametrize("value", RETURNED)
def test_what_a_call_returns_beside_its_figure_is_dropped(rendered: Rendered, value: str) -> None:
    html, _ = shown(rendered, "plot()", {"text/plain": value}, {"image/png": PIXEL})
    assert html.count("<img") == 1
    assert "pf-out" not in html
    alone, _ = shown(rendered, "plot()", {"text/plain": value})
    assert "pf-out" in alone


@pytest.mark.parametrize("call", ["plt.xlim(0, 10)", "ax.set_ylim(0, 10);", "plt.axis('equal')"])
@pytest.mark.parametrize("value", ["(0.0, 10.0)", "(-0.5, 2.5, np.float64(0.0), 10.0)"])
def test_limits_of_axes_are_dropped_beside_a_figure(
    rendered: Rendered, call: str, value: str
) -> None:
    bundles = ({"text/plain": value}, {"image/png": PIXEL})
    assert "pf-out" not in shown(rendered, f"plt.plot(x)\n{call}", *bundles)[0]
    assert "10.0" in shown(rendered, "plt.plot(x)\nlow, high", *bundles)[0]
