"""Publications: papers, theses, books, data sets, software."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from proofolio.model.author import Author
from proofolio.model.identifiers import Arxiv, Doi, arxiv_address, doi_address
from proofolio.model.kind import Kind
from proofolio.model.mark import Result
from proofolio.model.ordering import entry_order, newest_first
from proofolio.model.record import (
    Address,
    Entry,
    Id,
    Link,
    Markdown,
    Partial,
    Text,
    Verbatim,
    make_id,
    slugify,
)
from proofolio.model.strength import STRONG

_NAMES = {
    "article": "article-journal journal-article periodical suppperiodical review",
    "conference": "inproceedings proceedings-article paper-conference workshop",
    "preprint": "unpublished posted-content",
    "thesis": "phdthesis mastersthesis bachelorsthesis dissertation",
    "chapter": "incollection inbook book-chapter bookinbook suppbook suppcollection inreference",
    "report": "techreport manual standard",
    "book": "mvbook collection mvcollection proceedings mvproceedings booklet reference"
    " mvreference",
}
PUBLICATION_TYPES = {other: name for name, others in _NAMES.items() for other in others.split()}
"""What BibTeX, CSL and Crossref call the types."""


def _type(value: object) -> object:
    word = value.strip().casefold() if isinstance(value, str) else value
    return PUBLICATION_TYPES.get(word, word) if isinstance(word, str) else value


PublicationType = Annotated[
    Literal[
        "article", "conference", "preprint", "thesis", "book", "chapter", "report", "dataset",
        "software",
    ] | None,
    BeforeValidator(_type),
]  # fmt: skip


class Publication(Entry):
    """A paper, thesis, book, data set or piece of software that others can cite."""

    title: Text
    """Title."""
    date: Partial | None = None
    """When it appeared; the year will do."""
    authors: tuple[Author, ...] = ()
    """Who wrote it, in the order of the title page; your own name is set apart, a `*` behind names
    marks an equal share, and `others` as the last says that there are more."""
    editors: tuple[Text, ...] = ()
    """Who edited the book or the proceedings."""
    venue: Text = ""
    """Journal, conference, publisher or university."""
    volume: Text = ""
    """Volume of the journal or series."""
    issue: Text = ""
    """Issue of the volume; BibTeX calls it `number`."""
    pages: Text = ""
    """Pages, as `117-134`, or the number of the article."""
    series: Text = ""
    """Series that the volume belongs to."""
    edition: Text = ""
    """Which edition, where it is not the first."""
    press: Text = ""
    """Publisher, where the venue is a journal, book or conference."""
    type: PublicationType = None
    """What it is; the words of BibTeX, CSL and Crossref are read too, such as `inproceedings`."""
    note: Text = ""
    """What else a reader should know, such as `in press`."""
    award: Text = ""
    """A prize that it won."""
    doi: Doi = ""
    """Its DOI: `10.1234/abc`, also with `doi:` or https://doi.org/ before it."""
    arxiv: Arxiv = ""
    """Its number at arXiv: `2401.01234` or `stat/0401001`, also as an address."""
    isbn: Text = ""
    """Its ISBN."""
    url: Address = ""
    """Its page, where that is none of these."""
    pdf: Address = ""
    """The text itself: an address, or a file in `site_src/`."""
    code: Address = ""
    """The code that belongs to it."""
    data: Address = ""
    """The data that belong to it."""
    slides: Address = ""
    """Its slides."""
    poster: Address = ""
    """Its poster."""
    video: Address = ""
    """A recording."""
    links: tuple[Link, ...] = ()
    """What else belongs to it."""
    summary: Text = ""
    """What it says, in a sentence; the résumé has it too."""
    abstract: Markdown = ""
    """Its abstract, on a page of its own."""
    bibtex: Verbatim = ""
    """Its entry in BibTeX, to be copied; absent, it is made from these fields."""
    projects: tuple[Id, ...] = ()
    """Projects it is about."""
    niches: tuple[Id, ...] = ()
    """Niches it belongs to."""
    services: tuple[Id, ...] = ()
    """Services it backs up."""
    skills: tuple[Text, ...] = ()
    """Methods it shows."""
    tags: tuple[Text, ...] = ()
    """Topics in your own words."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, fields: Any) -> Any:
        """In the profile nobody writes an id: there the title makes it."""
        if isinstance(fields, dict) and not fields.get("id"):
            return {**fields, "id": make_id(str(fields.get("title") or "publication"))}
        return fields

    @property
    def year(self) -> int | None:
        """Year in which it appeared."""
        return self.date.year if self.date else None

    @property
    def named(self) -> tuple[Author, ...]:
        """Those of the authors who are named."""
        return tuple(author for author in self.authors if not author.stands_for_others)

    @property
    def doi_address(self) -> str:
        """Where its DOI leads."""
        return doi_address(self.doi)

    @property
    def arxiv_address(self) -> str:
        """Its page at arXiv."""
        return arxiv_address(self.arxiv)

    @property
    def address(self) -> str:
        """Where it can be found; empty where nothing says it."""
        outside = self.pdf if "://" in self.pdf else ""
        return self.url or self.doi_address or self.arxiv_address or outside


def _order(today: dt.date, paper: Publication) -> tuple[Any, ...]:
    return (newest_first(paper.date), *entry_order(today, paper), paper.id)


def _weight(paper: Publication, result: Result | None) -> int:
    return STRONG


def _day(paper: Publication) -> dt.date | None:
    return paper.date.last if paper.date else None


def _known_as(paper: Publication) -> tuple[str, ...]:
    addresses = (paper.doi_address, paper.arxiv_address, paper.url, paper.pdf)
    return (paper.id, f"title {slugify(paper.title)}", *filter(None, addresses))


PUBLICATION = Kind(
    record=Publication,
    plural="publications",
    source="list",
    listing="publications/",
    has_page=False,
    order=_order,
    weight=_weight,
    day=_day,
    lacks=None,
    switch="",
    needed=("date",),
    known_as=_known_as,
    suffixes=(".bib",),
    paged=lambda paper: bool(paper.abstract),
)
