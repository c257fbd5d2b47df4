"""Pictures of a notebook as files: named by content, sized, with words for who cannot see them."""

from __future__ import annotations

import base64
import binascii
import re
import struct
import warnings
from collections.abc import Mapping
from html import escape, unescape
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit
from xml.etree import ElementTree

from proofolio.notebooks.html.drawings import svg_size
from proofolio.notebooks.html.lengths import pixels_of
from proofolio.notebooks.state import State, clean, slug
from proofolio.problems import Level

_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
    "image/bmp": "bmp",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/ogg": "ogv",
}
_DATA = re.compile(r"\s*data:([\w.+/-]+)((?:;[\w=.-]+)*),(.*)", re.DOTALL)
_NAMELESS = re.compile(r"(?:image|img|fig|figure|picture|screenshot|untitled|plot|output|\W|\d)*")
_SVG_RUNS = re.compile(
    r"<script\b.*?</script\s*>|<foreignObject\b.*?</foreignObject\s*>"
    r"|\son\w+\s*=\s*(?:\"[^\"]*\"|'[^']*')|\s(?:xlink:)?href\s*=\s*[\"']\s*javascript:[^\"']*[\"']",
    re.DOTALL | re.IGNORECASE,
)


class Pictures:
    """Turns what a notebook shows into `img` elements and assets."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.attachments: Mapping[str, Mapping[str, str]] = {}
        """Those of the cell at hand."""

    def output(self, mime: str, data: str, metadata: Mapping[str, Any], alt: str) -> str | None:
        """An `img` of a saved picture; None where its data is damaged or of another kind."""
        content = _svg_bytes(data) if mime == "image/svg+xml" else _decoded(data)
        if content is None:
            return None
        natural = _size(mime, content)
        if natural is None:
            return None
        size = _shown_size(natural, metadata)
        return _img(self._state.keep(content, "fig", _SUFFIXES[mime], alt, size), alt, size)

    def image(
        self,
        source: str,
        alt: str | None,
        title: str = "",
        size: tuple[int | None, int | None] = (None, None),
        inside_link: bool = False,
    ) -> str:
        """An `img` for an address as written; words where the picture cannot be shown."""
        words = clean(alt or "").strip() or clean(title).strip()
        if source.strip().lower().startswith("data:"):
            return self._embedded(source, words, size)
        if source.startswith("attachment:"):
            return self._attached(unquote(source.removeprefix("attachment:")), words, size)
        address = self._state.address(source, "src")
        words = words or self._name(source)
        if address is None:
            return escape(words)
        if address.startswith("pf-link:"):
            return _img(address, words, size, title)
        return self._elsewhere(address, words, inside_link)

    def svg(self, text: str, alt: str = "") -> str:
        """An `img` of an SVG that stood in the HTML; nothing where it is not well-formed."""
        html = self.output("image/svg+xml", text, {}, alt or svg_title(text) or self._context())
        return html or ""

    def media(self, source: str) -> str | None:
        """The address for sound or video: a token, or None where it cannot be played."""
        if source.strip().lower().startswith("data:"):
            mime, content = _data_address(source)
            if content is None or mime.split("/")[0] not in ("audio", "video"):
                return None
            return self._state.keep(content, "media", _SUFFIXES.get(mime, "bin"), "", None)
        address = self._state.address(source, "src") if source else None
        return address if address and address.startswith("pf-link:") else None

    def _embedded(self, source: str, alt: str, size: tuple[int | None, int | None]) -> str:
        mime, content = _data_address(source)
        return self._kept(mime, content, "picture", alt, size) or escape(alt)

    def _attached(self, name: str, alt: str, size: tuple[int | None, int | None]) -> str:
        bundle = self.attachments.get(name)
        stem, words = slug(PurePosixPath(name).stem), alt or self._name(name)
        for mime, data in (bundle or {}).items():
            content = _svg_bytes(data) if mime == "image/svg+xml" else _decoded(data)
            html = self._kept(mime, content, stem, words, size)
            if html:
                return html
        why = "is damaged" if bundle else "is not in the notebook"
        text = f"the attached picture {name!r} {why}; paste it into the cell again"
        self._state.report("missing-attachment", text)
        return escape(words)

    def _kept(
        self,
        mime: str,
        content: bytes | None,
        stem: str,
        alt: str,
        size: tuple[int | None, int | None],
    ) -> str:
        natural = _size(mime, content) if content and mime in _SUFFIXES else None
        if content is None or natural is None:
            return ""
        shown = _scaled(natural, *size)
        alt = alt or self._context()
        return _img(self._state.keep(content, stem, _SUFFIXES[mime], alt, shown), alt, shown)

    def _elsewhere(self, address: str, words: str, inside_link: bool) -> str:
        """A picture on another host becomes words: pages ask no other host by themselves."""
        host = urlsplit(address).netloc
        text = (
            f"the picture at {host} is shown as a link, since pages ask no other host;"
            " save it beside the notebook to show it"
        )
        self._state.report("picture-elsewhere", text, Level.NOTE)
        if inside_link:
            return escape(words)
        return f'<a href="{escape(address)}">{escape(words)}</a>'

    def _name(self, source: str) -> str:
        """What a file's name says about the picture, else where it stands."""
        stem = unquote(PurePosixPath(urlsplit(source).path if "//" in source else source).stem)
        words = re.sub(r"[\W_]+", " ", clean(stem)).strip()
        return self._context() if _NAMELESS.fullmatch(words.lower()) else words

    def _context(self) -> str:
        words, section = self._state.words, self._state.section
        return words("picture_in", section=section) if section else words("picture")


def _img(
    address: str, alt: str, size: tuple[int | None, int | None] | None, title: str = ""
) -> str:
    width, height = size or (None, None)
    sides = "".join(
        f' {name}="{value}"' for name, value in (("width", width), ("height", height)) if value
    )
    told = f' title="{escape(clean(title))}"' if title else ""
    return (
        f'<img class="pf-img" src="{address}" alt="{escape(clean(alt))}"{told}{sides}'
        ' loading="lazy" decoding="async">'
    )


def _decoded(data: str) -> bytes | None:
    try:
        return base64.b64decode(data) or None
    except (binascii.Error, ValueError):
        return None


def _data_address(source: str) -> tuple[str, bytes | None]:
    match = _DATA.match(source)
    if not match:
        return "", None
    mime, flags, data = match.groups()
    if "base64" in flags:
        return mime.lower(), _decoded(unquote(data))
    return mime.lower(), unquote_to_bytes(data)


def _svg_bytes(text: str) -> bytes | None:
    """The SVG as a file of its own, without what would run; None where it is not XML."""
    if not text.lstrip().startswith("<"):
        text = (_decoded(text) or b"").decode("utf-8", "replace")
    start = text.find("<svg")
    if start < 0:
        return None
    text = _SVG_RUNS.sub("", clean(text[start:]))
    if "xmlns=" not in text[: text.find(">")]:
        text = text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    if "xlink:" in text and "xmlns:xlink" not in text:
        text = text.replace("<svg", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"', 1)
    text = re.sub(r"&nbsp;", "\u00a0", text)
    content = text.encode()
    try:
        ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None
    return content


def _size(mime: str, content: bytes) -> tuple[int, int] | None:
    """Width and height from the file's head; None where it is no such picture."""
    if mime == "image/svg+xml":
        return svg_size(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) > 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if 0 < width < 65536 and 0 < height < 65536 else None
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content)) as picture:
                return picture.size if all(picture.size) else None
    except Exception:
        # Pillow's readers raise what their formats make of damaged bytes, of many types.
        return None


def _shown_size(natural: tuple[int, int], metadata: Mapping[str, Any]) -> tuple[int, int]:
    """The size Jupyter would show: a retina picture's metadata asks for half of its pixels."""
    sides = [metadata.get(name) for name in ("width", "height")]
    asked = [
        pixels_of(str(side)) if isinstance(side, int | float | str) else None for side in sides
    ]
    return _scaled(natural, asked[0], asked[1])


def _scaled(natural: tuple[int, int], width: int | None, height: int | None) -> tuple[int, int]:
    if width and height:
        return width, height
    if width:
        return width, max(1, round(natural[1] * width / natural[0]))
    if height:
        return max(1, round(natural[0] * height / natural[1])), height
    return natural


def svg_title(text: str) -> str:
    """The title that an SVG carries itself."""
    match = re.search(r"<title[^>]*>([^<]+)</title>", text)
    return unescape(match.group(1)).strip() if match else ""
