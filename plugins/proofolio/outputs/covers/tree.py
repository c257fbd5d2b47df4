"""The cover family that is a tree: points joined by the shortest ways."""

import math

from proofolio.outputs.covers.drawing import (
    HEIGHT,
    WIDTH,
    Colours,
    Point,
    Stream,
    dots,
    path,
    polyline,
)


def tree(numbers: Stream, colours: Colours) -> str:
    """A spanning tree whose branches are as thick as what hangs on them; the longest way marked."""
    points = _spread(numbers)
    root = numbers.integer(0, len(points) - 1)
    parent = _joined(points, root)
    below = [0] * len(points)
    for k in reversed(parent):
        below[parent[k]] += below[k] + 1
    widths = {2.5: "", 5: "", 9: "", 14: ""}
    for k, end in parent.items():
        width = 14 if below[k] > 34 else 9 if below[k] > 14 else 5 if below[k] > 4 else 2.5
        widths[width] += polyline([points[k], points[end]])
    leaves = [point for k, point in enumerate(points) if below[k] == 0]
    far = max(
        (k for k in parent if below[k] == 0), key=lambda k: math.dist(points[k], points[root])
    )
    way, k = [points[far]], far
    while k != root:
        k = parent[k]
        way.append(points[k])
    out = [
        path(
            data,
            stroke=colours.middle if width < 5 else colours.line,
            stroke_width=width,
            stroke_opacity=0.9 if width < 5 else 0.8,
        )
        for width, data in widths.items()
        if data
    ]
    out.append(path(dots(leaves), stroke=colours.line, stroke_width=11))
    out.append(path(polyline(way), stroke=colours.highlight, stroke_width=6))
    ends = dots([points[far], points[root]])
    out.append(path(ends, stroke=colours.highlight, stroke_width=26))
    return "".join(out)


def _spread(numbers: Stream) -> list[Point]:
    """Up to 120 points, none near another."""
    points: list[Point] = []
    for _ in range(4000):
        x, y = numbers.uniform(50, WIDTH - 50), numbers.uniform(50, HEIGHT - 50)
        if all((x - other[0]) ** 2 + (y - other[1]) ** 2 > 56**2 for other in points):
            points.append((x, y))
        if len(points) == 120:
            break
    return points


def _joined(points: list[Point], root: int) -> dict[int, int]:
    """The parent of each point in the minimum spanning tree (Prim), in the order of joining."""
    others = [k for k in range(len(points)) if k != root]
    best = {k: (math.dist(points[k], points[root]), root) for k in others}
    parent: dict[int, int] = {}
    while best:
        nearest = min(best, key=lambda k: best[k])
        parent[nearest] = best.pop(nearest)[1]
        for k in best:
            distance = math.dist(points[k], points[nearest])
            if distance < best[k][0]:
                best[k] = (distance, nearest)
    return parent
