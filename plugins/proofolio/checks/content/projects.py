"""Is a project a case study: what was wrong, what was done, what came of it, where it ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from proofolio.checks.content.places import problem_at
from proofolio.model.library import Library
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.service import Service
from proofolio.problems import Problem

SUMMARY = (40, 300)
"""Characters of a summary; East Asian scripts say the same in a third."""

FEATURED = (3, 8)

_LIMITS = re.compile(r"\blimit|grenze|einschränk|局限|限制", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:(?:senior|junior|lead|principal|freelance|chief)\s+)*"
    r"(?:data (?:scientist|analyst|engineer)|machine learning engineer|analyst|consultant|"
    r"developer|engineer|researcher|data science|datenwissenschaftler(?:in)?|数据科学家)\.?",
    re.IGNORECASE,
)
_TUTORIAL = re.compile(
    r"\b(titanic|iris (?:data|flower)|mnist|boston housing|penguins|wine quality)\b", re.IGNORECASE
)
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def check_projects(library: Library) -> Iterator[Problem]:
    """What each listed project lacks, and whether the right number leads the portfolio."""
    listed = library.listed(Project)
    for project in listed:
        yield from _case_study(project)
        yield from _summary(project)
    yield from _featured(listed)
    yield from _same_texts(library)
    for post in library.listed(Post):
        yield from _summary(post)
    for service in library.listed(Service):
        yield from _summary(service)


def _case_study(project: Project) -> Iterator[Problem]:
    told = bool(project.body or project.notebook)
    needed = ["kind", "role"] if told else ["kind", "role", "problem", "approach"]
    missing = [name for name in needed if not getattr(project, name)]
    if missing:
        listed = ", ".join(f"`{name}`" for name in missing)
        text = f"this project says nothing as {listed}."
        yield problem_at(project, "case-study-thin", text)
    if not project.outcomes and not project.result:
        yield problem_at(project, "no-result", "this project has no `outcomes` and no `result`.")
    if not project.limitations and not _LIMITS.search(project.body):
        yield problem_at(project, "no-limits", "this project has no `limitations`.")
    if project.role and _TITLE.fullmatch(project.role.strip()):
        text = f'"{project.role}" says what you are, not what you did here.'
        yield problem_at(project, "role-is-title", text, "role")
    if project.featured and (found := _TUTORIAL.search(f"{project.title} {project.summary}")):
        text = f"{found[1]} is a data set that everybody learns with."
        yield problem_at(project, "tutorial-data", text, "title")


def _summary(entry: Project | Post | Service) -> Iterator[Problem]:
    summary = entry.summary
    length = len(summary) + 2 * len(_EAST_ASIAN.findall(summary))
    least, most = SUMMARY
    if summary and not least <= length <= most:
        text = f"the summary has {len(summary)} characters; {least} to {most} are read."
        yield problem_at(entry, "summary-length", text, "summary")


def _featured(listed: tuple[Project, ...]) -> Iterator[Problem]:
    featured = [project for project in listed if project.featured]
    least, most = FEATURED
    if len(listed) >= least and not least <= len(featured) <= most:
        text = f"{len(featured)} of {len(listed)} are featured; {least} to {most} are read."
        place = (featured or listed)[0]
        yield problem_at(place, "featured-count", text, "featured")


def _same_texts(library: Library) -> Iterator[Problem]:
    entries: list[Project | Post] = [*library.listed(Project), *library.listed(Post)]
    for field in ("title", "summary"):
        by_text: dict[str, list[Project | Post]] = defaultdict(list)
        for entry in entries:
            if text := getattr(entry, field):
                by_text[text.casefold()].append(entry)
        for first, *others in by_text.values():
            for other in others:
                text = f"{first.origin.path} has the same {field}."
                yield problem_at(other, f"same-{field}", text, field)
