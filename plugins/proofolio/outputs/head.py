"""What stands in the head of every page for search engines, previews and feed readers."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from proofolio.views.feed import FORMATS
from proofolio.views.feeds import feeds_of_page
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

OG_TYPES = {"post": "article", "project": "article", "about": "profile"}


def make_head(
    site: Site,
    plan: PagePlan | None,
    address: str | None,
    title: str,
    description: str,
    relative: Callable[[str], str],
) -> Markup:
    """Links and meta tags as HTML; absolute addresses only where the site's is known."""
    lines: list[Markup] = []
    if site.url and address is not None:
        canonical = getattr(plan.entry, "canonical_url", "") if plan and plan.entry else ""
        page_url = canonical or site.url + address
        lines.append(Markup('<link rel="canonical" href="{}">').format(page_url))
        lines.append(_property("og:url", page_url))
    lines += _feed_links(site, address)
    if title:
        lines.append(_property("og:title", title))
    if description:
        lines.append(_property("og:description", description))
    kind = OG_TYPES.get(plan.kind, "website") if plan else "website"
    lines += [_property("og:type", kind), _property("og:site_name", site.name)]
    lines.append(Markup('<meta name="twitter:card" content="summary_large_image">'))
    return Markup("\n").join(lines)


def _feed_links(site: Site, address: str | None) -> list[Markup]:
    """Where feed readers find the feeds: the site's on every page, a niche's on its own."""
    link = Markup('<link rel="alternate" type="{}" title="{}" href="{}">')
    return [
        link.format(kind, f"{feed.title} ({label})", site.url + feed.address(name))
        for feed in feeds_of_page(site.feeds, address)
        for name, (label, kind) in FORMATS.items()
    ]


def _property(name: str, content: str) -> Markup:
    return Markup('<meta property="{}" content="{}">').format(name, content)
