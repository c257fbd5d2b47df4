"""Colours as CSS writes them and as eyes see them: contrast as WCAG counts it, and OKLCH.

The figures of OKLCH are those of CSS Color 4.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

Lch = tuple[float, float, float]
READABLE = 4.5
"""Contrast that WCAG 2.2 AA asks of text."""
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|deg|grad|rad|turn)?", re.ASCII)
_DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}


@lru_cache(maxsize=4096)
def read_colour(written: str) -> str:
    """The colour as `#6a3fb5`, however CSS may write it, seen through on white; else nothing.

    What can be seen through wholly is no colour, and neither is one that depends on the page.
    """
    from PIL import ImageColor

    text = written.strip().lower()
    solid, alpha = text, 1.0
    if function := _FUNCTION.fullmatch(text):
        solid, alpha = _solid(function[1], re.split(r"[\s,/]+", function[2].strip()))
    elif not text.startswith("#") and not text.isalpha():
        return ""
    try:
        red, green, blue, *through = ImageColor.getrgb(solid)
    except ValueError:
        return ""
    share = through[0] / 255 if through else alpha
    seen = (round(255 - share * (255 - part)) for part in (red, green, blue))
    return "#" + "".join(f"{part:02x}" for part in seen) if share else ""


def _solid(kind: str, parts: list[str]) -> tuple[str, float]:
    """What Pillow reads of CSS's function: without the last part, which is told beside it."""
    found = [_NUMBER.fullmatch(part) for part in parts]
    numbers = [(float(each[1]), each[2] or "") for each in found if each]
    if len(numbers) != len(parts) or len(parts) not in (3, 4):
        return "", 1.0
    alpha = _within(1, *numbers[3]) if len(parts) == 4 else 1.0
    if kind == "rgb":
        red, green, blue = (round(_within(255, *each)) for each in numbers[:3])
        return f"rgb({red},{green},{blue})", alpha
    hue = numbers[0][0] * _DEGREES.get(numbers[0][1], 1.0) % 360
    strong, light = (_within(100, *each) for each in numbers[1:3])
    return f"hsl({hue:.4f},{strong:.4f}%,{light:.4f}%)", alpha


def _within(most: float, number: float, unit: str) -> float:
    """The number from 0 to the most; one with a percent sign is a share of that."""
    return min(max(number * most / 100 if unit == "%" else number, 0.0), most)


def ink_on(ground: str, wanted: str = "") -> str:
    """The wanted ink if it can be read on the ground, else of its hue, or black or white."""
    best = max("#fff", "#111", key=lambda ink: contrast(ink, ground))
    if contrast(best, ground) < READABLE:
        best = "#000"
    tenths = range(10) if wanted and _has_hue(wanted) else range(1 if wanted else 0)
    for tenth in tenths:
        ink = _mixed(wanted, best, tenth / 10)
        if contrast(ink, ground) >= READABLE:
            return ink
    return best


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_bytes(one), _bytes(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _has_hue(colour: str) -> bool:
    return max(_bytes(colour)) - min(_bytes(colour)) > 40


def contrast(one: str, other: str) -> float:
    """As WCAG counts it, from 1 to 21."""
    low, high = sorted(_luminance(_linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def to_lch(colour: str) -> Lch:
    """Lightness, chroma and hue in OKLCH, where equal steps look equal."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_lch(lch: Lch) -> str:
    """The colour as `#6a3fb5`; one that no screen shows loses chroma until one does."""
    lightness, chroma, hue = lch
    while True:
        a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        parts = (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )
        if chroma <= 0 or all(-0.0005 <= part <= 1.0005 for part in parts):
            return "#" + "".join(f"{_byte(part):02x}" for part in parts)
        chroma -= 0.002


def _bytes(colour: str) -> tuple[int, int, int]:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = _bytes(colour)
    return _light(red / 255), _light(green / 255), _light(blue / 255)


def _light(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _byte(part: float) -> int:
    part = min(1.0, max(0.0, part))
    coded = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(255 * coded)


def _luminance(parts: tuple[float, float, float]) -> float:
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def hues_apart(one: float, other: float) -> float:
    """Degrees between two hues, the short way round."""
    distance = abs(one - other) % 360
    return min(distance, 360 - distance)
