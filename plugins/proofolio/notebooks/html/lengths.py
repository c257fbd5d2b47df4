"""How wide or high somebody wants a picture: `300`, `300px`, `50%`, `20em`."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 20_000
"""Pixels beyond which nobody meant it."""

_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
}
"""Units of one length everywhere, in CSS pixels."""

_ABOUT = {
    "%": 7.2, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "lh": 24.0, "rlh": 24.0,
    "vw": 12.8, "vh": 7.2, "vmin": 7.2, "vmax": 12.8, "svw": 12.8, "svh": 7.2,
    "lvw": 12.8, "lvh": 7.2, "dvw": 12.8, "dvh": 7.2, "cqw": 7.2, "q": 0.94,
}  # fmt: skip
"""Units that hang on the page round it, and about how many pixels they are in ours."""

_LENGTH = re.compile(r"\+?([0-9]{1,7}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})\s?([a-z]{1,4}|%)?")


@dataclass(frozen=True)
class Length:
    """A width or height."""

    number: float
    unit: str

    @property
    def is_fixed(self) -> bool:
        """Whether it is the same wherever it stands."""
        return self.unit in _PIXELS

    @property
    def pixels(self) -> int:
        """In whole CSS pixels; about, where it is not fixed."""
        return round(self.number * (_PIXELS | _ABOUT)[self.unit])

    @property
    def css(self) -> str:
        """As a style sheet has it."""
        return f"{self.number:.9f}".rstrip("0").rstrip(".") + (self.unit or "px")


def read_length(text: str) -> Length | None:
    """What a `width` or `height` says; None where that is no length a page could have."""
    found = _LENGTH.fullmatch(text.strip().lower())
    unit = (found[2] or "") if found else ""
    if not found or unit not in _PIXELS | _ABOUT:
        return None
    length = Length(float(found[1]), unit)
    return length if length.pixels <= MOST else None


def pixels_of(text: str) -> int | None:
    """A width or height in whole pixels; None where it is none, or hangs on the page."""
    length = read_length(text)
    return (length.pixels or None) if length and length.is_fixed else None
