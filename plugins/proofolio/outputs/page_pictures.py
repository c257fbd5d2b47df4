"""The pictures of a finished page: sized, in lighter variants, and loaded when they are near.

One pass over the page's HTML serves pictures of records, figures of notebooks and what stands in an
author's Markdown alike. Feeds and structured data never see it: they keep the plain addresses.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from proofolio.notebooks.html.drawings import svg_size
from proofolio.outputs.picture_sides import IMG, attributes_of, styled_width, whole_pixels
from proofolio.outputs.site_files import SiteFiles
from proofolio.outputs.templating import relative_url
from proofolio.outputs.variants import (
    LIGHT,
    kept_variants,
    size_of,
    widths_of,
)
from proofolio.views.site import Html

WIDEST = 720
"""CSS pixels of the text, which a figure in it is as wide as."""

_HINT = re.compile(r"""\sdata-sizes="[^"]*\"""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.-]+")

Make = Callable[[], bytes]


@dataclass
class PagePictures:
    """Dresses pages; what their pictures need is added to the site's files, or promised."""

    files: SiteFiles
    cache: Path | None = None
    """Folder for variants; none makes them anew."""
    has_variants: bool = True
    is_patient: bool = False
    """Whether variants are only promised, as in `mkdocs serve`, and made when asked for."""
    promised: dict[str, Make] = field(default_factory=dict)
    """Variants by address, for whoever answers requests."""
    _sides: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    """Width and height of pictures by address: the same one stands on many pages."""
    _places: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Widths and addresses of their variants."""
    _noted: list[Any] | None = None
    """Questions with their answers, while somebody takes them down."""

    @contextmanager
    def noted(self) -> Iterator[list[Any]]:
        """A list of what is asked meanwhile, each question with its answer."""
        self._noted = []
        yield self._noted
        self._noted = None

    def answer(self, address: str, with_places: bool) -> list[Any]:
        """Sides and variants of the picture at an address, as JSON has them."""
        if address not in self._sides:
            self._look(address)
        size = self._sides[address]
        if size is None or not with_places:
            return [size and list(size), None]
        if address not in self._places:
            self._places[address] = self._variants(address, size[0])
        return [list(size), [list(place) for place in self._places[address]]]

    def dress(self, html: Html, page: str) -> Html:
        """The page's HTML; `page` is its address, to which those of its pictures are relative."""
        is_first = True

        def dressed(match: re.Match[str]) -> str:
            nonlocal is_first
            first, is_first = is_first, False
            return self._picture(match[0], page, is_first=first)

        return IMG.sub(dressed, html) if "<img" in html else html

    def _picture(self, tag: str, page: str, *, is_first: bool) -> str:
        told = attributes_of(tag)
        tag = _HINT.sub("", tag)
        # The twin for the other scheme is not fetched as long as it is hidden and lazy.
        if is_first and told.get("loading") == "lazy" and "pf-on-" not in told.get("class", ""):
            tag = tag.replace(' loading="lazy"', "")
            told.pop("loading")
        added = _missing(told, is_first)
        source = told.get("src", "")
        if source and not _ELSEWHERE.match(source):
            added |= self._facts(told | added, _address(source, page), page)
        shown = "".join(f' {name}="{escape(value)}"' for name, value in added.items())
        end = "/>" if tag.endswith("/>") else ">"
        return tag.removesuffix(end).rstrip() + shown + end

    def _facts(self, told: dict[str, str], address: str, page: str) -> dict[str, str]:
        """Sides and variants of a picture, as far as its tag does not tell them."""
        with_places = "srcset" not in told and self.has_variants
        size, places = answer = self.answer(address, with_places)
        if self._noted is not None:
            self._noted.append([[address, with_places], answer])
        if size is None:
            return {}
        added = {name: side for name, side in _sides(told, size).items() if name not in told}
        if places:
            asked = whole_pixels((told | added).get("width", ""))
            shown = styled_width(told.get("style", "")) or asked or size[0]
            listed = (f"{quote(relative_url(place, page))} {width}w" for width, place in places)
            added["srcset"] = ", ".join(listed)
            added["sizes"] = _sizes(told, shown)
        return added

    def _look(self, address: str) -> None:
        """Take down the sides of the picture at the address; none of what is no picture."""
        content = self.files.content(address) or b""
        self._sides[address] = size_of(content)
        if self._sides[address] is None:
            self._places[address] = []
            if address.endswith(".svg"):
                self._sides[address] = svg_size(content[:65536])

    def _variants(self, address: str, width: int) -> list[tuple[int, str]]:
        """Widths and addresses, the picture itself among them where it has no lighter equal."""
        content = self.files.content(address) or b""
        stem = _stem(address, content)
        if self.is_patient:
            widths = widths_of(width) if len(content) > LIGHT else ()
            for one in widths:
                self.promised[f"{stem}-{one}.webp"] = partial(self._one, address, one)
            return [(one, f"{stem}-{one}.webp") for one in widths]
        places = []
        for variant in kept_variants(content, self.cache):
            place = self.files.add(f"{stem}-{variant.width}.webp", variant.content)
            places.append((variant.width, place))
        if places and places[-1][0] < widths_of(width)[-1]:
            places.append((width, address))
        return places

    def _one(self, address: str, width: int) -> bytes:
        """A variant that was promised; the picture itself where that is lighter."""
        content = self.files.content(address) or b""
        found = kept_variants(content, self.cache)
        return next((one.content for one in found if one.width == width), content)


def _missing(told: dict[str, str], is_first: bool) -> dict[str, str]:
    """How to load a picture whose tag does not say."""
    added = {} if is_first or "loading" in told or "fetchpriority" in told else {"loading": "lazy"}
    return added if "decoding" in told else {**added, "decoding": "async"}


def _sides(told: dict[str, str], size: Sequence[int]) -> dict[str, str]:
    """Width and height in the picture's proportions, so that text does not jump."""
    width, height = told.get("width", ""), told.get("height", "")
    style = told.get("style")
    # Where the style tells both, the attributes give only the proportions.
    if (width and height) or (style is not None and not {"width", "height"} <= _names(style)):
        return {}
    if pixels := whole_pixels(width):
        return {"height": str(max(1, round(size[1] * pixels / size[0])))}
    if pixels := whole_pixels(height):
        return {"width": str(max(1, round(size[0] * pixels / size[1])))}
    return {} if width or height else {"width": str(size[0]), "height": str(size[1])}


def _names(style: str) -> set[str]:
    return {part.partition(":")[0].strip() for part in style.split(";")}


def _sizes(told: dict[str, str], width: int) -> str:
    """How wide the picture is shown: as the template says, else as a figure in the text.

    A lazy one is laid out before it is chosen; browsers that know `auto` then need no hint.
    """
    most = min(width, WIDEST)
    hint = told.get("data-sizes") or f"(min-width: {most + 40}px) {most}px, 100vw"
    return f"auto, {hint}" if told.get("loading") == "lazy" else hint


def _address(source: str, page: str) -> str:
    """Relative to the site, from an address as the page has it."""
    path = unquote(re.split(r"[?#]", source, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def _stem(address: str, content: bytes) -> str:
    """Beside the picture, with a mark of its content: a new picture has new addresses."""
    folder, name = posixpath.split(address)
    stem = _UNSAFE.sub("-", name.rpartition(".")[0])
    mark = blake2b(content, digest_size=4).hexdigest()
    return posixpath.join(folder, f"{stem}-{mark}" if mark not in stem else stem)
