"""Structured data: what a page shows, in schema.org's words, as one graph of JSON-LD.

It tells search engines nothing that a visitor cannot see on the same page, names no client, and
says nothing of ratings: quotes about oneself on one's own site are no reviews.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from markupsafe import Markup

from proofolio.model.kinds import KINDS
from proofolio.model.library import zone_of
from proofolio.model.record import SubPage
from proofolio.outputs.schema_page import Node, SchemaPage, typed, without_empty
from proofolio.outputs.schema_things import entry_node
from proofolio.views.plan import PagePlan
from proofolio.views.plans import PAGE_KINDS


def make_graph(page: SchemaPage, plans: Mapping[str, PagePlan]) -> Node:
    """What is known of a page, as JSON-LD. The site's address must be known.

    `plans` are all pages of the site, by address.
    """
    things = _things(page)
    main = things[0]["@id"] if page.plan and page.plan.entry and things else ""
    nodes = [
        _website(page),
        _web_page(page, main),
        _person(page) if page.schema == "ProfilePage" else page.author,
        *things,
        _breadcrumbs(page, plans),
    ]
    return {"@context": "https://schema.org", "@graph": without_empty(nodes)}


def as_script(graph: Node) -> Markup:
    """The graph as a script element, whatever texts it holds."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    # Within a string `<` may be written so; then nothing can end the script, or begin a comment.
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _things(page: SchemaPage) -> list[Node]:
    """What the page is about, besides its author."""
    if page.plan is None:
        return []
    library, entries = page.site.library, [page.plan.entry] if page.plan.entry else []
    for kind in KINDS:
        if kind.listing == page.plan.address and not kind.has_page:
            entries += library.listed(kind.record)
    things = (entry for entry in entries if not isinstance(entry, SubPage))
    return [node for entry in things if (node := entry_node(page, entry))]


def _website(page: SchemaPage) -> Node:
    site = page.site
    return {
        "@type": "WebSite",
        "@id": f"{site.url}#website",
        "name": site.name,
        "url": site.url,
        "inLanguage": site.words.language,
        "publisher": {"@id": page.author["@id"]},
    }


def _web_page(page: SchemaPage, main: str) -> Node:
    is_profile = page.schema == "ProfilePage"
    if is_profile:
        main = page.author["@id"]
    return {
        "@type": page.schema,
        "@id": f"{page.url}#page",
        "url": page.url,
        "name": page.title,
        "description": page.description,
        "inLanguage": page.language,
        "isPartOf": {"@id": f"{page.site.url}#website"},
        "primaryImageOfPage": typed("ImageObject", url=page.image),
        "breadcrumb": {"@id": f"{page.url}#breadcrumb"} if page.address else None,
        "dateModified": _modified(page) if is_profile else "",
        "mainEntity": {"@id": main} if main else None,
        "about": {"@id": page.author["@id"]} if page.kind == "resume" else None,
    }


def _modified(page: SchemaPage) -> str:
    """The day of the content; without a time it is midnight in the author's zone, as everywhere."""
    day = page.plan.updated if page.plan else None
    if day is None:
        return ""
    return dt.datetime.combine(day, dt.time(), zone_of(page.site.library.profile)).isoformat()


def _person(page: SchemaPage) -> Node:
    """The author as home and about show her."""
    profile = page.site.library.profile
    accounts = [page.whole(account.url) for account in profile.profiles]
    node: Node = {
        **page.author,
        "sameAs": [url for url in accounts if url.startswith(("http://", "https://"))],
    }
    if not page.is_own:
        return node
    portrait = page.site.picture(profile.image)
    location = profile.location
    node |= {
        "description": profile.headline,
        "jobTitle": profile.label,
        "image": page.whole(portrait.src) if portrait else "",
        "address": typed(
            "PostalAddress", addressLocality=location.city, addressRegion=location.region
        ),
    }
    if page.kind == "about":
        node |= {
            "alternateName": profile.name_latin,
            "knowsAbout": [skill.name for skill in profile.skills if skill.offered],
            "knowsLanguage": [spoken.language for spoken in profile.languages],
        }
    return node


def _above(plan: PagePlan) -> str:
    """Address of the page above one."""
    if isinstance(plan.entry, SubPage):
        return plan.address[:-1].rpartition("/")[0] + "/"
    return PAGE_KINDS[plan.kind].parent


def _breadcrumbs(page: SchemaPage, plans: Mapping[str, PagePlan]) -> Node:
    """The way from the home page; none on the home page itself."""
    if not page.address:
        return {}
    steps = [(page.site.name, page.site.url)]
    parent = plans.get(_above(page.plan)) if page.plan else None
    if parent and parent.entry and (listing := plans.get(_above(parent))):
        steps.append((listing.title, page.whole(listing.address)))
    if parent and parent.address:
        steps.append((parent.title, page.whole(parent.address)))
    steps.append((page.title, page.url))
    return {
        "@type": "BreadcrumbList",
        "@id": f"{page.url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(steps, 1)
        ],
    }
