"""Files that a record names: pictures, documents, notebooks; found, and looked at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofolio.sources.documents import pdf_fault
from proofolio.sources.files import Files, name_in
from proofolio.sources.names import nearest
from proofolio.sources.pictures import size_of

Fields = dict[str, Any]

PRIVATE = "private/"
"""Folder of which nothing is published."""


@dataclass(frozen=True)
class Fault:
    """Something wrong with a record that its own fields do not tell."""

    code: str
    text: str
    field: str = ""
    """Field it is about; empty for the record."""


@dataclass(frozen=True)
class Surroundings:
    """What a record's fields may refer to: the project's files, and the folder of its own."""

    files: Files
    folder: Path

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where a file is looked for."""
        return self.folder, self.files.folders.docs


def text_of(fields: Fields, name: str) -> str:
    """A field as text; empty where it is none."""
    value = fields.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def complete_image(image: Fields, around: Surroundings) -> Fault | None:
    """The file and the size of a picture."""
    src = text_of(image, "src")
    if not _is_path(src):
        return None
    path = around.files.find(src, around.folder)
    if path is None:
        hint = _near_file(src, around) or "Mend the path."
        text = f'there is no picture "{src}" beside this file or in `site_src/`. {hint}'
        return Fault("missing-image", text)
    name = around.files.name(path)
    if path.is_relative_to(around.files.folders.docs):
        around.files.pictures.add(name)
    size = size_of(path)
    if size is None:
        text = f'"{src}" cannot be read as a picture. Save it as JPEG, PNG or WebP.'
        return Fault("not-an-image", text)
    image["file"], (image["width"], image["height"]) = name, size
    return None


def complete_document(document: Fields, around: Surroundings) -> Fault | None:
    """The file of a document that visitors may take along."""
    src = text_of(document, "src")
    if not _is_path(src):
        return None
    path = around.files.find(src, around.folder)
    if path is None:
        return _no_document(src, around)
    document["file"] = around.files.name(path)
    if document["file"].startswith(PRIVATE):
        text = f'nothing in `{PRIVATE}` is published. Copy "{src}" to `site_src/files/`.'
        return Fault("outside", text)
    fault = pdf_fault(path)
    return Fault(fault[0], f'"{src}" {fault[1]}') if fault else None


def complete_notebook(notebook: Fields, around: Surroundings) -> Fault | None:
    """The file of a notebook."""
    name = text_of(notebook, "file")
    if "source" in notebook or not name:
        return None
    path = around.files.find(name, around.folder)
    if path is None or path.suffix.lower() != ".ipynb":
        text = f'there is no notebook "{name}" beside this file. Mend the path.'
        return Fault("missing-notebook", text)
    notebook["source"] = around.files.name(path)
    return None


def _no_document(src: str, around: Surroundings) -> Fault:
    """What is said of a path that leads to no file of the project."""
    try:
        lies_there = any((folder / src).is_file() for folder in around.folders)
    except (OSError, ValueError):
        lies_there = False
    if lies_there:
        text = f'"{src}" lies outside of the project. Copy the file to `site_src/files/`.'
        return Fault("outside", text)
    hint = _near_file(src, around) or "Mend the path."
    text = f'there is no file "{src}" beside this file or in `site_src/`. {hint}'
    return Fault("missing-file", text)


def _is_path(src: str) -> bool:
    """Whether this names a file, and not a place elsewhere."""
    return bool(src) and ":" not in src.split("/", 1)[0] and not src.startswith("//")


def _near_file(src: str, around: Surroundings) -> str:
    """What to write for a path that leads nowhere, where a file of such a name is near."""
    name = src.replace("\\", "/").rpartition("/")[2]
    if name != src and around.files.find(name, around.folder):
        return f'Write "{name}".'
    known = {
        path.name: name_in(path, folder)
        for folder in around.folders
        for place in {folder, (folder / src).parent}
        if around.files.is_inside(place)
        for path in around.files.entries(place)
        if path.is_file()
    }
    near = nearest(name, sorted(known), 0.8)
    return f'Did you mean "{known[near]}"?' if near else ""
