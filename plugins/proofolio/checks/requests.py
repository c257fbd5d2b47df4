"""What a browser asks of other hosts when it shows a page: not links, but what loads by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.etree import ParserError  # type: ignore[import-untyped]

MERMAID = "unpkg.com"
"""Where Material's script fetches Mermaid from, where a page does not bring it."""

_SOURCES = {
    "audio": "a sound",
    "embed": "a frame",
    "frame": "a frame",
    "iframe": "a frame",
    "img": "a picture",
    "input": "a picture",
    "script": "a script",
    "source": "a picture or film",
    "track": "a film",
    "video": "a film",
}
"""Elements that load what `src` names."""
_ATTRIBUTES = {
    ("object", "data"): "a frame",
    ("video", "poster"): "a picture",
    ("img", "srcset"): "a picture",
    ("source", "srcset"): "a picture or film",
    ("link", "imagesrcset"): "a picture",
    **{(name, "background"): "a picture" for name in ("body", "table", "td", "th", "tr")},
    **{
        (name, key): "a picture"
        for name in ("image", "use", "feimage")
        for key in ("href", "xlink:href")
    },
}
_LINKS = {
    "stylesheet": "a stylesheet",
    "icon": "an icon",
    "apple-touch-icon": "an icon",
    "mask-icon": "an icon",
    "manifest": "a manifest",
    "preload": "a file",
    "modulepreload": "a script",
    "prefetch": "a file",
    "prerender": "a page",
    "preconnect": "a connection",
    "dns-prefetch": "a connection",
}
"""What a browser does at once with a `<link>` of these kinds; others it only follows."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)""", re.IGNORECASE)
_URL = re.compile(r"""(?<![\w-])url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))""", re.IGNORECASE)
_NAMESPACE = re.compile(r"@namespace\b[^;]*;", re.IGNORECASE)
_FONT = re.compile(r"\.(?:woff2?|ttf|otf|eot)(?:[?#]|$)", re.IGNORECASE)
_ASKING = re.compile(
    r"""(?:\bfrom\s*|\bimport\s*\(?\s*|\bfetch\s*\(\s*|\bimportScripts\s*\(\s*|\bgetScript\s*\(\s*"""
    r"""|\.(?:src|href)\s*=\s*|\bsetAttribute\(\s*["'](?:src|href)["']\s*,\s*"""
    r"""|\bnew\s+(?:Worker|WebSocket|EventSource|Image)\s*\(\s*)["'`]([^"'`\s]+)"""
)
"""Where a script names what it loads."""
_SCRIPTS = ("", "module", "text/javascript", "application/javascript", "text/ecmascript")
_PARSER = lxml_html.HTMLParser(encoding="utf-8")
_SCHEMES = ("http", "https", "ws", "wss")
_BLANKS = dict.fromkeys(map(ord, "\t\n\r\f"))


class Request(NamedTuple):
    """One thing that a browser would ask another host for."""

    host: str
    what: str
    """`a frame`, `a script`."""


def requests_of_page(page: str, own: str = "") -> Iterator[Request]:
    """What a page loads from hosts other than its own; also from a part of a page."""
    try:
        tree = lxml_html.document_fromstring(page.encode(errors="replace"), _PARSER)
    except ParserError:  # there is no element in it
        return
    base = next((each.get("href", "") for each in tree.iter("base")), "")
    asleep = {each for template in tree.iter("template") for each in template.iter()}
    for element in tree.iter():
        if isinstance(element.tag, str) and element not in asleep:
            for address, what in _asked(element):
                if host := host_of(urljoin(base.strip(), address) if base else address, own):
                    yield Request(host, what)
            if framed := element.get("srcdoc"):
                yield from requests_of_page(framed, own)
    is_part = not page[:200].lstrip("\ufeff \n").lower().startswith(("<!doctype", "<html"))
    if _fetches_mermaid(tree, is_part=is_part):
        yield Request(MERMAID, "Mermaid")


def requests_of_style(text: str, own: str = "") -> Iterator[Request]:
    """What a stylesheet loads from other hosts."""
    for address, what in _in_style(text):
        if host := host_of(address, own):
            yield Request(host, what)


def requests_of_script(text: str, own: str = "") -> Iterator[Request]:
    """What a script says that it loads from other hosts."""
    for address, what in _in_script(text):
        if host := host_of(address, own):
            yield Request(host, what)


def host_of(address: str, own: str = "") -> str:
    """The other host that a browser asks for an address; empty where there is none."""
    cleaned = address.strip("".join(map(chr, range(33)))).translate(_BLANKS)
    head, mark, tail = cleaned.partition("?")
    try:
        parts = urlsplit(head.replace("\\", "/") + mark + tail)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    is_other = host and host != own.lower() and (not parts.scheme or parts.scheme in _SCHEMES)
    return host if is_other else ""


def _asked(element: Any) -> Iterator[tuple[str, str]]:
    """Addresses that an element loads, and what each is."""
    name = element.tag.lower()
    if style := element.get("style"):
        yield from _in_style(style)
    if name == "style":
        yield from _in_style(element.text or "")
    elif name == "script" and element.get("src") is None:
        yield from _in_code(element)
    elif name == "link":
        rel = (element.get("rel") or "").lower().split()
        kinds = [_LINKS[each] for each in rel if each in _LINKS]
        yield from ((element.get("href") or "", kind) for kind in kinds[:1])
    elif name in _SOURCES and (name != "input" or element.get("type", "").lower() == "image"):
        yield element.get("src") or "", _SOURCES[name]
    for key, value in element.items():
        what = _ATTRIBUTES.get((name, key.lower()))
        if what and key.lower().endswith("srcset"):
            yield from ((each.strip(","), what) for each in value.split())
        elif what:
            yield value, what


def _in_style(text: str) -> Iterator[tuple[str, str]]:
    text = _NAMESPACE.sub("", _COMMENT.sub("", text))
    imported = [found[1] for found in _IMPORT.finditer(text)]
    yield from ((address, "a stylesheet") for address in imported)
    for found in _URL.finditer(text):
        address = found[1] or found[2] or found[3] or ""
        if address not in imported:
            yield address, "a font" if _FONT.search(address) else "a picture"


def _in_code(element: Any) -> Iterator[tuple[str, str]]:
    kind = (element.get("type") or "").lower().partition(";")[0].strip()
    if kind == "importmap":
        yield from ((address, "a script") for address in _imported(element.text or ""))
    elif kind in _SCRIPTS:
        yield from _in_script(element.text or "")


def _imported(text: str) -> Iterator[str]:
    try:
        names = json.loads(text).get("imports", {})
        yield from (str(address) for address in names.values())
    except (ValueError, AttributeError):
        return


def _in_script(text: str) -> Iterator[tuple[str, str]]:
    yield from ((found[1], "a script") for found in _ASKING.finditer(text))


def _fetches_mermaid(tree: Any, *, is_part: bool) -> bool:
    """Whether a page has charts for Mermaid, Material's script, and no Mermaid of its own.

    A part of a page has what the page has.
    """
    charts = [pre for pre in tree.iter("pre") if "mermaid" in (pre.get("class") or "").split()]
    sources = [script.get("src") or "" for script in tree.iter("script")] if charts else []
    is_material = is_part or any("assets/javascripts/bundle." in source for source in sources)
    return (
        bool(charts) and is_material and not any("mermaid" in source.lower() for source in sources)
    )
