"""What is worth mending in content or in a built site; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proofolio.checks.freshness import check_freshness
from proofolio.checks.outcomes import check_outcomes
from proofolio.checks.projects import check_projects
from proofolio.checks.proofs import check_proofs
from proofolio.checks.publications import check_publications
from proofolio.checks.testimonials import check_testimonials
from proofolio.checks.wording import check_wording
from proofolio.model.library import Library
from proofolio.problems import Problem

CONTENT: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    check_projects,
    check_outcomes,
    check_proofs,
    check_testimonials,
    check_publications,
    check_freshness,
    check_wording,
)
"""Checks that need nothing but the library."""
