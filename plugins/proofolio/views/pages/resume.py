"""The résumé: sections as JSON Resume has them, ready to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import RESUME
from proofolio.model.profile import has_resume
from proofolio.model.project import Project
from proofolio.model.proof import best_result
from proofolio.model.publication import PUBLICATION, Publication
from proofolio.views.numbers import ResultLine
from proofolio.views.parts.career import jobs_of, studies_of
from proofolio.views.parts.contact import CallToAction, call_to_action, mail_address
from proofolio.views.parts.cv import cv_link
from proofolio.views.parts.cv_rows import (
    CvRow,
    award_rows,
    awards_title,
    credential_rows,
    teaching_rows,
    when,
)
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link, ProofLine, host_of
from proofolio.views.parts.outcomes import elsewhere_proof
from proofolio.views.parts.results import line_of
from proofolio.views.plan import PagePlan
from proofolio.views.site import Html, Site

SHOWN_RESULTS = 4
SHOWN_PUBLICATIONS = 30


@dataclass(frozen=True)
class ResumeSection:
    """Rows under one heading."""

    id: str
    heading: str
    rows: tuple[CvRow, ...]
    more: Link | None
    """Where there are more of them."""


@dataclass(frozen=True)
class ResultRow:
    """A result with its proof."""

    line: ResultLine
    proof: ProofLine


@dataclass(frozen=True)
class ResumeView:
    """The page of the résumé."""

    title: str
    name: str
    label: str
    contact: tuple[Link, ...]
    """E-mail, telephone and address as far as they are public, place and profiles."""
    cv: Link | None
    """The same as a file."""
    summary: Html
    results: tuple[ResultRow, ...]
    sections: tuple[ResumeSection, ...]
    skills: str
    languages: str
    cta: CallToAction


def resume_plans(site: Site) -> Iterator[PagePlan]:
    """The page of the résumé, where the profile has something for it."""
    profile, words = site.library.profile, site.words
    if not has_resume(profile):
        return
    names = [job.position or job.name for job in jobs_of(site)[:2]]
    names += [f"{study.study_type} {study.area}".strip() for study in studies_of(site)[:1]]
    yield PagePlan(
        address=RESUME,
        kind="resume",
        title=words("resume"),
        description=describe(
            words("resume_page.description", name=profile.name),
            words("separate").join(name for name in names if name),
            profile.headline,
        ),
    )


def resume_view(site: Site, plan: PagePlan) -> ResumeView:
    """The page of the résumé."""
    profile = site.library.profile
    offered = [skill.name for skill in profile.skills if skill.level != "learning"]
    return ResumeView(
        title=plan.title,
        name=profile.name,
        label=profile.label or profile.headline,
        contact=_contact(site, plan.title),
        cv=cv_link(site),
        summary=_markdown(site, profile.summary),
        results=_results(site),
        sections=tuple(section for section in _sections(site) if section.rows),
        skills=site.words.listed(offered),
        languages=site.words.listed(
            f"{spoken.language} ({spoken.fluency})" if spoken.fluency else spoken.language
            for spoken in profile.languages
        ),
        cta=call_to_action(site, about=plan.title),
    )


def _sections(site: Site) -> tuple[ResumeSection, ...]:
    words = site.words
    rows = {
        "work": _work(site),
        "education": _education(site),
        "teaching": teaching_rows(site),
        "credentials": credential_rows(site),
        "publications": _publications(site),
        "awards": award_rows(site),
    }
    more = {"publications": _all_publications(site)}
    return tuple(
        ResumeSection(
            f"pf-{name}",
            awards_title(site) if name == "awards" else words(f"resume_page.{name}"),
            section,
            more.get(name),
        )
        for name, section in rows.items()
    )


def _work(site: Site) -> tuple[CvRow, ...]:
    return tuple(
        CvRow(
            when=when(site, job.start, job.end),
            title=job.position or job.name,
            place=Link(job.name, job.url) if job.position and job.name else None,
            after=site.words.joined((job.sector, job.size, job.location)),
            summary=_markdown(site, job.summary),
            points=job.highlights,
        )
        for job in jobs_of(site)
    )


def _education(site: Site) -> tuple[CvRow, ...]:
    return tuple(
        CvRow(
            when=when(site, study.start, study.end),
            title=site.words.joined((study.study_type, study.area)) or study.institution,
            place=Link(study.institution, study.url) if study.study_type or study.area else None,
            after=study.score,
            text=site.words.listed(study.courses),
        )
        for study in studies_of(site)
    )


def _publications(site: Site) -> tuple[CvRow, ...]:
    return tuple(
        CvRow(
            when=when(site, None, item.date),
            title=item.title,
            place=_place(item.venue, item.address),
            after="",
            text=item.summary,
        )
        for item in _chosen(site)
    )


def _chosen(site: Site) -> tuple[Publication, ...]:
    """The selected publications; the newest where none is."""
    papers = site.library.profile.publications
    return tuple(paper for paper in papers if paper.featured) or papers[:SHOWN_PUBLICATIONS]


def _all_publications(site: Site) -> Link | None:
    is_whole = len(_chosen(site)) == len(site.library.profile.publications)
    return None if is_whole else Link(site.words("publications_page.all"), PUBLICATION.listing)


def _results(site: Site) -> tuple[ResultRow, ...]:
    """The best result of each of the first projects, with its proof."""
    rows = []
    for project in site.library.listed(Project):
        best = best_result(site.library, project)
        line = line_of(site, project, best) if best else None
        if best and line:
            proof = elsewhere_proof(site, project, best.outcome, best.mark)
            rows.append(ResultRow(line, proof))
    return tuple(rows[:SHOWN_RESULTS])


def _contact(site: Site, title: str) -> tuple[Link, ...]:
    """How to reach the author; telephone and street address only where they are public."""
    profile = site.library.profile
    links = [Link(profile.email, mail_address(site, title))] if profile.email else []
    if "phone" in profile.public and profile.phone:
        links.append(Link(profile.phone, f"tel:{''.join(profile.phone.split())}"))
    if "address" in profile.public and profile.address:
        links.append(Link(profile.address))
    elif profile.location.city:
        links.append(Link(profile.location.city))
    site_address = profile.url or site.url
    if site_address:
        links.append(Link(host_of(site_address), site_address))
    return (*links, *(Link(account.name, account.url) for account in profile.profiles))


def _place(name: str, address: str) -> Link | None:
    return Link(name or host_of(address), address) if name or address else None


def _markdown(site: Site, text: str) -> Html:
    return site.markdown(text, site.library.profile.origin.path) if text else ""
