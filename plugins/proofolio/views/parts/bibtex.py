"""Publications as entries of BibTeX, for whoever cites them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proofolio.model.author import Author
from proofolio.model.publication import Publication

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SIGNS = {sign: f"\\{sign}" for sign in "{}$&#_%"} | {
    "\\": "\\textbackslash{}",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
}
_ESCAPES = str.maketrans(_SIGNS)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_FORMS = {
    "article": ("article", "journal"),
    "conference": ("inproceedings", "booktitle"),
    "chapter": ("incollection", "booktitle"),
    "thesis": ("phdthesis", "school"),
    "report": ("techreport", "institution"),
    "book": ("book", "publisher"),
    "dataset": ("misc", "howpublished"),
    "software": ("misc", "howpublished"),
    "preprint": ("misc", "howpublished"),
}
"""Type of an entry, and which of its fields the venue is."""


def bibtex_of(paper: Publication) -> str:
    """Its entry: as its author wrote it, else made of what is known."""
    if paper.bibtex:
        return paper.bibtex
    kind, place = _FORMS.get(paper.type or "", ("misc", "howpublished"))
    lines = [f"  {name} = {value},\n" for name, value in _fields(paper, place) if value]
    return f"@{kind}{{{paper.id},\n{''.join(lines)}}}"


def _fields(paper: Publication, place: str) -> Iterator[tuple[str, str]]:
    yield "author", _people(paper.authors)
    yield "editor", _people(Author(name=name) for name in paper.editors)
    # A second pair of braces keeps capital letters as they are.
    yield "title", f"{{{_braced(paper.title)}}}"
    yield place, _braced(paper.venue)
    yield "series", _braced(paper.series)
    yield "volume", _braced(paper.volume)
    yield "number", _braced(paper.issue)
    yield "pages", _braced(paper.pages.replace("–", "--"))
    yield "edition", _braced(paper.edition)
    yield "publisher", _braced(paper.press)
    yield "year", str(paper.year or "")
    yield "month", _MONTHS[paper.date.month - 1] if paper.date and paper.date.month else ""
    yield "note", _braced(paper.note)
    yield "isbn", _braced(paper.isbn)
    yield "doi", _address(paper.doi)
    if paper.arxiv:
        yield "eprint", _address(paper.arxiv)
        yield "archiveprefix", "{arXiv}"
    yield "url", _address(paper.url if "://" in paper.url else "")


def _braced(text: str) -> str:
    return f"{{{text.translate(_ESCAPES)}}}" if text else ""


def _address(text: str) -> str:
    return f"{{{text.translate(_IN_ADDRESS)}}}" if text else ""


def _people(authors: Iterable[Author]) -> str:
    names = " and ".join(map(_name, authors))
    return f"{{{names}}}" if names else ""


def _name(author: Author) -> str:
    """A name as BibTeX divides it; whoever has none to divide stands in braces."""
    if author.stands_for_others:
        return "others"
    name, family = author.name, author.cited
    if (family == name and " " in name) or " and " in name:
        return f"{{{name.translate(_ESCAPES)}}}"
    if "," in name or not name.endswith(f" {family}"):
        return name.translate(_ESCAPES)
    given = name.removesuffix(family).strip()
    return f"{family}, {given}".translate(_ESCAPES)
