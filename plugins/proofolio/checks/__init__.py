"""What is worth mending in content or in a built site; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proofolio.checks.content.contradictions import check_contradictions
from proofolio.checks.content.freshness import check_freshness
from proofolio.checks.content.outcomes import check_outcomes
from proofolio.checks.content.projects import check_projects
from proofolio.checks.content.proofs import check_proofs
from proofolio.checks.content.publications import check_publications
from proofolio.checks.content.testimonials import check_testimonials
from proofolio.checks.content.wording import check_wording
from proofolio.model.library import Library
from proofolio.problems import Problem

CONTENT: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    check_projects,
    check_outcomes,
    check_contradictions,
    check_proofs,
    check_testimonials,
    check_publications,
    check_freshness,
    check_wording,
)
"""Checks that need nothing but the library."""
