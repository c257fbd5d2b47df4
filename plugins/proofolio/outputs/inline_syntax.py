r"""What other tools read in a line: formulas between `$$` or `\[` and `\]`, and `==marked words==`.

An extension for Python-Markdown. `pymdownx.arithmatex` reads such formulas only where they are a
paragraph of their own; `pymdownx.mark` takes `f(x==1, y==2)` for marked words.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.util import AtomicString

_TEX = r"(?:\\[^\n]|[^\\$\x02\x03\n]|\n(?!\s*\n))+?"
# A sign that stands free on its inner side is money: "$$ a night, $$ a week".
_FORMULA = rf"(?<![\\$])(?:\$\$(?!\s)({_TEX})(?<!\s)\$\$(?![\d$])|\\\[({_TEX})\\\])"
# The first group is empty: the second is what is marked.
_MARKED = r"()(?<![\w=])==(?=[^\s=])([^\n]{1,300}?)(?<=[^\s=\\])==(?![\w=])"


class InlineSyntax(Extension):
    """Sets marked words, and marks formulas as arithmatex marks its own."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the patterns: formulas after code (190), before arithmatex's (189.9)."""
        md.inlinePatterns.register(_Formula(_FORMULA, md), "pf-inline-formulas", 189.95)
        md.inlinePatterns.register(SimpleTagInlineProcessor(_MARKED, "mark"), "pf-marked", 65)


class _Formula(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("span", {"class": "arithmatex"})
        element.text = AtomicString(rf"\({match[1] or match[2]}\)")
        return element, match.start(), match.end()


def makeExtension(**options: Any) -> Extension:
    """What Python-Markdown asks a module for."""
    return InlineSyntax(**options)
