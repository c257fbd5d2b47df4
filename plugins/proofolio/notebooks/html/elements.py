"""Which HTML of a notebook may stand in a page, and as what."""

from __future__ import annotations

import re
from collections.abc import Mapping

from proofolio.notebooks.html.lengths import read_length

VOID = frozenset({"br", "hr", "img", "wbr", "source", "pf-block"})
BLOCK = frozenset(
    {
        "div", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot",
        "tr", "td", "th", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
        "figure", "figcaption", "details", "summary", "hr", "section", "pf-block", "video",
        "audio",
    }
)  # fmt: skip
INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins",
        "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
        "var", "br", "wbr", "img", "source",
    }
)  # fmt: skip
# Content and all: nothing in them is for reading, or it would run.
DROPPED = frozenset(
    {
        "script", "template", "object", "applet", "button", "select", "textarea", "canvas",
        "noscript", "head", "datalist", "colgroup", "math", "map",
    }
)  # fmt: skip
RENAMED = {
    "center": "div", "article": "div", "aside": "div", "header": "div", "footer": "div",
    "nav": "div", "main": "div", "address": "div", "legend": "div", "xmp": "pre", "listing": "pre",
    "tt": "code", "big": "span", "font": "span", "strike": "s", "acronym": "abbr", "label": "span",
    "nobr": "span", "blink": "span", "marquee": "span", "dir": "ul", "menu": "ul",
}  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ONLY_PHRASING = HEADINGS | {"pre", "summary", "p"}
TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
SECTIONS = frozenset({"thead", "tbody", "tfoot"})
# Our own Markdown writes these; a notebook that uses them gets the same look.
CLASSES = frozenset(
    {
        "footnotes", "footnote-ref", "footnote", "admonition", "admonition-title", "note",
        "tip", "warning", "danger", "important", "caution", "pf-task", "pf-caption",
    }
)  # fmt: skip
_ALERTS = {
    "alert-info": "note",
    "alert-success": "tip",
    "alert-warning": "warning",
    "alert-danger": "danger",
    "alert-error": "danger",
}
_NUMBERS = {"td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "ol": ("start",)}


def classes_of(attributes: Mapping[str, str]) -> list[str]:
    """The classes that an element keeps; Bootstrap's alerts become admonitions."""
    names = attributes.get("class", "").split()
    kept = [name for name in names if name in CLASSES]
    alert = next((_ALERTS[name] for name in names if name in _ALERTS), None)
    return ["admonition", alert] if alert else kept


def numbers_of(tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes of the tag that must be whole numbers, and are."""
    found = {}
    for name in _NUMBERS.get(tag, ()):
        value = attributes.get(name, "").strip()
        if re.fullmatch("[0-9]{1,9}", value) and 1 < int(value) <= 1000:
            found[name] = str(int(value))
    if tag == "li" and re.fullmatch(r"-?\d{1,6}", attributes.get("value", "")):
        found["value"] = attributes["value"]
    if tag == "ol" and attributes.get("type") in ("1", "a", "A", "i", "I"):
        found["type"] = attributes["type"]
    return found


def old_styles(tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """The style that presentational attributes of old HTML mean."""
    found: dict[str, str] = {}
    align = attributes.get("align", "").lower()
    if align in ("left", "right", "center", "justify"):
        if tag in ("img", "table") and align in ("left", "right"):
            found["float"] = align
        elif tag != "img":
            found["text-align"] = align
    if tag == "center":
        found["text-align"] = "center"
    if attributes.get("valign", "").lower() in ("top", "middle", "bottom"):
        found["vertical-align"] = attributes["valign"].lower()
    if "bgcolor" in attributes:
        found["background-color"] = attributes["bgcolor"]
    if tag == "font" and "color" in attributes:
        found["color"] = attributes["color"]
    if tag in ("td", "th", "table", "img", "video"):
        width = read_length(attributes.get("width", ""))
        if width and (not width.is_fixed or tag in ("td", "th", "table")):
            found["width"] = width.css
    return found
