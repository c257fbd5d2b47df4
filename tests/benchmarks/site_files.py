"""What all writers of sites share: addresses, front matter, and what is measured of a site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from corpus import Corpus, Entry

TITLE = "Ada Adler"
ADDRESS = "https://ada.example/"


@dataclass(frozen=True)
class Landmarks:
    """What a measurement edits and weighs, relative to the site's folder and to its output."""

    markdown: str
    notebook: str
    markdown_page: str
    notebook_page: str
    post_page: str


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def landmarks(
    corpus: Corpus, source: Callable[[Entry], str], page: Callable[[Entry], str]
) -> Landmarks:
    """The first Markdown post and notebook project are edited; first projects are weighed."""
    notebooks = [entry for entry in corpus.projects if entry.is_notebook]
    texts = [entry for entry in corpus.projects if not entry.is_notebook]
    posts = [entry for entry in corpus.posts if not entry.is_notebook]
    return Landmarks(
        markdown=source(posts[0]),
        notebook=source(notebooks[0]) if notebooks else "",
        markdown_page=page(texts[0]),
        notebook_page=page(notebooks[0]) if notebooks else "",
        post_page=page(posts[0]),
    )


def front_matter(fields: dict[str, Any], body: str) -> str:
    return f"---\n{to_yaml(fields)}---\n\n{body}\n"


def to_yaml(fields: Any) -> str:
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=100)
