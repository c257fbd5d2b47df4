"""Testimonials: what others say, shown only with their consent."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from proofolio.model.kind import Kind, Lack
from proofolio.model.mark import Result
from proofolio.model.ordering import entry_order, newest_first
from proofolio.model.record import (
    Address,
    Entry,
    Id,
    Image,
    Partial,
    Record,
    Reference,
    Text,
)
from proofolio.model.strength import MEDIUM, STRONG, WEAK

Scope = Literal["website", "feed"]


class Consent(Record):
    """Permission to show the words, written as its status or as a mapping."""

    status: Literal["granted", "pending", "refused", "withdrawn"]
    """Only `granted` is ever shown."""
    date: Partial | None = None
    """When it was given."""
    scope: tuple[Scope, ...] = ("website",)
    """Where the words may appear."""
    expires: Partial | None = None
    """First day on which they may no longer appear."""


class Speaker(Record):
    """Who speaks, written as a name or as a mapping."""

    name: Text = ""
    """The name as it is to be shown; left out for `role_only` and `anonymous`."""
    url: Address = ""
    """Where they can be found."""
    image: Image | None = None
    """A portrait, if they agreed to it."""


class Source(Record):
    """How the words came to you, written as an address or as a mapping."""

    kind: Literal["email", "linkedin", "upwork", "letter", "form", "video"] | None = None
    """The way they came."""
    url: Address = ""
    """Where they can be read."""


Relation = Literal[
    "client",
    "supervisor",
    "manager",
    "colleague",
    "report",
    "mentee",
    "student",
    "collaborator",
    "organizer",
]


class Testimonial(Entry):
    """A quote with who said it, about what, and the permission to show it."""

    text: Text
    """The words, in the language they were said in."""
    consent: Consent
    """Permission: `granted`, `pending`, `refused`, `withdrawn`, or a mapping."""
    author: Speaker = Speaker()
    """Who speaks."""
    role: Text = ""
    """Their role at the time."""
    organization: Text = ""
    """Their organisation at the time."""
    show_as: Literal["full", "first_initial", "role_only", "anonymous"] = "full"
    """How the name is shown. For anything but `full`, write it as it is to be shown or not at
    all: the repository is public."""
    relation: Relation = "client"
    """What they were to you."""
    excerpt: Text = ""
    """The sentence to quote where there is little room; it must be part of `text`."""
    date: Partial | None = None
    """When it was said."""
    projects: tuple[Id, ...] = ()
    """Projects it is about."""
    services: tuple[Id, ...] = ()
    """Services it is about."""
    niches: tuple[Id, ...] = ()
    """Niches it belongs to."""
    skills: tuple[Text, ...] = ()
    """Skills it speaks of."""
    confirms: tuple[Reference, ...] = ()
    """Outcomes whose numbers this person confirmed to you, and lets you say so, where the words do
    not hold them: `outcome:gridcast/mape`."""
    source: Source | None = None
    """How the words reached you."""
    edited: Literal["none", "shortened", "corrected", "translated"] = "none"
    """What was changed; it is said beside the quote."""
    incentive: Text = ""
    """What they got for it, if anything; it is said beside the quote."""

    def may_appear(self, scope: Scope, today: dt.date) -> bool:
        """Whether consent covers this place on this day."""
        consent = self.consent
        expired = consent.expires is not None and consent.expires.first <= today
        return consent.status == "granted" and scope in consent.scope and not expired

    @property
    def is_named(self) -> bool:
        """Whether a reader sees the whole name of who speaks."""
        return self.show_as == "full" and bool(self.author.name)


def _order(today: dt.date, said: Testimonial) -> tuple[Any, ...]:
    return (*entry_order(today, said), newest_first(said.date), said.id)


def _weight(said: Testimonial, result: Result | None) -> int:
    """Strong by name and with a link or project; weak where nobody is named in any way."""
    if said.show_as == "anonymous":
        return WEAK
    if said.show_as == "full" and said.author.name:
        source = said.source.url if said.source else ""
        return STRONG if source or said.author.url or said.projects else MEDIUM
    return MEDIUM if said.author.name or said.role or said.organization else WEAK


def _lacks(said: Testimonial, result: Result | None) -> tuple[Lack, ...]:
    return (Lack("projects"),) if said.show_as == "full" and said.author.name else ()


def _day(said: Testimonial) -> dt.date | None:
    return said.date.last if said.date else None


TESTIMONIAL = Kind(
    record=Testimonial,
    plural="testimonials",
    source="list",
    listing="testimonials/",
    has_page=False,
    order=_order,
    weight=_weight,
    day=_day,
    lacks=_lacks,
    switch="testimonials",
)
