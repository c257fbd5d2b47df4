"""All projects of a year: what the year's filter shows, as a plain page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import PROJECTS, project_year_address
from proofolio.model.project import Project
from proofolio.views.parts.cards import Card, card
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.facets import years_of
from proofolio.views.parts.links import Link
from proofolio.views.parts.posts import newest_day
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site


@dataclass(frozen=True)
class YearChip:
    """A year with its page."""

    label: str
    count: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class ProjectYearView:
    """The page of a year."""

    title: str
    parent: Link
    lead: str
    cards: tuple[Card, ...]
    years: tuple[YearChip, ...]
    cta: CallToAction


def project_year_plans(site: Site) -> Iterator[PagePlan]:
    """A page for each year, where there are several."""
    words, name = site.words, site.library.profile.name
    years = years_of(site.library.listed(Project))
    for year, projects in years.items() if len(years) > 1 else ():
        yield PagePlan(
            address=project_year_address(year),
            kind="project_year",
            title=words("projects.of_year", year=year),
            description=describe(
                words("projects.of_year_by", year=year, name=name),
                "; ".join(project.title for project in projects[:3]),
            ),
            year=year,
            updated=newest_day(projects),
        )


def project_year_view(site: Site, plan: PagePlan) -> ProjectYearView:
    """All listed projects of the plan's year."""
    words = site.words
    years = years_of(site.library.listed(Project))
    projects = years.get(plan.year or 0, ())
    return ProjectYearView(
        title=plan.title,
        parent=Link(words("work"), PROJECTS),
        lead=words.count("projects", len(projects)),
        cards=tuple(card(site, project) for project in projects),
        years=tuple(
            YearChip(str(year), str(len(found)), project_year_address(year), year == plan.year)
            for year, found in years.items()
        ),
        cta=call_to_action(site, about=plan.title),
    )
