"""Services: what an author sells."""

from __future__ import annotations

from typing import Literal

from proofolio.model.kind import Kind, undated
from proofolio.model.ordering import entry_order
from proofolio.model.record import (
    Address,
    Claim,
    Currency,
    Entry,
    Id,
    Markdown,
    Number,
    Partial,
    Question,
    Record,
    Text,
)


class Price(Record):
    """What it costs, written as `from 4800 EUR per month` or as a mapping."""

    amount: Number | None = None
    """The price."""
    min: Number | None = None
    """The lowest price."""
    max: Number | None = None
    """The highest price."""
    currency: Currency = ""
    """ISO 4217 code, e.g. `EUR`."""
    per: Text = ""
    """`hour`, `day`, `week`, `month`; absent means for the whole."""
    display: Literal["shown", "from", "on_request"] = "shown"
    """Whether the price is shown as it is, as a lower bound, or on request."""


class Step(Record):
    """A step of the process, written as its title or as a mapping."""

    title: Text
    """What happens."""
    detail: Text = ""
    """A sentence more."""
    duration: Text = ""
    """How long it takes."""


class IntroOffer(Record):
    """A special offer for newcomers."""

    text: Text
    """The offer."""
    until: Partial | None = None
    """Last day on which it is shown."""


class Engagement(Record):
    """A way of working together."""

    name: Text
    """What it is called."""
    kind: (
        Literal["call", "fixed_scope", "project", "retainer", "hourly", "fractional", "training"]
        | None
    ) = None
    """What sort of engagement it is."""
    duration: Text = ""
    """How long it takes."""
    price: Price | None = None
    """What it costs."""
    includes: tuple[Text, ...] = ()
    """What is part of it."""
    intro_offer: IntroOffer | None = None
    """A special offer, with its end."""


class CallToAction(Record):
    """A button, written as its label or as a mapping."""

    label: Text = ""
    """Words on the button."""
    url: Address = ""
    """Where it leads; absent, the profile's contact."""


class Service(Entry):
    """Something a client can buy."""

    name: Text
    """What it is called."""
    summary: Text
    """What the client has afterwards, in a sentence."""
    niches: tuple[Id, ...] = ()
    """Niches it is for."""
    audience: tuple[Text, ...] = ()
    """For whom it is."""
    not_for: tuple[Text, ...] = ()
    """For whom it is not."""
    problems: tuple[Text, ...] = ()
    """What the client says when this is what she needs."""
    deliverables: tuple[Text, ...] = ()
    """What she gets."""
    prerequisites: tuple[Text, ...] = ()
    """What she must bring."""
    offer: Markdown = ""
    """More about it."""
    process: tuple[Step, ...] = ()
    """How it goes, step by step."""
    duration: Text = ""
    """How long it takes."""
    price: Price | None = None
    """What it costs: `4800 EUR`, `from 4800 EUR per month`, `on request`, or a mapping."""
    engagements: tuple[Engagement, ...] = ()
    """Ways of working together, where there is more than one."""
    claims: tuple[Claim, ...] = ()
    """Sentences that sell it, with what backs them."""
    faqs: tuple[Question, ...] = ()
    """Questions and answers."""
    cta: CallToAction | None = None
    """The button; else the profile's contact."""
    refer_to: Text = ""
    """Who does it, if you do not: an ally's name."""


SERVICE = Kind(
    record=Service,
    plural="services",
    source="list",
    listing="services/",
    has_page=False,
    order=entry_order,
    weight=None,
    day=undated,
    lacks=None,
    switch="services",
)
