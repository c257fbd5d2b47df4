"""What the theme's frame needs to know of a page: `pf` in its templates."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from proofolio.adapters.mkdocs.languages import searches_characters
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.made_pages import address_of_page
from proofolio.adapters.mkdocs.navigation import header_links, plain
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.model.mark import LEVELS
from proofolio.model.record import Page as Record
from proofolio.outputs.head import HeadFacts, make_head
from proofolio.outputs.microformats import microformat_of
from proofolio.outputs.prose import first_paragraph, lead
from proofolio.outputs.site import BuiltSite
from proofolio.views.footer import footer_view
from proofolio.views.parts.cv import cv_link
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link, ribbon
from proofolio.views.words import text_direction

FRAME_WORDS = ("site", "elsewhere", "contact", "missing_title", "missing_lead", "other", "notice")


def frame(
    loaded: Loaded,
    options: PortfolioOptions,
    config: MkDocsConfig,
    nav: Navigation,
    page: Page | None,
) -> dict[str, Any]:
    """Everything the theme's templates read as `pf`."""
    site = loaded.site
    base = "/" + site.url.split("/", 3)[3] if site.url else "/"

    def relative(address: str) -> str:
        if page is not None:
            return normalize_url(address, page)
        return address if "://" in address or address.startswith("#") else base + address

    address = address_of_page(page) if page is not None else None
    plan = loaded.plans.get(address) if address is not None else None
    content = (page.content or "") if page is not None else ""
    title = plan.title if plan else plain(page.title) if page is not None else ""
    description = plan.description if plan else ""
    if page is not None:
        description = str(page.meta.get("description") or description)
        if plan is None and not description:
            description = describe(first_paragraph(content))
    status = loaded.own_statuses.get(page.file.src_uri, "") if page is not None else ""
    links = header_links(nav, page, relative)
    if site.library.profile.cv and (cv := cv_link(site, short=True)):
        url = cv.address if ":" in cv.address else relative(cv.address)
        if all(link["url"] != url for link in links):
            links.append({"title": cv.label, "url": url, "current": "", "apart": "yes"})
    has_band = 'id="pf-cta"' in content
    if site.library.profile.email or site.library.profile.contact.booking_url:
        # An author's own home page need not end with the call to action.
        elsewhere = "about/" if "" in loaded.intros else ""
        contact = "#pf-cta" if has_band else f"{relative(elsewhere)}#pf-cta"
        links.append(
            {"title": site.words("contact"), "url": contact, "current": "", "apart": "yes"}
        )
    composed = plan is not None and (plan.kind != "home" or address not in loaded.intros)
    composed = composed or content.startswith(('<div class="pf-page', '<div class="pf-block'))
    head = HeadFacts(
        address=address,
        title=title,
        description=description,
        plan=plan,
        card=loaded.cards.get(address, "") if address is not None else "",
        is_own=address not in loaded.intros,
        plans=loaded.plans,
    )
    own = tuple(Link(plain(p.title), p.url) for p in loaded.own_pages)
    footer = footer_view(site, loaded.plans, own, title or site.name)
    lang = plan.entry.lang if plan and plan.entry else ""
    return {
        "kind": plan.kind if plan else "",
        "is_entry": plan is not None and isinstance(plan.entry, Record),
        "nav": links,
        "home": relative(""),
        "notice": lead(loaded.notice, relative),
        "source": _source(config, page),
        "footer": footer.as_links(relative, links),
        "palette": options.palette,
        "type": options.type,
        "own_colours": _has_own_colours(config),
        "lang": lang,
        "dir": _direction(config, site.words.direction, lang),
        "head": make_head(site, head),
        "thing": microformat_of(site, plan, relative),
        "robots": "noindex" if status == "unlisted" or (plan and not plan.is_listed) else "",
        "description": description,
        "title": title if plan and plan.kind == "home" else f"{title} - {site.name}",
        "has_cells": 'class="pf-cell' in content,
        "composed": composed or address in loaded.broken_pages,
        "ribbon": ribbon(site, plan.entry if plan else None, status),
        "by_character": searches_characters(config),
        "marks": _marks(site) if 'popovertarget="pf-marks"' in content else None,
        "theme_words": loaded.theme_words,
        "words": {key: site.words(f"frame.{key}") for key in FRAME_WORDS},
    }


def _source(config: MkDocsConfig, page: Page | None) -> str:
    """Where the file of a page is read, if the author wants that shown and says where it is."""
    wanted = "content.action.view" in (config.theme.get("features") or ())
    address = (page.edit_url if page is not None else None) or ""
    return address.replace("/edit/", "/blob/", 1) if wanted else ""


def _marks(site: BuiltSite) -> dict[str, str]:
    """What the marks of numbers mean, in words."""
    names = [name for level in LEVELS for name in (level, f"{level}_text")]
    return {name: site.words(f"marks.{name}") for name in ("what", *names, "caveat")}


def _has_own_colours(config: MkDocsConfig) -> bool:
    """Whether all schemes are ours, none one of Material's palettes."""
    chosen = config.theme["palette"]
    schemes = chosen if isinstance(chosen, list) else [chosen]
    return all(scheme.get(name) == "custom" for scheme in schemes for name in ("primary", "accent"))


def _direction(config: MkDocsConfig, usual: str, lang: str) -> str:
    """How a page runs, `rtl` or `ltr`; empty where nothing runs from right to left."""
    of_site = str(config.theme.get("direction") or usual)
    own = text_direction(lang) if lang else of_site
    return own if "rtl" in (own, of_site) else ""
