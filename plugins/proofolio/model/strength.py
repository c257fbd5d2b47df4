"""How much a proof weighs: what counts as strong, and what time takes from it."""

from __future__ import annotations

import datetime as dt

from proofolio.model.outcome import Outcome
from proofolio.model.post import Post
from proofolio.model.profile import Credential, Publication
from proofolio.model.project import Project
from proofolio.model.record import Entry
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial

STRONG, MEDIUM, WEAK = 3, 2, 1
STEP_YEARS = 5
"""Proof older than this counts one step less."""

CHECKABLE = frozenset({"repo", "demo", "paper", "press"})
"""Links at which anybody can look at a project, or at which somebody else tells of it."""
RECORDED = frozenset({"video", "episode"})
"""Links at which a talk can be seen or heard."""


def entry_strength(entry: Entry, outcome: Outcome | None = None) -> int:
    """What an entry weighs while it is young; for a project with the outcome that is told."""
    if isinstance(entry, Testimonial):
        return _testimonial(entry)
    if isinstance(entry, Talk):
        return STRONG if any(link.kind in RECORDED for link in entry.links) else MEDIUM
    if isinstance(entry, Project):
        if any(link.kind in CHECKABLE for link in entry.links):
            return STRONG
        if outcome is None:
            return WEAK
        found = outcome_strength(outcome)
        return max(found, MEDIUM) if entry.client or entry.kind == "client" else found
    return WEAK


def outcome_strength(outcome: Outcome) -> int:
    """Strong with baseline and method, checked by client or third party; medium with one of it."""
    checked = outcome.verified_by in ("client", "third_party")
    if checked and outcome.baseline and outcome.method:
        return STRONG
    return MEDIUM if outcome.method or outcome.verified_by != "self" else WEAK


def _testimonial(said: Testimonial) -> int:
    """Strong by name and with a link or project; weak where nobody is named in any way."""
    if said.show_as == "anonymous":
        return WEAK
    if said.show_as == "full" and said.author.name:
        source = said.source.url if said.source else ""
        return STRONG if source or said.author.url or said.projects else MEDIUM
    return MEDIUM if said.author.name or said.role or said.organization else WEAK


def credential_strength(credential: Credential, today: dt.date) -> int:
    """Medium until it expires."""
    return WEAK if credential.expires and credential.expires.last < today else MEDIUM


def day_of(record: Entry | Publication) -> dt.date | None:
    """The last day that a proof may be from; none where it is undated or work goes on."""
    if isinstance(record, Project):
        if record.start and not record.end:
            return None
        ended = record.end.last if record.end else record.date and record.date.date()
        return _later(ended, record.updated and record.updated.date())
    if isinstance(record, Post):
        return _later(record.date and record.date.date(), record.updated and record.updated.date())
    if isinstance(record, Talk):
        return (record.end or record.start).last
    if isinstance(record, Testimonial | Publication):
        return record.date.last if record.date else None
    return None


def _later(day: dt.date | None, other: dt.date | None) -> dt.date | None:
    return max(day, other) if day and other else day or other


def is_old(day: dt.date | None, today: dt.date) -> bool:
    """Whether a day lies so far back that it takes a step from a proof."""
    if day is None:
        return False
    return (day.year + STEP_YEARS, day.month, day.day) < (today.year, today.month, today.day)
