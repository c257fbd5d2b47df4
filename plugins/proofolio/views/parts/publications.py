"""Publications as rows: who wrote each, where it can be read, and what it backs up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import address_of
from proofolio.model.profile import Profile
from proofolio.model.publication import PUBLICATION, Publication
from proofolio.views.parts.backing import backing_links
from proofolio.views.parts.bibtex import bibtex_of
from proofolio.views.parts.grouped import labelled, project_links
from proofolio.views.parts.links import Link, host_of
from proofolio.views.site import Site

MOST_AUTHORS = 12
"""Of more authors the first are named, and the author of the site wherever she stands."""


@dataclass(frozen=True)
class AuthorName:
    """Somebody who wrote it."""

    name: str
    is_own: bool
    """Whether it is the author of the site."""
    is_equal: bool = False
    """Whether she has an equal share with others."""


@dataclass(frozen=True)
class PublicationRow:
    """A publication in a listing."""

    id: str
    address: str
    """Its own page, or its place on the listing."""
    has_page: bool
    title: str
    date: str
    iso: str
    authors: tuple[AuthorName, ...]
    others: str
    """How many authors are not named, in words."""
    has_equals: bool
    venue: str
    details: tuple[str, ...]
    """Volume and pages, series, publisher, and what it is."""
    award: str
    note: str
    summary: str
    links: tuple[Link, ...]
    bibtex: str
    file: Link
    """The same to be downloaded."""
    about: tuple[Link, ...]
    """Projects it is about."""
    backs: tuple[Link, ...]
    lang: str
    facets: str = ""
    """What a filter finds it by."""


def publication_row(site: Site, paper: Publication) -> PublicationRow:
    """A publication as a row."""
    words = site.words
    authors, others = _authors(site, paper)
    return PublicationRow(
        id=paper.id,
        address=address_of(paper),
        has_page=PUBLICATION.is_paged(paper),
        title=paper.title,
        date=words.partial(paper.date) if paper.date else "",
        iso=paper.date.iso if paper.date else "",
        authors=authors,
        others=others,
        has_equals=any(author.is_equal for author in authors),
        venue=paper.venue,
        details=tuple(_details(site, paper)),
        award=paper.award,
        note=paper.note,
        summary=paper.summary,
        links=tuple(_links(site, paper)),
        bibtex=bibtex_of(paper),
        file=Link(f"{paper.id}.bib", bibtex_address(paper)),
        about=project_links(site, paper.projects),
        backs=backing_links(site, paper),
        lang=paper.lang,
    )


def bibtex_address(paper: Publication) -> str:
    """Where its entry in BibTeX stands as a file."""
    return f"{PUBLICATION.listing}{paper.id}.bib"


def names_of(profile: Profile) -> tuple[str, ...]:
    """All names that the author of the site has on papers."""
    return tuple(filter(None, (profile.name, profile.name_latin, *profile.other_names)))


def is_own_name(written: str, names: tuple[str, ...]) -> bool:
    """Whether an author's name, however it is shortened, is one of these.

    `M. Quandt`, `Quandt, Mira` and `Quandt M` are Mira Quandt; `Maria Quandt` is not.
    """
    family, comma, given = written.partition(",")
    words = _words(f"{given} {family}" if comma else written)
    last_first = words[1:] + words[:1]
    turned = [last_first] if words and all(len(word) == 1 for word in words[1:]) else []
    return any(_is_short_for(form, _words(name)) for name in names for form in [words, *turned])


def _is_short_for(words: list[str], name: list[str]) -> bool:
    """Whether the last words are the same, and those before them are, or begin with the same."""
    if len(words) < 2 or len(name) < 2:
        return words == name != []
    return words[-1] == name[-1] and all(map(_may_be, words[:-1], name[:-1]))


def _may_be(written: str, known: str) -> bool:
    is_initial = 1 in (len(written), len(known))
    return written == known or (is_initial and written[0] == known[0])


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return re.findall(r"\w+", kept)


def _authors(site: Site, paper: Publication) -> tuple[tuple[AuthorName, ...], str]:
    """The authors that are named, and in words that there are more."""
    names, words = names_of(site.library.profile), site.words
    everybody = tuple(
        AuthorName(author.name, is_own_name(author.name, names), author.equal)
        for author in paper.named
    )
    more = words("publications_page.et_al") if len(everybody) < len(paper.authors) else ""
    if len(everybody) <= MOST_AUTHORS:
        return everybody, more
    own = tuple(author for author in everybody[MOST_AUTHORS:] if author.is_own)
    shown = everybody[:MOST_AUTHORS] + own
    left = len(everybody) - len(shown)
    return shown, more or (words.count("publications_page.others", left) if left else "")


def _details(site: Site, paper: Publication) -> Iterator[str]:
    words = site.words
    issue = f"({paper.issue})" if paper.issue and paper.volume else paper.issue
    yield from filter(None, [words.joined((f"{paper.volume}{issue}", paper.pages))])
    yield from filter(None, [paper.series])
    if paper.edition:
        yield words("publications_page.edition", edition=paper.edition)
    if paper.editors:
        yield words("publications_page.edited_by", names=words.listed(paper.editors))
    yield from filter(None, [paper.press])
    if paper.isbn:
        yield f"ISBN {paper.isbn}"
    if paper.type:
        yield words(f"publications_page.{paper.type}")


def _links(site: Site, paper: Publication) -> Iterator[Link]:
    """Where it can be read, then what belongs to it; each address once."""
    words = site.words
    found = {paper.doi_address: "DOI", paper.arxiv_address: "arXiv", paper.pdf: "PDF"}
    found.setdefault(paper.url, host_of(paper.url))
    found.setdefault(paper.code, words("links.repo"))
    found.setdefault(paper.data, words("links.dataset"))
    found.setdefault(paper.slides, words("links.slides"))
    found.setdefault(paper.poster, words("publications_page.poster"))
    found.setdefault(paper.video, words("links.video"))
    for link in paper.links:
        found.setdefault(link.url, labelled(site, link).label)
    return (Link(label, address) for address, label in found.items() if address)
