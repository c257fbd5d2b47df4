"""Cover families that fill the box: contours, tiles, hexagons and small multiples."""

import math
from collections.abc import Iterator

from proofolio.outputs.covers.drawing import (
    HEIGHT,
    WIDTH,
    Colours,
    Hill,
    Point,
    Stream,
    curve,
    dots,
    path,
    polyline,
)

Field = list[list[float]]
_CELL, _COLUMNS, _ROWS = 28, 54, 34


def _height(hills: list[Hill], x: float, y: float, stretch: float) -> float:
    return sum(
        hill.height
        * math.exp(
            -(((x - hill.x) / hill.spread) ** 2 + ((y - hill.y) / (hill.spread * stretch)) ** 2)
        )
        for hill in hills
    )


def _rings(field: Field, level: float) -> Iterator[list[Point]]:
    """The lines of one level, by marching squares.

    The field is low at its border, so that every line closes to a ring.
    """
    Edge = tuple[tuple[int, int], ...]

    def cut(a: tuple[int, int], b: tuple[int, int]) -> Point:
        low, high = field[a[1]][a[0]], field[b[1]][b[0]]
        t = (level - low) / (high - low)
        return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)

    over = [[value > level for value in row] for row in field]
    following: dict[Edge, tuple[Edge, Point]] = {}
    for j in range(_ROWS - 1):
        for i in range(_COLUMNS - 1):
            upper, lower = over[j], over[j + 1]
            above = [upper[i], upper[i + 1], lower[i + 1], lower[i]]
            if above[0] == above[1] == above[2] == above[3]:
                continue
            corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
            crossed = [k for k in range(4) if above[k] != above[(k + 1) % 4]]
            for k, m in zip(crossed[::2], crossed[1::2], strict=True):
                first, second = (k, m) if above[k] else (m, k)
                ends = [(corners[n], corners[(n + 1) % 4]) for n in (first, second)]
                keys = [tuple(sorted(end)) for end in ends]
                following[keys[0]] = (keys[1], cut(*ends[0]))
    while following:
        key, ring = next(iter(following)), []
        while key in following:
            key, point = following.pop(key)
            ring.append(point)
        if len(ring) > 5:
            yield ring


def contour(numbers: Stream, colours: Colours) -> str:
    """Height lines of a few hills, the summit marked."""
    hills = numbers.hills(5, (0.05, 0.95), (0.1, 0.24))
    field = [[0.0] * _COLUMNS for _ in range(_ROWS)]
    for j in range(1, _ROWS - 1):
        for i in range(1, _COLUMNS - 1):
            x, y = (i - 4) * _CELL / WIDTH, (j - 4) * _CELL / HEIGHT
            field[j][i] = _height(hills, x, y, 1.5)
    top = max(map(max, field))
    out = []
    for k in range(1, 12):
        data = "".join(
            curve(
                [((x - 4) * _CELL, (y - 4) * _CELL) for x, y in ring][
                    :: 3 if len(ring) > 30 else 2
                ],
                close=True,
            )
            for ring in _rings(field, top * (0.06 + k * 0.083))
        )
        if data:
            bold = k % 4 == 0
            out.append(
                path(
                    data,
                    fill=colours.middle,
                    fill_opacity=0.13,
                    stroke=colours.line,
                    stroke_width=4 if bold else 2,
                    stroke_opacity=0.9 if bold else 0.55,
                )
            )
    cells = ((j, i) for j in range(_ROWS) for i in range(_COLUMNS))
    row, column = max(cells, key=lambda cell: field[cell[0]][cell[1]])
    x, y = (column - 4) * _CELL, (row - 4) * _CELL
    out.append(path(dots([(x, y)]), stroke=colours.highlight, stroke_width=30))
    drop = f"M{x} {y}V{HEIGHT}"
    out.append(path(drop, stroke=colours.highlight, stroke_width=2.5, stroke_dasharray="4 8"))
    return "".join(out)


def multiples(numbers: Stream, colours: Colours) -> str:
    """The same small chart many times, one of them marked."""
    columns, rows = (8, 5) if numbers.uniform() < 0.5 else (6, 4)
    across, down, gap = 1140 / columns, 600 / rows, 26
    marked = numbers.integer(0, columns * rows - 1)
    area = lines = base = extra = ""
    for k in range(columns * rows):
        left = 70 + (k % columns) * across + gap / 2
        foot = 60 + (k // columns) * down + (down - gap)
        points = _bumpy(numbers, left, foot, across - gap, down - gap)
        shape = polyline(points) + f"V{round(foot)}H{round(left)}z"
        base += f"M{round(left)} {round(foot)}h{round(across - gap)}"
        if k == marked:
            extra = path(shape, fill=colours.highlight, fill_opacity=0.85)
            extra += path(polyline(points), stroke=colours.highlight, stroke_width=6)
        else:
            area, lines = area + shape, lines + polyline(points)
    return (
        path(area, fill=colours.middle, fill_opacity=0.38)
        + path(lines, stroke=colours.line, stroke_width=3.2)
        + path(base, stroke=colours.line, stroke_width=2, stroke_opacity=0.5)
        + extra
    )


def _bumpy(numbers: Stream, left: float, foot: float, width: float, height: float) -> list[Point]:
    p, s, a = numbers.uniform(0.2, 0.8), numbers.uniform(0.1, 0.25), numbers.uniform(0.35, 0.85)
    q, b = numbers.uniform(0.1, 0.9), numbers.uniform(0.1, 0.5)
    points = []
    for t in range(15):
        peak = a * math.exp(-(((t / 14 - p) / s) ** 2))
        shoulder = b * math.exp(-(((t / 14 - q) / 0.3) ** 2))
        share = min(0.96, 0.06 + peak + shoulder + 0.05 * numbers.uniform())
        points.append((left + width * t / 14, foot - height * share))
    return points


def calendar(numbers: Stream, colours: Colours) -> str:
    """Tiles of hours and months, the busiest in the highlight colour."""
    columns, rows, step = 24, 12, 46
    left, top = (WIDTH - columns * step) / 2, (HEIGHT - rows * step) / 2
    classes = dict.fromkeys(range(5), "")
    peak, sway = numbers.uniform(0.55, 0.8), numbers.uniform(0.4, 1.1)
    season = numbers.uniform(0, 6.28)
    for i in range(columns):
        for j in range(rows):
            hour = i / columns
            evening = math.exp(-(((hour - peak) / 0.16) ** 2))
            evening *= 0.65 + 0.35 * math.cos(2 * math.pi * j / rows + season)
            morning = 0.55 * math.exp(-(((hour - 0.33) / 0.09) ** 2))
            morning *= 0.5 + sway * 0.5 * math.sin(j / 2)
            value = evening + morning + 0.2 * numbers.uniform()
            k = max(0, min(4, int(value * 4.6)))
            classes[k] += f"M{round(left + i * step)} {round(top + j * step)}h38v38h-38z"
    fills = {
        0: (colours.quiet, 0.55),
        1: (colours.middle, 0.4),
        2: (colours.middle, 0.8),
        3: (colours.line, 0.85),
        4: (colours.highlight, 1),
    }
    return _filled(classes, fills)


def hexbin(numbers: Stream, colours: Colours) -> str:
    """Hexagons whose size counts, the largest marked."""
    hills, size = numbers.hills(4, (0.1, 0.9), (0.12, 0.26)), 27
    classes = dict.fromkeys(range(4), "")
    best, row, y = (0.0, ""), 0, 8.0
    while y < HEIGHT + size:
        x = (size * 0.866 if row % 2 else 0) + 4
        while x < WIDTH + size:
            height = _height(hills, x / WIDTH, y / HEIGHT, 1.6)
            value = min(1, height * 0.8 + 0.08 * numbers.uniform())
            radius = size * (0.14 + 0.82 * min(1, value))
            if value > 0.09:
                data = polyline(_hexagon(x, y, radius), close=True)
                if value > best[0]:
                    best = (value, data)
                classes[min(3, int(value * 4.4))] += data
            x += size * 1.732
        y, row = y + size * 1.5, row + 1
    fills = {
        0: (colours.middle, 0.45),
        1: (colours.middle, 0.8),
        2: (colours.line, 0.7),
        3: (colours.line, 1),
    }
    return _filled(classes, fills) + path(best[1], fill=colours.highlight)


def _hexagon(x: float, y: float, radius: float) -> list[Point]:
    turns = [math.pi * k / 3 for k in range(6)]
    return [(x + radius * math.sin(turn), y + radius * math.cos(turn)) for turn in turns]


def _filled(classes: dict[int, str], fills: dict[int, tuple[str, float]]) -> str:
    return "".join(
        path(data, fill=fills[k][0], fill_opacity=fills[k][1])
        for k, data in classes.items()
        if data
    )
