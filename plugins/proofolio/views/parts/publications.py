"""Publications as rows: who wrote each, where it can be read, and what it backs up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import address_of
from proofolio.model.profile import Profile
from proofolio.model.publication import Publication
from proofolio.views.parts.backing import backing_links
from proofolio.views.parts.grouped import labelled, project_links
from proofolio.views.parts.links import Link, host_of
from proofolio.views.site import Html, Site

MOST_AUTHORS = 12
"""Of more authors the first are named, and the author of the site wherever she stands."""


@dataclass(frozen=True)
class AuthorName:
    """Somebody who wrote it."""

    name: str
    is_own: bool
    """Whether it is the author of the site."""


@dataclass(frozen=True)
class PublicationRow:
    """A publication in a listing."""

    id: str
    address: str
    title: str
    date: str
    iso: str
    authors: tuple[AuthorName, ...]
    others: str
    """How many authors are not named, in words."""
    venue: str
    type: str
    summary: str
    abstract: Html
    links: tuple[Link, ...]
    about: tuple[Link, ...]
    """Projects it is about."""
    backs: tuple[Link, ...]
    lang: str


def publication_row(site: Site, paper: Publication) -> PublicationRow:
    """A publication as a row."""
    words, prose = site.words, site.prose(paper)
    authors, left = _authors(site.library.profile, paper)
    return PublicationRow(
        id=paper.id,
        address=address_of(paper),
        title=paper.title,
        date=words.partial(paper.date) if paper.date else "",
        iso=paper.date.iso if paper.date else "",
        authors=authors,
        others=words.count("publications_page.others", left) if left else "",
        venue=paper.venue,
        type=words(f"publications_page.{paper.type}") if paper.type else "",
        summary=paper.summary,
        abstract=prose.fields.get("abstract", "") + prose.fields.get("footnotes", ""),
        links=tuple(_links(site, paper)),
        about=project_links(site, paper.projects),
        backs=backing_links(site, paper),
        lang=paper.lang,
    )


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


def _authors(profile: Profile, paper: Publication) -> tuple[tuple[AuthorName, ...], int]:
    """The authors that are named, and how many are not."""
    names = tuple(filter(None, (profile.name, profile.name_latin)))
    everybody = tuple(AuthorName(name, is_own_name(name, names)) for name in paper.authors)
    if len(everybody) <= MOST_AUTHORS:
        return everybody, 0
    own = tuple(author for author in everybody[MOST_AUTHORS:] if author.is_own)
    shown = everybody[:MOST_AUTHORS] + own
    return shown, len(everybody) - len(shown)


def _links(site: Site, paper: Publication) -> Iterator[Link]:
    """Where it can be read, then what belongs to it; each address once."""
    words = site.words
    found = {paper.doi_address: "DOI", paper.arxiv_address: "arXiv", paper.pdf: "PDF"}
    found.setdefault(paper.url, host_of(paper.url))
    found.setdefault(paper.code, words("links.repo"))
    for link in paper.links:
        found.setdefault(link.url, labelled(site, link).label)
    return (Link(label, address) for address, label in found.items() if address)
