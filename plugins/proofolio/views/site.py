"""What views need to know besides the library: the site's settings, pictures and prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from proofolio.model.library import Library
from proofolio.model.post import Post
from proofolio.model.profile import Document
from proofolio.model.publication import Publication
from proofolio.model.record import Entry, Image, Link, Page, SubPage
from proofolio.model.reproduction import Reproduction
from proofolio.views.words import Words

if TYPE_CHECKING:
    from proofolio.views.feeds.feed import Feed

Html = str
"""Finished HTML, made by `outputs` from an author's Markdown; views only pass it on."""


@dataclass(frozen=True)
class Heading:
    """A heading for the list of contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Prose:
    """An entry's Markdown fields as HTML, converted as one document."""

    fields: Mapping[str, Html] = field(default_factory=dict)
    """HTML of each field that is not empty, by its name; `footnotes` stands apart."""
    headings: tuple[Heading, ...] = ()
    """Headings of the `body`."""
    excerpt: Html = ""
    """What stands before `<!-- more -->` in the body."""
    text: str = ""
    """First paragraph as plain text."""
    words: int = 0
    """Words of the body, for the reading time."""


@dataclass(frozen=True)
class NotebookCell:
    """A cell as a page shows it."""

    anchor: str
    html: Html
    names: tuple[str, ...]
    """Tags and ids that address it."""
    text: str
    """What its outputs say."""


@dataclass(frozen=True)
class NotebookView:
    """A rendered notebook with all addresses filled in."""

    title: str
    summary: str
    cells: tuple[NotebookCell, ...]
    headings: tuple[Heading, ...]
    download: str
    """Address of the file, if it may be downloaded."""
    name: str
    """File name."""
    size: int
    """Bytes of the download."""
    first_figure: Picture | None
    words: int


@dataclass(frozen=True)
class Picture:
    """A picture as a page shows it; addresses are relative to the site."""

    src: str
    dark_src: str = ""
    """Its twin for the dark scheme, if it has one."""
    alt: str = ""
    width: int | None = None
    height: int | None = None
    is_figure: bool = False
    """Shown whole on a plate, not cropped as a cover is."""
    caption: str = ""
    credit: str = ""


class Site(Protocol):
    """What the adapter provides to views."""

    name: str
    url: str
    """Absolute address with `/` at the end; empty where it is not set."""
    repository: str
    """Address of the public repository; empty where it is not known."""
    library: Library
    words: Words
    enabled: frozenset[str]
    """Which of `posts`, `testimonials`, `services`, `feeds` are switched on."""
    icons: Mapping[str, str]
    """SVG of what links lead to, by name; none where the theme has none."""
    reproductions: Mapping[str, Reproduction]
    """Records of notebooks that were run anew and that hold, by project."""
    resume_pdf: str
    """Address of the résumé that was made as a PDF; empty where none was."""
    feeds: tuple[Feed, ...]
    """Feeds with something in them, the site's first; none where they cannot be made."""

    def picture(self, image: Image | None) -> Picture | None:
        """A record's picture; none where there is none."""

    def document(self, document: Document | None) -> str:
        """Address of a file of the author's, which is then copied to the site; empty without."""

    def cover(self, entry: Entry) -> Picture:
        """The generated cover of an entry."""

    def prose(self, entry: Entry) -> Prose:
        """An entry's Markdown fields as HTML."""

    def markdown(self, text: str, path: str) -> Html:
        """Other Markdown (of the profile, of a talk) as HTML; `path` is the file it stands in."""

    def cited(self, entry: Page | SubPage) -> tuple[Publication, ...]:
        """The works that an entry cites, in its text and its notebook."""

    def links(self, post: Post) -> tuple[Link, ...]:
        """A post's own links, each with the address it leads to, or none and only its label."""

    def notebook(self, entry: Page) -> NotebookView | None:
        """The notebook an entry shows, if it has one."""
