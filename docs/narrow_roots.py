"""Rewrites the roots of the font for formulas: `python docs/narrow_roots.py FONT.woff2`.

Chromium leaves as much room for every root as the widest of the font's needs, so that a gap
stood behind all the others: now all are as narrow as the first. And a root of its own for low
letters keeps it from hanging below the line. Needs fonttools and brotli.
"""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

LOW = 870
"""Height of the new root, in thousandths of the letters' size."""


def reshape(glyph: Any, places: list[tuple[int, int]]) -> None:
    """Move the points of an outline."""
    for number, place in enumerate(places):
        glyph.coordinates[number] = place


def main(path: Path) -> None:
    font = TTFont(path)
    glyphs, widths = font["glyf"], font["hmtx"]
    variants = font["MATH"].table.MathVariants
    first = font.getBestCmap()[ord("√")]
    root = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(first)]
    if len(root.MathGlyphVariantRecord) > 4:
        sys.exit("its roots are narrow already")
    width, (left, right) = widths[first][0], (glyphs[first].xMin, glyphs[first].xMax)

    def narrow(names: list[str]) -> None:
        low, high = min(glyphs[n].xMin for n in names), max(glyphs[n].xMax for n in names)
        scale = (right - left) / (high - low)
        for name in names:
            glyph = glyphs[name]
            moved = [(round(left + (x - low) * scale), y) for x, y in glyph.coordinates]
            reshape(glyph, moved)
            glyph.recalcBounds(glyphs)
            widths[name] = (width, glyph.xMin)

    for record in root.MathGlyphVariantRecord[1:]:
        narrow([record.VariantGlyph])
    narrow(list(dict.fromkeys(part.glyph for part in root.GlyphAssembly.PartRecords)))

    usual = copy.deepcopy(glyphs[first])
    font.setGlyphOrder([*font.getGlyphOrder(), "radical.usual"])
    glyphs["radical.usual"], widths["radical.usual"] = usual, widths[first]
    glyph = glyphs[first]
    rule = font["MATH"].table.MathConstants.RadicalRuleThickness.Value
    bar = glyph.yMax - rule
    scale = (LOW - rule) / (bar - glyph.yMin)
    lowered = [(x, y if y >= bar else round(bar - (bar - y) * scale)) for x, y in glyph.coordinates]
    reshape(glyph, lowered)
    glyph.recalcBounds(glyphs)
    second = copy.deepcopy(root.MathGlyphVariantRecord[0])
    second.VariantGlyph = "radical.usual"
    root.MathGlyphVariantRecord[0].AdvanceMeasurement = LOW
    root.MathGlyphVariantRecord.insert(1, second)
    root.VariantCount = len(root.MathGlyphVariantRecord)
    font.save(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
