"""Who the author is: the way there, what she offers with its proof, and whom she works with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import ABOUT, topic_slug
from proofolio.model.profile import Profile, Skill, StoryPart
from proofolio.model.proof import proofs_of_skill
from proofolio.views.parts.allies import Ally, allies_of
from proofolio.views.parts.contact import (
    Availability,
    CallToAction,
    availability,
    call_to_action,
    card_link,
    routes_of,
)
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.facts import Fact, facts_of
from proofolio.views.parts.links import Link, ProofLine
from proofolio.views.parts.offers import proof_lines
from proofolio.views.plan import PagePlan
from proofolio.views.reach import topic_links
from proofolio.views.site import Html, Picture, Site

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


@dataclass(frozen=True)
class CommunityRow:
    """A community the author is part of."""

    name: str
    url: str
    handle: str


@dataclass(frozen=True)
class AboutView:
    """The page about the author."""

    kicker: str
    name: str
    spoken: str
    """Other spelling, pronunciation and pronouns."""
    lead: str
    portrait: Picture | None
    facts: tuple[Fact, ...]
    availability: Availability | None
    summary: Html
    story: tuple[StoryRow, ...]
    skills: tuple[SkillRow, ...]
    other_skills: str
    strengths: tuple[str, ...]
    limits: tuple[str, ...]
    looking_for: tuple[Fact, ...]
    ask: str
    allies: tuple[Ally, ...]
    communities: tuple[CommunityRow, ...]
    giving_back: tuple[Fact, ...]
    further: tuple[Link, ...]
    """Pages that stand below it."""
    cta: CallToAction


def about_plans(site: Site) -> Iterator[PagePlan]:
    """The page about the author, where the profile has something for it."""
    profile, words = site.library.profile, site.words
    if has_about(profile):
        yield PagePlan(
            address=ABOUT,
            kind="about",
            title=words("about"),
            description=describe(
                words.joined((profile.name, profile.label, place_of(site))),
                profile.headline,
                words("about_page.description"),
            ),
        )


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
        giving.mentoring or giving.office_hours,
        wanted.kinds or wanted.roles or wanted.industries or wanted.ask,
    )
    return any(said)


def about_view(site: Site, plan: PagePlan, below: tuple[Link, ...]) -> AboutView:
    """The page about the author."""
    profile = site.library.profile
    wanted, giving = profile.looking_for, profile.giving_back
    spoken = (profile.name_latin, profile.pronunciation, profile.pronouns)
    return AboutView(
        kicker=profile.label,
        name=profile.name,
        spoken=" · ".join(part for part in spoken if part),
        lead=profile.headline,
        portrait=site.picture(profile.image),
        facts=_facts(site, plan.title),
        availability=availability(site),
        summary=_markdown(site, profile.summary),
        story=tuple(story_row(site, part) for part in profile.story),
        skills=tuple(skill_row(site, skill) for skill in profile.skills if skill.offered),
        other_skills=_other_skills(site),
        strengths=profile.strengths,
        limits=profile.limits,
        looking_for=facts_of(
            site,
            "about_page",
            kinds=site.words.listed(wanted.kinds),
            roles=site.words.listed(wanted.roles),
            industries=site.words.listed(wanted.industries),
        ),
        ask=wanted.ask,
        allies=allies_of(site),
        communities=tuple(CommunityRow(c.name, c.url, c.handle) for c in profile.communities),
        giving_back=facts_of(
            site, "about_page", mentoring=giving.mentoring, office_hours=giving.office_hours
        ),
        further=below,
        cta=call_to_action(site, about=plan.title),
    )


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


def _facts(site: Site, title: str) -> tuple[Fact, ...]:
    profile, words = site.library.profile, site.words
    zone = profile.timezone if profile.timezone != "UTC" else ""
    place = words.joined((place_of(site), zone))
    languages = words.listed(
        f"{spoken.language} ({spoken.fluency})" if spoken.fluency else spoken.language
        for spoken in profile.languages
    )
    days = profile.contact.response_days
    elsewhere = tuple(Link(account.name, account.url) for account in profile.profiles)
    facts = facts_of(
        site,
        "about_page",
        where=place,
        languages=languages,
        answers=words.count("answers", days) if days else "",
    )
    routes = (*routes_of(site, title), card_link(site))
    if contact := tuple(filter(None, routes)):
        facts += (Fact(words("about_page.contact"), "", contact),)
    if elsewhere:
        facts += (Fact(words("about_page.elsewhere"), "", elsewhere, is_me=True),)
    return facts


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


def _other_skills(site: Site) -> str:
    """Skills that are not for sale, in words."""
    others = [skill for skill in site.library.profile.skills if not skill.offered]
    return site.words.listed(
        f"{skill.name} ({site.words(f'about_page.level_{skill.level}')})"
        if skill.level
        else skill.name
        for skill in others
    )


def _markdown(site: Site, text: str) -> Html:
    return site.markdown(text, site.library.profile.origin.path) if text else ""
