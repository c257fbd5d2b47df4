"""What the writers of all formats get: items with clean content and whole addresses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from proofolio.model.characters import without_controls
from proofolio.outputs.feeds.addresses import absolute
from proofolio.outputs.feeds.content import feed_content
from proofolio.outputs.pictures import without_metadata
from proofolio.outputs.site import BuiltSite
from proofolio.outputs.templating import ANY_PAGE, render_template
from proofolio.views.feeds.feed import FeedItem
from proofolio.views.site import Picture

_SIGNS = {
    b"\x89PNG\r\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


@dataclass(frozen=True)
class Enclosure:
    """A picture that goes with an item."""

    url: str
    type: str = ""
    """Media type; empty for a picture elsewhere, of which nothing is known."""
    size: int = 0
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class FeedEntry:
    """An item ready to be written in any format."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    published: dt.datetime
    updated: dt.datetime
    authors: tuple[tuple[str, str], ...]
    """Names, each with an address or nothing."""
    categories: tuple[str, ...]
    enclosure: Enclosure | None
    lang: str


def make_entry(item: FeedItem, site: BuiltSite) -> FeedEntry:
    """The item with its content cleaned; done once, however many feeds it is in."""
    url = absolute(item.address, site.url)
    html = render_template("feed_item.html", ANY_PAGE, {"item": item, "words": site.words})
    content = feed_content(html, url, site.url, site.words, folded_code=not item.more)
    title = _line(item.title)
    authors = ((_line(author.name), author.url) for author in item.authors)
    return FeedEntry(
        id=item.id,
        url=url,
        title=title or item.key,
        summary=_line(item.summary),
        content=content,
        published=item.published,
        updated=item.updated,
        authors=tuple((name, url) for name, url in authors if name),
        categories=tuple(filter(None, map(_line, item.categories))),
        enclosure=enclosure(item.picture, site) if item.picture else None,
        lang=item.lang,
    )


def enclosure(picture: Picture, site: BuiltSite) -> Enclosure | None:
    """A picture's address, type and size as the site will have them; none for a missing file."""
    url = absolute(picture.src, site.url)
    if "://" in picture.src:
        return Enclosure(url, width=picture.width, height=picture.height)
    content = _bytes(picture.src, site)
    kind = media_type(content)
    if not kind:
        return None
    return Enclosure(url, kind, len(content), picture.width, picture.height)


def media_type(content: bytes) -> str:
    """The type of a picture by its first bytes; empty for anything else."""
    for sign, kind in _SIGNS.items():
        if content.startswith(sign):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    return "image/svg+xml" if b"<svg" in content[:1024] else ""


def _bytes(address: str, site: BuiltSite) -> bytes:
    files = site.files
    if address in files.made:
        return files.made[address]
    path = files.root / files.needed.get(address, f"{files.docs}/{address}")
    if not path.is_file():
        return b""
    shelf = site.cache / "pictures" if site.cache else None
    stripped = without_metadata(path, shelf)
    return path.read_bytes() if stripped is None else stripped


def _line(text: str) -> str:
    return " ".join(without_controls(text).split())
