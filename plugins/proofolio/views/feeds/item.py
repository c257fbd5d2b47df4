"""An entry as feeds tell it: facts, and finished HTML passed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from proofolio.model.addresses import address_of
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.publication import Publication
from proofolio.model.record import kind_of
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import topics_of
from proofolio.views.feeds.feed import (
    FeedAuthor,
    FeedItem,
    FeedPart,
    FeedQuote,
    FeedSettings,
    FeedSource,
    item_id,
)
from proofolio.views.feeds.plan import published, updated
from proofolio.views.parts.descriptions import shorten
from proofolio.views.parts.links import ProofLine
from proofolio.views.parts.outcomes import Tile, tiles
from proofolio.views.parts.posts import place_of, post_summary
from proofolio.views.parts.project_facts import AFTER, BEFORE, HIGHLIGHT
from proofolio.views.parts.publications import is_own_name, names_of
from proofolio.views.parts.quotes import quote_view
from proofolio.views.site import Html, NotebookCell, Picture, Site
from proofolio.views.words import Words

SUMMARY_LENGTH = 300


def feed_item(site: Site, entry: FeedSource, settings: FeedSettings) -> FeedItem:
    """The item of an entry that `entries_for_feeds` has let through."""
    first, last = published(site, entry), updated(site, entry, settings)
    assert first is not None
    assert last is not None
    kind = kind_of(entry)
    item = FeedItem(
        key=f"{kind}:{entry.id}",
        id=item_id(settings.authority, kind, entry.id),
        address=address_of(entry),
        title="",
        summary="",
        published=first,
        updated=last,
        authors=(FeedAuthor(site.library.profile.name, site.url),),
        categories=_categories(site, entry),
        lang=entry.lang,
    )
    if isinstance(entry, Post):
        item = _post(site, entry, item)
    elif isinstance(entry, Project):
        item = _project(site, entry, item)
    elif isinstance(entry, Publication):
        item = _publication(site, entry, item)
    elif isinstance(entry, Testimonial):
        item = _testimonial(site, entry, item)
    else:
        assert_never(entry)
    if settings.content == "full":
        return item
    more = item.more or site.words("feeds.read_on")
    return replace(item, lead=item.summary, results=(), quote=None, parts=(), more=more)


def shortened(text: str, length: int = SUMMARY_LENGTH) -> str:
    """The text on one line, cut at a word where it is too long."""
    text = " ".join(text.split())
    return shorten(text, length)


def _post(site: Site, post: Post, item: FeedItem) -> FeedItem:
    profile = site.library.profile
    names = post.authors or (profile.name,)
    item = replace(
        item,
        title=post.title,
        summary=shortened(post_summary(site, post)),
        authors=tuple(FeedAuthor(n, site.url if n == profile.name else "") for n in names),
        picture=_picture(site, post),
    )
    if post.external_url:
        more = site.words("feeds.read_at", place=place_of(post.external_url))
        return replace(item, address=post.external_url, lead=item.summary, more=more)
    prose, notebook = site.prose(post), site.notebook(post)
    parts = [FeedPart(prose.fields.get("body", ""))]
    parts.append(FeedPart(_joined(notebook.cells if notebook else ())))
    parts.append(FeedPart(prose.fields.get("footnotes", "")))
    parts = [part for part in parts if part.html]
    lead = "" if parts else item.summary or item.title
    return replace(item, parts=tuple(parts), lead=lead)


def _project(site: Site, project: Project, item: FeedItem) -> FeedItem:
    prose, notebook = site.prose(project), site.notebook(project)
    cells = notebook.cells if notebook else ()
    before = _fields(site, prose.fields, BEFORE)
    highlights = tuple(cell for cell in cells if HIGHLIGHT in cell.names)
    body = prose.fields.get("body", "")
    after = _fields(site, prose.fields, AFTER)
    # A notebook that is the whole entry tells its story itself.
    alone = not (before or body or after or highlights)
    summary = project.summary or prose.text or (notebook.summary if notebook else "")
    evidence = (FeedPart(body), FeedPart(_joined(cells if alone else highlights)))
    footnotes = FeedPart(prose.fields.get("footnotes", ""))
    return replace(
        item,
        title=project.title,
        summary=shortened(summary),
        lead=project.summary,
        results=tuple(_result(tile, site.words) for tile in tiles(site, project, "feed")),
        parts=tuple(part for part in (*before, *evidence, *after, footnotes) if part.html),
        more=site.words("feeds.whole_study"),
        picture=_picture(site, project),
    )


def _publication(site: Site, paper: Publication, item: FeedItem) -> FeedItem:
    prose, names = site.prose(paper), names_of(site.library.profile)
    authors = [
        FeedAuthor(author.name, site.url if is_own_name(author.name, names) else "")
        for author in paper.named
    ]
    summary = paper.summary or prose.text
    abstract = prose.fields.get("abstract", "") + prose.fields.get("footnotes", "")
    return replace(
        item,
        title=paper.title,
        summary=shortened(summary),
        authors=tuple(authors) or item.authors,
        lead=paper.summary or ("" if abstract else site.words.joined((paper.venue, paper.note))),
        parts=(FeedPart(abstract),) if abstract else (),
        more=site.words("feeds.read_on"),
    )


def _testimonial(site: Site, testimonial: Testimonial, item: FeedItem) -> FeedItem:
    quote = quote_view(site, testimonial)
    title = site.words("feeds.said", who=quote.who)
    proof = _line(quote.proof, site.words)
    return replace(
        item,
        title=title,
        summary=shortened(quote.text),
        quote=FeedQuote(quote.text, quote.who, quote.about, proof, quote.lang),
        more=site.words("feeds.read_on"),
    )


def _fields(site: Site, fields: Mapping[str, Html], names: Iterable[str]) -> tuple[FeedPart, ...]:
    return tuple(
        FeedPart(fields[name], site.words(f"project.{name}")) for name in names if fields.get(name)
    )


def _joined(cells: Iterable[NotebookCell]) -> Html:
    return "\n".join(cell.html for cell in cells)


def _result(tile: Tile, words: Words) -> str:
    """An outcome in sentences: figures, change, what it was compared with, who checked it."""
    shown = tile.figures
    first = tile.sentence
    if tile.metric:
        first = words("metric", metric=tile.metric, value=shown.spoken)
    facts = (words("metric", metric=term, value=text) for term, text in tile.facts)
    own = (first, shown.delta, *facts)
    ours = (text[:1].upper() + text[1:] for text in (tile.caveat, tile.proof.mark))
    return " ".join(
        words("sentence", text=sentence.rstrip(". 。")) for sentence in (*own, *ours) if sentence
    )


def _line(line: ProofLine | None, words: Words) -> str:
    """A proof line as text, beginning with a capital letter."""
    if line is None:
        return ""
    label = line.link.label if line.link else ""
    start = " ".join(part for part in (line.before, label) if part)
    text = words.joined((start, line.mark, line.after))
    return text[:1].upper() + text[1:]


def _categories(site: Site, entry: FeedSource) -> tuple[str, ...]:
    """Names of its niches, then its topics."""
    found = (site.library.find("niche", id) for id in getattr(entry, "niches", ()))
    names = [n.name for n in found if isinstance(n, Niche) and n.status == "published"]
    return tuple(dict.fromkeys((*names, *topics_of(entry))))


def _picture(site: Site, entry: Post | Project) -> Picture | None:
    """Its own picture, else the first figure of its notebook; a drawn cover tells nothing.

    One on another host, which no page shows, is here as its address; readers decide for themselves.
    """
    if own := site.picture(entry.image):
        return own
    if entry.image and "://" in entry.image.src:
        return Picture(entry.image.src, alt=entry.image.alt)
    notebook = site.notebook(entry)
    return notebook.first_figure if notebook else None
