"""Text on preview cards, set in the fonts that pages have.

FreeType, which Pillow brings along, reads the very files that browsers get. Pillow's better layout
needs a system library (FriBiDi), so the plain one is used, and each text comes out the same on
every machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

OVERSAMPLING = 2
"""Text is drawn larger and scaled down, so that letters stand where they belong."""

MISSING = "\uffff"
"""A character that no font has."""

_NEWSREADER = (("newsreader-latin-500-normal", 0), ("newsreader-latin-ext-500-normal", 0))
_STIX = (("stix-two-math-subset", 0),)
_PLEX = (("ibm-plex-mono-latin-400-normal", 0), ("ibm-plex-mono-latin-ext-400-normal", 0))


def _variable(name: str, weight: int) -> tuple[tuple[str, int], ...]:
    return tuple((f"{name}-{part}-wght-normal", weight) for part in ("latin", "latin-ext"))


@dataclass(frozen=True)
class Face:
    """A size and the fonts to look for each character in, the first that has it wins."""

    size: float
    fonts: tuple[tuple[str, int], ...]
    tracking: float = 0.0
    """Space between letters, as a share of the size."""

    def sized(self, size: float) -> Face:
        """The same in another size."""
        return Face(size, self.fonts, self.tracking)


def heading(pairing: str, size: float) -> Face:
    """The face of titles and of the name."""
    if pairing == "plain":
        return Face(size, _variable("libre-franklin", 640) + _STIX + _PLEX, -0.03)
    return Face(size, _NEWSREADER + _variable("instrument-sans", 500) + _STIX + _PLEX, -0.02)


def running(pairing: str, size: float, weight: int) -> Face:
    """The face of everything else."""
    name = "libre-franklin" if pairing == "plain" else "instrument-sans"
    return Face(size, _variable(name, weight) + _NEWSREADER + _STIX + _PLEX, -0.005)


def drawable(text: str, face: Face) -> str:
    """The text as it can be drawn: without emoji; empty where a letter is in no font."""
    kept = []
    for character in unicodedata.normalize("NFC", " ".join(text.split())):
        if _font_of(character, face) is not None:
            kept.append(character)
        elif unicodedata.category(character) not in ("So", "Sk", "Cf", "Mn", "Me", "Cn", "Co"):
            return ""
    return " ".join("".join(kept).split())


def width_of(text: str, face: Face) -> float:
    """Width of a drawable text in pixels."""
    return sum(step for _, _, step in _glyphs(text, face)) / OVERSAMPLING


def draw_text(pen: ImageDraw, at: tuple[float, float], text: str, face: Face, colour: str) -> float:
    """Draw with the baseline at this height, in pixels of the card; returns where it ends."""
    x, y = (place * OVERSAMPLING for place in at)
    for character, font, step in _glyphs(text, face):
        pen.text((x, y), character, fill=colour, font=font, anchor="ls")
        x += step
    return x / OVERSAMPLING


def wrap(text: str, face: Face, width: float, most: int) -> tuple[list[str], bool]:
    """Lines of at most this width, and whether all of the text is in them."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, face) <= width:
            lines[-1] = longer
        elif lines == [""]:
            lines = [word]
        else:
            lines.append(word)
    if len(lines) <= most and all(width_of(line, face) <= width for line in lines):
        return _balanced(lines, face), True
    kept = lines[:most]
    kept[-1] = f"{kept[-1].rstrip(',;:.–—- ')}…"
    return [_cut(line, face, width) for line in kept], False


def _balanced(lines: list[str], face: Face) -> list[str]:
    """The same text in as many lines, none much shorter than the others."""
    words = " ".join(lines).split()
    widths = [width_of(word, face) for word in words]
    space = width_of(" ", face)
    longest = max(width_of(line, face) for line in lines)
    best = lines
    for limit in range(int(longest), int(max(widths)), -4):
        tried, filled = [[words[0]]], widths[0]
        for word, width in zip(words[1:], widths[1:], strict=True):
            if filled + space + width <= limit:
                tried[-1].append(word)
                filled += space + width
            else:
                tried.append([word])
                filled = width
        if len(tried) > len(lines):
            break
        best = [" ".join(line) for line in tried]
    return best


def _cut(line: str, face: Face, width: float) -> str:
    """A line cut at a word, or within one that is too long by itself."""
    if width_of(line, face) <= width:
        return line
    text = line.rstrip("…")
    while text and width_of(f"{text}…", face) > width:
        shorter = text.rpartition(" ")[0]
        text = shorter if shorter else text[:-1]
    return f"{text.rstrip(',;:.–—- ')}…"


def _glyphs(text: str, face: Face) -> Iterator[tuple[str, FreeTypeFont, float]]:
    tracking = face.tracking * face.size * OVERSAMPLING
    for character in text:
        font = _font_of(character, face)
        if font is not None:
            yield character, font, _advance(font, character) + tracking


@cache
def _advance(font: FreeTypeFont, character: str) -> float:
    return float(font.getlength(character))


@cache
def _font_of(character: str, face: Face) -> FreeTypeFont | None:
    fonts: Sequence[FreeTypeFont] = [_font(name, weight, face.size) for name, weight in face.fonts]
    if character.isspace():
        return fonts[0]
    return next((font for font in fonts if _has(font, character)), None)


def _has(font: FreeTypeFont, character: str) -> bool:
    """Whether the font has the character: what is missing is drawn as a box, or as nothing."""
    drawn, missing = font.getmask(character), font.getmask(MISSING)
    return drawn.size != missing.size or bytes(drawn) != bytes(missing)


@cache
def _font(name: str, weight: int, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    source = files("proofolio") / "theme" / "assets" / "fonts" / f"{name}.woff2"
    with as_file(source) as path:
        font = ImageFont.truetype(
            str(path), size * OVERSAMPLING, layout_engine=ImageFont.Layout.BASIC
        )
    if weight:
        font.set_variation_by_axes([weight])
    return font
