"""Files that are published as their author has them, and not as we made them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.checks.texts.file_texts import MOST
from proofolio.sources.files import name_in


@dataclass(frozen=True)
class Shipped:
    """One file as MkDocs is about to copy it."""

    file: File
    path: str
    """As messages name it."""
    content: bytes | None
    """None where it is too large to be looked at."""


def shipped_files(files: Files, config: MkDocsConfig, loaded: Loaded) -> Iterator[Shipped]:
    """Every such file but those of the theme, which everybody has."""
    themes = [folder for folder in config.theme.dirs if folder != config.theme.custom_dir]
    needed = loaded.site.files.needed
    for file in list(files):
        is_ours = (file.generated_by or "").startswith("proofolio/")
        if file.is_documentation_page() or (is_ours and file.src_uri not in needed):
            continue
        if file.src_dir in themes or file.inclusion.is_excluded():
            continue
        path = needed.get(file.src_uri, "") if is_ours else _path(file, loaded)
        try:
            yield Shipped(file, path, _content(file))
        except OSError:
            # MkDocs says so when it copies it.
            continue


def _content(file: File) -> bytes | None:
    if file.abs_src_path and Path(file.abs_src_path).stat().st_size > MOST:
        return None
    return file.content_bytes


def _path(file: File, loaded: Loaded) -> str:
    known = loaded.site.files
    if file.src_dir:
        whole = Path(file.src_dir) / file.src_uri
        return name_in(whole, known.root)
    return f"{known.docs}/{file.src_uri}"
