"""Which feeds the site has, and what stands in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from proofolio.model.addresses import PROJECTS, address_of, topic_address, topic_slug
from proofolio.model.library import zone_of
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.publication import PUBLICATION, Publication
from proofolio.model.record import PartialDate, kind_of
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import topics_of
from proofolio.problems import Level, Problem
from proofolio.views.feeds.feed import FORMATS, IMAGE, OPML, Feed, FeedSettings, FeedSource
from proofolio.views.parts.reach import topic_proofs
from proofolio.views.site import Site

_FILE = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.\w+")


def plan_feeds(site: Site, settings: FeedSettings) -> tuple[tuple[Feed, ...], tuple[Problem, ...]]:
    """All feeds with something in them, the site's first, and what keeps entries out."""
    library, words = site.library, site.words
    dated = entries_for_feeds(site, settings.include)
    projects = entries_for_feeds(site, ("projects",))
    feeds = [
        _feed("site", "", site.name, library.profile.headline, dated, settings),
        _feed(
            "projects",
            PROJECTS,
            words("feeds.title", site=site.name, of=words("work")),
            words("feeds.projects", name=library.profile.name),
            projects,
            settings,
        ),
    ]
    if "publications" in settings.include:
        papers = entries_for_feeds(site, ("publications",))
        title = words("feeds.title", site=site.name, of=words("publications"))
        about = words("publications_page.description", name=library.profile.name)
        feeds.append(_feed("publications", PUBLICATION.listing, title, about, papers, settings))
    for niche in library.listed(Niche) if "services" in site.enabled else ():
        if library.has_page(niche):
            theirs = [entry for entry in dated if niche.id in getattr(entry, "niches", ())]
            title = words("feeds.title", site=site.name, of=niche.name)
            key, folder = f"niche:{niche.id}", address_of(niche)
            feeds.append(_feed(key, folder, title, niche.headline, theirs, settings))
    feeds += _topic_feeds(site, dated, settings)
    made = tuple(feed for feed in feeds if feed.entries)
    return made, _problems(site, settings) + _wrong_settings(site, made, settings)


def _topic_feeds(site: Site, dated: Iterable[FeedSource], settings: FeedSettings) -> Iterable[Feed]:
    """Feeds of the topics that the author names, beside their pages."""
    words, name = site.words, site.library.profile.name
    for slug in dict.fromkeys(map(topic_slug, settings.topics)):
        topic = site.library.topics.get(slug)
        if topic and topic_proofs(site, topic).has_page:
            theirs = [entry for entry in dated if slug in map(topic_slug, topics_of(entry))]
            title = words("feeds.title", site=site.name, of=topic.name)
            about = words("topic.description", topic=topic.name, name=name)
            yield _feed(f"topic:{slug}", topic_address(slug), title, about, theirs, settings)


def entries_for_feeds(site: Site, include: Iterable[str]) -> tuple[FeedSource, ...]:
    """All entries of these kinds that feeds may carry, newest first."""
    library = site.library
    found: list[FeedSource] = []
    if "posts" in include and "posts" in site.enabled:
        found += [post for post in library.all(Post) if post.feed]
    if "projects" in include:
        found += library.all(Project)
    if "publications" in include:
        found += library.all(Publication)
    if "testimonials" in include and "testimonials" in site.enabled:
        found += [t for t in library.all(Testimonial) if t.may_appear("feed", library.today)]
    dated: list[tuple[float, str, FeedSource]] = []
    for entry in found:
        moment = published(site, entry)
        if entry.status == "published" and moment:
            dated.append((-moment.timestamp(), f"{kind_of(entry)}:{entry.id}", entry))
    return tuple(entry for _, _, entry in sorted(dated, key=lambda item: item[:2]))


def published(site: Site, entry: FeedSource) -> dt.datetime | None:
    """When an entry came out, to the second; none without a date, or where it is yet to come."""
    moment = _dated(site, entry)
    zone = zone_of(site.library.profile)
    if moment is None or moment.astimezone(zone).date() > site.library.today:
        return None
    return moment


def _dated(site: Site, entry: FeedSource) -> dt.datetime | None:
    """When an entry comes out, whether it has or will."""
    zone = zone_of(site.library.profile)
    if isinstance(entry, Post):
        moment = entry.date
    elif isinstance(entry, Project):
        moment = entry.date or _first_moment(entry.end or entry.start, zone)
    elif isinstance(entry, Publication | Testimonial):
        moment = _first_moment(entry.date, zone)
    else:
        assert_never(entry)
    return in_fixed_zone(moment) if moment else None


def updated(site: Site, entry: FeedSource, settings: FeedSettings) -> dt.datetime | None:
    """When it last changed, if the author says so and it can be true; else when it came out."""
    first = published(site, entry)
    written = getattr(entry, "updated", None) or _last_commit(entry, settings)
    if first is None or written is None or _is_impossible(site, first, written):
        return first
    return max(first, in_fixed_zone(written))


def _last_commit(entry: FeedSource, settings: FeedSettings) -> dt.datetime | None:
    notebook = getattr(entry, "notebook", None)
    paths = {entry.origin.path, entry.origin.body_path, notebook.source if notebook else ""}
    return max((settings.changed[path] for path in paths if path in settings.changed), default=None)


def in_fixed_zone(moment: dt.datetime) -> dt.datetime:
    """The same moment in whole seconds, with an offset that every format can write."""
    offset = moment.utcoffset() or dt.timedelta()
    if offset % dt.timedelta(minutes=1):
        offset = dt.timedelta()
    zone = dt.timezone(offset) if offset else dt.UTC
    return moment.astimezone(zone).replace(microsecond=0)


def feed_addresses(feeds: Sequence[Feed]) -> tuple[str, ...]:
    """Addresses of all files that the feeds make."""
    files = tuple(feed.address(name) for feed in feeds for name in FORMATS)
    return (*files, OPML, IMAGE) if files else ()


def feed_aliases(feeds: Sequence[Feed], settings: FeedSettings) -> dict[str, str]:
    """Further addresses at which a feed is to stand, each with that of the feed."""
    known = feed_addresses(feeds)
    return {
        alias: target
        for alias, target in settings.aliases.items()
        if target in known and alias not in known and _FILE.fullmatch(alias)
    }


def feeds_of_page(feeds: Sequence[Feed], address: str | None) -> tuple[Feed, ...]:
    """Feeds that a page should point to: the site's, then the page's own."""
    return tuple(feed for feed in feeds if feed.key == "site" or feed.folder == address)


def _feed(
    key: str,
    folder: str,
    title: str,
    description: str,
    entries: Sequence[FeedSource],
    settings: FeedSettings,
) -> Feed:
    kept = tuple(entries[: settings.limit] if settings.limit else entries)
    return Feed(key, folder, title, description, kept)


def _first_moment(day: PartialDate | None, zone: dt.tzinfo) -> dt.datetime | None:
    return dt.datetime.combine(day.first, dt.time(), zone) if day else None


def _is_impossible(site: Site, first: dt.datetime, written: dt.datetime) -> bool:
    zone = zone_of(site.library.profile)
    day = written.astimezone(zone).date()
    return day < first.astimezone(zone).date() or day > site.library.today


def _wrong_settings(
    site: Site, feeds: Sequence[Feed], settings: FeedSettings
) -> tuple[Problem, ...]:
    keys = {feed.key for feed in feeds}
    found = [
        f'topics: there is no page of "{name}" with a dated entry, so it has no feed. Mend the '
        "name, or take it out."
        for name in settings.topics
        if f"topic:{topic_slug(name)}" not in keys
    ]
    known = {feed.address(name) for feed in feeds for name in FORMATS}
    found += [
        f'aliases: "{target}" is no feed of this site. Name one of {", ".join(sorted(known)[:3])}.'
        for target in settings.aliases.values()
        if known and target not in known
    ]
    # As long as something is not shown, it may be what is missing there.
    level = Level.NOTE if site.library.hidden else Level.PROBLEM
    problems = [_setting(text, level) for text in found]
    for alias in settings.aliases:
        if not _FILE.fullmatch(alias):
            text = f'aliases: "{alias}" is no place for a file. Write it as `old/feed.xml`.'
            problems.append(_setting(text, Level.PROBLEM))
    return tuple(problems)


def _setting(text: str, level: Level) -> Problem:
    return Problem("feed-setting", f"proofolio/feeds: {text}", "mkdocs.yml", level=level)


def _problems(site: Site, settings: FeedSettings) -> tuple[Problem, ...]:
    library = site.library
    found = []
    entries: list[Post | Project] = [*library.all(Post), *library.all(Project)]
    for entry in entries:
        first = published(site, entry)
        if first and entry.updated and _is_impossible(site, first, entry.updated):
            why = (
                "is still to come"
                if entry.updated > first
                else "is earlier than the day it was published"
            )
            text = f"{entry.updated.date()} {why}; feeds say that it never changed. Correct it."
            line = entry.origin.line_of("updated")
            # The day mends one, and brings the other where work has a planned end.
            told = Problem("bad-update", text, entry.origin.path, line, "updated", Level.NOTE)
            found.append(told)
    undated = [p.id for p in library.listed(Project) if not p.last_day]
    if undated and "projects" in settings.include:
        text = f"without a date, and so in no feed: {', '.join(undated)}. Give each a `date`."
        found.append(Problem("undated", text, level=Level.NOTE))
    return tuple(found)
