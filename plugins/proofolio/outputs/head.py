"""What stands in the head of every page for search engines, previews and feed readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from markupsafe import Markup

from proofolio.model.addresses import RESUME
from proofolio.model.publication import Publication
from proofolio.model.record import Page
from proofolio.outputs.feeds.addresses import absolute
from proofolio.outputs.preview_cards import SIZE
from proofolio.outputs.resume_json import RESUME_JSON
from proofolio.outputs.schema_page import SchemaPage
from proofolio.outputs.scholar import citation_tags
from proofolio.outputs.structured_data import as_script, make_graph
from proofolio.views.feeds.feed import FORMATS
from proofolio.views.feeds.plan import feeds_of_page
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

OG_TYPES = {"post": "article", "project": "article", "publication": "article", "about": "profile"}
_ABOUT_PERSON = ("home", "about")


@dataclass(frozen=True)
class HeadFacts:
    """What the head of a page is made from."""

    address: str | None
    """Relative to the site; none for the 404 page."""
    title: str
    description: str
    plan: PagePlan | None = None
    """None for a page that the author wrote."""
    card: str = ""
    """Address of the preview card, relative to the site; empty where there is none."""
    is_own: bool = True
    """False for a home page that the author wrote herself."""
    plans: Mapping[str, PagePlan] = field(default_factory=dict)
    """All pages of the site."""


def make_head(site: Site, page: HeadFacts) -> Markup:
    """Links, meta tags and structured data; whole addresses only where the site's is known."""
    lines = [
        *_addresses(site, page),
        *_feed_links(site, page.address),
        *_people(site, page),
        *_open_graph(site, page),
        *_preview(site, page),
        *_citation(site, page),
        *_data(site, page),
    ]
    return Markup("\n").join(lines)


def _addresses(site: Site, page: HeadFacts) -> list[Markup]:
    """The page's one address: here, or where it was published first."""
    if not site.url or page.address is None:
        return []
    entry = page.plan.entry if page.plan else None
    original = entry.canonical_url if isinstance(entry, Page) else ""
    url = absolute(original or page.address, site.url)
    return [Markup('<link rel="canonical" href="{}">').format(url), _property("og:url", url)]


def _feed_links(site: Site, address: str | None) -> list[Markup]:
    """Where feed readers find the feeds: the site's on every page, a niche's on its own."""
    link = Markup('<link rel="alternate" type="{}" title="{}" href="{}">')
    return [
        link.format(kind, f"{feed.title} ({label})", site.url + feed.address(name))
        for feed in feeds_of_page(site.feeds, address)
        for name, (label, kind) in FORMATS.items()
    ]


def _people(site: Site, page: HeadFacts) -> list[Markup]:
    """Where else the author is, on the pages about her, and her résumé for programs."""
    kind = page.plan.kind if page.plan else ""
    if kind == "resume":
        link = Markup('<link rel="alternate" type="application/json" title="{}" href="{}">')
        return [link.format("JSON Resume", RESUME_JSON.removeprefix(RESUME))]
    accounts = site.library.profile.profiles if kind in _ABOUT_PERSON else ()
    return [
        Markup('<link rel="me" href="{}">').format(account.url)
        for account in accounts
        if account.url.startswith(("https:", "http:"))
    ]


def _open_graph(site: Site, page: HeadFacts) -> list[Markup]:
    plan = page.plan
    kind = OG_TYPES.get(plan.kind, "website") if plan else "website"
    entry = plan.entry if plan else None
    tags = {
        "og:title": page.title,
        "og:description": page.description,
        "og:type": kind,
        "og:site_name": site.name,
        "og:locale": og_locale((entry.lang if entry else "") or str(site.words.locale)),
    }
    if isinstance(entry, Page) and kind == "article":
        tags["article:published_time"] = entry.date.isoformat() if entry.date else ""
        tags["article:modified_time"] = entry.updated.isoformat() if entry.updated else ""
    return [_property(name, content) for name, content in tags.items() if content]


def _preview(site: Site, page: HeadFacts) -> list[Markup]:
    if not site.url or not page.card:
        return [_meta("twitter:card", "summary")]
    width, height = SIZE
    return [
        _property("og:image", absolute(page.card, site.url)),
        _property("og:image:type", "image/png"),
        _property("og:image:width", str(width)),
        _property("og:image:height", str(height)),
        _property("og:image:alt", page.title),
        # X reads `name`, the others `property`.
        _meta("twitter:card", "summary_large_image"),
        _meta("twitter:image:alt", page.title),
    ]


def _citation(site: Site, page: HeadFacts) -> list[Markup]:
    entry = page.plan.entry if page.plan else None
    return citation_tags(site, entry) if isinstance(entry, Publication) else []


def _data(site: Site, page: HeadFacts) -> list[Markup]:
    if not site.url or page.address is None:
        return []
    image = absolute(page.card, site.url) if page.card else ""
    described = SchemaPage(
        site, page.address, page.title, page.description, page.plan, image, page.is_own
    )
    return [as_script(make_graph(described, page.plans))]


def og_locale(language: str) -> str:
    """A language as Open Graph wants it, with its likeliest country: `de` is `de_DE`."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return ""
    known = get_global("likely_subtags")
    likely = known.get(f"{locale.language}_{locale.script}") or known.get(locale.language, "")
    country = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{country}" if len(country) == 2 else ""


def _property(name: str, content: str) -> Markup:
    return Markup('<meta property="{}" content="{}">').format(name, content)


def _meta(name: str, content: str) -> Markup:
    return Markup('<meta name="{}" content="{}">').format(name, content)
