"""Fields that hold something back: without them more would be shown, or claimed, than is meant."""

from __future__ import annotations

from collections.abc import Mapping

from proofolio.model.outcome import Outcome
from proofolio.model.post import Post
from proofolio.model.profile import Availability, Credential, Skill
from proofolio.model.project import Client, Project
from proofolio.model.record import Entry, Notebook, Page, Record
from proofolio.model.service import IntroOffer, Price
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Consent, Testimonial
from proofolio.sources.statuses import HOLDING

GUARDS: Mapping[type[Record], frozenset[str]] = {
    Entry: frozenset(HOLDING),
    Page: frozenset({"date"}),
    Post: frozenset({"feed"}),
    Talk: frozenset({"role"}),
    Notebook: frozenset({"code", "download", "redact_home"}),
    Client: frozenset({"disclosure"}),
    Outcome: frozenset({"disclosure", "estimate", "rests_on", "unit"}),
    Project: frozenset({"rests_on"}),
    Testimonial: frozenset({"show_as", "edited", "consent", "relation", "incentive"}),
    Consent: frozenset({"status", "scope", "expires"}),
    Price: frozenset({"display", "per"}),
    IntroOffer: frozenset({"until"}),
    Skill: frozenset({"offered"}),
    Credential: frozenset({"expires"}),
    Availability: frozenset({"start"}),
}
"""If one of these cannot be read, the record it belongs to is left out."""


def is_guarded(model: type[Record], name: str) -> bool:
    """Whether a record is left out rather than shown without this field."""
    return any(issubclass(model, base) and name in names for base, names in GUARDS.items())


def holds_back(model: type[Record], name: object) -> bool:
    """Whether an entry stays a draft where this field of it cannot be read."""
    is_day = name == "date" and issubclass(model, Page)
    return is_day or (name in HOLDING and issubclass(model, Entry))
