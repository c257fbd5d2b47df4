"""Makes the fonts of `resume.pdf`: static TTF files of their designers' variable ones.

Typst reads no WOFF2, and no weight but the first of a variable font. The licence of all of them
(OFL 1.1, no reserved names) allows it and stands beside what is made. To run it:

    pip install fonttools fontpkg-newsreader fontpkg-libre-franklin
    python docs/make_pdf_fonts.py
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parent.parent / "plugins/proofolio/outputs/resume_pdf/fonts"
FACES = {
    "Newsreader-Medium": ("newsreader/files/Newsreader[opsz,wght].ttf", {"opsz": 36, "wght": 500}),
    "LibreFranklin-Regular": ("libre_franklin/files/LibreFranklin[wght].ttf", {"wght": 400}),
    "LibreFranklin-SemiBold": ("libre_franklin/files/LibreFranklin[wght].ttf", {"wght": 600}),
    "LibreFranklin-Italic": ("libre_franklin/files/LibreFranklin-Italic[wght].ttf", {"wght": 400}),
}
FAMILIES = {"LibreFranklin": "Libre Franklin"}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum"]
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]


def make(name: str, source: str, axes: dict[str, float]) -> None:
    """One face, without hints and without the features that a résumé has no use for."""
    package, _, path = source.partition("/")
    font = TTFont(str(resources.files(f"fontpkg_{package}") / path), recalcTimestamp=False)
    font = instantiateVariableFont(font, axes)
    _rename(font, name)
    font["OS/2"].usWeightClass = int(axes["wght"])
    del font["STAT"]
    options = Options(hinting=False, layout_features=FEATURES, name_IDs=KEPT_NAMES)
    subset = Subsetter(options)
    subset.populate(unicodes=font.getBestCmap())
    subset.subset(font)
    font.save(TARGET / f"{name}.ttf")


def _rename(font: TTFont, name: str) -> None:
    family, _, style = name.partition("-")
    family = FAMILIES.get(family, family)
    names = font["name"]
    names.removeNames(platformID=1)
    for number, text in {1: family, 2: style, 3: name, 4: f"{family} {style}", 6: name}.items():
        names.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    for name, (source, axes) in FACES.items():
        make(name, source, axes)
