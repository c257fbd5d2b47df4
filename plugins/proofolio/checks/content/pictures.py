"""Do pictures say something, do they load, and do they say what nobody meant to?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from proofolio.checks.content.places import problem_at
from proofolio.checks.texts.picture_texts import says_where
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.record import Entry, Image
from proofolio.problems import Problem

HEAVY = 1_000_000
"""Bytes of a picture as it lies in the repository; the site makes smaller ones of it."""

LOGO_WIDTH = 1600
"""Pixels of a logo that is shown 140 wide, at most."""

CAMERAS = frozenset({".jpg", ".jpeg", ".heic", ".heif", ".tif", ".tiff", ".webp"})
"""Kinds of files that cameras and phones write."""

_EMPTY = re.compile(
    r"(?:an? )?(?:image|picture|photo|screenshot|plot|chart|figure|graph|bild|foto|grafik|图片)"
    r"(?: (?:of|von)\b.*|\s*\d*)?",
    re.IGNORECASE,
)


def check_pictures(library: Library, root: Path) -> Iterator[Problem]:
    """Pictures of entries whose alternative text tells nothing, or that are heavy."""
    for kind in KINDS:
        for entry in library.listed(kind.record):
            for field, image in _images(entry):
                yield from _picture(entry, field, image, root)
    for holder, field, logo in _logos(library):
        if (logo.width or 0) > LOGO_WIDTH and not logo.file.endswith(".svg"):
            text = f"the logo is {logo.width} pixels wide, and shown 140 wide at most."
            yield problem_at(holder, "logo-large", text, field)


def check_photographs(folders: Iterable[Path], root: Path) -> Iterator[Problem]:
    """Photographs among the sources that tell where they were taken.

    The site takes that out of what it publishes; the repository keeps it.
    """
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in CAMERAS and file.is_file() and says_where(file.read_bytes()):
                text = "this picture says where it was taken."
                yield Problem("place-in-repository", text, file.relative_to(root).as_posix())


def _logos(library: Library) -> Iterator[tuple[Entry | Profile, str, Image]]:
    profile = library.profile
    for name in ("worked_with", "work"):
        for number, each in enumerate(getattr(profile, name)):
            if each.logo:
                yield profile, f"{name}.{number}.logo", each.logo
    for project in library.listed(Project):
        if project.client and project.client.logo:
            yield project, "client.logo", project.client.logo


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
