"""Edits of files whatever is in them: a slip and its mending, an earlier state, a mere saving."""

from __future__ import annotations

from tests.walk.author import Author, Chosen
from tests.walk.changes import Write

BROKEN = b"\n---\ntitle: [never closed\n"


def break_file(author: Author) -> Chosen:
    """A file of content or a notebook is cut off, or its YAML is."""
    data = [path for path in author.files("site_src/_data", ".yml") if "profile" not in path]
    path = author.pick([*author.entries(), *data])
    if not path or len(author.whole) > 2:
        return None
    before = author.read(path)
    author.whole[path] = before
    cut = before[: len(before) // 2] if path.endswith(".ipynb") else BROKEN + before
    author.broken.add(cut)
    return author.write(path, cut, "a slip in the form")


def mend_file(author: Author) -> Chosen:
    broken = [path for path in author.whole if (author.place.folder / path).is_file()]
    if not broken:
        return None
    path = author.rng.choice(broken)
    return author.write(path, author.whole.pop(path), "the slip mended")


def restore_file(author: Author) -> Chosen:
    """A file is what it was at some time before, or is there again."""
    past = sorted(path for path in author.earlier if path not in author.whole)
    if not past:
        return None
    path = author.rng.choice(past)
    return author.write(path, author.rng.choice(author.earlier[path]), "an earlier state")


def touch_file(author: Author) -> Chosen:
    """A file is saved as it is."""
    path = author.pick([*author.entries(), *author.pages()])
    return (f"{path} saved", (Write(path, author.read(path)),)) if path else None
