"""Do pictures say something, and do they load?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from proofolio.checks.places import problem_at
from proofolio.model.library import Library
from proofolio.model.record import Entry, Image
from proofolio.problems import Problem

HEAVY = 1_000_000
"""Bytes of a picture as it lies in the repository; the site makes smaller ones of it."""

_EMPTY = re.compile(
    r"(?:an? )?(?:image|picture|photo|screenshot|plot|chart|figure|graph|bild|foto|grafik|图片)"
    r"(?: (?:of|von)\b.*|\s*\d*)?",
    re.IGNORECASE,
)


def check_pictures(library: Library, root: Path) -> Iterator[Problem]:
    """Pictures of entries whose alternative text tells nothing, or that are heavy."""
    for kind in ("project", "post", "niche", "testimonial"):
        for entry in library.listed(library.entries(kind)):
            for field, image in _images(entry):
                yield from _picture(entry, field, image, root)


def _images(entry: Entry) -> Iterator[tuple[str, Image]]:
    for holder, prefix in ((entry, ""), (getattr(entry, "author", None), "author.")):
        image = getattr(holder, "image", None)
        if isinstance(image, Image):
            yield f"{prefix}image", image
    for number, image in enumerate(getattr(entry, "gallery", ())):
        yield f"gallery.{number}", image


def _picture(entry: Entry, field: str, image: Image, root: Path) -> Iterator[Problem]:
    name = PurePosixPath(image.src).name
    if image.alt and (_EMPTY.fullmatch(image.alt.strip()) or image.alt == name):
        text = f'"{image.alt}" does not say what the picture shows.'
        yield problem_at(entry, "alt-says-nothing", text, f"{field}.alt")
    if not image.file or image.file.endswith(".svg"):
        return
    file = root / image.file
    size = file.stat().st_size if file.is_file() else 0
    if size > HEAVY:
        yield problem_at(entry, "picture-heavy", f"{name} has {size / 1e6:.1f} MB.", field)
