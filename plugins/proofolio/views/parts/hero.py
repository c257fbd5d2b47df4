"""The first screen of the home page: who, for whom, and one call to action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import PROJECTS, address_of
from proofolio.model.profile import has_resume
from proofolio.model.project import Project
from proofolio.views.goals import goal_of
from proofolio.views.parts.contact import (
    Availability,
    CallToAction,
    call_to_action,
    mail_address,
)
from proofolio.views.parts.cv import cv_or_page
from proofolio.views.parts.links import Link, project_name
from proofolio.views.parts.pictures import picture_of
from proofolio.views.parts.story import place_of
from proofolio.views.parts.track import open_to, track_record
from proofolio.views.site import Html, Picture, Site


@dataclass(frozen=True)
class HeroFigure:
    """The featured project's figure, with a caption as in a paper."""

    picture: Picture
    caption: str
    link: Link


@dataclass(frozen=True)
class NamedLink:
    """A link with a picture of what it leads to."""

    link: Link
    icon: str
    is_me: bool
    """Whether it leads to the author herself elsewhere."""


@dataclass(frozen=True)
class Hero:
    """Who and where, for whom, and what to do next."""

    name: str
    about: str
    portrait: Picture | None
    heading: str
    lead: Html
    cta: CallToAction
    availability: Availability | None
    work: Link | None
    figure: HeroFigure | None
    is_large: bool
    """Whether the portrait stands at a size at which a face is seen."""
    track: str
    """Years, employers and degree in one line."""
    open_to: str
    """What the author looks for in one line."""
    links: tuple[NamedLink, ...]
    """Where to look first, besides the work."""


def hero(site: Site) -> Hero:
    """The hero, as far as the profile fills it."""
    profile, words = site.library.profile, site.words
    goal = goal_of(site)
    is_hired = goal.name in ("job", "research")
    listed = site.library.listed(Project)
    cta = call_to_action(site, about=site.name)
    return Hero(
        name=profile.name,
        about=words.joined((profile.label, place_of(site))),
        portrait=site.picture(profile.image),
        # The square of the proof closes the sentence in place of the full stop.
        heading=profile.headline.rstrip(". 。"),
        lead=site.markdown(profile.summary, profile.origin.path) if profile.summary else "",
        cta=cta,
        availability=cta.availability,
        work=Link(words("home.see_work"), PROJECTS) if listed else None,
        figure=_figure(site, figure_project(site)) if has_figure(site) else None,
        is_large=hero_is_large(site),
        track=track_record(site) if is_hired else "",
        open_to=open_to(site) if is_hired else "",
        links=tuple(_links(site, goal.first)),
    )


def hero_is_large(site: Site) -> bool:
    """Whether a portrait stands where else a figure does: where a person is looked for."""
    return goal_of(site).name != "clients" and site.picture(site.library.profile.image) is not None


def has_figure(site: Site) -> bool:
    """Whether the figure of a project stands in the hero."""
    return not hero_is_large(site) and figure_project(site) is not None


def _links(site: Site, names: tuple[str, ...]) -> Iterator[NamedLink]:
    """Those of the names that there are, in their order."""
    profile, words = site.library.profile, site.words
    accounts = {account.network: account for account in profile.profiles}
    for name in names:
        if name == "cv" and (link := cv_or_page(site, has_page=has_resume(profile))):
            yield NamedLink(link, name, False)
        elif name == "email" and profile.email:
            yield NamedLink(Link(words("email"), mail_address(site, site.name)), name, False)
        elif name in accounts:
            account = accounts[name]
            yield NamedLink(Link(account.name, account.url), name, True)


def figure_project(site: Site) -> Project | None:
    """The project whose figure stands in the hero: the first featured one that has any."""
    featured = (p for p in site.library.listed(Project) if p.featured)
    return next((project for project in featured if picture_of(site, project).is_figure), None)


def _figure(site: Site, project: Project | None) -> HeroFigure | None:
    if project is None:
        return None
    picture = picture_of(site, project)
    caption = picture.caption or project.title
    return HeroFigure(
        picture=picture,
        caption=site.words.sentence(caption),
        link=Link(project_name(project), address_of(project)),
    )
