"""Pages that show one chart of a notebook each, and the scripts they take from the site."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from proofolio.cache_files import kept, key_of
from proofolio.notebooks import Chart
from proofolio.outputs.templating import relative_url

FOLDER = "assets/charts/"
RUNNER = FOLDER + "chart.js"
_PACKAGES = {"plotly": "plotly", "vega": "vl-convert-python", "bokeh": "bokeh"}
_MODULES = {"plotly": "plotly", "vega": "vl_convert", "bokeh": "bokeh"}
_BOKEH_PARTS = {
    "widgets": re.compile(
        r'"name":"\w*(?:Slider|Select|Button|Input|Group|Picker|Choice|Spinner|Toggle|Div|'
        r'Paragraph|PreText|Dropdown)"'
    ),
    "tables": re.compile(r'"name":"(?:DataTable|DataCube)"'),
    "gl": re.compile(r'"output_backend":"webgl"'),
    "mathjax": re.compile(r'"name":"(?:TeX|MathML|PlainText)"|\$\$|\\\\\('),
}
# A function of its own: its thousands of names must not become the page's.
_AROUND = '(() => { "use strict";\n%s\n})();\n'
_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>body{{margin:0;background:#fff;font:15px/1.5 sans-serif}}#failed{{padding:1rem}}</style>
</head>
<body>
<main>
<h1 hidden>{title}</h1>
<div id="place"></div>
<p id="failed" hidden>{failed}</p>
<noscript><p>{failed}</p></noscript>
</main>
<script type="application/json" id="chart">{data}</script>
{scripts}
</body>
</html>
"""


@cache
def installed_libraries() -> tuple[tuple[str, str], ...]:
    """Libraries whose scripts are on this machine, with their versions."""
    found = []
    for library, package in sorted(_PACKAGES.items()):
        try:
            found.append((library, version(package)))
        except PackageNotFoundError:
            continue
    return tuple(found)


def scripts_of(chart: Chart) -> tuple[str, ...]:
    """Addresses of the scripts that draw a chart, in the order they are needed."""
    served = dict(installed_libraries())[chart.library]
    if chart.library == "bokeh":
        parts = [part for part, wanted in _BOKEH_PARTS.items() if wanted.search(chart.spec)]
        names = ["bokeh", *(f"bokeh-{part}" for part in parts)]
        return tuple(f"{FOLDER}{name}-{served}.min.js" for name in names)
    if chart.library == "vega":
        return (f"{FOLDER}vega-{served}.js",)
    return (f"{FOLDER}plotly-{served}.min.js",)


def read_script(address: str, folder: Path | None = None) -> bytes:
    """A script of those addresses; what takes long to make is kept in the folder."""
    if address == RUNNER:
        return (files("proofolio.outputs") / "scripts" / "chart.js").read_bytes()
    name = address.removeprefix(FOLDER)
    if name.startswith("vega-"):
        return _vega_script(name, folder)
    if name.startswith("plotly-"):
        return (_folder("plotly") / "package_data" / "plotly.min.js").read_bytes()
    stem = re.sub(r"-[\d.]+\w*\.min\.js$", "", name)
    return (_folder("bokeh") / "server" / "static" / "js" / f"{stem}.min.js").read_bytes()


def make_frame(chart: Chart, address: str, words: Mapping[str, str], lang: str) -> str:
    """The page at `address` that shows a chart and nothing else."""
    found = {"library": chart.library, "spec": json.loads(chart.spec)}
    data = json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    folder = address[: address.rfind("/") + 1]
    scripts = (relative_url(script, folder) for script in (*scripts_of(chart), RUNNER))
    return _PAGE.format(
        lang=escape(lang),
        policy=_policy(chart),
        title=escape(chart.title or words["chart"]),
        failed=escape(words["chart_failed"]),
        data=data,
        scripts="\n".join(f'<script src="{escape(script)}"></script>' for script in scripts),
    )


def _policy(chart: Chart) -> str:
    """What the page may do: run the site's own scripts, and ask no host for anything."""
    # Plotly's drawing on the graphics card makes functions from strings.
    evaluates = " 'unsafe-eval'" if chart.library == "plotly" or chart.holds_code else ""
    return (
        f"default-src 'none'; script-src 'self'{evaluates}; style-src 'unsafe-inline';"
        " img-src data: blob:; font-src data:; worker-src blob:; form-action 'none';"
        " base-uri 'none'"
    )


def _vega_script(name: str, folder: Path | None) -> bytes:
    """Vega-Embed with Vega and Vega-Lite as one script; making it takes seconds."""
    return kept(folder, f"{key_of(_AROUND.encode(), name)}.script", _bundled)


def _bundled() -> bytes:
    import vl_convert

    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return (_AROUND % bundle).encode()


def _folder(library: str) -> Path:
    """The package's folder, without importing it."""
    found = find_spec(_MODULES[library])
    if found is None or found.origin is None:
        raise FileNotFoundError(library)
    return Path(found.origin).parent
