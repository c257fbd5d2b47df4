"""The size of a picture, read from its first bytes."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

_SVG = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE)


def size_of(path: Path) -> tuple[int, int] | None:
    """Width and height of a picture as it is shown; None if the file is no picture."""
    return _svg_size(path) if path.suffix.lower() == ".svg" else _pixels(path)


def _pixels(path: Path) -> tuple[int, int] | None:
    from PIL import Image, UnidentifiedImageError  # Slow to import, and few builds need it.

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                width, height = picture.size
                turned = picture.format == "JPEG" and picture.getexif().get(0x0112, 1) >= 5
    except (
        OSError,
        SyntaxError,
        ValueError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None
    return (height, width) if turned else (width, height)


def _svg_size(path: Path) -> tuple[int, int] | None:
    try:
        with path.open("rb") as file:
            return svg_size(file.read(65536))
    except OSError:
        return None


def svg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height that a drawing's root element tells; None if there is none."""
    found = _SVG.search(content)
    if not found:
        return None
    tag = found.group().decode("utf-8", "replace")
    width, height = (_length(tag, name) for name in ("width", "height"))
    box = re.search(
        r"""viewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""", tag
    )
    if box and not (width and height):
        width, height = (float(side) for side in box.groups())
    # Without a size of its own a browser gives it that of a frame.
    return (round(width), round(height)) if width and height else (300, 150)


def _length(tag: str, name: str) -> float | None:
    found = re.search(rf"""\s{name}\s*=\s*["']\s*(\d+(?:\.\d+)?)(px|pt|mm|cm|in)?\s*["']""", tag)
    if not found:
        return None
    scale = {"pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
    return float(found.group(1)) * scale.get(found.group(2) or "", 1)
