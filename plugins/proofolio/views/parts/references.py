"""Works that a text cites, as the list at its end tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_lowercase

from proofolio.model.publication import Publication
from proofolio.views.parts.links import Link
from proofolio.views.parts.publications import publication_row
from proofolio.views.site import Site


@dataclass(frozen=True)
class Reference:
    """A work in the list."""

    id: str
    anchor: str
    """Where it stands on the page."""
    cited: str
    """Its authors as the text names them: `Roe and Doe`, `Roe et al.`"""
    year: str
    """With a letter where another in the list has the same authors and year."""
    authors: str
    title: str
    address: str
    """Where it can be read; empty where nothing says it."""
    venue: str
    details: tuple[str, ...]
    links: tuple[Link, ...]
    lang: str


def reference_list(site: Site, works: Iterable[Publication]) -> tuple[Reference, ...]:
    """The works by author and year."""
    works = dict.fromkeys(works)
    told = sorted((_cited(site, work), _year(site, work), work.title, work.id) for work in works)
    by_id = {work.id: work for work in works}
    alike, met = Counter((cited, year) for cited, year, _, _ in told), Counter[tuple[str, str]]()
    made = []
    for cited, year, _, id in told:
        letter = ""
        if alike[cited, year] > 1:
            letter = _letters(met[cited, year])
            met[cited, year] += 1
        made.append(_reference(site, by_id[id], cited, f"{year}{letter}"))
    return tuple(made)


def _reference(site: Site, work: Publication, cited: str, year: str) -> Reference:
    row, words = publication_row(site, work), site.words
    names = [author.name for author in row.authors]
    own = row.address if site.library.find("publication", work.id) is work else ""
    return Reference(
        id=work.id,
        anchor=f"ref-{work.id}",
        cited=cited,
        year=year,
        authors=words.listed([*names, row.others]) or words.listed(work.editors),
        title=work.title,
        address=own or work.address or work.pdf,
        venue=work.venue,
        details=row.details[: -1 if work.type else None],
        links=row.links,
        lang=work.lang,
    )


def _cited(site: Site, work: Publication) -> str:
    """Whom the text names: authors, else editors, else the work itself."""
    names = [author.cited for author in work.named]
    names = names or [name.split()[-1] for name in work.editors]
    if not names:
        return work.title if len(work.title) <= 40 else f"{work.title[:39].rstrip()}…"
    if len(names) > 2 or len(work.named) < len(work.authors):
        return site.words("publications_page.more", first=names[0])
    if len(names) == 2:
        return site.words("publications_page.two", first=names[0], second=names[1])
    return names[0]


def _year(site: Site, work: Publication) -> str:
    return str(work.year) if work.year else site.words("publications_page.no_date")


def _letters(number: int) -> str:
    """`a` to `z`, then `aa`."""
    more, last = divmod(number, len(ascii_lowercase))
    return (_letters(more - 1) if more else "") + ascii_lowercase[last]
