"""`resume.pdf`: the résumé to take along, set by Typst, which comes with `proofolio[pdf]`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofolio.cache_files import key_of, made_by
from proofolio.model.addresses import RESUME
from proofolio.outputs.resume_pdf.faces import FOLDER, STANDARD, Faces, open_faces

RESUME_PDF = f"{RESUME}resume.pdf"

TEMPLATE = Path(__file__).parent / "resume.typ"
SCALES = (0.97, 0.94, 0.91)
"""Sizes that are tried to save a page."""
SMALLEST = (0.88, 0.85)
"""Those that are tried only where there are more pages than wished."""


_PAGE = re.compile(rb"/Type\s*/Page\b")


class CannotBeSet(ValueError):
    """The résumé cannot be made."""

    def __init__(self, lacking: str, why: str) -> None:
        super().__init__(why)
        self.lacking = lacking
        """Characters that no font has, where it is they."""


@dataclass(frozen=True)
class Sheet:
    """How the résumé is to look."""

    paper: str
    """`a4` or `us-letter`."""
    pages: int
    """As many as there should be at most."""
    pairing: str
    """The site's fonts: `editorial` or `plain`."""
    colours: Mapping[str, str]
    """`ink`, `muted` and `accent`, as `#0a6163`."""
    font: Path | None = None
    """A font file of the author's, for letters that the others lack."""


def has_typst() -> bool:
    """Whether Typst is installed, in a version that tells of letters which fonts lack."""
    try:
        import typst
    except ImportError:
        return False
    return hasattr(typst, "Fonts")


def pdf_key(content: Mapping[str, Any], sheet: Sheet) -> str:
    """The key of everything that the file is made of."""
    files = (TEMPLATE, *sorted(FOLDER.glob("*.ttf")), *filter(None, (sheet.font,)))
    marks = [key_of(file.read_bytes()) for file in files]
    look = (sheet.paper, sheet.pages, sheet.pairing, sorted(sheet.colours.items()))
    return key_of(_json(content), look, marks, made_by("outputs/resume_pdf/*.py", "typst"))


def is_font(file: Path) -> bool:
    """Whether Typst can read a font file: TTF or OTF, and no WOFF2."""
    with open_faces(file) as faces:
        return bool(faces.own_families)


def make_pdf(content: Mapping[str, Any], sheet: Sheet) -> bytes:
    """The PDF; raises `CannotBeSet` where no font has a letter of it."""
    with open_faces(sheet.font) as faces:
        return _made(content, sheet, faces)


def _made(content: Mapping[str, Any], sheet: Sheet, faces: Faces) -> bytes:
    import typst

    texts = list(_texts(content))
    headings = [content["name"], *(s["heading"] for s in content["sections"])]
    headings += content["words"].values()
    look = {
        "paper": sheet.paper,
        "colours": sheet.colours,
        "body": faces.body(texts),
        "heading": faces.heading(sheet.pairing, headings),
    }
    try:
        return _shortest({**content, **look}, faces, sheet.pages)
    except typst.TypstError as error:
        raise CannotBeSet("".join(faces.lacking(texts)), error.message) from error


def _shortest(data: Mapping[str, Any], faces: Faces, most: int) -> bytes:
    """The PDF in the usual size, or in a smaller one that has a page less."""
    usual = pdf = _set({**data, "scale": 1.0}, faces)
    pages = pages_of(usual)
    if pages == 1:
        return usual
    for scale in SCALES if pages <= most else (*SCALES, *SMALLEST):
        pdf = _set({**data, "scale": scale}, faces)
        if pages_of(pdf) <= min(most, pages - 1):
            return pdf
    return usual if pages <= most else pdf


def _set(data: Mapping[str, Any], faces: Faces) -> bytes:
    import typst

    settings = faces.settings({"resume": _json(data).decode()})
    pdf: bytes = typst.compile(
        TEMPLATE.read_bytes(), **settings, pdf_standards=STANDARD, timestamp=0
    )
    return pdf


def pages_of(pdf: bytes) -> int:
    """How many pages a file has that was made here."""
    return len(_PAGE.findall(pdf))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def _texts(value: Any) -> Iterator[str]:
    """Every text that is printed."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner) if key != "url" else ()
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
