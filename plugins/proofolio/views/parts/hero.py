"""The first screen of the home page: who, for whom, and one call to action."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.addresses import PROJECTS, address_of
from proofolio.model.project import Project
from proofolio.views.parts.contact import Availability, CallToAction, call_to_action
from proofolio.views.parts.links import Link, project_name
from proofolio.views.parts.pictures import picture_of
from proofolio.views.parts.story import place_of
from proofolio.views.site import Html, Picture, Site


@dataclass(frozen=True)
class HeroFigure:
    """The featured project's figure, with a caption as in a paper."""

    picture: Picture
    caption: str
    link: Link


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


def hero(site: Site) -> Hero:
    """The hero, as far as the profile fills it."""
    profile, words = site.library.profile, site.words
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
        figure=_figure(site, figure_project(site)),
    )


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
