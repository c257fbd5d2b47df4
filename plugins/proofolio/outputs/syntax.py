r"""What notebooks and other tools read, as an extension for Python-Markdown.

Formulas between `$$` or `\[` and `\]` in a line, which `pymdownx.arithmatex` reads only where they
are a paragraph of their own; `==marked words==`, for which `pymdownx.mark` takes `f(x==1, y==2)`
as well; Markdown in `<details>`.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

_TEX = r"(?:\\[^\n]|[^\\$\x02\x03\n]|\n(?!\s*\n))+?"
# A sign that stands free on its inner side is money: "$$ a night, $$ a week".
_FORMULA = rf"(?<![\\$])(?:\$\$(?!\s)({_TEX})(?<!\s)\$\$(?![\d$])|\\\[({_TEX})\\\])"
# The first group is empty: the second is what is marked.
_MARKED = r"()(?<![\w=])==(?=[^\s=])([^\n]{1,300}?)(?<=[^\s=\\])==(?![\w=])"


# Where a blank line follows, as GitHub and Jupyter have it.
_DETAILS = re.compile(
    r"(?P<begin><details(?:\s[^>]*)?)(?<!markdown)(?P<end>>(?:\s*<summary\b.*</summary>)?\s*)"
)


class Syntax(Extension):
    """Sets marked words, marks formulas as arithmatex marks its own, opens `<details>`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register: formulas after code (190), before arithmatex's (189.9).

        Elements are opened after fences are taken out (25), before HTML is read (20).
        """
        md.preprocessors.register(_Details(md), "pf-details", 22)
        md.inlinePatterns.register(_Formula(_FORMULA, md), "pf-inline-formulas", 189.95)
        md.inlinePatterns.register(SimpleTagInlineProcessor(_MARKED, "mark"), "pf-marked", 65)


class _Details(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [
            _DETAILS.sub(r'\g<begin> markdown="1"\g<end>', line)
            if line.startswith("<details") and _DETAILS.fullmatch(line)
            else line
            for line in lines
        ]


class _Formula(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("span", {"class": "arithmatex"})
        element.text = AtomicString(rf"\({match[1] or match[2]}\)")
        return element, match.start(), match.end()


def makeExtension(**options: Any) -> Extension:
    """What Python-Markdown asks a module for."""
    return Syntax(**options)
