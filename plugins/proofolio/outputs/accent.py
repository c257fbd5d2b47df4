"""An accent colour of the author's own: the palette turned to its hue, if it can be read.

Only what belongs to the palette's own accent turns: links, buttons, the band, covers, the icon. Its
greys and its signal colour stay. Lightness is kept, and with it the contrast of everything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources

from proofolio.colours import READABLE, contrast, from_lch, hues_apart, read_colour, to_lch

_FAMILY = 40
"""Degrees between hues that look alike."""
_HEX = re.compile(r"#[0-9a-f]{6}\b")
_TOKEN = re.compile(r"--pf-([a-z0-9-]+): (#[0-9a-f]{3,6});")
_OTHER = {"petrol": "iron", "iron": "petrol"}


@dataclass(frozen=True)
class Accent:
    """What turns the colours of a palette; without a colour nothing turns."""

    palette: str
    colour: str = ""
    """As `#6a3fb5`."""
    _turned: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def apply(self, text: str) -> str:
        """A stylesheet or drawing in these colours."""
        return _HEX.sub(lambda found: self.turn(found[0]), text) if self.colour else text

    def turn(self, colour: str) -> str:
        """What stands in the place of one of the palette's colours."""
        if not self.colour:
            return colour
        if colour not in self._turned:
            self._turned[colour] = self._fixed.get(colour) or self._to_hue(colour)
        return self._turned[colour]

    def light(self, name: str) -> str:
        """One of the palette's colours on light ground by its name: `accent`, `ink`, `muted`."""
        return self.turn(_tokens(self.palette)[0][name])

    def faults(self) -> tuple[tuple[str, float], ...]:
        """Grounds on which the accent cannot be read, with its contrast there."""
        found = []
        for tokens in _tokens(self.palette):
            accent = self.turn(tokens["accent"])
            grounds = (self.turn(tokens[name]) for name in ("bg", "surface", "wash", "on-accent"))
            found += [(ground, contrast(accent, ground)) for ground in grounds]
        return tuple((ground, ratio) for ground, ratio in found if ratio < READABLE)

    @cached_property
    def _fixed(self) -> dict[str, str]:
        """Her colour in the light, one to hover, and a signal that cannot be taken for it."""
        light, dark = _tokens(self.palette)
        lightness, chroma, hue = to_lch(self.colour)
        fixed = {
            light["accent"]: self.colour,
            light["accent-2"]: from_lch((max(0.0, lightness - 0.09), chroma, hue)),
        }
        if chroma > 0.04 and hues_apart(hue, to_lch(light["signal"])[2]) < _FAMILY:
            others = _tokens(_OTHER[self.palette])
            for tokens, other in zip((light, dark), others, strict=True):
                fixed |= {tokens[name]: other[name] for name in ("signal", "signal-wash")}
        return fixed

    def _to_hue(self, colour: str) -> str:
        _, full, usual = to_lch(_tokens(self.palette)[0]["accent"])
        lightness, chroma, hue = to_lch(colour)
        if hues_apart(hue, usual) > _FAMILY:
            return colour
        _, own, turned = to_lch(self.colour)
        return from_lch((lightness, chroma * min(1.3, own / full), turned))


def make_accent(palette: str, written: str) -> Accent | str:
    """The accent an author wrote, in any way CSS writes colours; else what is wrong with it."""
    colour = read_colour(written)
    if not colour:
        return f'"{written}" is no colour. Write one in quotes, as "#6a3fb5".'
    accent = Accent(palette, colour)
    faults = accent.faults()
    if not faults:
        return accent
    ground, ratio = min(faults, key=lambda fault: fault[1])
    return (
        f"links in {accent.colour} cannot be read on {ground}: their contrast is {ratio:.1f}, and "
        f'{READABLE} is needed. Write "{readable(accent)}", the nearest that can be read.'
    )


def readable(accent: Accent) -> str:
    """The nearest darker colour of the same hue that can be read everywhere."""
    lightness, chroma, hue = to_lch(accent.colour)
    while Accent(accent.palette, from_lch((lightness, chroma, hue))).faults() and lightness > 0:
        lightness -= 0.01
    return from_lch((max(lightness, 0.0), chroma, hue))


def _tokens(palette: str) -> tuple[dict[str, str], dict[str, str]]:
    """The palette's colours by name, in the light and in the dark."""
    file = resources.files("proofolio.outputs") / "styles" / f"palette-{palette}.css"
    light, dark = file.read_text(encoding="utf-8").split('="slate"', 1)
    return dict(_TOKEN.findall(light)), dict(_TOKEN.findall(dark))
