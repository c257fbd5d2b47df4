"""What the engine's search reads of a page, and nobody else sees.

A handler is put in the place of that of the search plugin in MkDocs' list, so that whatever comes
before or after it works on the whole page, and what it does to the page stays. What Material's
search made of the page in an earlier build it is given again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.plugins import PluginCollection
from mkdocs.structure.pages import Page

from proofolio.cache_files import Shelf, key_of, made_by_all
from proofolio.outputs.searchable import searchable

SEARCH = re.compile(r"(?:\w+/)?search(?: #\d+)?")
"""Names of search plugins: MkDocs' own, and that of a theme such as `material/search`."""
_MATERIALS = "material.plugins.search.plugin"
_READ = ("title", "tags", "search")
"""What it reads of a page's front matter."""


def lend_to_search(plugins: PluginCollection, shelf: Shelf) -> None:
    """Have the search plugin read the reduced page, if there is one."""
    readers = {id(plugin): plugin for name, plugin in plugins.items() if SEARCH.fullmatch(name)}
    handlers: list[Any] = plugins.events["page_context"]
    for place, handler in enumerate(handlers):
        owner = getattr(handler, "__self__", None)
        if id(owner) in readers:
            handlers[place] = _Lender(handler, owner, shelf).lend


class _Lender:
    """Changes the page for one handler."""

    def __init__(self, handler: Callable[..., Any], plugin: Any, shelf: Shelf) -> None:
        self._handler = handler
        self._plugin = plugin
        self._shelf = shelf

    def lend(self, context: Any, *, page: Page, **others: Any) -> Any:
        """Give search only what it is to find, or what it found there before."""
        key, entries = self._key(page), self._entries()
        if entries is None or not key:
            return self._read(context, page, others)
        name = f"search {page.file.src_uri}"
        kept = self._shelf.read(name, key)
        if isinstance(kept, list):
            entries += kept
            return None
        known = len(entries)
        answer = self._read(context, page, others)
        self._shelf.write(name, key, entries[known:])
        return answer

    def _read(self, context: Any, page: Page, others: dict[str, Any]) -> Any:
        whole = page.content
        page.content = searchable(whole or "")
        try:
            return self._handler(context, page=page, **others)
        finally:
            page.content = whole

    def _entries(self) -> list[Any] | None:
        """The list that Material's search fills; none where it is another, or reads other files."""
        settings = self._plugin.config
        if type(self._plugin).__module__ != _MATERIALS or not settings.get("enabled"):
            return None
        if settings.get("jieba_dict") or settings.get("jieba_dict_user"):
            return None
        found = getattr(getattr(self._plugin, "search_index", None), "entries", None)
        return found if isinstance(found, list) else None

    def _key(self, page: Page) -> str:
        if not self._shelf.folder:
            return ""
        meta = {name: page.meta[name] for name in _READ if name in page.meta}
        try:
            facts = json.dumps([page.url, page.title, meta, _ids(page.toc)])
        except (TypeError, ValueError):
            return ""
        content = (page.content or "").encode("utf-8", "surrogatepass")
        return key_of(content, facts, made_by_all())


def _ids(toc: Iterable[Any]) -> list[Any]:
    return [[each.id, each.url, _ids(each.children)] for each in toc]
