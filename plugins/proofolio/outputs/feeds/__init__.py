"""The feeds of a site as files: RSS, Atom and JSON Feed from one model."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.mistakes import making
from proofolio.model.characters import without_controls
from proofolio.outputs.feeds.addresses import absolute
from proofolio.outputs.feeds.document import FeedDocument
from proofolio.outputs.feeds.entries import FeedEntry, make_entry
from proofolio.outputs.feeds.jsonfeed import write_json
from proofolio.outputs.feeds.opml import write_opml
from proofolio.outputs.feeds.xml import write_atom, write_rss
from proofolio.outputs.icon_picture import SIDE, kept_icon
from proofolio.outputs.site import BuiltSite
from proofolio.problems import Level, Problem
from proofolio.views.feeds.feed import ATOM, IMAGE, JSON, OPML, RSS, Feed, FeedSettings, item_id
from proofolio.views.feeds.item import feed_item
from proofolio.views.feeds.plan import feed_aliases

LARGEST = 1_000_000
"""Bytes from which on some aggregators refuse a feed."""


@dataclass(frozen=True)
class FeedFiles:
    """Files to write, by address, and what an author should know of them."""

    files: dict[str, bytes]
    problems: tuple[Problem, ...] = ()


def make_feeds(site: BuiltSite, settings: FeedSettings) -> FeedFiles:
    """All feeds of the site in all formats; the content of each item is cleaned once."""
    entries: dict[tuple[str, str], FeedEntry] = {}
    documents = [_document(feed, site, settings, entries) for feed in site.feeds]
    files: dict[str, bytes] = {}
    problems = []
    for feed, document in zip(site.feeds, documents, strict=True):
        made = {
            RSS: write_rss(document),
            ATOM: write_atom(document),
            JSON: write_json(document),
        }
        files |= {feed.address(name): content for name, content in made.items()}
        if (size := max(map(len, made.values()))) > LARGEST:
            problems.append(_too_large(feed, size))
    if documents:
        files[OPML] = write_opml(site.name, documents)
        profile = site.library.profile
        name = profile.name_latin or profile.name
        folder = site.cache / "pictures" if site.cache else None
        files[IMAGE] = kept_icon(name, site.accent, SIDE, folder)
    files |= {alias: files[feed] for alias, feed in feed_aliases(site.feeds, settings).items()}
    return FeedFiles(files, tuple(problems))


def _document(
    feed: Feed,
    site: BuiltSite,
    settings: FeedSettings,
    made: dict[tuple[str, str], FeedEntry],
) -> FeedDocument:
    entries = []
    for entry in feed.entries:
        key = (type(entry).__name__, entry.id)
        if key not in made:
            with making(entry.origin.path):
                made[key] = make_entry(feed_item(site, entry, settings), site)
        entries.append(made[key])
    name = site.library.profile.name
    return FeedDocument(
        id=item_id(settings.authority, "feed", feed.key),
        folder=absolute(feed.folder, site.url),
        home=absolute(feed.folder, site.url),
        title=without_controls(feed.title),
        description=without_controls(feed.description),
        language=site.words.language,
        authors=((without_controls(name), site.url),),
        entries=tuple(entries),
        image=absolute(IMAGE, site.url),
    )


def _too_large(feed: Feed, size: int) -> Problem:
    text = (
        f"/{feed.address(RSS)} has {size / 1e6:.1f} MB, and some readers refuse more than 1 MB. "
        "Give proofolio/feeds a smaller `limit`, or `content: summary`."
    )
    return Problem("large-feed", text, "mkdocs.yml", level=Level.NOTE)
