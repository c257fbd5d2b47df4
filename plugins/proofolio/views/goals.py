"""What follows from the goal of a site: one line for each goal, read by every page and check.

A goal decides the order of the home page, the header, what the first screen links to, and the
words that assume who reads. Nothing else depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofolio.model.goal import goals_of
from proofolio.model.profile import GoalName
from proofolio.views.site import Site


@dataclass(frozen=True)
class Goal:
    """What a site with this goal does in a way of its own."""

    name: GoalName
    header: tuple[str, ...]
    """Pages of the header in their order, by the name of their kind."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Keys of words that assume a client, each with the key of what is said instead."""


_NO_CLIENTS = {
    "available_open": "goals.open",
    "available_limited": "goals.limited",
    "available_waitlist": "goals.waitlist",
    "available_referral_only": "goals.referral_only",
    "available_closed": "goals.closed",
    **{
        f"{key}_{status}": f"goals.{said}"
        for status in ("waitlist", "referral_only", "closed")
        for key, said in (
            ("cta_heading", "taken_heading"),
            ("cta_lead", "taken_lead"),
            ("button", "taken_button"),
        )
    },
    "about_page.skills": "goals.skills",
    "about_page.allies": "goals.allies",
    "topic.offered": "goals.offered",
}
"""Words for whoever sells nothing."""


def _words(name: str, *more: str) -> dict[str, str]:
    own = {key: f"goals.{name}_{key.removeprefix('cta_')}" for key in ("cta_heading", "cta_lead")}
    return {**_NO_CLIENTS, **own, **{f"available_{key}": f"goals.{name}_{key}" for key in more}}


GOALS: Mapping[GoalName, Goal] = {
    "clients": Goal("clients", ("projects", "services", "posts", "about")),
    "job": Goal(
        "job",
        ("projects", "resume", "posts", "services", "about"),
        _words("job", "open", "limited", "closed"),
    ),
    "research": Goal(
        "research",
        ("publications", "projects", "posts", "services", "about"),
        _words("research"),
    ),
    "learning": Goal(
        "learning",
        ("projects", "posts", "services", "about"),
        _words("learning"),
    ),
}
"""What each goal decides."""


def goal_of(site: Site) -> Goal:
    """The goal that leads."""
    return GOALS[goals_of(site.library)[0]]


def goal_words(site: Site, key: str, **values: object) -> str:
    """The words under this key, or those that the goal says instead of them."""
    return site.words(goal_of(site).words.get(key, key), **values)
