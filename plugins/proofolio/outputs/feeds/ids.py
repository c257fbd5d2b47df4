"""The ids of all items as a file to commit, so that a changed one is noticed before readers do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from proofolio.model.library import zone_of
from proofolio.model.record import kind_of
from proofolio.model.testimonial import Testimonial
from proofolio.outputs.site import BuiltSite
from proofolio.problems import Level, Problem
from proofolio.views.feeds.feed import FeedSettings, item_id
from proofolio.views.feeds.plan import entries_for_feeds, published

FILE = "feed-ids.yml"
HEAD = """\
# Ids of the entries in the feeds, written by `proofolio feed-ids`. Commit this file: with it a
# build notices that an entry would get another id, and be shown as new to every reader.
"""


@dataclass(frozen=True)
class KnownItem:
    """An item as it was when the file was written, or as it is now."""

    key: str
    """`kind:id`."""
    id: str
    path: str
    title: str
    day: dt.date

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.key.partition(":")[0]


def known_items(site: BuiltSite, settings: FeedSettings) -> tuple[KnownItem, ...]:
    """Every item that feeds carry today, older ones than fit in them too."""
    zone = zone_of(site.library.profile)
    found = []
    for entry in entries_for_feeds(site, settings.include):
        kind, moment = kind_of(entry), published(site, entry)
        if moment:
            title = "" if isinstance(entry, Testimonial) else entry.title
            id = item_id(settings.authority, kind, entry.id)
            day = moment.astimezone(zone).date()
            found.append(KnownItem(f"{kind}:{entry.id}", id, entry.origin.path, title, day))
    return tuple(found)


def check_ids(site: BuiltSite, settings: FeedSettings) -> tuple[Problem, ...]:
    """What differs from the committed file; nothing where there is none."""
    path = site.files.root / FILE
    if not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8", errors="replace")
    return id_problems(read_ids(text), known_items(site, settings), site.library.hidden)


def write_ids(items: Iterable[KnownItem]) -> str:
    """The text of the file."""
    found = {
        item.key: {"id": item.id, "file": item.path, "date": item.day, "title": item.title}
        for item in items
    }
    return HEAD + yaml.safe_dump(found, allow_unicode=True, width=1000)


def read_ids(text: str) -> dict[str, KnownItem] | None:
    """The items of the file by key; none where it is not what was written."""
    try:
        found = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
        return {key: _item(key, value) for key, value in found.items()}
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError):
        return None


def id_problems(
    known: Mapping[str, KnownItem] | None,
    current: Iterable[KnownItem],
    hidden: Container[str] = (),
) -> tuple[Problem, ...]:
    """What has changed since the file was written; items that are gone are nobody's trouble.

    `hidden` are keys of entries that are not shown today; no other can be what they were.
    """
    if known is None:
        text = "this file cannot be read. Restore it, or write it anew with `proofolio feed-ids`."
        return (Problem("bad-feed-ids", text, FILE),)
    items = {item.key: item for item in current}
    changed = [key for key, item in items.items() if key in known and known[key].id != item.id]
    if changed:
        text = (
            f"the `authority` of proofolio/feeds was another one when {FILE} was written, and all "
            "entries would be shown as new to every reader. Write the old one again."
        )
        return (Problem("changed-authority", text, "mkdocs.yml"),)
    gone = [item for key, item in known.items() if key not in items and key not in hidden]
    new = [item for key, item in items.items() if key not in known]
    renamed = [(item, old) for item in new if (old := _former(item, gone))]
    problems = [_renamed(item, old) for item, old in renamed]
    fresh = [item.key for item in new if item not in [found for found, _ in renamed]]
    if fresh:
        text = f"not in it yet: {', '.join(sorted(fresh))}. Run `proofolio feed-ids` and commit it."
        problems.append(Problem("new-feed-ids", text, FILE, level=Level.NOTE))
    return tuple(problems)


def _former(item: KnownItem, gone: Iterable[KnownItem]) -> KnownItem | None:
    """The item that this one seems to have been: same file, or same day, or same title."""
    alike = [old for old in gone if old.kind == item.kind]
    for name in ("path", "title", "day"):
        for old in alike:
            if getattr(item, name) and getattr(old, name) == getattr(item, name):
                return old
    return None


def _renamed(item: KnownItem, old: KnownItem) -> Problem:
    id = old.key.partition(":")[2]
    text = (
        f'readers know this as "{id}" and would be shown it as new. Write `id: {id}`; if it is '
        "another entry, run `proofolio feed-ids --accept`."
    )
    return Problem("changed-id", text, item.path, field="id")


def _item(key: str, value: Mapping[str, Any]) -> KnownItem:
    day = value["date"]
    if not isinstance(day, dt.date):
        raise ValueError(day)
    return KnownItem(key, str(value["id"]), str(value["file"]), str(value["title"]), day)
