"""The portfolio, and which pages there are of projects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from proofolio.model.addresses import PROJECTS
from proofolio.model.library import Library
from proofolio.model.project import Project
from proofolio.model.proof import best_result
from proofolio.views.parts.cards import Card, card
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe, uncut
from proofolio.views.parts.facets import Chip, Facet, facets, facets_of
from proofolio.views.parts.outcomes import result_line
from proofolio.views.parts.posts import newest_day
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

AT_ONCE = 60
"""How many projects the portfolio shows at most before somebody asks for all."""
MOST = 240
"""How many it can have on its page, for the filter to choose among. Of more it shows the first,
and the rest is one click further, by year."""


@dataclass(frozen=True)
class ProjectsView:
    """The portfolio."""

    heading: str
    lead: str
    """What is true of the results; empty where there are none."""
    has_key: bool
    """Whether there are marks to explain."""
    facets: tuple[Facet, ...]
    can_filter: bool
    """Whether all projects are on the page, so that a script may choose among them."""
    at_once: int
    """How many the script shows at most before somebody asks for all; 0 if it shows all."""
    total: str
    count: str
    count_words: str
    """Sentences for the script as JSON, by plural form: `{n} of {total} projects`."""
    cards: tuple[Card, ...]
    years: tuple[Chip, ...]
    """Where the rest is, if not all are shown."""
    cta: CallToAction


def projects_plans(site: Site) -> Iterator[PagePlan]:
    """The portfolio, where any project is listed."""
    library, words = site.library, site.words
    if listed := library.listed(Project):
        yield PagePlan(
            address=PROJECTS,
            kind="projects",
            title=words("work"),
            description=describe(
                words.count(_description(library, listed), len(listed), name=library.profile.name),
                *(uncut(result_line(site, project)) for project in listed[:3]),
            ),
            updated=newest_day(listed),
        )


def projects_view(site: Site, plan: PagePlan) -> ProjectsView:
    """All projects in the author's order, with the filter."""
    words = site.words
    listed = site.library.listed(Project)
    total = len(listed)
    can_filter = total <= MOST
    rows = facets(site, listed)
    forms = words.forms("projects.shown")
    years = next((row for row in rows if row.id == "pf-by-year"), None)
    proved = _proved(site.library, listed)
    tells_end = any(project.outcomes or project.result for project in listed)
    return ProjectsView(
        heading=words.count("projects.heading" if tells_end else "projects.count", total),
        lead=words(f"projects.lead_{proved}") if proved else "",
        has_key=bool(proved),
        facets=rows if total > 1 else (),
        can_filter=can_filter,
        at_once=AT_ONCE if can_filter and total > AT_ONCE else 0,
        total=str(total),
        count=words.count("projects.count", total)
        if can_filter
        else words("projects.count_first", count=AT_ONCE, total=total),
        count_words=json.dumps(forms, ensure_ascii=False),
        cards=project_cards(site, listed if can_filter else listed[:AT_ONCE]),
        years=(*years.chips, *years.more) if years and not can_filter else (),
        cta=call_to_action(site, about=plan.title),
    )


def _proved(library: Library, projects: Sequence[Project]) -> str:
    """How many begin with a result that says who checked it: `all`, `some`, or empty for none."""
    count = sum(best_result(library, project) is not None for project in projects)
    return ("all" if count == len(projects) else "some") if count else ""


def _description(library: Library, projects: Sequence[Project]) -> str:
    """Which words describe the portfolio."""
    return (
        "projects.description"
        if _proved(library, projects) == "all"
        else "projects.description_plain"
    )


def project_cards(site: Site, projects: Iterable[Project]) -> tuple[Card, ...]:
    """Cards that a filter can choose among."""
    return tuple(replace(card(site, p), facets=facets_of(site, p)) for p in projects)
