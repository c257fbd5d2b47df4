"""One post: its text or notebook, what it belongs to, and where to read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import POSTS, address_of
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.topics import topics_of
from proofolio.views.parts.backing import backing_lines
from proofolio.views.parts.byline import Byline, byline
from proofolio.views.parts.cards import Card, card
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import begins_alike, describe
from proofolio.views.parts.links import Link, ProofLine, day_text, host_of
from proofolio.views.parts.notebook_links import notebook_links
from proofolio.views.parts.posts import PostRow, newest_day, post_row, reading_minutes
from proofolio.views.parts.project_facts import outside_link
from proofolio.views.parts.reach import topic_links
from proofolio.views.parts.references import Reference, reference_list
from proofolio.views.parts.subpages import further_links
from proofolio.views.plan import PagePlan
from proofolio.views.site import Heading, Html, NotebookCell, Picture, Site

RELATED_POSTS = 3
CONTENTS_FROM = 2
"""So many headings make a list of contents."""


@dataclass(frozen=True)
class SeriesPlace:
    """Where a post stands in its series."""

    name: str
    place: str
    """"part 2 of 4"; empty while there is no other part."""
    previous: Link | None
    next: Link | None


@dataclass(frozen=True)
class PostView:
    """The page of a post."""

    title: str
    subpages: tuple[Link, ...]
    subtitle: str
    lead: str
    parent: Link
    date: str
    iso: str
    updated: str
    updated_iso: str
    minutes: str
    authors: str
    by: Byline | None
    topics: tuple[Link, ...]
    links: tuple[Link, ...]
    """What the author says to read besides."""
    series: SeriesPlace | None
    contents: tuple[Heading, ...]
    backs: tuple[ProofLine, ...]
    original: Link | None
    """Where it was published first."""
    download: Link | None
    elsewhere: tuple[Link, ...]
    """Where the notebook can be read or run."""
    body: Html
    footnotes: Html
    references: tuple[Reference, ...]
    """Works that it cites."""
    cells: tuple[NotebookCell, ...]
    picture: Picture | None
    """Its own picture, where the text does not show it anyway."""
    projects: tuple[Card, ...]
    related: tuple[PostRow, ...]
    newer: Link | None
    older: Link | None
    lang: str
    cta: CallToAction
    headings: tuple[Heading, ...]

    @property
    def has_rail(self) -> bool:
        """Whether there is anything to put beside the text."""
        rail = (
            self.series,
            self.links,
            self.contents,
            self.backs,
            self.original,
            self.download,
            self.elsewhere,
        )
        return any(rail) or len(self.topics) > 1


def post_plans(site: Site) -> Iterator[PagePlan]:
    """A page for each post that is written here."""
    words, name = site.words, site.library.profile.name
    for post in site.library.all(Post):
        if not post.external_url:
            yield PagePlan(
                address=address_of(post),
                kind="post",
                title=post.title,
                description=describe(
                    post.summary, words("posts.post_by", title=post.title, name=name)
                ),
                entry=post,
                is_listed=post.status != "unlisted",
                updated=newest_day([post]),
            )


def post_view(site: Site, plan: PagePlan) -> PostView:
    """The page of the post that the plan names."""
    post = plan.entry
    assert isinstance(post, Post)
    words = site.words
    prose = site.prose(post)
    notebook = site.notebook(post)
    headings = prose.headings + (notebook.headings if notebook else ())
    minutes = reading_minutes(site, post)
    others = site.library.post_links
    return PostView(
        title=post.title,
        subpages=further_links(post),
        subtitle=post.subtitle,
        lead=_lead(post, prose.text or (notebook.summary if notebook else "")),
        parent=Link(words("writing"), POSTS),
        date=words.date(post.date.date()) if post.date else "",
        iso=post.date.date().isoformat() if post.date else "",
        updated=day_text(site, post.updated),
        updated_iso=post.updated.date().isoformat() if post.updated else "",
        minutes=words.count("posts.minutes", minutes) if minutes else "",
        authors=_authors(site, post),
        by=None if post.authors else byline(site),
        topics=topic_links(site, topics_of(post)),
        links=tuple(outside_link(site, link) for link in site.links(post)),
        series=_series_place(site, post),
        contents=_contents(post, headings),
        backs=backing_lines(site, post),
        original=_outside(post.canonical_url),
        download=Link(notebook.name, notebook.download) if notebook and notebook.download else None,
        elsewhere=notebook_links(site, post),
        body=prose.fields.get("body", ""),
        footnotes=prose.fields.get("footnotes", ""),
        references=reference_list(site, site.cited(post)),
        cells=notebook.cells if notebook else (),
        picture=_picture(site, post, prose.fields.get("body", "")),
        projects=_projects(site, post),
        related=tuple(post_row(site, other) for other in others.related(post, RELATED_POSTS)),
        newer=_link_to(others.newer(post)),
        older=_link_to(others.older(post)),
        lang=post.lang,
        cta=call_to_action(site, about=plan.title),
        headings=headings,
    )


def _picture(site: Site, post: Post, body: Html) -> Picture | None:
    picture = site.picture(post.image)
    return None if picture and f'pf:{picture.src}"' in body else picture


def _lead(post: Post, first: str) -> str:
    """The summary, where the text does not begin with the same words."""
    return "" if begins_alike(post.summary, first) else post.summary


def _authors(site: Site, post: Post) -> str:
    """Who wrote it, where it was not the author of the site alone."""
    names = post.authors
    if not names or names == (site.library.profile.name,):
        return ""
    return site.words("posts.by", names=site.words.listed(names))


def _contents(post: Post, headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    top = min((heading.level for heading in headings), default=2)
    shown = tuple(heading for heading in headings if heading.level == top)
    is_shown = post.toc and not post.hides_contents
    return shown if is_shown and len(shown) >= CONTENTS_FROM else ()


def _series_place(site: Site, post: Post) -> SeriesPlace | None:
    parts = site.library.post_links.series_of(post)
    ids = [part.id for part in parts]
    if post.series is None:
        return None
    if post.id not in ids or len(ids) < 2:
        return SeriesPlace(post.series.name, "", None, None)
    at = ids.index(post.id)
    return SeriesPlace(
        name=post.series.name,
        place=site.words("posts.part_of", part=at + 1, total=len(ids)),
        previous=_link_to(parts[at - 1]) if at else None,
        next=_link_to(parts[at + 1]) if at + 1 < len(parts) else None,
    )


def _projects(site: Site, post: Post) -> tuple[Card, ...]:
    found = (site.library.find("project", id) for id in post.projects)
    listed = (p for p in found if isinstance(p, Project) and p.is_listed)
    return tuple(card(site, project) for project in listed)


def _link_to(post: Post | None) -> Link | None:
    return Link(post.title, post.external_url or address_of(post)) if post else None


def _outside(address: str) -> Link | None:
    return Link(host_of(address), address) if address.startswith("http") else None
