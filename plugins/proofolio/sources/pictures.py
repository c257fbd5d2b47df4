"""The size of a picture, read from its first bytes."""

from __future__ import annotations

import warnings
from pathlib import Path

from proofolio.notebooks.html.drawings import svg_size


def size_of(path: Path) -> tuple[int, int] | None:
    """Width and height of a picture as it is shown; None if the file is no picture."""
    return _svg_size(path) if path.suffix.lower() == ".svg" else _pixels(path)


def _pixels(path: Path) -> tuple[int, int] | None:
    from PIL import Image  # Slow to import, and few builds need it.

    try:
        with warnings.catch_warnings():
            # What Pillow warns of in a damaged file means nothing to an author.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                width, height = picture.size
                turned = picture.format == "JPEG" and picture.getexif().get(0x0112, 1) >= 5
    except Exception:
        # Pillow's readers raise what their formats make of damaged bytes, of many types.
        return None
    if not (width and height):
        return None
    return (height, width) if turned else (width, height)


def _svg_size(path: Path) -> tuple[int, int] | None:
    try:
        with path.open("rb") as file:
            return svg_size(file.read(65536))
    except OSError:
        return None
