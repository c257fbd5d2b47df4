"""Text on preview cards, set in the fonts that pages have.

FreeType, which Pillow brings along, reads the very files that browsers get. Pillow's better layout
needs a system library (FriBiDi), so the plain one is used, and each text comes out the same on
every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_FONTS = files("proofolio") / "theme" / "assets" / "fonts"

OVERSAMPLING = 2
"""Text is drawn larger and scaled down, so that letters stand where they belong."""

MISSING = "\uffff"
"""A character that no font has."""

_JOINED = re.compile("[\u0590-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that join, stack or run from right to left, which the plain layout cannot."""

_NOT_FIRST = frozenset(
    "、。，．：；？！）」』】〉》〕］｝…—”’％%・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NOT_LAST = frozenset("（「『【〈《〔［｛“‘")
"""What no line of Chinese or Japanese begins and ends with."""


class OwnFont(NamedTuple):
    """A font file of the author's."""

    path: str
    mark: str
    """Of its content, so that a letter is not drawn from what the file was before."""


Family = tuple[tuple["str | OwnFont", int], ...]
"""Fonts of a common look, each with its weight; 0 where it has one only."""

_NEWSREADER: Family = tuple(
    (f"newsreader-{part}-500-normal", 0) for part in ("latin", "latin-ext", "vietnamese")
)
_STIX: Family = (("stix-two-math-subset", 0),)
_PLEX: Family = (
    ("ibm-plex-mono-latin-400-normal", 0),
    ("ibm-plex-mono-latin-ext-400-normal", 0),
)


def _symbols(own: OwnFont | None) -> tuple[Family, ...]:
    return (_STIX, _PLEX, ((own, 0),)) if own else (_STIX, _PLEX)


def _variable(name: str, weight: int) -> Family:
    """A family, and what letters Libre Franklin has beyond those of every family."""
    own = tuple((f"{name}-{part}-wght-normal", weight) for part in ("latin", "latin-ext"))
    more = ("vietnamese", "cyrillic")
    return own + tuple((f"libre-franklin-{part}-wght-normal", weight) for part in more)


@dataclass(frozen=True)
class Face:
    """A size and the families to look for each character in, the first that has it wins."""

    size: float
    families: tuple[Family, ...]
    tracking: float = 0.0
    """Space between letters, as a share of the size."""

    def sized(self, size: float) -> Face:
        """The same in another size."""
        return replace(self, size=size)

    def suited(self, text: str) -> Face:
        """The same, led by the first family that has every letter: words are never of two."""
        letters = {character for character in text if character.isalpha()}
        for family in self.families:
            if all(_from(family, letter, self.size) for letter in letters):
                break
        else:
            return self
        if family is self.families[0]:
            return self
        others = tuple(other for other in self.families if other is not family)
        return Face(self.size, (family, *others))


def heading(pairing: str, size: float, own: OwnFont | None = None) -> Face:
    """The face of titles and of the name; `own` is looked into last."""
    if pairing == "plain":
        return Face(size, (_variable("libre-franklin", 640), *_symbols(own)), -0.03)
    families = (_NEWSREADER, _variable("instrument-sans", 500), *_symbols(own))
    return Face(size, families, -0.02)


def running(pairing: str, size: float, weight: int, own: OwnFont | None = None) -> Face:
    """The face of everything else; `own` is looked into last."""
    name = "libre-franklin" if pairing == "plain" else "instrument-sans"
    return Face(size, (_variable(name, weight), _NEWSREADER, *_symbols(own)), -0.005)


_MOST = 400


def drawable(text: str, face: Face) -> str:
    """The text as it can be drawn: without emoji; empty where a letter is in no font."""
    # More fits on no card, and laying it out takes time that grows with its square.
    text = text[:_MOST]
    if _JOINED.search(text):
        return ""
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
    for piece in _pieces(text):
        longer = (lines[-1] + piece).strip()
        if width_of(longer, face) <= width or lines == [""]:
            lines[-1] = longer
        else:
            lines.append(piece.strip())
    if len(lines) <= most and all(width_of(line, face) <= width for line in lines):
        return _balanced(text, lines, face), True
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = f"{kept[-1].rstrip(',;:.–—-，；：。、 ')}…"
    return [_cut(line, face, width) for line in kept], False


def _pieces(text: str) -> list[str]:
    """What a line may hold of a text: words with the space before them, and single characters
    of scripts that have no spaces."""
    pieces = [""]
    for character in " ".join(text.split()):
        before = pieces[-1][-1:]
        if before and (character == " " or (before != " " and _may_part(before, character))):
            pieces.append("")
        pieces[-1] += character
    return pieces


def _may_part(one: str, other: str) -> bool:
    """Whether a line may end between two characters without a space; Korean has spaces."""
    wide = any(unicodedata.east_asian_width(c) == "W" and not _is_hangul(c) for c in (one, other))
    return wide and one not in _NOT_LAST and other not in _NOT_FIRST


def _is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _balanced(text: str, lines: list[str], face: Face) -> list[str]:
    """The same text in as many lines, none much shorter than the others."""
    pieces = _pieces(text)
    widths = [width_of(piece, face) for piece in pieces]
    longest = max(width_of(line, face) for line in lines)
    best = lines
    for limit in range(int(longest), int(max(widths)), -4):
        tried, filled = [pieces[0]], widths[0]
        for piece, width in zip(pieces[1:], widths[1:], strict=True):
            if filled + width <= limit:
                tried[-1] += piece
                filled += width
            else:
                tried.append(piece.strip())
                filled = width_of(piece.strip(), face)
        if len(tried) > len(lines):
            break
        best = tried
    return best


def _cut(line: str, face: Face, width: float) -> str:
    """A line cut at a word, or within one that is too long by itself."""
    if width_of(line, face) <= width:
        return line
    text = line.rstrip("…")
    while text and width_of(f"{text}…", face) > width:
        shorter = "".join(_pieces(text)[:-1])
        text = shorter if shorter else text[:-1]
    return f"{text.rstrip(',;:.–—-，；：。、 ')}…"


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
    if character.isspace():
        name, weight = face.families[0][0]
        return _font(name, weight, face.size)
    found = (_from(family, character, face.size) for family in face.families)
    return next(filter(None, found), None)


@cache
def _from(family: Family, character: str, size: float) -> FreeTypeFont | None:
    """The font of a family that has the character."""
    fonts = (_font(name, weight, size) for name, weight in family)
    return next((font for font in fonts if _has(font, character)), None)


def _has(font: FreeTypeFont, character: str) -> bool:
    """Whether the font has the character: what is missing is drawn as a box, or as nothing."""
    drawn, missing = font.getmask(character), font.getmask(MISSING)
    return drawn.size != missing.size or bytes(drawn) != bytes(missing)


@cache
def shipped_fonts() -> str:
    """A mark of the font files that we bring along, byte for byte."""
    digest = blake2b(digest_size=8)
    for font in sorted(_FONTS.iterdir(), key=lambda font: font.name):
        digest.update(font.read_bytes())
    return digest.hexdigest()


@cache
def _font(name: str | OwnFont, weight: int, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    if isinstance(name, OwnFont):
        basic = ImageFont.Layout.BASIC
        return ImageFont.truetype(name.path, size * OVERSAMPLING, layout_engine=basic)
    with as_file(_FONTS / f"{name}.woff2") as path:
        font = ImageFont.truetype(
            str(path), size * OVERSAMPLING, layout_engine=ImageFont.Layout.BASIC
        )
    if weight:
        font.set_variation_by_axes([weight])
    return font
