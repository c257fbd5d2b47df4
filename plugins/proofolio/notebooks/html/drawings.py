"""The size of a drawing, as the head of its SVG tells it."""

from __future__ import annotations

import re

from proofolio.notebooks.html.lengths import read_length

FRAME = (300, 150)
"""Without a size of its own a browser gives a drawing that of a frame."""

_ROOT = re.compile(rb"<svg\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])(width|height|viewBox)\s*=\s*("[^"]*"|'[^']*')""")
_BOX = re.compile(r"\s*[,\s]\s*")
_SIDE = re.compile(r"\+?[0-9]{1,12}(?:\.[0-9]{0,12})?(?:[eE][+-]?[0-9]{1,2})?")
_MOST = 1_000_000


def svg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height that a drawing's root element tells; None if there is none."""
    found = _ROOT.search(content)
    if not found:
        return None
    told = {
        name: value[1:-1] for name, value in _ATTRIBUTE.findall(found[0].decode("utf-8", "replace"))
    }
    lengths = [read_length(told.get(name, "")) for name in ("width", "height")]
    sides = [length.pixels for length in lengths if length and length.is_fixed and length.pixels]
    if len(sides) == 2:
        return sides[0], sides[1]
    return _box(told.get("viewBox", "")) or FRAME


def _box(text: str) -> tuple[int, int] | None:
    """The sides of a `viewBox`; None where they are none."""
    parts = _BOX.split(text.strip()) if len(text) < 1000 else []
    if len(parts) != 4 or not all(map(_SIDE.fullmatch, parts[2:])):
        return None
    width, height = map(float, parts[2:])
    if not (0 < width <= _MOST and 0 < height <= _MOST):
        return None
    return max(1, round(width)), max(1, round(height))
