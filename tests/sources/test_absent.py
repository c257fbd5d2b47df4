"""`~`, `null` and an empty value mean "not written", in every field of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.record import Record
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.names import known_keys
from proofolio.sources.shapes import Shape, shapes_of

NOTHING = [
    "",
    "~",
    "null",
    "Null",
    "NULL",
    "~  # later",
    '""',
    "''",
    "  ",
    "[]",
    "{}",
    "[~]",
    "[null, ]",
]
"""What an author writes where nothing is to be said yet."""
SINGLE = [text for text in NOTHING if not text.startswith(("[", "{"))]
NEEDED = {
    Project: "title: T\nsummary: S",
    Post: "title: T\ndate: 2024-01-01",
    Testimonial: "text: x\nname: N\nconsent: granted",
    Service: "name: N\nsummary: S",
    Niche: "name: N\nheadline: H",
    Talk: "title: T\nstart: 2024",
    Profile: "name: N\nheadline: H\nemail: a@a.example",
}
LISTS = {Testimonial: "testimonials", Service: "services", Niche: "niches", Talk: "talks"}


def read(folder: Path, files: dict[str, str]) -> Content:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_content(Folders(folder, folder / "site_src", folder / "projects", folder / "posts"))


def lines_for(shape: Shape, key: str) -> Iterator[str]:
    """A field that holds nothing, in each form; also each field of a record in it."""
    for text in NOTHING if shape.is_list or shape.record else SINGLE:
        yield f"{key}: {text}"
    for text in SINGLE if shape.is_list else ():
        yield f"{key}:\n  - {text}\n"
    for inner in known_keys(shape.record) if shape.record else ():
        yield f"{key}:\n  {inner}: ~\n"
        if shape.is_list:
            yield f"{key}:\n  - {inner}: Null\n"


def fields_of(model: type[Record]) -> Iterator[tuple[str, str]]:
    shapes = shapes_of(model)
    for key, name in known_keys(model).items():
        for text in lines_for(shapes[name], key):
            yield key, text


def compared(record: Any) -> Any:
    return {name: value for name, value in record if name not in ("origin", "id")}
