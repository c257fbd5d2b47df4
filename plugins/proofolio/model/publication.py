"""Publications: papers, theses, books, data sets, software."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

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
    make_id,
    slugify,
)
from proofolio.model.strength import STRONG

_TYPES = {
    "article-journal": "article",
    "journal-article": "article",
    "inproceedings": "conference",
    "proceedings-article": "conference",
    "paper-conference": "conference",
    "workshop": "conference",
    "unpublished": "preprint",
    "posted-content": "preprint",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "dissertation": "thesis",
    "incollection": "chapter",
    "inbook": "chapter",
    "book-chapter": "chapter",
    "techreport": "report",
}
"""What BibTeX, CSL and Crossref call the types."""


def _type(value: object) -> object:
    word = value.strip().casefold() if isinstance(value, str) else value
    return _TYPES.get(word, word) if isinstance(word, str) else value


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
    authors: tuple[Text, ...] = ()
    """Who wrote it, in the order of the title page; your own name is set apart."""
    venue: Text = ""
    """Journal, conference, publisher or university."""
    type: PublicationType = None
    """What it is; the words of BibTeX, CSL and Crossref are read too, such as `inproceedings`."""
    doi: Doi = ""
    """Its DOI: `10.1234/abc`, also with `doi:` or https://doi.org/ before it."""
    arxiv: Arxiv = ""
    """Its number at arXiv: `2401.01234` or `stat/0401001`, also as an address."""
    url: Address = ""
    """Its page, where that is none of these."""
    pdf: Address = ""
    """The text itself: an address, or a file in `site_src/`."""
    code: Address = ""
    """The code that belongs to it."""
    links: tuple[Link, ...] = ()
    """Slides, video, data and more."""
    summary: Text = ""
    """What it says, in a sentence; the résumé has it too."""
    abstract: Markdown = ""
    """Its abstract, folded until somebody opens it."""
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
)
