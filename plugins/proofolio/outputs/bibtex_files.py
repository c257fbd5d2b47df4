"""Publications as files of BibTeX, each and all."""

from __future__ import annotations

from proofolio.model.publication import PUBLICATION, Publication
from proofolio.views.pages.publications import ALL_BIBTEX
from proofolio.views.parts.bibtex import bibtex_of
from proofolio.views.parts.publications import bibtex_address
from proofolio.views.site import Site


def make_bibtex_files(site: Site) -> dict[str, bytes]:
    """The files by address: one of all that are listed, and one for each that is shown."""
    library = site.library
    listed = library.listed(Publication)
    shown = [p for p in library.all(Publication) if p.is_listed or PUBLICATION.is_paged(p)]
    files = {bibtex_address(paper): f"{bibtex_of(paper)}\n".encode() for paper in shown}
    if listed:
        files[ALL_BIBTEX] = "\n".join(f"{bibtex_of(paper)}\n" for paper in listed).encode()
    return files
