"""Positions, certificates and prizes as short rows; the whole of them stands in the résumé."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.profile import Education, Job
from proofolio.model.record import PartialDate
from proofolio.views.parts.career import jobs_of, studies_of
from proofolio.views.parts.links import Link, host_of
from proofolio.views.parts.rows import Rows
from proofolio.views.parts.track import employer_of
from proofolio.views.site import Site


@dataclass(frozen=True)
class PlainRow:
    """When, what, and where or from whom."""

    period: str
    title: str
    place: Link | None


def positions_list(site: Site, limit: int | None = None) -> Rows:
    """Positions with their employers, then degrees, the latest first."""
    found = (
        *(_position(site, job) for job in jobs_of(site)),
        *(_degree(site, study) for study in studies_of(site)),
    )
    return Rows(found[:limit])


def credentials_list(site: Site, limit: int | None = None) -> Rows:
    """Certificates and prizes, the latest first; the undated ones last."""
    found = sorted(_credentials(site), key=lambda each: each[0], reverse=True)
    return Rows(tuple(row for _, row in found[:limit]))


def period_of(site: Site, start: PartialDate | None, end: PartialDate | None) -> str:
    """A span of time in words: `2019 to 2023`, `2023 to now`."""
    words = site.words
    if start and end and start != end:
        return words("period", start=words.partial(start), end=words.partial(end))
    if start and not end:
        return words("ongoing", start=words.partial(start))
    day = end or start
    return words.partial(day) if day else ""


def _position(site: Site, job: Job) -> PlainRow:
    employer = employer_of(site, job)
    place = Link(employer, job.url if job.name else "") if job.position and employer else None
    return PlainRow(period_of(site, job.start, job.end), job.position or employer, place)


def _degree(site: Site, study: Education) -> PlainRow:
    degree = site.words.joined((study.study_type, study.area))
    place = Link(study.institution, study.url) if degree else None
    return PlainRow(period_of(site, study.start, study.end), degree or study.institution, place)


def _credentials(site: Site) -> Iterator[tuple[dt.date, PlainRow]]:
    profile = site.library.profile
    for item in profile.credentials:
        by = item.issuer or host_of(item.url)
        yield _dated(site, item.date, item.name, Link(by, item.url) if by else None)
    for award in profile.awards:
        by = award.awarder
        yield _dated(site, award.date, award.title, Link(by) if by else None)


def _dated(
    site: Site, day: PartialDate | None, title: str, place: Link | None
) -> tuple[dt.date, PlainRow]:
    period = site.words.partial(day) if day else ""
    return (day.first if day else dt.date.min), PlainRow(period, title, place)
