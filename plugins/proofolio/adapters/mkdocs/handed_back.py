"""What other plugins and hooks leave of a page; where it cannot be worked with, they are named."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from proofolio.adapters.mkdocs.search_reading import SEARCH
from proofolio.mistakes import PACKAGE
from proofolio.problems import Problem
from proofolio.sources.files import name_in

_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "env", "page_context")


def with_its_parts(page: Page, config: MkDocsConfig, path: str, root: Path) -> Iterator[Problem]:
    """Give the page back what others have taken from it, empty, and tell who may have been it."""
    taken = []
    if page.content is not None and not isinstance(page.content, str):
        page.content = None
    if page.content is None:
        page.content = ""
        taken.append("content")
    if not isinstance(page.meta, MutableMapping):
        page.meta = {}
        taken.append("meta")
    if page.toc is None:
        page.toc = get_toc([])
        taken.append("toc")
    for name in taken:
        who = " or ".join(dict.fromkeys(_others(config, root))) or "another plugin"
        text = (
            f"`page.{name}` of this page was taken away by {who}, so the page is made without it."
            " That is no mistake in your content: mend the hook, or tell whoever makes the plugin."
        )
        yield Problem("page-taken", text, path)


def _others(config: MkDocsConfig, root: Path) -> Iterator[str]:
    """Plugins by their names, and hooks by their files."""
    names = {id(plugin): name for name, plugin in config.plugins.items()}
    for event in _EVENTS:
        handlers: list[Any] = config.plugins.events.get(event, [])
        for handler in handlers:
            name = names.get(id(getattr(handler, "__self__", None)), "") or _file(handler, root)
            if name and not name.startswith("proofolio/") and not SEARCH.fullmatch(name):
                yield name


def _file(handler: Any, root: Path) -> str:
    code = getattr(getattr(handler, "__func__", handler), "__code__", None)
    path = Path(code.co_filename) if code else PACKAGE
    return "" if PACKAGE in (path, *path.parents) else name_in(path, root)
