"""The figure of a page on its preview card: whole, on a white plate."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MARGIN = 16


def lay_figure(card: Image, figure: Image, plate: tuple[int, int, int, int], line: str) -> None:
    """Draw the figure as large as the plate allows, never larger than it is, in the middle."""
    from PIL import ImageDraw
    from PIL.Image import Resampling

    left, top, right, bottom = plate
    pen = ImageDraw.Draw(card)
    pen.rounded_rectangle(plate, radius=8, fill="#ffffff", outline=line, width=1)
    room = (right - left - 2 * MARGIN, bottom - top - 2 * MARGIN)
    scale = min(room[0] / figure.width, room[1] / figure.height, 1)
    size = (max(1, round(figure.width * scale)), max(1, round(figure.height * scale)))
    shown = figure.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    place = ((left + right - size[0]) // 2, (top + bottom - size[1]) // 2)
    card.paste(shown, place, shown if shown.mode == "RGBA" else None)
