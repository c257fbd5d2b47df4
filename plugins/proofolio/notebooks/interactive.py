"""Outputs that live by a script: what they are, in words, where no picture was saved with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from proofolio.notebooks.phrases import Phrases
from proofolio.notebooks.state import clean

_LIBRARIES = {
    "application/vnd.plotly": "Plotly",
    "application/vnd.vega.": "Vega",
    "application/vnd.vegalite": "Vega-Lite",
    "application/vnd.bokehjs_exec": "Bokeh",
    "application/vnd.holoviews_exec": "HoloViews",
    "application/vnd.jupyter.widget-view": "Jupyter widget",
    "application/geo+json": "GeoJSON",
}
# They load a library or keep records, and show nothing in Jupyter either.
_SILENT = (
    "application/vnd.bokehjs_load",
    "application/vnd.holoviews_load",
    "application/papermill.record",
    "application/vnd.jupyter.widget-state",
)
# The script beside it mentions the loading of its library, but draws.
_DRAWING = ("application/vnd.bokehjs_exec", "application/vnd.holoviews_exec")
_IN_HTML = {
    "Plotly": ("plotly",),
    "Altair": ("vegalite", "vega-lite", "vegaembed", "vega-embed", "altair-viz"),
    "Bokeh": ("bokeh",),
    "Folium": ("folium", "leaflet"),
}
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_DRAWN = re.compile(
    r"<script\b|<i?frame\b[^<>]*\s(?:srcdoc|src=[\"']?(?:data|about|javascript|blob):)", re.I
)
_LOADER = re.compile(r"<script\b|bk-notebook-logo", re.IGNORECASE)
_WIDGET = re.compile(r"^([A-Z]\w+)\(")
_FRAME = re.compile(r'frames\[0\]\s*=\s*"(data:image/\w+;base64,[^"]+)"')
_LOADS = re.compile(r"BokehJS|require\.(?:config|undef)|window\.(?:PlotlyConfig|_Plotly)|_pyviz")


def label(library: str, about: str, words: Phrases) -> str:
    """What a chart is called by those who cannot see it."""
    if not about:
        return words("live", library=library)
    return words("live_about", library=library, about=about)


def is_silent(data: Mapping[str, Any]) -> bool:
    """Whether the output shows nothing in Jupyter: it only loads or records something."""
    if any(mime.startswith(_SILENT) for mime in data):
        return not any(mime.startswith("image/") for mime in data)
    if any(mime.startswith(_DRAWING) for mime in data):
        return False
    script = data.get("application/javascript")
    html = data.get("text/html")
    if isinstance(html, str) and _LOADS.search(html) and _LOADER.search(html):
        bare = re.sub(r"<script\b.*?</script\s*>|<style\b.*?</style\s*>", "", html, flags=re.S)
        shown = re.sub(r"<[^>]*>", "", bare).strip()
        return not shown or shown.startswith(("Loading", "BokehJS"))
    plain = data.get("text/plain")
    if isinstance(plain, str) and _is_stale_progress(data, plain):
        return True
    return isinstance(script, str) and bool(_LOADS.search(script)) and "text/html" not in data


def is_drawn(data: Mapping[str, Any]) -> bool:
    """Whether a script would make what the output shows."""
    html = data.get("text/html")
    scripted = isinstance(html, str) and bool(_DRAWN.search(html))
    return scripted or "application/javascript" in data


def first_frame(html: str) -> str:
    """The first picture of one of matplotlib's animations, as data; empty for anything else."""
    match = _FRAME.search(html) if "frames[0]" in html else None
    return match.group(1).replace("\\\n", "").replace("\n", "") if match else ""


def named(data: Mapping[str, Any]) -> str:
    """The library that would draw this output with a script; empty for static ones."""
    for mime in data:
        for prefix, name in _LIBRARIES.items():
            if mime.startswith(prefix):
                return name
    html = data.get("text/html")
    if isinstance(html, str) and _SCRIPT.search(html):
        # Charts are megabytes, in which to look for letters of both cases is slow.
        html = html.lower()
        found = (name for name, signs in _IN_HTML.items() if any(sign in html for sign in signs))
        return next(found, "")
    return ""


def card(
    data: Mapping[str, Any], library: str, words: Phrases, about: str = "", why: str = ""
) -> tuple[str, str, str]:
    """HTML, text and a note to the author for an output that cannot be shown here.

    `about` is the chart's title, `why` the reason that it cannot be drawn.
    """
    plain = data.get("text/plain")
    if not library and ("application/javascript" in data or "text/html" in data):
        head, tell = words("script"), words("script_tell")
        note = "an output that a script draws cannot be shown; save a still picture beside it"
    elif library == "Jupyter widget":
        kind = _WIDGET.match(plain.strip()) if isinstance(plain, str) else None
        head = words("control_of", kind=kind.group(1)) if kind else words("control")
        tell = words("control_tell")
        note = ""
    elif library:
        head, tell = label(library, about, words), words("live_tell")
        note = (
            f"an interactive {library} chart was saved without a still picture, so the page only"
            f" names it; {why or 'save one beside it'}"
        )
    else:
        mimes = ", ".join(sorted(clean(mime) for mime in data if mime != "text/plain")) or "?"
        head, tell = words("other"), words("other_tell", types=mimes)
        note = f"an output of type {mimes} cannot be shown; the page only names it"
    html = (
        f'<div class="pf-out pf-card" data-search-exclude><p><b>{escape(head)}</b></p>'
        f"<p>{escape(tell)}</p></div>"
    )
    return html, head, note


def _is_stale_progress(data: Mapping[str, Any], plain: str) -> bool:
    """Progress widgets save their first state as text: 0 %, whatever happened afterwards."""
    is_widget = any(mime.startswith("application/vnd.jupyter.widget-view") for mime in data)
    return is_widget and bool(re.search(r"\b0%\||\?it/s|FloatProgress|IntProgress", plain))
