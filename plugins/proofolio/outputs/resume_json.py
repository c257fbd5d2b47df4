"""`resume.json`: the résumé in the form that programs read, JSON Resume 1.0."""

from __future__ import annotations

import json
from typing import Any

from proofolio.model.addresses import RESUME, address_of
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.record import PartialDate
from proofolio.outputs.feeds.addresses import absolute
from proofolio.outputs.prose import plain_text
from proofolio.outputs.schema_page import without_empty
from proofolio.views.parts.career import jobs_of, studies_of
from proofolio.views.parts.cv_rows import award_rows
from proofolio.views.parts.outcomes import result_line
from proofolio.views.site import Site

RESUME_JSON = f"{RESUME}resume.json"
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
SHOWN_PROJECTS = 8


def make_resume(site: Site) -> bytes:
    """The résumé as JSON; telephone and street only where the author made them public."""
    profile = site.library.profile
    resume = {
        "$schema": SCHEMA,
        "basics": _basics(site, profile),
        "work": _work(site),
        "education": _education(site),
        "certificates": [
            {"name": c.name, "date": _day(c.date), "url": c.url, "issuer": c.issuer}
            for c in profile.credentials
        ],
        "publications": [
            {
                "name": p.title,
                "publisher": p.venue,
                "releaseDate": _day(p.date),
                "url": p.address,
                "summary": p.summary,
            }
            for p in profile.publications
        ],
        "awards": [
            {
                "title": a.title,
                "awarder": a.awarder,
                "date": _day(a.date),
                "summary": site.words.joined((row.after, a.summary)),
            }
            for a, row in zip(profile.awards, award_rows(site), strict=True)
        ],
        "skills": [
            {"name": skill.name, "level": skill.level}
            for skill in profile.skills
            if skill.level != "learning"
        ],
        "languages": [{"language": s.language, "fluency": s.fluency} for s in profile.languages],
        "projects": _projects(site),
        "meta": {"version": "v1.0.0", "canonical": absolute(RESUME_JSON, site.url)},
    }
    return (json.dumps(without_empty(resume), ensure_ascii=False, indent=2) + "\n").encode()


def _basics(site: Site, profile: Profile) -> dict[str, Any]:
    portrait = site.picture(profile.image)
    location = profile.location
    street = profile.address if "address" in profile.public else ""
    return {
        "name": profile.name,
        "label": profile.label or profile.headline,
        "image": absolute(portrait.src, site.url) if portrait and site.url else "",
        "email": profile.email,
        "phone": profile.phone if "phone" in profile.public else "",
        "url": profile.url or site.url,
        "summary": _plain(site, profile.summary),
        "location": {
            "address": street,
            "city": location.city,
            "region": location.region,
            "countryCode": location.country_code,
        },
        "profiles": [
            {"network": account.name, "username": account.username, "url": account.url}
            for account in profile.profiles
        ],
    }


def _work(site: Site) -> list[dict[str, Any]]:
    return [
        {
            "name": job.name,
            "position": job.position,
            "location": job.location,
            "url": job.url,
            "startDate": _day(job.start),
            "endDate": _day(job.end),
            "summary": _plain(site, job.summary),
            "highlights": list(job.highlights),
        }
        for job in jobs_of(site)
    ]


def _education(site: Site) -> list[dict[str, Any]]:
    return [
        {
            "institution": study.institution,
            "url": study.url,
            "area": study.area,
            "studyType": study.study_type,
            "startDate": _day(study.start),
            "endDate": _day(study.end),
            "score": study.score,
            "courses": list(study.courses),
        }
        for study in studies_of(site)
    ]


def _projects(site: Site) -> list[dict[str, Any]]:
    """The first projects with what came of them, as far as it may be told."""
    listed = site.library.listed(Project)[:SHOWN_PROJECTS]
    return [
        {
            "name": project.title,
            "description": project.summary,
            "highlights": [result_line(site, project)],
            "keywords": [*project.skills, *project.tools],
            "startDate": _day(project.start),
            "endDate": _day(project.end),
            "url": absolute(address_of(project), site.url) if site.url else "",
        }
        for project in listed
    ]


def _plain(site: Site, text: str) -> str:
    return plain_text(site.markdown(text, site.library.profile.origin.path)) if text else ""


def _day(day: PartialDate | None) -> str:
    return day.iso if day else ""
