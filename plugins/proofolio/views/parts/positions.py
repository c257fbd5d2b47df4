"""Positions and degrees as short rows; the whole of them stands in the résumé."""

from __future__ import annotations

from proofolio.model.profile import Education, Job
from proofolio.views.parts.career import jobs_of, studies_of
from proofolio.views.parts.cv_rows import CvRow, when
from proofolio.views.parts.links import Link
from proofolio.views.parts.rows import Rows
from proofolio.views.parts.track import employer_of
from proofolio.views.site import Site


def positions_list(site: Site, limit: int | None = None) -> Rows:
    """Positions with their employers, then degrees, the latest first."""
    found = (
        *(_position(site, job) for job in jobs_of(site)),
        *(_degree(site, study) for study in studies_of(site)),
    )
    return Rows(found[:limit])


def _position(site: Site, job: Job) -> CvRow:
    employer = employer_of(site, job)
    place = Link(employer, job.url if job.name else "") if job.position and employer else None
    return CvRow(when(site, job.start, job.end), job.position or employer, place, "")


def _degree(site: Site, study: Education) -> CvRow:
    degree = site.words.joined((study.study_type, study.area))
    place = Link(study.institution, study.url) if degree else None
    return CvRow(when(site, study.start, study.end), degree or study.institution, place, "")
