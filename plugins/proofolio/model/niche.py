"""Niches: for whom an author works best."""

from __future__ import annotations

import datetime as dt
from typing import Any

from proofolio.model.kind import Kind, undated
from proofolio.model.ordering import entry_order
from proofolio.model.record import (
    Claim,
    Entry,
    Flag,
    Image,
    Markdown,
    Question,
    Text,
)


class Niche(Entry):
    """A group of clients with a problem in common."""

    name: Text
    """What it is called, e.g. `Electricity networks`."""
    headline: Text
    """Who and what: "Load forecasts for grid operators who plan by weather"."""
    summary: Markdown = ""
    """A paragraph."""
    who: Text = ""
    """Whom you help."""
    problem: Text = ""
    """With what."""
    outcome: Text = ""
    """To what end."""
    why_me: Markdown = ""
    """Why you."""
    problems: tuple[Text, ...] = ()
    """What clients of this niche say."""
    claims: tuple[Claim, ...] = ()
    """Sentences you stand by, with what backs them."""
    faqs: tuple[Question, ...] = ()
    """Questions and answers."""
    image: Image | None = None
    """A picture."""
    primary: Flag = False
    """Leads the services page."""
    min_evidence: int = 2
    """How many proofs a claim needs before it is shown."""


def _order(today: dt.date, niche: Niche) -> tuple[Any, ...]:
    return (not niche.primary, *entry_order(today, niche))


NICHE = Kind(
    record=Niche,
    plural="niches",
    source="list",
    listing="services/",
    has_page=True,
    order=_order,
    weight=None,
    day=undated,
    lacks=None,
    switch="services",
)
