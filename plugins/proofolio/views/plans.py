"""All pages of the site, and the function that makes the view of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from proofolio.views.about import about_plans, about_view
from proofolio.views.home import home_plan, home_view
from proofolio.views.niche import niche_view
from proofolio.views.plan import PagePlan
from proofolio.views.post import post_view
from proofolio.views.post_year import post_year_plans, post_year_view
from proofolio.views.posts import post_plans, posts_view
from proofolio.views.project import project_view
from proofolio.views.project_year import project_year_view
from proofolio.views.projects import project_plans, projects_view
from proofolio.views.resume import resume_view
from proofolio.views.services import service_plans, services_view
from proofolio.views.site import Site
from proofolio.views.subscribe import subscribe_plans, subscribe_view
from proofolio.views.talks import talks_view
from proofolio.views.testimonials import testimonial_plans, testimonials_view
from proofolio.views.topic import topic_view

VIEWS: Mapping[str, Callable[[Site, PagePlan], Any]] = {
    "home": home_view,
    "projects": projects_view,
    "project": project_view,
    "project_year": project_year_view,
    "topic": topic_view,
    "services": services_view,
    "niche": niche_view,
    "testimonials": testimonials_view,
    "posts": posts_view,
    "post": post_view,
    "post_year": post_year_view,
    "about": about_view,
    "resume": resume_view,
    "talks": talks_view,
    "subscribe": subscribe_view,
}
"""The function that makes the view of each kind of page; its template has the kind's name."""


def plan_site(site: Site) -> tuple[PagePlan, ...]:
    """Every page of the site, each address once; what is switched off or empty is not there."""
    plans = [home_plan(site), *project_plans(site), *about_plans(site)]
    if "services" in site.enabled:
        plans += service_plans(site)
    if "testimonials" in site.enabled:
        plans += testimonial_plans(site)
    if "posts" in site.enabled:
        plans += post_plans(site)
        plans += post_year_plans(site)
    plans += subscribe_plans(site)
    return tuple({plan.address: plan for plan in plans}.values())
