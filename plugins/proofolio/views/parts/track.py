"""What whoever hires looks for first: the way in one line, and what the author is open to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from proofolio.model.profile import Education, Job, LookingFor
from proofolio.views.site import Site

EMPLOYERS = 3

Period = TypeVar("Period", Job, Education)


def track_record(site: Site) -> str:
    """Years of work, employers and the latest degree in one line; empty without any."""
    profile, words = site.library.profile, site.words
    years = years_of(profile.work, site.library.today)
    employers = dict.fromkeys(
        filter(None, (employer_of(site, job) for job in newest_first(profile.work)))
    )
    degrees = (
        words.joined((" ".join(filter(None, (study.study_type, study.area))), study.institution))
        for study in newest_first(profile.education)
        if study.study_type
    )
    parts = (
        words.count("home.track_years", years) if years else "",
        words.listed(list(employers)[:EMPLOYERS]),
        next(degrees, ""),
    )
    return " · ".join(part for part in parts if part)


def employer_of(site: Site, job: Job) -> str:
    """An employer's name, or line of business and size where it is not named."""
    return job.name or site.words.joined((job.sector, job.size))


def newest_first(periods: Iterable[Period]) -> list[Period]:
    """The latest first, whatever the order in the file; what goes on is later than what is over."""

    def days(each: Period) -> tuple[dt.date, dt.date]:
        start = each.start.first if each.start else dt.date.min
        end = each.end.last if each.end else dt.date.max if each.start else dt.date.min
        return end, start

    return sorted(periods, key=days, reverse=True)


def years_of(work: Iterable[Job], today: dt.date) -> int:
    """In how many years together the author had a position, each day counted once."""
    spans = sorted(
        (job.start.first, min(job.end.last if job.end else today, today))
        for job in work
        if job.start
    )
    days, until = 0, dt.date.min
    for start, end in spans:
        days += max(0, (end - max(start, until)).days)
        until = max(until, end)
    return round(days / 365.25)


def open_to(site: Site) -> str:
    """What the author looks for in one line: kind, role, from when, where; empty without any."""
    wanted, words = site.library.profile.looking_for, site.words
    start = words("available_from", date=words.partial(wanted.start)) if wanted.start else ""
    parts = (
        words.listed(wanted.kinds),
        words.listed(wanted.roles),
        start,
        places_of(site, wanted),
        wanted.permit,
    )
    return " · ".join(part for part in parts if part)


def places_of(site: Site, wanted: LookingFor) -> str:
    """Where the author would work."""
    place = site.words.listed(wanted.places)
    if not wanted.remote:
        return place
    key = "about_page.and_remote" if place else "about_page.remote"
    return site.words(key, place=place) if place else site.words(key)
