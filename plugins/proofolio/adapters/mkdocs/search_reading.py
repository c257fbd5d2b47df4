"""What the engine's search reads of a page, and nobody else sees.

Handlers are put before and after those of the search plugin in MkDocs' list, so that whatever comes
between or around them works on the whole page, and what it does to the page stays.
"""

from __future__ import annotations

import re
from typing import Any

from mkdocs.plugins import PluginCollection
from mkdocs.structure.pages import Page

from proofolio.outputs.searchable import searchable

SEARCH = re.compile(r"(?:\w+/)?search(?: #\d+)?")
"""Names of search plugins: MkDocs' own, and that of a theme such as `material/search`."""


def lend_to_search(plugins: PluginCollection) -> None:
    """Have the search plugin read the reduced page, if there is one."""
    readers = {id(plugin) for name, plugin in plugins.items() if SEARCH.fullmatch(name)}
    handlers: list[Any] = plugins.events["page_context"]
    if any(isinstance(_owner(handler), _Lender) for handler in handlers):
        return
    bracketed = []
    for handler in handlers:
        if id(_owner(handler)) in readers:
            lender = _Lender()
            bracketed += [lender.lend, handler, lender.take_back]
        else:
            bracketed.append(handler)
    handlers[:] = bracketed


def _owner(handler: Any) -> Any:
    return getattr(handler, "__self__", None)


class _Lender:
    """Changes the page for one handler."""

    def __init__(self) -> None:
        self.content: str | None = None

    def lend(self, context: Any, *, page: Page, **_: Any) -> None:
        """Give search only what it is to find."""
        self.content = page.content
        page.content = searchable(page.content or "")

    def take_back(self, context: Any, *, page: Page, **_: Any) -> None:
        """Take the whole page back."""
        page.content = self.content
