"""Markdown cells in nbconvert's dialect, with the page's own headings, links and formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, cast

from mistune.plugins import import_plugin
from nbconvert.filters.markdown_mistune import MarkdownWithMath

from proofolio.notebooks.html.markup import normalised
from proofolio.notebooks.html.pictures import Pictures
from proofolio.notebooks.limits import UNREADABLE, is_endless
from proofolio.notebooks.markdown.callouts import fenced_divs
from proofolio.notebooks.markdown.dialect import Blocks, github_flavour
from proofolio.notebooks.markdown.dollars import InlineMath, with_protected_pipes
from proofolio.notebooks.markdown.renderer import Renderer
from proofolio.notebooks.state import State, clean, slug
from proofolio.notebooks.streams import without_codes
from proofolio.problems import Level
from proofolio.template_code import find_template_code

_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>\n?", re.DOTALL)
_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)
_BLANK = re.compile(r"^[ \t]+$", re.MULTILINE)
# Ours, and no writing system's: a notebook that holds them loses them.
_MARKS = re.compile("[\ue000-\ue01f]")


@dataclass(frozen=True)
class Prose:
    """A piece of Markdown on the page."""

    html: str
    text: str
    """What it says, without code."""
    summary: str
    """Its first paragraph, as plain text."""


class MarkdownPages:
    """nbconvert's Markdown for the cells of one notebook."""

    def __init__(self, state: State, pictures: Pictures) -> None:
        self._state, self._pictures = state, pictures
        self._renderer = Renderer(state)
        plugins = ("task_lists", "def_list", "footnotes")
        self._markdown = MarkdownWithMath(
            self._renderer,
            block=Blocks(),
            inline=InlineMath(),
            plugins=[
                *map(import_plugin, plugins),
                cast(Any, fenced_divs),
                cast(Any, github_flavour),
            ],
        )
        self._renderer.nested = self._markdown.render

    def prose(
        self,
        source: str,
        attachments: Mapping[str, Mapping[str, str]] | None = None,
        listed: bool = True,
    ) -> Prose:
        """A cell's Markdown as HTML; its headings join the contents where they are listed."""
        self._pictures.attachments = attachments or {}
        renderer = self._renderer
        renderer.held.clear()
        renderer.needs_pass = False
        html = self._read(source)
        if renderer.needs_pass:
            html = normalised(html, self._state, self._pictures).html
        html = _HEADING.sub(lambda match: self._heading(match, listed), html)
        paragraph = next(
            (found for found in map(renderer.plain_text, _PARAGRAPH.findall(html)) if found), ""
        )
        text = renderer.plain_text(html)
        self.report_unsupported()
        html = renderer.released(html).strip()
        for found in find_template_code(html, in_notebook=True):
            self._state.report(found.code, found.text, excerpt=found.excerpt)
        return Prose(html, text, " ".join(paragraph.split()))

    def parsed(self, source: str) -> str:
        """A cell's Markdown as HTML whose raw HTML, pictures and headings are as written."""
        self._renderer.held.clear()
        return self._renderer.released(self._read(source))

    def _read(self, source: str) -> str:
        source = _BLANK.sub("", _MARKS.sub("", clean(without_codes(source))))
        if is_endless(source):
            self._state.report("unreadable-text", UNREADABLE)
            return f"<pre><code>{escape(source)}</code></pre>"
        return self._markdown.render(with_protected_pipes(source))

    def line(self, source: str) -> str:
        """A line of Markdown, such as a caption, without the paragraph round it."""
        html = self.prose(source, listed=False).html
        match = re.fullmatch(r"<p>(.*)</p>", html, re.DOTALL)
        return match.group(1) if match and "<p>" not in match.group(1) else html

    def _heading(self, match: re.Match[str], listed: bool) -> str:
        level, attributes, inner = int(match.group(1)), match.group(2), match.group(3).strip()
        plain = " ".join(self._renderer.plain_text(inner).split())
        if not plain:
            return inner
        own = re.search(r' id="([^"]*)"', attributes)
        if listed and not self._state.title and self._is_title(plain, level):
            self._state.title = plain
            self._state.title_ids = {_jupyter_id(plain), slug(plain), own.group(1) if own else ""}
            # A picture beside the words of the title stays; the words go to the page's head.
            return "".join(re.findall(r"<img [^>]*>", inner))
        identifier = own.group(1) if own else self._state.claim(slug(plain))
        anchor = "" if own else self._old_anchor(plain)
        shown = self._state.level(level)
        if listed:
            self._state.list_heading(shown, identifier, plain)
        kept = re.sub(r' id="[^"]*"', "", attributes)
        return f'<h{shown} id="{escape(identifier)}"{kept}>{anchor}{inner}</h{shown}>\n'

    def _is_title(self, plain: str, level: int) -> bool:
        """Whether the page's head says these words, so that the text need not."""
        title = self._state.options.title
        return slug(title) == slug(plain) if title else level == 1

    def _old_anchor(self, plain: str) -> str:
        """The id that Jupyter gives the heading, so that links made for it arrive."""
        old = _jupyter_id(plain)
        if not old or self._state.has_id(old):
            return ""
        return f'<span id="{escape(self._state.claim(old))}"></span>'

    def report_unsupported(self) -> None:
        """Tell the author which formulas of the cell are shown as source."""
        for tex in dict.fromkeys(self._state.maths.unsupported):
            text = f"the TeX {tex} cannot be shown as a formula; the page shows its source"
            self._state.report("unsupported-tex", text, Level.NOTE)
        self._state.maths.unsupported.clear()


def _jupyter_id(plain: str) -> str:
    return re.sub(r"\s+", "-", plain)
