"""What an entry backs up, as lines that lead there: the other side of each proof."""

from __future__ import annotations

from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.proof import backed_by
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.views.parts import Link, ProofLine
from proofolio.views.reach import is_reachable
from proofolio.views.site import Site


def backing_lines(site: Site, entry: Project | Post | Talk | Testimonial) -> tuple[ProofLine, ...]:
    """Services, niches, claims and skills that an entry backs up, each with its page."""
    by = "self" if isinstance(entry, Project | Post) else "client"
    return tuple(
        ProofLine(by, Link(backed.label, backed.address), before=site.words(f"proof.{backed.kind}"))
        for backed in backed_by(site.library, entry)
        if is_reachable(site, backed.address)
    )


def backing_links(site: Site, entry: Talk | Testimonial) -> tuple[Link, ...]:
    """The same as links alone, for places with little room."""
    lines = backing_lines(site, entry)
    return tuple(line.link for line in lines if line.link)
