"""Pages that another plugin encrypts or empties, whose words stand in clear elsewhere.

An entry's words are in listings, feeds, previews, search and downloads as well, so hiding its page
hides nothing. Only a page that the author wrote herself can be hidden, where nothing else tells it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from mkdocs.structure.pages import Page

from proofolio.problems import Level, Problem

TEXTS = frozenset({".html", ".json", ".xml", ".txt", ".js", ".md", ".svg", ".csv"})
RUN = 5
"""Words in a row that no two pages share by chance."""
Run = tuple[str, ...]
_TAG = re.compile(r"<(script|style|svg|math)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
_MARK = re.compile(r"<[^>]*>")
_ARTICLE = re.compile(r"<article\b.*</article>|<body\b.*</body>", re.DOTALL)
_WORD = re.compile(r"\w+")

Name = Callable[[Page], str]
"""What a message calls a page."""


@dataclass(frozen=True)
class Body:
    """A page as it is before other plugins see it."""

    page: Page
    html: str
    is_ours: bool
    """Made from an entry or for a listing, not written by the author."""

    @property
    def hider(self) -> str:
        """Who hides it, as far as that can be seen."""
        known = hasattr(self.page, "encrypted")
        return "encryptcontent" if known else "another plugin or hook"

    def is_hidden(self, site_dir: Path) -> bool:
        """Whether most of its words are no longer in what is written."""
        file = site_dir / self.page.file.dest_uri
        written = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        article = _ARTICLE.search(written)
        words = set(_words(self.html))
        # A script that the author left open takes in all that follows, which is there all the same.
        text = unescape(_MARK.sub(" ", article[0] if article else written))
        left = words.intersection(_WORD.findall(text))
        return bool(written) and len(left) * 2 < len(words)


class HiddenPages:
    """Compares what was made of each page with what was written of it."""

    def __init__(self) -> None:
        self._bodies: dict[str, Body] = {}

    def made(self, page: Page, html: str, *, is_ours: bool) -> None:
        """Remember a body."""
        self._bodies[page.file.dest_uri] = Body(page, html, is_ours)

    def forget(self, page: Page) -> None:
        """Nothing is to be looked for: the page is withheld."""
        self._bodies.pop(page.file.dest_uri, None)

    def problems(self, site_dir: Path, name_of: Name) -> list[Problem]:
        """What can be read though a page hides it."""
        hidden: list[Body] = []
        shown: list[Body] = []
        for body in self._bodies.values():
            (hidden if body.is_hidden(site_dir) else shown).append(body)
        ours = [body for body in hidden if body.is_ours]
        own = [body for body in hidden if not body.is_ours]
        found = [_entries(ours, name_of(ours[0].page))] if ours else []
        public = set[Run]().union(*(_runs(_words(body.html)) for body in shown)) if own else set()
        for body in own:
            if place := _place_of(_runs(_words(body.html)) - public, site_dir):
                found.append(_own(body, place, name_of(body.page)))
        return found


def _entries(bodies: list[Body], name: str) -> Problem:
    more = f" (and {len(bodies) - 1} more)" if len(bodies) > 1 else ""
    text = (
        f"this page{more} is encrypted or emptied by {bodies[0].hider}, but its words are in "
        "listings, feeds, search, previews or downloads as well. Make the entry a draft, or write "
        "it as a page of your own and let that plugin hide only this."
    )
    return Problem("hidden-page", text, name, level=Level.DANGER)


def _own(body: Body, place: str, name: str) -> Problem:
    text = (
        f"this page is encrypted or emptied by {body.hider}, but {place} holds its words in clear. "
        "List that plugin before `search` in mkdocs.yml, or write `search: {exclude: true}` and a "
        "`description` at the head of the page."
    )
    return Problem("hidden-page", text, name, level=Level.DANGER)


def _place_of(secret: set[Run], site_dir: Path) -> str:
    """A file that holds some of these words; empty if there is none."""
    for path in sorted(site_dir.rglob("*")) if secret else ():
        if path.suffix in TEXTS and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace").replace("\\n", " ")
            if not secret.isdisjoint(_runs(_WORD.findall(unescape(text)))):
                return path.relative_to(site_dir).as_posix()
    return ""


def _words(html: str) -> list[str]:
    return _WORD.findall(unescape(_TAG.sub(" ", html)))


def _runs(words: list[str]) -> set[Run]:
    """All words that stand in a row; those of a short text at once."""
    return {tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words}
