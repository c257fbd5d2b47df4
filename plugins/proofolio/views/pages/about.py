"""Who the author is: the way there, what she offers with its proof, and whom she works with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import ABOUT
from proofolio.views.goals import goal_words
from proofolio.views.parts.allies import Ally, allies_of
from proofolio.views.parts.contact import (
    Availability,
    CallToAction,
    availability,
    call_to_action,
    card_link,
    routes_of,
)
from proofolio.views.parts.cv import cv_link
from proofolio.views.parts.cv_rows import (
    CvRow,
    award_rows,
    awards_title,
    credential_rows,
    teaching_rows,
)
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.facts import Fact, facts_of
from proofolio.views.parts.links import Link
from proofolio.views.parts.looking_for import Wanted, wanted_by
from proofolio.views.parts.story import (
    SkillRow,
    StoryRow,
    _markdown,
    has_about,
    place_of,
    skill_row,
    story_row,
)
from proofolio.views.plan import PagePlan
from proofolio.views.site import Html, Picture, Site


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
    skills_title: str
    skills: tuple[SkillRow, ...]
    other_skills: str
    lists: tuple[tuple[str, str, tuple[CvRow, ...]], ...]
    """What she taught and earned: id, heading and rows of each list that has any."""
    strengths: tuple[str, ...]
    limits: tuple[str, ...]
    looking_for: Wanted
    allies_title: str
    allies: tuple[Ally, ...]
    communities: tuple[CommunityRow, ...]
    giving_back: tuple[Fact, ...]
    further: tuple[Link, ...]
    """Pages that stand below it, and the résumé as a file."""
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


def about_view(site: Site, plan: PagePlan, below: tuple[Link, ...]) -> AboutView:
    """The page about the author."""
    profile = site.library.profile
    cv = cv_link(site)
    giving = profile.giving_back
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
        skills_title=goal_words(site, "about_page.skills"),
        skills=tuple(skill_row(site, skill) for skill in profile.skills if skill.offered),
        other_skills=_other_skills(site),
        lists=_lists(site),
        strengths=profile.strengths,
        limits=profile.limits,
        looking_for=wanted_by(site),
        allies_title=goal_words(site, "about_page.allies"),
        allies=allies_of(site),
        communities=tuple(CommunityRow(c.name, c.url, c.handle) for c in profile.communities),
        giving_back=facts_of(
            site, "about_page", mentoring=giving.mentoring, office_hours=giving.office_hours
        ),
        further=(*below, cv) if cv else below,
        cta=call_to_action(site, about=plan.title),
    )


def _lists(site: Site) -> tuple[tuple[str, str, tuple[CvRow, ...]], ...]:
    words = site.words
    lists = (
        ("teaching", words("resume_page.teaching"), teaching_rows(site)),
        ("credentials", words("resume_page.credentials"), credential_rows(site)),
        ("awards", awards_title(site), award_rows(site)),
    )
    return tuple((f"pf-{name}", title, rows) for name, title, rows in lists if rows)


def _facts(site: Site, title: str) -> tuple[Fact, ...]:
    profile, words = site.library.profile, site.words
    zone = site.words.zone(profile.timezone) if profile.timezone != "UTC" else ""
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


def _other_skills(site: Site) -> str:
    """Skills that are not for sale, in words."""
    others = [skill for skill in site.library.profile.skills if not skill.offered]
    return site.words.listed(
        f"{skill.name} ({site.words(f'about_page.level_{skill.level}')})"
        if skill.level
        else skill.name
        for skill in others
    )
