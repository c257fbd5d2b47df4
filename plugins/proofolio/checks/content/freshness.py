"""What was true once: availability, offers with an end, talks that are over, old work."""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.checks.content.places import problem_at
from proofolio.model.library import Library
from proofolio.model.project import Project
from proofolio.model.service import Service
from proofolio.model.strength import STEP_YEARS
from proofolio.model.talk import Talk
from proofolio.problems import Problem
from proofolio.views.parts.contact import STALE_DAYS


def check_freshness(library: Library) -> Iterator[Problem]:
    """What the day has overtaken."""
    yield from _availability(library)
    yield from _offers(library)
    yield from _credentials(library)
    for talk in library.listed(Talk):
        if not talk.links and not talk.is_upcoming(library.today):
            text = f'"{talk.title}" is over and has no `links`.'
            yield problem_at(talk, "talk-without-links", text)
    for project in library.listed(Project):
        is_old = project.year is not None and library.today.year - project.year > STEP_YEARS
        if project.featured and is_old and not project.updated:
            text = f"it is featured, and of {project.year}."
            yield problem_at(project, "featured-old", text, "featured")


def _availability(library: Library) -> Iterator[Problem]:
    availability = library.profile.availability
    if availability is None:
        return
    stated = availability.updated.first if availability.updated else None
    if stated and (days := (library.today - stated).days) > STALE_DAYS:
        text = f"this was stated {days} days ago."
        yield problem_at(library.profile, "availability-old", text, "availability.updated")
    start = availability.start
    if start and start.first < library.today.replace(day=1) and not availability.updated:
        text = f"free from {start.iso}, which is over."
        yield problem_at(library.profile, "offer-over", text, "availability.from")


def _credentials(library: Library) -> Iterator[Problem]:
    profile = library.profile
    for number, credential in enumerate(profile.credentials):
        if credential.is_over(library.today) and credential.expires:
            text = f'"{credential.name}" held until {credential.expires.iso}.'
            yield problem_at(profile, "credential-over", text, f"credentials.{number}.expires")


def _offers(library: Library) -> Iterator[Problem]:
    for service in library.listed(Service):
        for number, engagement in enumerate(service.engagements):
            offer = engagement.intro_offer
            if offer and offer.until and offer.until.last < library.today:
                text = f'"{offer.text}" ended on {offer.until.iso}.'
                field = f"engagements.{number}.intro_offer"
                yield problem_at(service, "offer-over", text, field)
