"""The author's résumé as a file to take along."""

from __future__ import annotations

from proofolio.model.addresses import RESUME
from proofolio.views.parts.links import Link, host_of
from proofolio.views.site import Site


def cv_link(site: Site, *, short: bool = False) -> Link | None:
    """The résumé as a file, her own or the one that is made of the page; None without one.

    `short` says it in as few letters as a header has room for.
    """
    address = site.document(site.library.profile.cv) or site.resume_pdf
    if not address:
        return None
    words = site.words
    if short:
        return Link(words("cv"), address)
    if ":" not in address or address.lower().endswith(".pdf"):
        return Link(words("cv_file"), address)
    return Link(words("links.at", kind=words("resume"), host=host_of(address)), address)


def cv_or_page(site: Site, *, has_page: bool, short: bool = False) -> Link | None:
    """The same, or the page of the résumé, which is there to print, where the site has one."""
    page = Link(site.words("cv" if short else "resume"), RESUME) if has_page else None
    return cv_link(site, short=short) or page
