"""The author's way and skills as rows, and where she works."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.addresses import topic_slug
from proofolio.model.profile import Profile, Skill, StoryPart
from proofolio.model.proof import proofs_of_skill
from proofolio.views.parts.links import Link, ProofLine
from proofolio.views.parts.offers import proof_lines
from proofolio.views.parts.reach import topic_links
from proofolio.views.site import Html, Site

SKILL_PROOFS = 3


@dataclass(frozen=True)
class StoryRow:
    """A part of the author's way."""

    period: str
    title: str
    learned: Html
    built: Html
    how: Html
    link: Link | None


@dataclass(frozen=True)
class SkillRow:
    """An offered skill with what proves it."""

    name: str
    address: str
    """Page of the topic, where there is one."""
    level: str
    proofs: tuple[ProofLine, ...]


def has_about(profile: Profile) -> bool:
    """Whether the profile says more than name, headline and contact."""
    giving, wanted = profile.giving_back, profile.looking_for
    said = (
        profile.summary,
        profile.story,
        profile.skills,
        profile.strengths,
        profile.limits,
        profile.alliances,
        profile.communities,
        profile.teaching,
        profile.credentials,
        profile.awards,
        giving.mentoring or giving.office_hours,
        wanted.kinds or wanted.roles or wanted.industries or wanted.ask,
    )
    return any(said)


def place_of(site: Site) -> str:
    """Where the author works: "Graz, Styria, and remote"."""
    location = site.library.profile.location
    parts = dict.fromkeys(part for part in (location.city, location.region) if part)
    place = site.words.joined(parts)
    if not location.remote:
        return place
    return (
        site.words("about_page.and_remote", place=place)
        if place
        else site.words("about_page.remote")
    )


def skill_row(site: Site, skill: Skill) -> SkillRow:
    """A skill with its strongest proofs."""
    proofs = proof_lines(site, proofs_of_skill(site.library, topic_slug(skill.name)))
    (topic,) = topic_links(site, (skill.name,))
    return SkillRow(
        name=skill.name,
        address=topic.address,
        level=site.words(f"about_page.level_{skill.level}") if skill.level else "",
        proofs=proofs[:SKILL_PROOFS],
    )


def story_row(site: Site, part: StoryPart) -> StoryRow:
    """A part of the author's way, its texts as HTML."""
    more = Link(site.words("about_page.more"), part.link) if part.link else None
    return StoryRow(
        period=part.period,
        title=part.title,
        learned=_markdown(site, part.learned),
        built=_markdown(site, part.built),
        how=_markdown(site, part.how),
        link=more,
    )


def _markdown(site: Site, text: str) -> Html:
    return site.markdown(text, site.library.profile.origin.path) if text else ""
