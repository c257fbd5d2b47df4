"""Covers for projects without a picture: drawings that look like data, made from the id alone.

The id decides everything (family, ground, composition), so a cover never changes when other
entries come or go, and two builds give the same bytes. Each comes as a light and a dark twin:
pale grounds get a night version, since dimming them with a filter looks dirty.
"""

from collections.abc import Callable
from functools import lru_cache

from proofolio.outputs.covers.drawing import HEIGHT, WIDTH, Colours, Stream
from proofolio.outputs.covers.fields import calendar, contour, hexbin, multiples
from proofolio.outputs.covers.lines import fan, flow, ridgeline, scatter, steps
from proofolio.outputs.covers.tree import tree

PALETTES = {
    "petrol": {
        "deep": Colours("#0f3d3e", "#a9d8cc", "#4f938b", "#1f5554", "#f4b942"),
        "tint": Colours("#d9e8e2", "#0b5557", "#6fa79d", "#bcd6cd", "#d0701f"),
        "sand": Colours("#f2e6cd", "#17403f", "#b79a5b", "#e2d0a8", "#c24e1c"),
        "ink": Colours("#13211f", "#cfdcd5", "#66807a", "#2a3d39", "#f4b942"),
        "tint-dark": Colours("#17322f", "#9ed8ca", "#47877e", "#24453f", "#f2a65a"),
        "sand-dark": Colours("#2d2515", "#ecd9ac", "#98804a", "#443922", "#f2854a"),
        "deep-dark": Colours("#124849", "#b4e2d6", "#559a92", "#226060", "#f4b942"),
        "ink-dark": Colours("#1b2b28", "#cfdcd5", "#6a857f", "#2f4540", "#f4b942"),
    },
    "iron": {
        "deep": Colours("#7c2414", "#ffd9cc", "#d0735b", "#96392a", "#ffc94d"),
        "tint": Colours("#e4e8ef", "#22304a", "#8795ad", "#cbd3df", "#c23b1e"),
        "sand": Colours("#f3e4dc", "#4a1d14", "#c08d7c", "#e6cdc1", "#1f57a4"),
        "ink": Colours("#17191f", "#dcdfe6", "#6f7684", "#2c3039", "#ff8c6b"),
        "tint-dark": Colours("#1c2431", "#c3d0e6", "#6478a0", "#2c384d", "#ff8c6b"),
        "sand-dark": Colours("#33201a", "#f0cfc2", "#a0705f", "#4a3029", "#8db8f2"),
        "deep-dark": Colours("#7c2919", "#ffd9cc", "#d0735b", "#96402f", "#ffc94d"),
        "ink-dark": Colours("#22252d", "#dcdfe6", "#747b8a", "#363b46", "#ff8c6b"),
    },
}

# The order of both lists decides which id gets which drawing: append, never insert.
FAMILIES: tuple[Callable[[Stream, Colours], str], ...] = (
    ridgeline,
    contour,
    scatter,
    multiples,
    calendar,
    fan,
    flow,
    steps,
    tree,
    hexbin,
)
_GROUNDS = ("deep", "tint", "sand", "ink", "tint")


# Drawn with these in place of colours, so that a cover and its twin are drawn only once.
_PLACES = Colours(*(f"{{{name}}}" for name in Colours._fields))


def make_cover(id: str, dark: bool = False, palette: str = "petrol") -> str:
    """An SVG picture of 1280 x 720 for this id; the same id gives the same bytes."""
    ground, svg = _drawing(id)
    colours = PALETTES[palette][ground + ("-dark" if dark else "")]
    for place, colour in zip(_PLACES, colours, strict=True):
        svg = svg.replace(place, colour)
    return svg


@lru_cache(maxsize=64)
def _drawing(id: str) -> tuple[str, str]:
    """The ground of a cover, and the cover without colours."""
    numbers = Stream(id)
    family = FAMILIES[numbers.integer(0, len(FAMILIES) - 1)]
    ground = _GROUNDS[numbers.integer(0, len(_GROUNDS) - 1)]
    return ground, (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">'
        f'<path fill="{_PLACES.ground}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f"{family(numbers, _PLACES)}</g></svg>\n"
    )
