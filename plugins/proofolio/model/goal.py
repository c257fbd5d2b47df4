"""What a site is for: to win clients, find a job, share research, or show what is learned."""

from __future__ import annotations

import re

from proofolio.model.library import Library
from proofolio.model.profile import GoalName
from proofolio.model.publication import Publication
from proofolio.model.service import Service

_EMPLOYMENT = re.compile(
    r"employ|permanent|full.?time|part.?time|\bjob\b|\bposition\b|internship|trainee|werkstudent"
    r"|anstellung|festanstellung|praktikum|vollzeit|teilzeit|توظيف|وظيفة|全职|兼职|实习|就业|工作机会",
    re.IGNORECASE,
)
"""Words that name employment in `looking_for.kinds`, which is free text."""


def goals_of(library: Library) -> tuple[GoalName, ...]:
    """The goals of a site, the first of which leads: those written, else what the content shows."""
    profile = library.profile
    if profile.goal:
        return tuple(dict.fromkeys(profile.goal))
    if library.listed(Service) and "service" not in library.nowhere:
        return ("clients",)
    if any(_EMPLOYMENT.search(kind) for kind in profile.looking_for.kinds):
        return ("job",)
    return ("research",) if library.listed(Publication) else ("learning",)
