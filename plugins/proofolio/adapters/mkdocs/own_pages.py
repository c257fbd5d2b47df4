"""What an author's own page says about itself, as a page can hold it."""

from __future__ import annotations

from typing import Any

from mkdocs.structure.pages import Page

from proofolio.model.characters import first_control, without_controls
from proofolio.problems import Problem
from proofolio.sources.markdown import printable
from proofolio.sources.nodes import Place


def read_settings(page: Page, docs: str) -> tuple[Problem, ...]:
    """Mend the front matter and the title of a page that is about to be converted.

    A title that is empty, or `~`, is none; characters that no page holds are left out, and told.
    """
    if not str(page.meta.get("title") or "").strip():
        page.meta.pop("title", None)
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
        told += (place.problem("bad-character", text, 1),)
    page.meta = meta
    return told


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list) else value
