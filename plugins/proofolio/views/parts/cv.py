"""The author's résumé as a file to take along."""

from __future__ import annotations

from proofolio.views.parts.links import Link, host_of
from proofolio.views.site import Site


def cv_link(site: Site, *, short: bool = False) -> Link | None:
    """Where the résumé can be taken along, in words for a header if `short`; None without one."""
    address = site.document(site.library.profile.cv)
    if not address:
        return None
    words = site.words
    if short:
        return Link(words("cv"), address)
    if ":" not in address or address.lower().endswith(".pdf"):
        return Link(words("cv_file"), address)
    return Link(words("links.at", kind=words("resume"), host=host_of(address)), address)
