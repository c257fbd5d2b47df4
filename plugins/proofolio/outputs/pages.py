"""The body of every page, made from its plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from proofolio.outputs.prose import finish
from proofolio.outputs.templating import render_template
from proofolio.views.plan import PagePlan
from proofolio.views.site import Heading, Site


@dataclass(frozen=True)
class PageBody:
    """What goes into the frame of the theme."""

    html: str
    headings: tuple[Heading, ...] = ()
    """For the engine's list of contents and search."""


_HEAD = re.compile(r'<header class="pf-head.*?</header>', re.DOTALL)

View = Callable[[Site, PagePlan], Any]
"""Makes the object that a page's template gets as `page`."""


def render_page(plan: PagePlan, site: Site, views: Mapping[str, View]) -> PageBody:
    """The body of a planned page."""
    view = views[plan.kind](site, plan)
    html = render_template(
        f"{plan.kind}.html", plan.address, {"page": view, "words": site.words, "icons": site.icons}
    )
    if plan.intro and plan.intro not in html:
        html = _with_intro(html, plan.intro, plan.title)
    return PageBody(
        finish(html, plan.address),
        headings=getattr(view, "headings", ()),
    )


def _with_intro(html: str, intro: str, title: str) -> str:
    """The page with the author's introduction in place of our heading."""
    if "<h1" not in intro:
        intro = f"<h1>{escape(title)}</h1>\n{intro}"
    own = f'<header class="pf-head pf-intro md-typeset">{intro}</header>'
    return _HEAD.sub(lambda _: own, html, count=1) if _HEAD.search(html) else own + html
