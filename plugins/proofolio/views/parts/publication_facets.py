"""What publications can be filtered by: their kind, niches, methods and years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from proofolio.model.addresses import topic_slug
from proofolio.model.publication import PUBLICATION, Publication
from proofolio.views.parts.facets import (
    CHIPS,
    Chip,
    Facet,
    largest_first,
    niche_chips,
    shown_niches,
    topic_chips,
)
from proofolio.views.site import Site


def publication_facets(site: Site, papers: tuple[Publication, ...]) -> tuple[Facet, ...]:
    """The rows of the filter, each with two values at least."""
    found = {
        "kind": (site.words("publications_page.kind"), _kinds(site, papers)),
        "niche": (
            site.words("projects.niche"),
            niche_chips(site, (paper.niches for paper in papers)),
        ),
        "topic": (
            site.words("projects.topic"),
            topic_chips(site, "topic", (paper.skills for paper in papers)),
        ),
        "year": (site.words("projects.year"), tuple(_years(papers))),
    }
    return tuple(
        Facet(f"pf-by-{name}", label, chips[:CHIPS], chips[CHIPS:])
        for name, (label, chips) in found.items()
        if len(chips) > 1
    )


def publication_facets_of(site: Site, paper: Publication) -> str:
    """What a row is found by."""
    found = [f"kind:{paper.type}"] if paper.type else []
    found += [f"niche:{niche.id}" for niche in shown_niches(site, paper.niches)]
    found += [f"topic:{topic_slug(name)}" for name in paper.skills]
    found += [f"year:{paper.year}"] if paper.year else []
    return " ".join(dict.fromkeys(found))


def _kinds(site: Site, papers: tuple[Publication, ...]) -> tuple[Chip, ...]:
    counts = Counter(paper.type for paper in papers if paper.type)
    return largest_first(
        [
            Chip(
                f"kind:{kind}",
                site.words(f"publications_page.{kind}"),
                str(count),
                f"{PUBLICATION.listing}?kind={kind}",
            )
            for kind, count in counts.items()
        ]
    )


def _years(papers: tuple[Publication, ...]) -> Iterator[Chip]:
    """As they follow each other on the page."""
    for year, count in Counter(paper.year for paper in papers if paper.year).items():
        yield Chip(f"year:{year}", str(year), str(count), f"{PUBLICATION.listing}#pf-{year}")
