"""Which elements of HTML feeds may have, and what can be asked of one.

The elements and attributes are those that the common readers keep and the feed validator lets
pass without a warning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from proofolio.model.characters import without_controls
from proofolio.outputs.feeds.addresses import absolute


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEPT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_names("p div h1 h2 h3 h4 h5 h6 ul dl dt dd pre code kbd samp var"), ()),
    **dict.fromkeys(_names("em strong b i u s small sub sup span abbr cite dfn br hr"), ()),
    **dict.fromkeys(_names("figure figcaption table caption thead tbody tfoot tr"), ()),
    **dict.fromkeys(("blockquote", "q", "ins", "del"), ("cite",)),
    "a": ("href", "hreflang"),
    "img": ("src", "alt", "width", "height"),
    "ol": ("start", "type"),
    "li": ("value",),
    "th": ("colspan", "rowspan", "scope"),
    "td": ("colspan", "rowspan"),
    "time": ("datetime",),
    "video": ("src", "poster", "width", "height"),
    "audio": ("src",),
    "source": ("src", "type"),
}
"""Elements that stay, with their attributes; of others only what is in them stays."""

BLOCKS = _names("section article header footer main aside hgroup address fieldset form center")
RENAMED = {**dict.fromkeys(BLOCKS, "div"), "mark": "em", "bdi": "span", "bdo": "span"}
DROPPED = _names(
    "script style template nav button select textarea meta link head title base canvas map "
    "frameset noembed datalist dialog menu applet param track"
)
"""Elements that go with all that is in them."""
UNSEEN = _names("headerlink anchor-link pf-on-dark linenos linenodiv md-tags md-source-file")
"""Classes of what only a page needs."""
VOID = _names("br hr img source")
CONTAINERS = _names("div ul ol dl blockquote section article main")
"""Elements within which a long text may end."""

_EVERYWHERE = ("lang", "dir", "title")
_ADDRESSES = _names("href src poster cite")
_OWN_LINE = BLOCKS | _names("p div h1 h2 h3 h4 h5 h6 ul ol dl pre table blockquote figure hr")
_NO_TEXT = DROPPED | {"input", "details"}
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")


def classes(element: Any) -> frozenset[str]:
    """The classes of an element."""
    return _names(element.get("class") or "")


def attributes_of(tag: str, given: Mapping[str, str], page: str) -> str:
    """The attributes that stay, as written after the name of the element."""
    found = []
    for name in (*KEPT.get(tag, ()), *_EVERYWHERE):
        value = given.get(name)
        if name in _ADDRESSES and value is not None:
            value = absolute(value, page) or None
        if value is not None:
            found.append(f' {name}="{escape(without_controls(value))}"')
    if tag in ("td", "th"):
        style = _ALIGN.search(given.get("style", ""))
        align = style[1] if style else given.get("align")
        found += [f' align="{align}"'] if align in ("left", "right", "center") else []
    return "".join(found)


def holds_blocks(element: Any) -> bool:
    """Whether it holds nothing but elements that stand on lines of their own."""
    texts = [element.text, *(child.tail for child in element)]
    if any(text and text.strip() for text in texts):
        return False
    return all(
        child.tag in _OWN_LINE or child.tag in _NO_TEXT or "pf-out__head" in classes(child)
        for child in element
    )


def code_of(element: Any) -> str:
    """The text of a block of code, without the numbers of its lines."""
    for number in [e for e in element.iter("span") if "linenos" in classes(e)]:
        number.clear(keep_tail=True)
    return without_controls("".join(element.itertext())).strip("\n")


def is_line_number(element: Any) -> bool:
    """Whether it stands in the column of line numbers."""
    return any("linenos" in classes(parent) for parent in element.iterancestors())


def tabs_of(element: Any) -> list[tuple[Any, Any]]:
    """Labels and blocks of a set of tabs, in both of the forms that the extension makes."""
    labels = [label for label in element.iter("label") if _set_of(label) is element]
    blocks = [
        block
        for name in ("tabbed-block", "tabbed-content")
        for block in element.iter("div")
        if name in classes(block) and _set_of(block) is element
    ]
    return list(zip(labels, blocks, strict=False))


def _set_of(element: Any) -> Any:
    """The nearest set of tabs around an element."""
    return next((e for e in element.iterancestors() if "tabbed-set" in classes(e)), None)
