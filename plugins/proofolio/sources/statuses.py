"""How far an entry or a page is published: our words, other tools' words, and the narrowest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from proofolio.model.record import Entry, Record, Status
from proofolio.sources.nodes import Node, Scalar, Sequence, Table

STATUSES: tuple[Status, ...] = ("published", "archived", "unlisted", "draft")
"""From the widest to the narrowest."""
SAYS_NOTHING: Status = "published"
"""What a word comes to that holds nothing back: another may."""

MATERIAL_STATUS = frozenset({"new", "deprecated"})
"""Values of `status` that mean something to Material and nothing here."""

_WORDS: Mapping[Status, str] = {
    "published": "published publish public live visible featured",
    "archived": "archived archive",
    "unlisted": "unlisted hidden",
    "draft": "draft drafts private pending future scheduled unpublished trash auto-draft wip",
}
"""Values of `status` in Pelican, Nikola, WordPress, Ghost and here. `private` is a page that
nothing leads to in one tool and one that nobody may see in another: it is a draft."""

_TRUE = frozenset({"true", "yes", "on", "y", "1"})
_FALSE = frozenset({"false", "no", "off", "n", "0"})

FLAGS: Mapping[str, tuple[Status, Status]] = {
    "draft": ("draft", "published"),
    "is_draft": ("draft", "published"),
    "published": ("published", "draft"),
    "publish": ("published", "draft"),
    "unpublished": ("draft", "published"),
    "public": ("published", "draft"),
    "private": ("draft", "published"),
    "is_private": ("draft", "published"),
    "headless": ("draft", "published"),
    "render": ("published", "draft"),
    "routable": ("published", "draft"),
    "hidden": ("unlisted", "published"),
    "unlisted": ("unlisted", "published"),
    "listed": ("published", "unlisted"),
    "visible": ("published", "unlisted"),
    "noindex": ("unlisted", "published"),
    "sitemap": ("published", "unlisted"),
    "exclude-from-listing": ("unlisted", "published"),
    "eleventyExcludeFromCollections": ("unlisted", "published"),
    "archived": ("archived", "published"),
    "hide": ("unlisted", "published"),
}
"""Keys that hold a page back by themselves, and what they come to when true and when false: those
of Hugo, Jekyll, al-folio, Docusaurus, Quarto, Zola, Grav, Eleventy, Obsidian and Kaggle."""

HIDE = "hide"
"""A flag of fastpages, and a list of Material."""
OTHERS = ("status", "visibility", "robots", "_build", "build")
"""Keys that hold a page back by words."""

HOLDING = ("status", "publish_date", "expiry_date")
"""Fields without which more would be published than is meant."""

DAYS = {
    "publishDate": "publish_date",
    "pubDate": "publish_date",
    "expiryDate": "expiry_date",
    "unpublishDate": "expiry_date",
    "expires": "expiry_date",
}
"""Other names of the days on which a page comes and goes."""


@lru_cache(maxsize=4096)
def folded(key: str) -> str:
    """A key without what tools write in different ways: `expiryDate` and `expiry_date`."""
    return re.sub(r"[-_\s]", "", key).casefold()


_FLAGS = {folded(key): meanings for key, meanings in FLAGS.items()}
_OTHERS = frozenset(map(folded, OTHERS))
_DAYS = {folded(key): field for key, field in (*DAYS.items(), *((d, d) for d in HOLDING[1:]))}
BY_WORD = {word: status for status, words in _WORDS.items() for word in words.split()}


def holding_keys(model: type[Record]) -> dict[str, str]:
    """Other names by which a record may be held back, with the field they fill."""
    if not issubclass(model, Entry):
        return {}
    words = (*FLAGS, *OTHERS)
    return {word: "status" for word in words if word not in {*model.model_fields, HIDE}} | DAYS


def held_by(model: type[Record], key: str, node: Node) -> str:
    """The field that a key fills if it may hold the record back: `status`, or a day; else empty."""
    if not issubclass(model, Entry) or (key in model.model_fields and key not in HOLDING):
        return ""
    name = folded(key)
    if name in _DAYS or (name in ("published", "publish") and is_day(getattr(node, "text", ""))):
        return _DAYS.get(name, "publish_date")
    if name == "build":
        return "status" if isinstance(node, Table) else ""
    flag = _flag(node)
    if name in (HIDE, "permalink"):
        return "status" if flag is False or (flag and name == HIDE) else ""
    return "status" if name in _FLAGS or name in _OTHERS else ""


def status_of(key: str, node: Node, shown: Collection[str] = ()) -> Status | None:
    """What a key and its value come to; None where that cannot be understood.

    `shown` are values of `status` that only show a sign.
    """
    name, flag = folded(key), _flag(node)
    if isinstance(node, Scalar) and node.is_absent:
        return SAYS_NOTHING
    if name in ("status", "visibility"):
        word = node.text.strip().casefold() if isinstance(node, Scalar) else ""
        return SAYS_NOTHING if word in shown else BY_WORD.get(word)
    if name == "robots":
        return _robots(node)
    if isinstance(node, Table):
        return _build(node) if name == "build" else _sitemap(node) if name == "sitemap" else None
    if name == "permalink":
        return "draft"
    return _FLAGS[name][not flag] if flag is not None and name in _FLAGS else None


def narrowest(statuses: Iterable[Status]) -> Status:
    """The one by which least is published."""
    return max(statuses, key=STATUSES.index, default=SAYS_NOTHING)


def _flag(node: Node) -> bool | None:
    word = node.text.strip().casefold() if isinstance(node, Scalar) else ""
    return True if word in _TRUE else False if word in _FALSE else None


def is_day(value: object) -> bool:
    """Whether a value looks like a day."""
    return isinstance(value, str) and bool(re.match(r"\d{4}-\d", value.strip()))


def _robots(node: Node) -> Status | None:
    items = node.items if isinstance(node, Sequence) else (node,)
    if not all(isinstance(item, Scalar) for item in items):
        return None
    text = " ".join(item.text for item in items if isinstance(item, Scalar)).casefold()
    return "unlisted" if re.search(r"\b(noindex|none)\b", text) else SAYS_NOTHING


def _sitemap(node: Table) -> Status:
    """Jekyll's and Hugo's, which may also say how often a page changes."""
    out = ("exclude", "disable", "ignore")
    is_out = any(_flag(value) is not False for key, value, _ in node if folded(key) in out)
    return "unlisted" if is_out else SAYS_NOTHING


def _build(node: Table) -> Status | None:
    """Hugo's: `render` decides whether there is a page, `list` whether anything names it."""
    meanings: Mapping[str, Mapping[str, Status]] = {
        "render": {"always": "published", "never": "draft", "link": "draft"},
        "list": {"always": "published", "never": "unlisted", "local": "unlisted"},
    }
    found: list[Status | None] = []
    for key, value, _ in node:
        known = meanings.get(folded(key))
        if known is None:
            continue
        word = value.text.strip().casefold() if isinstance(value, Scalar) else ""
        flag = _flag(value)
        usual = known["always"] if flag else known["never"] if flag is False else None
        found.append(known.get(word, usual))
    return None if None in found else narrowest(each for each in found if each)
