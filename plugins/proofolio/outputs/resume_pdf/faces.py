"""The fonts of `resume.pdf`, and which of them have every letter of a text."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Fonts

FOLDER = Path(__file__).parent / "fonts"
BODY = "Libre Franklin"
HEADING = {"editorial": "Newsreader", "plain": BODY}
COMMON = "Libertinus Serif"
"""Comes with Typst; it has Greek, Hebrew and signs too."""
STANDARD = "ua-1"
"""A file of this kind may hold no letter that its fonts lack, and Typst refuses to make one.
Of any other kind it leaves out such letters, and says nothing."""
_TRIAL = b"""#set document(title: "x")
#set text(font: sys.inputs.font, fallback: false)
#sys.inputs.text"""


@contextmanager
def open_faces(own: Path | None = None) -> Iterator[Faces]:
    """Our fonts and the author's, for as long as they are needed.

    Hers stands alone in a folder meanwhile, since Typst takes folders only.
    """
    with TemporaryDirectory() as folder:
        if own is not None and own.is_file():
            shutil.copy(own, folder)
        yield Faces(Path(folder))


@dataclass(frozen=True)
class Faces:
    """Our fonts, those of Typst, and those of a folder of the author's; never the machine's."""

    own: Path

    @cached_property
    def fonts(self) -> Fonts:
        """As Typst wants them."""
        return _fonts(FOLDER, self.own)

    @cached_property
    def own_families(self) -> tuple[str, ...]:
        """What the author's font is called; nothing where Typst cannot read it."""
        return tuple(_fonts(self.own, embedded=False).families())

    def body(self, texts: Iterable[str]) -> list[str]:
        """Families for these texts, first the one that has all of their letters."""
        return self._led((BODY, COMMON, *self.own_families), texts)

    def heading(self, pairing: str, texts: Iterable[str]) -> list[str]:
        """The same for headings."""
        return self._led((HEADING[pairing], BODY, COMMON, *self.own_families), texts)

    def _led(self, families: tuple[str, ...], texts: Iterable[str]) -> list[str]:
        # Of a family that it does not know, Typst shows nothing, and refuses nothing.
        known = {each.lower() for each in self.fonts.families()}
        families = tuple(dict.fromkeys(each for each in families if each.lower() in known))
        # Words are never of two fonts, where one has all letters.
        letters = "".join(sorted({c for text in texts for c in text if _is_letter(c)}))
        lead = next((each for each in families if self._has(each, letters)), families[0])
        return [lead, *(each for each in families if each != lead)]

    def lacking(self, texts: Iterable[str]) -> Iterator[str]:
        """Characters that none of the fonts has."""
        families = (BODY, COMMON, *self.own_families)
        for character in sorted({c for text in texts for c in text if not c.isascii()}):
            if not any(self._has(family, character) for family in families):
                yield character

    def _has(self, family: str, text: str) -> bool:
        import typst

        given = self.settings({"font": family, "text": text})
        try:
            typst.compile(_TRIAL, **given, pdf_standards=STANDARD)
        except typst.TypstError:
            return False
        return True

    def settings(self, inputs: dict[str, str]) -> dict[str, Any]:
        """How Typst is called with texts to show: in these fonts only, and reading no file."""
        return {
            "root": FOLDER,
            "font_paths": self.fonts,
            "ignore_system_fonts": True,
            "sys_inputs": inputs,
        }


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character)[0] == "M"


def _fonts(*paths: Path, embedded: bool = True) -> Fonts:
    from typst import Fonts

    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=embedded,
        font_paths=[str(path) for path in paths],
    )
