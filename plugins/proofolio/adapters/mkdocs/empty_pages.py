"""Pages of ours as MkDocs keeps them, without the conversion of their Markdown, which is empty.

MkDocs makes a converter with all extensions for every page. Where its version is another than those
whose `Page` is known, or an extension may do more than convert, its own pages stay.
"""

from __future__ import annotations

from collections.abc import Iterable

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

_KNOWN = "1.6."
"""Beginning of the versions whose pages are known."""


class EmptyPage(Page):
    """A page that nothing is converted for, unless somebody gives it Markdown."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set what converting an empty text sets."""
        if self.markdown is None or self.markdown.strip():
            super().render(config, files)
            return
        self.content = ""
        self.toc = get_toc([])
        self.present_anchor_ids = set()
        self.links_to_anchors = {}


def empty_pages(made: Iterable[File], nav: Navigation, config: MkDocsConfig) -> None:
    """Put such pages in the place of MkDocs' own, except those that the navigation names."""
    if not mkdocs.__version__.startswith(_KNOWN):
        return
    named = {page.file.src_uri for page in nav.pages}
    for file in made:
        if type(file.page) is Page and file.src_uri not in named:
            EmptyPage(None, file, config)
