"""Charts that a library draws in the browser: their data, taken out of what was saved.

Saved scripts are never run. Each library has one way to describe a chart as JSON, and that is all
that is kept; the site serves the library itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any, Literal

from proofolio.notebooks.fragment import Chart
from proofolio.notebooks.state import clean

Spec = dict[str, Any]
Library = Literal["plotly", "vega", "bokeh"]

_DECODER = json.JSONDecoder()
_COMMA = re.compile(r"\s*,\s*")
_PLOTLY_CALL = re.compile(
    r"Plotly\.(?:newPlot|plot|react)\(\s*(?:\"[^\"]*\"|'[^']*'|document\.getElementById\([^)]*\))"
    r"\s*,\s*(?=\[)"
)
_PLOTLY_DATA = re.compile(r"\bvar data = (?=\[)")
_PLOTLY_LAYOUT = re.compile(r"\bvar layout = (?=\{)")
_PLOTLY_FRAMES = re.compile(r"Plotly\.addFrames\(\s*(?:\"[^\"]*\"|'[^']*')\s*,\s*(?=\[)")
_VEGA_SPEC = re.compile(r"(?:\}\)\(|\b(?:var|let|const)\s+spec\s*=)\s*(?=\{)")
_VEGA_SCHEMA = re.compile(r"/schema/(vega|vega-lite)/v(\d+)")
_BOKEH_DOCS = re.compile(r"\bdocs_json\s*=\s*(?=\{)")
# What a library would ask another host for: maps, tiles, pictures.
_PLOTLY_MAPS = re.compile(r"(?:choropleth|scatter|density)(?:map(?:box)?|geo)|choropleth")
_BOKEH_HOSTS = re.compile(r'"(?:name|type)":\s*"(?:\w*TileSource|ImageURL|GMap\w*)"')
_BOKEH_CODE = re.compile(r'"(?:name|type)":\s*"(?:CustomJS\w*|FuncTickFormatter)"')
_BOKEH_TALL = ("Figure", "Plot", "GridPlot", "GridBox", "Tabs", "DataTable")
_BOKEH_HEIGHT = 600
_BOKEH_WIDGET = 60
_PLOTLY_HEIGHT = 450
_VEGA_HEIGHT = 300
_VEGA_AXIS = 50
_VEGA_TITLE = 24
_TALLEST = 2400
_OLD_LITE = ("vega-lite 2", "vega-lite 3", "vega-lite 4")


def library_of(data: Mapping[str, Any]) -> str:
    """The library whose chart is in the bundle, if its data can be taken out: else nothing."""
    found = _found(data)
    return found[0] if found else ""


def chart_of(data: Mapping[str, Any], libraries: Mapping[str, str]) -> Chart | str:
    """The bundle's chart; where it cannot be shown, why not, as a sentence for its author."""
    found = _found(data)
    if found is None:
        return "it holds no data that could be drawn again"
    library, spec = found
    if library not in libraries:
        extra = {"vega": "altair"}.get(library, library)
        return f"the site has no script for it; install `proofolio[{extra}]`"
    if _asks_elsewhere(library, spec):
        return "it would load maps or data from another host, which pages of this site do not do"
    version = _version(library, spec)
    if library == "bokeh" and not _fits(version, libraries[library]):
        return (
            f"it was made by Bokeh {version}, and the site has Bokeh {libraries[library]};"
            " install the one it was made by, or run the notebook again"
        )
    if version in _OLD_LITE and '"selection"' in json.dumps(spec):
        return "its selections are written for an older Vega-Lite; run the notebook again"
    written = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
    return Chart(
        name=f"chart-{blake2b(written.encode(), digest_size=4).hexdigest()}.html",
        library=library,
        version=version,
        title=title_of(library, spec),
        spec=written,
        height=min(_height(library, spec), _TALLEST),
        holds_code=library == "bokeh" and bool(_BOKEH_CODE.search(written)),
    )


def title_in(data: Mapping[str, Any]) -> str:
    """The title of the bundle's chart; empty where it has none."""
    found = _found(data)
    return title_of(*found) if found else ""


def title_of(library: str, spec: Spec) -> str:
    """The chart's own title, as plain text."""
    if library == "bokeh":
        found = next((t for t in _named(spec, "Title")), {})
        title: Any = found.get("attributes", {}).get("text")
    else:
        layout = spec.get("layout")
        title = (layout if isinstance(layout, dict) else spec).get("title")
    text = title.get("text") if isinstance(title, dict) else title
    if isinstance(text, list):
        text = " ".join(map(str, text))
    return clean(re.sub(r"<[^>]*>", " ", text)).strip() if isinstance(text, str) else ""


def _found(data: Mapping[str, Any]) -> tuple[Library, Spec] | None:
    for mime, value in data.items():
        if isinstance(value, dict):
            if mime.startswith("application/vnd.plotly.v") and isinstance(value.get("data"), list):
                return "plotly", value
            if mime.startswith(("application/vnd.vega.v", "application/vnd.vegalite.v")):
                return ("vega", value) if _is_vega(value) else None
    for mime in ("text/html", "application/javascript"):
        text = data.get(mime)
        if isinstance(text, str):
            found = _in_script(text)
            if found:
                return found
    return None


def _in_script(text: str) -> tuple[Library, Spec] | None:
    """The chart that a saved script would draw."""
    call = _PLOTLY_CALL.search(text)
    if call or ("Plotly." in text and _PLOTLY_DATA.search(text)):
        values = [value for value, _ in _values(text, call.end())] if call else _named_values(text)
        names = ("data", "layout", "config")
        spec = {name: value for name, value in zip(names, values, strict=False) if value}
        if frames := _PLOTLY_FRAMES.search(text):
            spec["frames"] = next((value for value, _ in _values(text, frames.end())), [])
        return ("plotly", spec) if isinstance(spec.get("data"), list) else None
    if "docs_json" in text and (docs := _BOKEH_DOCS.search(text)):
        document = next((value for value, _ in _values(text, docs.end())), None)
        one = next(iter(document.values()), None) if isinstance(document, dict) else None
        return ("bokeh", one) if isinstance(one, dict) and one.get("roots") else None
    for start in _VEGA_SPEC.finditer(text) if "vega" in text else ():
        value = next((value for value, _ in _values(text, start.end())), None)
        if isinstance(value, dict) and _is_vega(value):
            return "vega", value
    return None


def _named_values(text: str) -> list[Any]:
    """The chart that .NET's notebooks give names to before they draw it."""
    starts = [pattern.search(text) for pattern in (_PLOTLY_DATA, _PLOTLY_LAYOUT)]
    found = (next(_values(text, start.end()), None) for start in starts if start)
    return [value[0] for value in found if value]


def _values(text: str, position: int) -> Iterator[tuple[Any, int]]:
    """JSON values that follow each other with commas between, as arguments of a call do."""
    while True:
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield value, position
        comma = _COMMA.match(text, position)
        if comma is None:
            return
        position = comma.end()


def _is_vega(spec: Spec) -> bool:
    schema = _VEGA_SCHEMA.search(str(spec.get("$schema", "")))
    # The first two versions described charts in other words.
    return schema is not None and int(schema[2]) >= (3 if schema[1] == "vega" else 2)


def _version(library: str, spec: Spec) -> str:
    if library == "bokeh":
        return str(spec.get("version", ""))
    schema = _VEGA_SCHEMA.search(str(spec.get("$schema", ""))) if library == "vega" else None
    return f"{schema[1]} {schema[2]}" if schema else ""


def _fits(made: str, served: str) -> bool:
    """Whether BokehJS reads a document: of its own major version, and no newer than itself."""
    numbers = [re.findall(r"\d+", version)[:2] for version in (made, served)]
    if any(len(found) < 2 for found in numbers):
        return False
    (major, minor), (own_major, own_minor) = (tuple(map(int, found)) for found in numbers)
    return major == own_major and minor <= own_minor


def _asks_elsewhere(library: str, spec: Spec) -> bool:
    if library == "plotly":
        traces = [trace for trace in spec["data"] if isinstance(trace, dict)]
        layout = spec.get("layout") if isinstance(spec.get("layout"), dict) else {}
        images = layout.get("images") if isinstance(layout, dict) else None
        remote = [i for i in images or () if not str(i.get("source", "")).startswith("data:")]
        kinds = (str(trace.get("type", "")) for trace in traces)
        return bool(remote) or any(_PLOTLY_MAPS.fullmatch(kind) for kind in kinds)
    if library == "bokeh":
        return bool(_BOKEH_HOSTS.search(json.dumps(spec)))
    return _vega_asks(spec)


def _vega_asks(value: Any) -> bool:
    if isinstance(value, dict):
        if isinstance(value.get("url"), (str, dict)) or value.get("mark") == "image":
            return True
        if value.get("type") == "image" and ("encode" in value or len(value) < 3):
            return True
        # Rows of data may well have a column `url`.
        return any(
            _vega_asks(found) for name, found in value.items() if name not in ("datasets", "values")
        )
    return isinstance(value, list) and any(map(_vega_asks, value))


def _height(library: str, spec: Spec) -> int:
    """Height in pixels that the chart asks for, so that nothing moves when it appears."""
    if library == "plotly":
        layout = spec.get("layout")
        asked = layout.get("height") if isinstance(layout, dict) else None
        return _whole(asked, _PLOTLY_HEIGHT)
    if library == "bokeh":
        return _bokeh_height(spec["roots"][0]) + 16
    return _vega_height(spec)


def _bokeh_height(model: Any) -> int:
    given = model.get("attributes") if isinstance(model, dict) else None
    if not isinstance(given, dict):
        return 0
    name, children = model.get("name"), given.get("children")
    if name in ("Column", "Row") and isinstance(children, list) and children:
        heights = list(map(_bokeh_height, children))
        return sum(heights) if name == "Column" else max(heights)
    return _whole(given.get("height"), _BOKEH_HEIGHT if name in _BOKEH_TALL else _BOKEH_WIDGET)


def _vega_height(spec: Any) -> int:
    if not isinstance(spec, dict):
        return 0
    for name in ("vconcat", "hconcat", "concat", "spec"):
        inner = spec.get(name)
        if inner:
            heights = list(map(_vega_height, inner if isinstance(inner, list) else [inner]))
            rows = spec.get("repeat")
            rows = rows.get("row") if isinstance(rows, dict) else None
            times = len(rows) if isinstance(rows, list) else 1
            return (sum(heights) if name == "vconcat" else max(heights)) * times
    default = spec.get("config", {})
    view = default.get("view", {}) if isinstance(default, dict) else {}
    view = view if isinstance(view, dict) else {}
    usual = _whole(view.get("continuousHeight"), _VEGA_HEIGHT)
    title = _VEGA_TITLE if spec.get("title") else 0
    return _whole(spec.get("height"), usual) + _VEGA_AXIS + title


def _whole(value: Any, otherwise: int) -> int:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return int(value) if is_number and 20 < value < 10_000 else otherwise


def _named(value: Any, name: str) -> Iterator[Spec]:
    """Models of that name in a Bokeh document, in the order they are written."""
    if isinstance(value, dict):
        if value.get("name") == name and isinstance(value.get("attributes"), dict):
            yield value
        for found in value.values():
            yield from _named(found, name)
    elif isinstance(value, list):
        for found in value:
            yield from _named(found, name)
