"""What the author's own pages say of themselves, read before any page is planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import is_markdown_file
from mkdocs.utils.meta import get_data

from proofolio.adapters.mkdocs.navigation import LISTINGS, listing_at
from proofolio.model.addresses import topic_slug
from proofolio.model.kinds import KINDS
from proofolio.model.library import reason_of
from proofolio.model.own_page import OwnPage
from proofolio.sources import Folders
from proofolio.sources.files import Files, name_in
from proofolio.sources.lists import DATA
from proofolio.sources.markdown import split_heading, title_of_name, without_marks
from proofolio.sources.page_status import read_page_status
from proofolio.views.plans import PAGES

_KEYS = ("tags", "topics", "categories")
"""Keys of a header that say what a page is about."""


def read_own_pages(
    config: MkDocsConfig, folders: Folders, zone: dt.tzinfo, today: dt.date, *, drafts: bool
) -> tuple[OwnPage, ...]:
    """The author's pages that exist today; what is wrong in them is told when they are made."""
    reader = _Reader(config, folders, zone, None if drafts else today)
    return tuple(page for path in reader.paths() if (page := reader.page(path)))


def listing_names(nav: Any, pages: tuple[OwnPage, ...]) -> dict[str, str]:
    """The words that name our listings, where the author says them herself.

    Her own page's `title` comes first, then the label that her navigation has for it.
    """
    keys = {page.address: page.title_key for page in PAGES if page.address}
    labels = {keys[address]: label for address, label in _labels(nav) if address in keys}
    titles = {keys[p.address]: p.title for p in pages if p.is_named and p.address in keys}
    return {**labels, **titles}


def _labels(nav: Any) -> Iterator[tuple[str, str]]:
    if isinstance(nav, list):
        for item in nav:
            yield from _labels(item)
    elif isinstance(nav, dict):
        for label, target in nav.items():
            if isinstance(target, str) and isinstance(label, str) and label.strip():
                yield listing_at(target), label.strip()
            else:
                yield from _labels(target)


@dataclass(frozen=True)
class _Reader:
    config: MkDocsConfig
    folders: Folders
    zone: dt.tzinfo
    today: dt.date | None
    """None where drafts are shown."""

    def paths(self) -> Iterator[Path]:
        """The pages that MkDocs will find, by name."""
        docs, excluded = self.folders.docs, self.config.exclude_docs
        kept = [docs / DATA, *(self.folders.of(k) for k in KINDS if k.source == "folder")]
        for path in sorted(docs.rglob("*")):
            name = name_in(path, docs)
            is_hidden = any(part.startswith(".") for part in name.split("/"))
            is_left = excluded is not None and excluded.match_file(name)
            is_kept = any(path.is_relative_to(folder) for folder in kept)
            if is_markdown_file(name) and not (is_hidden or is_left or is_kept):
                yield path

    def page(self, path: Path) -> OwnPage | None:
        """A page as its header tells of it; None where it cannot be read, or is not shown."""
        files = Files(self.folders)
        text, _ = files.read_text(path)
        if text is None:
            return None
        name = name_in(path, self.folders.docs)
        body, meta = get_data(text)
        known = self.config.extra.get("status")
        signs = set(known) if isinstance(known, dict) else set()
        entry, _ = read_page_status(text, files.name(path), files, self.zone, meta, signs)
        if self.today and reason_of(entry, self.today, self.zone):
            return None
        address = _address(name)
        title, summary = (_line(meta, key) for key in ("title", "description"))
        is_ours = not address or address in LISTINGS
        return OwnPage(
            path=name,
            address=address,
            title=without_marks(title) or split_heading(body)[0] or title_of_name(path.stem),
            is_named=bool(title),
            summary=summary or _line(meta, "summary"),
            topics=() if is_ours else _topics(meta),
            is_listed=entry.is_listed,
        )


def _line(meta: Mapping[str, Any], key: str) -> str:
    value = meta.get(key)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _address(name: str) -> str:
    stem = name.removesuffix(".md")
    folder, _, last = stem.rpartition("/")
    if last in ("index", "README"):
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def _topics(meta: Mapping[str, Any]) -> tuple[str, ...]:
    values = next((meta[key] for key in _KEYS if meta.get(key)), ())
    items = values if isinstance(values, list) else [values]
    words = (" ".join(str(item).split()) for item in items if isinstance(item, str | int | float))
    return tuple({topic_slug(word): word for word in words if topic_slug(word)}.values())
