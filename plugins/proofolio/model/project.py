"""Projects: finished pieces of work shown to clients."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from proofolio.model.kind import Kind, Lack
from proofolio.model.mark import Result
from proofolio.model.ordering import entry_order, newest_first
from proofolio.model.outcome import Outcome, RestsOn
from proofolio.model.record import (
    Address,
    Claim,
    Id,
    Image,
    Link,
    Markdown,
    Page,
    Partial,
    PartialDate,
    Record,
    Text,
)
from proofolio.model.strength import MEDIUM, STRONG, WEAK, later, outcome_strength

CHECKABLE = frozenset({"repo", "demo", "space", "paper", "press"})
"""Links at which anybody can look at a project, or at which somebody else tells of it."""

ProjectKind = Literal[
    "client",
    "employment",
    "open_source",
    "academic",
    "personal",
    "competition",
    "volunteer",
    "coursework",
]


class Client(Record):
    """Whom the work was for, and how much of that may be told."""

    disclosure: Literal["named", "described", "sector_only", "hidden"] = "named"
    """`described` shows `public_name`, `sector_only` the sector, `hidden` nothing."""
    name: Text = ""
    """The client's name; written only with `disclosure: named`, as the repository is public."""
    public_name: Text = ""
    """A description that gives nothing away: "Regional grid operator, Austria"."""
    sector: Text = ""
    """Line of business."""
    size: Text = ""
    """How large, in words or people."""
    region: Text = ""
    """Where."""
    logo: Image | None = None
    """Their logo, for the home page; shown only with `disclosure: named`."""


class Collaborator(Record):
    """Somebody who did part of the work, written as a name or as a mapping."""

    name: Text
    """Name."""
    role: Text = ""
    """What they were."""
    url: Address = ""
    """Where they can be found."""
    contribution: Text = ""
    """What they did."""


class Project(Page):
    """A piece of work with its problem, its result and what proves it."""

    title: Text
    """Title; best the result or the question. A notebook's first heading serves."""
    subtitle: Text = ""
    """A second line under the title."""
    short_title: Text = ""
    """Its name where other pages cite it as proof; else the title, or the beginning of a long
    one."""
    summary: Text = ""
    """One or two sentences for cards and search engines; else the first paragraph."""
    start: Partial | None = None
    """When the work began: `2024`, `2024-06` or a day."""
    end: Partial | None = None
    """When it ended; absent means ongoing, if there is a start."""
    kind: ProjectKind | None = None
    """What sort of work it was."""
    client: Client | None = None
    """Whom it was for: a name, or a mapping that says how much may be told."""
    role: Text = ""
    """What you did, not what the team did."""
    team_size: Text = ""
    """How many worked on it."""
    effort: Text = ""
    """How long it took, e.g. `30 days`."""
    collaborators: tuple[Collaborator, ...] = ()
    """Who else worked on it."""
    tools: tuple[Text, ...] = ()
    """Languages and libraries, e.g. `Python`."""
    industries: tuple[Text, ...] = ()
    """Lines of business."""
    problem: Markdown = ""
    """What was wrong, and what a wrong answer cost."""
    data: Markdown = ""
    """What data there was, and what was wrong with it."""
    approach: Markdown = ""
    """How you did it: the baseline first."""
    result: Markdown = ""
    """What came out, and what changed."""
    limitations: Markdown = ""
    """What it cannot do."""
    learned: Markdown = ""
    """What you learned."""
    next: Markdown = ""
    """What you would do next."""
    outcomes: tuple[Outcome, ...] = ()
    """Results as data: sentences, or mappings with `metric` and `value`."""
    rests_on: RestsOn | None = None
    """The data behind all outcomes that do not say it themselves: the client's, public data, or
    data that were made for them (`simulated`)."""
    gallery: tuple[Image, ...] = ()
    """Further pictures."""
    links: tuple[Link, ...] = ()
    """Code, slides, papers and other places."""
    testimonials: tuple[Id, ...] = ()
    """Testimonials to show besides those that name this project."""
    related: tuple[Id, ...] = ()
    """Projects to show besides those found by shared topics."""
    claims: tuple[Claim, ...] = ()
    """Sentences that this project makes, with what backs them."""
    license: Text = ""
    """Licence of code or data, e.g. `MIT`."""
    source: Address = ""
    """Where this text was taken from, if it was written elsewhere first."""

    @property
    def last_day(self) -> PartialDate | None:
        """The date it is sorted and shown by: published, else end, else start."""
        if self.date:
            return PartialDate(self.date.year, self.date.month, self.date.day)
        return self.end or self.start

    @property
    def year(self) -> int | None:
        """Year of the work: its end, else its start, else when it was published."""
        if self.end or self.start:
            return (self.end or self.start).year  # type: ignore[union-attr]
        return self.date.year if self.date else None


def _order(today: dt.date, project: Project) -> tuple[Any, ...]:
    return (*entry_order(today, project), newest_first(project.last_day), project.id)


def _weight(project: Project, result: Result | None) -> int:
    if any(link.kind in CHECKABLE for link in project.links):
        return STRONG
    if result is None:
        return WEAK
    found = outcome_strength(result)
    return max(found, MEDIUM) if project.client or project.kind == "client" else found


def _lacks(project: Project, result: Result | None) -> tuple[Lack, ...]:
    if result is None:
        return (Lack("outcomes", action="measure"),)
    outcome = result.outcome
    names = [name for name in ("baseline", "method") if not getattr(outcome, name)]
    if result.mark.level == "told" and not outcome.evidence:
        names.append("evidence")
    return tuple(Lack(f"outcomes.{outcome.key}.{name}") for name in names)


def _day(project: Project) -> dt.date | None:
    if project.start and not project.end:
        return None
    ended = project.end.last if project.end else project.date and project.date.date()
    return later(ended, project.updated and project.updated.date())


PROJECT = Kind(
    record=Project,
    plural="projects",
    source="folder",
    listing="projects/",
    has_page=True,
    order=_order,
    weight=_weight,
    day=_day,
    lacks=_lacks,
    switch="",
)
