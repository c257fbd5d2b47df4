"""What scripts and buttons of an output would show, which are left out of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofolio.notebooks.html.styles import Element

_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
_HANDLER = re.compile(r"""\son[a-z]+\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
_NAME = re.compile(r"""["'.#]([\w-]+)""")
_CHANGES = re.compile(r"\.style\b|classList|\.hidden\b|toggle|\.show\(")


@dataclass(frozen=True)
class Switches:
    """The elements that something in an output may show."""

    names: frozenset[str] = frozenset()
    """Ids and classes that scripts and buttons name."""
    all: bool = False
    """Whether any element may be meant."""

    @classmethod
    def of(cls, html: str) -> Switches:
        """Those of an output."""
        codes = _SCRIPT.findall(html) + _HANDLER.findall(html)
        changing = [code for code in codes if _CHANGES.search(code)]
        return cls(frozenset(_NAME.findall("\n".join(changing))))

    def may_show(self, element: Element) -> bool:
        """Whether an element that is hidden at first may be one of them."""
        return self.all or element.id in self.names or not self.names.isdisjoint(element.classes)
