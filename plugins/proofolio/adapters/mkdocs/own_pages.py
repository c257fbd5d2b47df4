"""What an author's own page says about itself, as a page can hold it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from proofolio.model.characters import first_control, without_controls
from proofolio.problems import Problem
from proofolio.sources.markdown import printable, read_markdown, without_marks
from proofolio.sources.names import MATERIAL
from proofolio.sources.nodes import Place

_LISTS = ("hide", "tags")
_WORDS = ("description", "icon", "template", "status", "subtitle", "canonical_url")
"""Keys of a page that MkDocs' and Material's templates read, and in which shape."""
_KEYS = frozenset({*_LISTS, *_WORDS, *MATERIAL, "title", "search", "nav_title"})
_SENTENCE = re.compile(r" {0,3}[A-Z][\w-]*:[ \t]*\S+[ \t]+\S")


def usable(files: Files, docs: str) -> Iterator[Problem]:
    """Take out the files that nothing can be made of, and tell.

    Pages that are not UTF-8 get the text that can be read of them.
    """
    for file in list(files):
        if file.generated_by is not None or file.abs_src_path is None:
            continue
        name = os.fsencode(f"{docs}/{file.src_uri}").decode("utf-8", "replace")
        place = Place(without_controls(name))
        if problem := _unusable(file, place):
            files.remove(file)
            yield problem
        elif file.is_documentation_page():
            yield from _decoded(file, place)


def _unusable(file: File, place: Place) -> Problem | None:
    path = Path(file.abs_src_path or "")
    if "\ufffd" in place.path and file.is_documentation_page():
        text = "The name of this file is not UTF-8, so nothing can refer to it. Rename it."
        return place.problem("bad-name", text, 0)
    # A link to a folder round it would repeat that folder without end.
    rounds = [parent for parent in path.parents if parent.is_symlink() and _holds_itself(parent)]
    if rounds or not path.exists():
        text = "This is a link that leads nowhere. Mend it, or delete it."
        return place.problem("unreadable-file", text, 0)
    if not (path.is_file() and os.access(path, os.R_OK)):
        text = "This file cannot be read. Check what it is, and its permissions."
        return place.problem("unreadable-file", text, 0)
    return None


def _holds_itself(folder: Path) -> bool:
    try:
        return folder.parent.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def _decoded(file: File, place: Place) -> Iterator[Problem]:
    content = Path(file.abs_src_path or "").read_bytes()
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        file.content_string = content.decode("utf-8-sig", "replace")
        line = content.count(b"\n", 0, error.start) + 1
        text = "This line is not UTF-8 text. Save the file again as UTF-8."
        yield place.problem("not-utf8", text, line)


def read_settings(page: Page, docs: str) -> tuple[Problem, ...]:
    """Mend the front matter and the title of a page that is about to be converted.

    A title that is empty, or `~`, is none; characters that no page holds are left out, and told.
    """
    title = page.meta.get("title")
    if isinstance(title, dict | list) or title is None or not str(title).strip():
        page.meta.pop("title", None)
    else:
        page.meta["title"] = without_marks(str(title))
    if page.file.generated_by is not None:
        return ()
    place = Place(without_controls(f"{docs}/{page.file.src_uri}"))
    _, told = printable(page.file.content_string, place)
    if found := first_control(page.file.src_uri):
        text = f"The name of this file holds {found}, so nothing can refer to it. Rename it."
        told += (place.problem("bad-name", text),)
    meta = _printable(page.meta)
    if meta != page.meta:
        text = "The front matter holds an invisible character, left out of the page. Delete it."
        told += (place.problem("invisible-character", text, 1),)
    page.meta = meta
    return told


def with_lost_lines(page: Page, markdown: str) -> str:
    """The text with the first lines back that MkDocs took for settings, though they are sentences.

    A page that begins with "Note: this is old." would lose that.
    """
    if page.file.generated_by is not None:
        return markdown
    text = page.file.content_string.replace("\r\n", "\n").replace("\r", "\n")
    body, meta = get_data(text)
    lost = text[: len(text) - len(body)]
    is_known = any(key in _KEYS for key in meta) or read_markdown(text, Place("")).node is not None
    if not meta or is_known or not _SENTENCE.match(lost) or lost + body != text:
        return markdown
    for key in meta:
        page.meta.pop(key, None)
    return lost + markdown


def settle(page: Page, templates: Iterable[str], path: str) -> Iterator[Problem]:
    """Forget the page's keys that the theme could not read, and tell."""
    meta = page.meta
    search = meta.get("search")
    if search is not None and not isinstance(search, dict):
        # Quarto writes `search: false` where Material writes `search: {exclude: true}`.
        meta["search"] = {"exclude": search is False}
    for key in [*_LISTS, *_WORDS]:
        value = meta.get(key)
        if key in _LISTS and isinstance(value, str):
            meta[key] = [value]
        elif key in _LISTS and isinstance(value, list):
            meta[key] = [str(item) for item in value if item is not None]
        elif value is not None and (key in _LISTS or isinstance(value, dict | list | bool)):
            del meta[key]
            what = "a list, as `[a, b]`" if key in _LISTS else "one value"
            text = f"`{key}` cannot be read, and is left out. Write {what}."
            yield Place(path).problem("bad-page-key", text, 1, key)
    if "template" in meta and not _is_template(str(meta["template"]), templates):
        text = f'there is no template "{str(meta.pop("template"))[:80]}" in the theme. Mend it.'
        yield Place(path).problem("bad-page-key", text, 1, "template")


def _is_template(name: str, folders: Iterable[str]) -> bool:
    # Longer names are none on any disk, and asking for one is an error.
    is_name = 0 < len(name) < 200 and not first_control(name)
    return is_name and any((Path(folder) / name).is_file() for folder in folders)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list) else value
