"""Blocks in Markdown: found by Python-Markdown, shown by our own templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from proofolio.outputs.templating import ANY_PAGE, render_template
from proofolio.problems import Problem
from proofolio.views.block_sections import block_section
from proofolio.views.blocks import Block
from proofolio.views.plan import PagePlan
from proofolio.views.plans import PAGE_KINDS
from proofolio.views.site import Html, Site

Render = Callable[[str, int], Html]
"""HTML of a marker's text; the number is the level of headings inside it."""

_MARKER = re.compile(r"^ {0,3}\{\{<[^\n]*?>\}\}[ \t]*$", re.MULTILINE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BEGIN, _END = "<!--pf-block-->", "<!--/pf-block-->"
_WIDE = re.compile(f"{_BEGIN}(.*?){_END}", re.DOTALL)
_HEAD = re.compile(r'<header class="pf-head.*?</header>', re.DOTALL)
_BAND = re.compile(r'<section class="pf-band".*?</section>', re.DOTALL)

_open_blocks: ContextVar[tuple[str, ...]] = ContextVar("open_blocks", default=())


def render_block(
    block: Block, site: Site, address: str, level: int = 3
) -> tuple[Html, tuple[Problem, ...]]:
    """HTML of a block, empty where it has nothing to show.

    `address` is the page it stands on; `prose.finish` makes the block's own addresses relative
    to the page that it ends up on, because a text may be shown on several.
    """
    if block.name in _open_blocks.get():
        text = f"a {block.name} block stands in a text that the block itself shows."
        return "", (block.problem("block-in-itself", text),)
    with _opened(block.name):
        page = PAGE_KINDS.get(block.name)
        if page and page.address == address and not block.options:
            return _whole_listing(block, site, address), ()
        section, problems = block_section(site, block, level)
        if section is None:
            return "", problems
        values = {"block": section, "words": site.words, "icons": site.icons}
        html = render_template(f"blocks/{block.name}.html", ANY_PAGE, values)
    return f'<div class="pf-block">\n{html.strip()}\n</div>', problems


def _whole_listing(block: Block, site: Site, address: str) -> Html:
    view = PAGE_KINDS[block.name].view(site, PagePlan(address, block.name, title=""))
    html = render_template(
        f"{block.name}.html", ANY_PAGE, {"page": view, "words": site.words, "icons": site.icons}
    )
    html = _BAND.sub("", _HEAD.sub("", html, count=1))
    return f'<div class="pf-block">\n{html.strip()}\n</div>'


@contextmanager
def _opened(name: str) -> Iterator[None]:
    token = _open_blocks.set((*_open_blocks.get(), name))
    try:
        yield
    finally:
        _open_blocks.reset(token)


def compose_page(html: Html, title: str) -> Html:
    """An author's page whose blocks stand between her texts at the width of the site.

    The title is added where she writes no heading of the first level, as Material does.
    """
    if _BEGIN not in html:
        return html
    if "<h1" not in html:
        html = f"<h1>{escape(title)}</h1>\n{html}"
    parts = []
    # Texts and blocks take turns: text first.
    for number, part in enumerate(_WIDE.split(html)):
        if number % 2:
            parts.append(part)
        elif part.strip():
            first = "pf-page " if number == 0 else ""
            parts.append(f'<div class="{first}md-typeset">\n{part.strip()}\n</div>')
    return "\n".join(parts)


class BlockExtension(Extension):
    """Finds `{{< name option=value >}}` that stands on a line of its own, but not in code."""

    def __init__(self, render: Render, **options: Any) -> None:
        self.render = render
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor: after indented code (80), before headings (70)."""
        md.parser.blockprocessors.register(_Blocks(md.parser, self.render), "pf-blocks", 75)


class _Blocks(BlockProcessor):
    def __init__(self, parser: BlockParser, render: Render) -> None:
        super().__init__(parser)
        self.render = render

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        return _MARKER.search(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = _MARKER.search(block)
        assert match is not None
        before, after = block[: match.start()], block[match.end() :]
        if before.strip():
            self.parser.parseBlocks(parent, [before])
        html = self.render(match[0], self._level())
        if html:
            if parent is self.parser.root:
                html = f"{_BEGIN}{html}{_END}"
            paragraph = ElementTree.SubElement(parent, "p")
            paragraph.text = self.parser.md.htmlStash.store(html)
        if after.strip():
            blocks.insert(0, after.lstrip("\n"))

    def _level(self) -> int:
        """One deeper than the heading that the block stands under."""
        levels = [int(e.tag[1]) for e in self.parser.root.iter() if e.tag in _HEADINGS]
        return min(max(levels[-1] + 1, 2), 6) if levels else 2
