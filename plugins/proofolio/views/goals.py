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
    home: Mapping[str, int]
    """Blocks of the home page in their order, with the most entries of each."""
    cuts: tuple[tuple[str, int], ...]
    """What gives way where the home page grows too long, in this order: of which block how many
    entries stay."""
    first: tuple[str, ...] = ()
    """What the first screen links to, besides the call to action: `cv`, `email`, networks."""
    unasked: frozenset[str] = frozenset()
    """Codes of advice that nobody needs whose visitors ask something else."""
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


_EMPLOYERS_LOOK = ("cv", "github", "linkedin", "scholar", "orcid", "kaggle", "huggingface", "email")

_CASE_STUDY = frozenset({"case-study-thin", "no-result"})
"""What a project lacks that is to convince a client."""

# fmt: off
GOALS: Mapping[GoalName, Goal] = {
    "clients": Goal(
        "clients",
        header=("projects", "services", "posts", "about"),
        home={"names": 8, "proof": 4, "projects": 3, "testimonials": 1, "services": 4,
              "process": 1, "story": 3, "publications": 3, "talks": 3, "posts": 3,
              "credentials": 3, "awards": 3},
        cuts=(("awards", 0), ("credentials", 0), ("publications", 0), ("talks", 0), ("story", 2),
              ("posts", 2), ("services", 3), ("story", 1), ("process", 0), ("posts", 1),
              ("story", 0), ("posts", 0), ("services", 2), ("proof", 3), ("projects", 2),
              ("testimonials", 0), ("projects", 1), ("proof", 2), ("services", 1),
              ("services", 0)),
    ),
    "job": Goal(
        "job",
        header=("projects", "resume", "posts", "services", "about"),
        home={"names": 8, "proof": 4, "projects": 3, "positions": 4, "testimonials": 1,
              "publications": 3, "talks": 3, "posts": 3, "services": 2, "looking_for": 1,
              "credentials": 3, "awards": 3, "story": 2},
        cuts=(("story", 0), ("services", 0), ("posts", 2), ("talks", 2), ("publications", 2),
              ("awards", 2), ("credentials", 2), ("talks", 0), ("posts", 0), ("looking_for", 0),
              ("publications", 0), ("awards", 0), ("credentials", 0), ("positions", 3),
              ("projects", 2), ("testimonials", 0), ("proof", 2), ("projects", 1),
              ("positions", 2)),
        first=_EMPLOYERS_LOOK,
        words=_words("job", "open", "limited", "closed"),
    ),
    "research": Goal(
        "research",
        header=("publications", "projects", "posts", "services", "about"),
        home={"names": 8, "publications": 5, "projects": 3, "proof": 4, "positions": 4,
              "talks": 3, "posts": 3, "testimonials": 1, "looking_for": 1, "teaching": 3,
              "credentials": 3, "awards": 3, "services": 2, "story": 2},
        cuts=(("story", 0), ("teaching", 2), ("services", 0), ("proof", 0), ("posts", 2),
              ("awards", 2), ("credentials", 2), ("talks", 2), ("looking_for", 0),
              ("publications", 4), ("testimonials", 0), ("posts", 0), ("awards", 0),
              ("teaching", 0), ("credentials", 0), ("projects", 2), ("positions", 3),
              ("talks", 0), ("publications", 3), ("projects", 1), ("positions", 2),
              ("projects", 0)),
        first=_EMPLOYERS_LOOK,
        unasked=_CASE_STUDY,
        words=_words("research"),
    ),
    "learning": Goal(
        "learning",
        header=("projects", "posts", "services", "about"),
        home={"names": 8, "projects": 3, "proof": 4, "posts": 3, "publications": 3, "talks": 3,
              "positions": 3, "testimonials": 1, "looking_for": 1, "credentials": 3, "awards": 3,
              "services": 2, "story": 3},
        cuts=(("services", 0), ("story", 1), ("proof", 3), ("awards", 2), ("credentials", 2),
              ("posts", 2), ("talks", 2), ("publications", 2), ("story", 0), ("positions", 2),
              ("talks", 0), ("publications", 0), ("testimonials", 0), ("looking_for", 0),
              ("awards", 0), ("credentials", 0), ("positions", 0), ("proof", 2), ("projects", 2),
              ("posts", 1), ("proof", 0), ("projects", 1)),
        first=("cv", "github", "kaggle", "huggingface", "linkedin", "orcid", "email"),
        unasked=_CASE_STUDY | {"no-limits", "claim-weakly-proved"},
        words=_words("learning"),
    ),
}
# fmt: on
"""What each goal decides."""


def goal_of(site: Site) -> Goal:
    """The goal that leads."""
    return GOALS[goals_of(site.library)[0]]


def goal_words(site: Site, key: str, **values: object) -> str:
    """The words under this key, or those that the goal says instead of them."""
    return site.words(goal_of(site).words.get(key, key), **values)
