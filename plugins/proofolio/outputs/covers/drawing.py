"""What the covers are drawn with: random numbers from an id, colours and compact SVG paths.

Coordinates are whole numbers in a box of 1280 x 720 and paths are relative: 3 to 19 KB a cover,
1 to 4 KB compressed.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 1280, 720

Point = tuple[float, float]


class Colours(NamedTuple):
    """The ground of a cover and the four tones on it."""

    ground: str
    line: str
    middle: str
    quiet: str
    highlight: str


class Hill(NamedTuple):
    """A bump at x and y, as shares of the box, with its width and height."""

    x: float
    y: float
    spread: float
    height: float


class Stream:
    """Random numbers from SHA-256: those of `random` may change between versions of Python."""

    def __init__(self, seed: str) -> None:
        self._seed, self._blocks, self._pool = seed.encode(), 0, b""

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        if len(self._pool) < 4:
            block = self._seed + self._blocks.to_bytes(4, "big")
            self._pool = hashlib.sha256(block).digest()
            self._blocks += 1
        share, self._pool = int.from_bytes(self._pool[:4], "big") / 2**32, self._pool[4:]
        return low + (high - low) * share

    def integer(self, low: int, high: int) -> int:
        return low + int(self.uniform() * (high - low + 1))

    def normal(self) -> float:
        radius = math.sqrt(-2 * math.log(self.uniform() + 1e-9))
        return radius * math.cos(2 * math.pi * self.uniform())

    def hills(self, count: int, x: Point, spread: Point) -> list[Hill]:
        return [
            Hill(
                self.uniform(*x),
                self.uniform(0.12, 0.88),
                self.uniform(*spread),
                self.uniform(0.5, 1),
            )
            for _ in range(count)
        ]


def polyline(points: Iterable[Point], *, close: bool = False) -> str:
    """Path data of straight steps through the points."""
    whole = [(round(x), round(y)) for x, y in points]
    (x, y), steps = whole[0], []
    for next_x, next_y in whole[1:]:
        steps.append(f"{next_x - x}" + ("" if next_y < y else " ") + f"{next_y - y}")
        x, y = next_x, next_y
    body = "".join(s if s.startswith("-") or k == 0 else " " + s for k, s in enumerate(steps))
    return f"M{whole[0][0]} {whole[0][1]}l{body}" + ("z" if close else "")


def curve(points: Sequence[Point], *, close: bool = False) -> str:
    """Path data of a Catmull-Rom curve through the points: half as many points do."""
    whole = [(round(x), round(y)) for x, y in points]
    count = len(whole)

    def at(k: int) -> tuple[int, int]:
        return whole[k % count] if close else whole[max(0, min(count - 1, k))]

    parts = [f"M{whole[0][0]} {whole[0][1]}"]
    for k in range(1, count + 1 if close else count):
        (start_x, start_y), (x, y), (after_x, after_y) = at(k - 1), at(k), at(k + 1)
        numbers = [
            round(x - (after_x - start_x) / 6) - start_x,
            round(y - (after_y - start_y) / 6) - start_y,
            x - start_x,
            y - start_y,
        ]
        if k == 1:
            before_x, before_y = at(k - 2)
            numbers = [round((x - before_x) / 6), round((y - before_y) / 6), *numbers]
        text = "".join(str(n) if n < 0 or i == 0 else f" {n}" for i, n in enumerate(numbers))
        parts.append(("c" if k == 1 else "s") + text)
    return "".join(parts) + ("z" if close else "")


def dots(points: Iterable[Point]) -> str:
    """Path data of dots: strokes of no length with round caps, ten bytes each."""
    return "".join(f"M{round(x)} {round(y)}h0" for x, y in points)


def rules(first: int, step: int) -> str:
    """Path data of horizontal lines across the box."""
    return "".join(f"M0 {y}h{WIDTH}" for y in range(first, HEIGHT, step))


def path(data: str, **attributes: str | float) -> str:
    """A path element; `stroke_width=2` becomes `stroke-width="2"`."""
    written = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f'<path d="{data}"{written}/>'
