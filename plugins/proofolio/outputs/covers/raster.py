"""Covers as pixels, for previews: draws the paths that our own covers are made of, and no others.

Pillow cannot read SVG, and what can needs a system library. But covers hold nothing except paths
of straight lines and cubic curves with flat colours, and those are quickly drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from proofolio.outputs.covers.drawing import HEIGHT, WIDTH, Point

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

OVERSAMPLING = 2
"""Pillow draws hard edges; so everything is drawn larger and scaled down."""
_CURVE_STEPS = 5

_PATH = re.compile(r"<path ([^>]*)/>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Line = list[Point]


def draw_cover(svg: str, size: tuple[int, int]) -> Image:
    """The middle of a cover, as large as a picture of this size allows."""
    from PIL import Image as images
    from PIL import ImageDraw as pens

    width, height = (side * OVERSAMPLING for side in size)
    scale = max(height / HEIGHT, width / WIDTH)
    left, top = (WIDTH * scale - width) / 2, (HEIGHT * scale - height) / 2
    picture = images.new("RGB", (width, height))
    pen = pens.Draw(picture)
    for attributes in _paths(svg):
        lines = [
            [(x * scale - left, y * scale - top) for x, y in line]
            for line in _lines(attributes["d"])
        ]
        if (fill := attributes.get("fill", "none")) != "none":
            opacity = float(attributes.get("fill-opacity", 1))
            _paint(picture, pen, lines, fill, opacity, 0)
        if (stroke := attributes.get("stroke", "none")) != "none":
            opacity = float(attributes.get("stroke-opacity", 1))
            thickness = float(attributes.get("stroke-width", 1)) * scale
            if dashes := attributes.get("stroke-dasharray"):
                on, off = (float(part) * scale for part in dashes.split())
                lines = [dash for line in lines for dash in _dashed(line, on, off)]
            _paint(picture, pen, lines, stroke, opacity, max(1, round(thickness)))
    return picture.reduce(OVERSAMPLING)


def _paint(
    picture: Image, pen: ImageDraw, lines: list[Line], colour: str, opacity: float, thickness: int
) -> None:
    """Lines of this thickness, or filled shapes where it is 0."""
    from PIL import Image as images
    from PIL import ImageDraw as pens

    if opacity >= 1:
        _draw(pen, lines, colour, thickness)
        return
    # What overlaps within one path must not become darker there; hence a mask.
    x, y, right, bottom = _box(lines, thickness, picture.size)
    if x >= right or y >= bottom:
        return
    mask = images.new("L", (right - x, bottom - y))
    moved = [[(px - x, py - y) for px, py in line] for line in lines]
    _draw(pens.Draw(mask), moved, round(255 * opacity), thickness)
    if drawn := mask.getbbox():
        # Much of a path may lie outside, and mixing colours is what takes time.
        picture.paste(colour, (x + drawn[0], y + drawn[1]), mask.crop(drawn))


def _box(lines: list[Line], thickness: int, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The part of the picture that the lines may touch."""
    xs, ys = ([point[axis] for line in lines for point in line] for axis in (0, 1))
    return (
        max(0, int(min(xs)) - thickness - 1),
        max(0, int(min(ys)) - thickness - 1),
        min(size[0], int(max(xs)) + thickness + 2),
        min(size[1], int(max(ys)) + thickness + 2),
    )


def _draw(pen: ImageDraw, lines: list[Line], colour: str | int, thickness: int) -> None:
    for line in lines:
        if thickness == 0:
            pen.polygon(line, fill=colour)
            continue
        if len(line) > 2 or line[0] != line[-1]:
            pen.line(line, fill=colour, width=thickness, joint="curve")
        for x, y in (line[0], line[-1]) if thickness > 3 else ():
            r = (thickness - 1) / 2
            pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)


def _paths(svg: str) -> Iterator[dict[str, str]]:
    for match in _PATH.finditer(svg):
        yield dict(_ATTRIBUTE.findall(match[1]))


def _lines(data: str) -> Iterator[Line]:
    """The lines of path data, curves as short straight steps."""
    line: Line = []
    handle: Point = (0, 0)
    for command, written in _COMMAND.findall(data):
        numbers = [float(number) for number in _NUMBER.findall(written)]
        if command == "M":
            if line:
                yield line
            line = [(numbers[0], numbers[1])]
        elif command in "cs":
            size = 4 if command == "s" else 6
            for at in range(0, len(numbers), size):
                handle = _extend(line, numbers[at : at + size], handle)
        else:
            line += _straight(command, numbers, line)
    if line:
        yield line


def _straight(command: str, numbers: list[float], line: Line) -> Line:
    """The points that a command for straight lines adds."""
    x, y = line[-1]
    if command == "z":
        return [line[0]]
    if command in "hHvV":
        step = numbers[0]
        moves = {"h": (x + step, y), "v": (x, y + step), "H": (step, y), "V": (x, step)}
        return [moves[command]]
    points = Line()
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _extend(line: Line, points: list[float], handle: Point) -> Point:
    """Add a cubic curve to the line; returns the handle that a smooth one continues with."""
    x, y = line[-1]
    first = (x + points[0], y + points[1]) if len(points) == 6 else handle
    second, end = (x + points[-4], y + points[-3]), (x + points[-2], y + points[-1])
    line += _curve((x, y), first, second, end)
    return (2 * end[0] - second[0], 2 * end[1] - second[1])


def _curve(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    for k in range(1, _CURVE_STEPS + 1):
        t = k / _CURVE_STEPS
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield (
            a * start[0] + b * first[0] + c * second[0] + d * end[0],
            a * start[1] + b * first[1] + c * second[1] + d * end[1],
        )


def _dashed(line: Line, on: float, off: float) -> Iterator[Line]:
    for (x1, y1), (x2, y2) in pairwise(line):
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        at = 0.0
        while at < length:
            ends = (at / length, min(at + on, length) / length)
            yield [(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) for t in ends]
            at += on + off
