"""What whoever hires looks for first: the way in one line, and what the author is open to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from proofolio.model.profile import Job, LookingFor
from proofolio.views.parts.career import jobs_of, studies_of
from proofolio.views.site import Site

EMPLOYERS = 3


def track_record(site: Site) -> str:
    """Years of work, employers and the latest degree in one line; empty without any."""
    profile, words = site.library.profile, site.words
    years = years_of(profile.work, site.library.today)
    employers = dict.fromkeys(filter(None, (employer_of(site, job) for job in jobs_of(site))))
    degrees = (
        words.joined((" ".join(filter(None, (study.study_type, study.area))), study.institution))
        for study in studies_of(site)
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
