"""Posts as rows: what a listing says of each, and where it is to be read."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from proofolio.model.addresses import address_of
from proofolio.model.post import Post
from proofolio.model.record import Page
from proofolio.model.topics import topics_of
from proofolio.views.parts.descriptions import shorten
from proofolio.views.parts.links import day_text, host_of
from proofolio.views.site import Site

WORDS_A_MINUTE = 220
LONGEST_SUMMARY = 240
"""In characters, in a listing."""
_PLACES = {
    "medium.com": "Medium",
    "substack.com": "Substack",
    "dev.to": "DEV",
    "linkedin.com": "LinkedIn",
    "towardsdatascience.com": "Towards Data Science",
    "kaggle.com": "Kaggle",
    "huggingface.co": "Hugging Face",
    "github.com": "GitHub",
    "github.io": "GitHub Pages",
}


@dataclass(frozen=True)
class PostRow:
    """A post in a listing."""

    address: str
    title: str
    date: str
    iso: str
    """The day for machines; empty without a date."""
    summary: str
    meta: str
    """Topics, minutes, whether it is a notebook, and where it stands if not here."""
    is_draft: bool = False
    is_outside: bool = False
    lang: str = ""


def post_row(site: Site, post: Post) -> PostRow:
    """A post as a row of a listing."""
    words = site.words
    minutes = reading_minutes(site, post)
    meta = list(topics_of(post)[:2])
    if minutes:
        meta.append(words("minutes", count=minutes))
    if post.notebook:
        meta.append(words("notebook"))
    if post.external_url:
        meta.append(words("on_host", host=place_of(post.external_url)))
    if site.library.is_draft(post):
        meta.append(words("posts.draft"))
    return PostRow(
        address=post.external_url or address_of(post),
        title=post.title,
        date=day_text(site, post.date),
        iso=post.date.date().isoformat() if post.date else "",
        summary=shorten(post_summary(site, post), LONGEST_SUMMARY),
        meta=" · ".join(meta),
        is_draft=site.library.is_draft(post),
        is_outside=bool(post.external_url),
        lang=post.lang,
    )


def post_summary(site: Site, post: Post) -> str:
    """What it is about: as written, else the text before `<!-- more -->` or its first words."""
    return post.summary or (site.prose(post).text if post.body else "")


def reading_minutes(site: Site, post: Post) -> int:
    """Minutes it takes to read; 0 where the text is not here."""
    if post.readtime is not None or post.external_url:
        return post.readtime or 0
    count = site.prose(post).words if post.body else 0
    notebook = site.notebook(post)
    return math.ceil((count + (notebook.words if notebook else 0)) / WORDS_A_MINUTE)


def place_of(address: str) -> str:
    """Name of the site an address is on: `Medium`, else its host."""
    host = host_of(address)
    found = (name for end, name in _PLACES.items() if host == end or host.endswith(f".{end}"))
    return next(found, host)


def newest_day(pages: Iterable[Page]) -> dt.date | None:
    """The day on which the newest of them was published or changed."""
    moments = (moment for page in pages for moment in (page.updated, page.date) if moment)
    return max((moment.date() for moment in moments), default=None)
