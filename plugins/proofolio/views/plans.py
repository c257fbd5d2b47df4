"""Every kind of page there is: a line here puts one on the site, and wherever pages are told of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from proofolio.model.addresses import ABOUT, HOME, RESUME, SUBSCRIBE, TOPICS
from proofolio.model.kind import Kind
from proofolio.model.niche import NICHE
from proofolio.model.post import POST
from proofolio.model.project import PROJECT
from proofolio.model.publication import PUBLICATION
from proofolio.model.service import SERVICE
from proofolio.model.talk import TALK
from proofolio.model.testimonial import TESTIMONIAL
from proofolio.views.pages.about import AboutView, about_plans, about_view
from proofolio.views.pages.home import home_plans, home_view
from proofolio.views.pages.niche import niche_plans, niche_view
from proofolio.views.pages.post import post_plans, post_view
from proofolio.views.pages.post_year import post_year_plans, post_year_view
from proofolio.views.pages.posts import posts_plans, posts_view
from proofolio.views.pages.project import project_plans, project_view
from proofolio.views.pages.project_year import project_year_plans, project_year_view
from proofolio.views.pages.projects import projects_plans, projects_view
from proofolio.views.pages.publication import publication_plans, publication_view
from proofolio.views.pages.publications import publications_plans, publications_view
from proofolio.views.pages.resume import resume_plans, resume_view
from proofolio.views.pages.services import services_plans, services_view
from proofolio.views.pages.subpage import subpage_plans, subpage_view
from proofolio.views.pages.subscribe import subscribe_plans, subscribe_view
from proofolio.views.pages.talks import talks_plans, talks_view
from proofolio.views.pages.testimonials import testimonials_plans, testimonials_view
from proofolio.views.pages.topic import topic_plans, topic_view
from proofolio.views.pages.topics import topics_plans, topics_view
from proofolio.views.parts.links import Link
from proofolio.views.parts.reach import is_on
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site


@dataclass(frozen=True)
class PageKind:
    """A kind of page; its template, and the block that shows it, have its name."""

    name: str
    plans: Callable[[Site], Iterator[PagePlan]]
    view: Callable[[Site, PagePlan], Any]
    """Makes what the template gets as `page`."""
    schema: Literal["WebPage", "CollectionPage", "ProfilePage"]
    """What it is in schema.org's words."""
    of: Kind[Any] | None = None
    """The kind of entry it is for; where that is switched off, so are its pages."""
    address: str | None = None
    """Where it is, if there is but one of it."""
    parent: str = HOME
    """Address of the page above it."""
    footer: int = 0
    """Its place in the footer, from 1; 0 keeps it out. The header is the goal's (`goals.py`)."""

    @property
    def title_key(self) -> str:
        """The word that names it, in its title and wherever it is named."""
        return f"common.{_NAMES.get(self.name, self.name)}"


_NAMES = {"projects": "work", "posts": "writing"}


def _about_view(site: Site, plan: PagePlan) -> AboutView:
    below = (page for page in PAGES if page.parent == ABOUT)
    links = (Link(found.title, found.address) for page in below for found in page.plans(site))
    return about_view(site, plan, tuple(links))


# fmt: off
PAGES = (
    PageKind("home", home_plans, home_view, "ProfilePage", None, HOME),
    PageKind("projects", projects_plans, projects_view, "CollectionPage", PROJECT, PROJECT.listing),
    PageKind("project", project_plans, project_view, "WebPage", PROJECT, parent=PROJECT.listing),
    PageKind("project_year", project_year_plans, project_year_view, "CollectionPage", PROJECT,
             parent=PROJECT.listing),
    PageKind("topics", topics_plans, topics_view, "CollectionPage", None, TOPICS,
             PROJECT.listing, footer=2),
    PageKind("topic", topic_plans, topic_view, "CollectionPage", parent=TOPICS),
    PageKind("about", about_plans, _about_view, "ProfilePage", None, ABOUT),
    PageKind("resume", resume_plans, resume_view, "WebPage", None, RESUME, ABOUT, footer=3),
    PageKind("talks", talks_plans, talks_view, "CollectionPage", TALK, TALK.listing, ABOUT,
             footer=2),
    PageKind("publications", publications_plans, publications_view, "CollectionPage", PUBLICATION,
             PUBLICATION.listing, ABOUT, footer=2),
    PageKind("publication", publication_plans, publication_view, "WebPage", PUBLICATION,
             parent=PUBLICATION.listing),
    PageKind("services", services_plans, services_view, "WebPage", SERVICE, SERVICE.listing),
    PageKind("niche", niche_plans, niche_view, "WebPage", NICHE, parent=SERVICE.listing),
    PageKind("testimonials", testimonials_plans, testimonials_view, "CollectionPage", TESTIMONIAL,
             TESTIMONIAL.listing, footer=1),
    PageKind("posts", posts_plans, posts_view, "CollectionPage", POST, POST.listing),
    PageKind("post", post_plans, post_view, "WebPage", POST, parent=POST.listing),
    PageKind("subpage", subpage_plans, subpage_view, "WebPage"),
    PageKind("post_year", post_year_plans, post_year_view, "CollectionPage", POST,
             parent=POST.listing),
    PageKind("subscribe", subscribe_plans, subscribe_view, "WebPage", None, SUBSCRIBE, footer=4),
)
# fmt: on
"""All kinds of pages, in the order of the sitemap."""

PAGE_KINDS: Mapping[str, PageKind] = {page.name: page for page in PAGES}
VIEWS = {page.name: page.view for page in PAGES}


def plan_site(site: Site) -> tuple[PagePlan, ...]:
    """Every page of the site, each address once; what is switched off or empty is not there."""
    pages = (page for page in PAGES if page.of is None or is_on(site, page.of))
    return tuple({plan.address: plan for page in pages for plan in page.plans(site)}.values())
