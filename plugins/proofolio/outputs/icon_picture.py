"""The site's icon as PNG, for those who do not take an SVG: feed readers and home screens."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from proofolio.cache_files import kept, key_of, made_by
from proofolio.outputs.accent import Accent
from proofolio.outputs.card_text import (
    OVERSAMPLING,
    Face,
    draw_text,
    drawable,
    heading,
    shipped_fonts,
    width_of,
)
from proofolio.outputs.icon import COLOURS, monogram

SIDE = 512
"""Pixels; JSON Feed and web app manifests ask for so many."""
_WIDEST, _GAP, _STOP = 304, 18, 56
"""Of the letters, between them and the full stop, and its width; in pixels too."""
_DRAWN_BY = tuple(
    f"{name}.py" for name in ("outputs/icon*", "outputs/card_text", "outputs/accent", "colours")
)
_CAPITALS = 0.66
"""Height of a capital letter, as a share of the size."""


def kept_icon(name: str, accent: Accent, side: int, folder: Path | None) -> bytes:
    """The icon of a name at a size, from the folder if it was drawn before."""
    ours = made_by(*_DRAWN_BY, "Pillow")
    key = key_of(name.encode(), accent.palette, accent.colour, side, shipped_fonts(), ours)
    return kept(folder, f"{key}.png", lambda: _drawn(name, accent, side))


def _drawn(name: str, accent: Accent, side: int) -> bytes:
    picture = make_icon_picture(name, accent)
    return picture if side == SIDE else smaller(picture, side)


@cache
def make_icon_picture(name: str, accent: Accent) -> bytes:
    """A PNG of the letters of a name and a full stop, of 512 pixels.

    It has no transparent corners, and all that counts lies within the circle that may be left of it
    (https://www.w3.org/TR/appmanifest/#icon-masks): whoever shows it rounds it off in his own way.
    """
    from PIL import Image, ImageDraw

    ground, ink, stop = map(accent.turn, COLOURS[accent.palette])
    picture = Image.new("RGB", (SIDE * OVERSAMPLING, SIDE * OVERSAMPLING), ground)
    pen = ImageDraw.Draw(picture)
    face = heading("editorial", 240)
    letters = drawable(monogram(name), face)
    x: float = (SIDE - 3 * _STOP) / 2
    y, side = x, 3 * _STOP
    if letters:
        face = _fitting(letters, face)
        left = (SIDE - width_of(letters, face) - _GAP - _STOP) / 2
        baseline = (SIDE + _CAPITALS * face.size) / 2
        x = draw_text(pen, (left, baseline), letters, face, ink) + _GAP
        y, side = baseline - _STOP, _STOP
    x, y, side = (round(place) * OVERSAMPLING for place in (x, y, side))
    pen.ellipse((x, y, x + side - 1, y + side - 1), fill=stop)
    out = io.BytesIO()
    drawn = picture.reduce(OVERSAMPLING).quantize(16, dither=Image.Dither.NONE)
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def smaller(picture: bytes, side: int) -> bytes:
    """The icon at another size."""
    from PIL import Image

    out = io.BytesIO()
    resized = Image.open(io.BytesIO(picture)).convert("RGB").resize((side, side))
    resized.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _fitting(letters: str, face: Face) -> Face:
    """The face, smaller where the letters would leave the full stop no room."""
    return face.sized(min(face.size, face.size * _WIDEST / width_of(letters, face)))
