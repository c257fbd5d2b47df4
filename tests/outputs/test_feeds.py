"""RSS, Atom and JSON Feed say the same, whatever the text, and every reader can parse them."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from PIL import Image

from proofolio.outputs.accent import Accent
from proofolio.outputs.feeds.document import FeedDocument
from proofolio.outputs.feeds.entries import Enclosure, FeedEntry, media_type
from proofolio.outputs.feeds.jsonfeed import write_json
from proofolio.outputs.feeds.opml import write_opml
from proofolio.outputs.feeds.xml import write_atom, write_rss
from proofolio.outputs.icon_picture import SIDE, kept_icon, make_icon_picture

ATOM = "{http://www.w3.org/2005/Atom}"
ZONE = dt.timezone(dt.timedelta(hours=5, minutes=30))
FIRST = dt.datetime(2026, 3, 29, 2, 30, tzinfo=ZONE)
LAST = dt.datetime(2026, 4, 1, 23, 59, 59, tzinfo=dt.UTC)
EARLIER = dt.datetime(2026, 3, 30, tzinfo=dt.UTC)
HOSTILE = "Hello & <World> \"x\" 'y' ]]> &amp; 👩‍🔬 数据 مرحبا \u202eabc\u202c"

PICTURE = Enclosure("https://kovac.example/a.png", "image/png", 1234, 1200, 630)
ENTRY = FeedEntry(
    id="urn:uuid:62e8f9a6-d5b6-5c4b-9415-0aa7249819e5",
    url="https://kovac.example/posts/a/",
    title="A band is a promise",
    summary="Why a forecast needs a band.",
    content='<p>Text &amp; <a href="https://kovac.example/">more</a></p>',
    published=FIRST,
    updated=LAST,
    authors=(("Ana Kovač", "https://kovac.example/"), ("Grace", "")),
    categories=("Forecasting", "Grid & load"),
    enclosure=PICTURE,
    lang="de",
)
FEED = FeedDocument(
    id="urn:uuid:0b67cdbd-fa73-52d6-a18a-ceb2cfb1785c",
    folder="https://kovac.example/",
    home="https://kovac.example/",
    title="Ana Kovač",
    description="Forecasts that hold",
    language="en",
    authors=(("Ana Kovač", "https://kovac.example/"),),
    entries=(
        ENTRY,
        replace(
            ENTRY,
            id="urn:uuid:0b67cdbd-fa73-52d6-a18a-ceb2cfb1785d",
            url="https://kovac.example/posts/b/",
            updated=EARLIER,
        ),
    ),
    image="https://kovac.example/assets/images/feed.png",
)


def parsed(content: bytes) -> Any:
    """What feedparser reads; it must find nothing wrong."""
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.bozo_exception
    assert feed.entries
    return feed


def with_entry(**changes: Any) -> FeedDocument:
    return replace(FEED, entries=(replace(ENTRY, **changes),))


@pytest.mark.parametrize("write", [write_rss, write_atom])
def test_all_formats_say_the_same(write: Callable[[FeedDocument], bytes]) -> None:
    feed, told = parsed(write(FEED)), json.loads(write_json(FEED))
    assert feed.feed.title == told["title"] == FEED.title
    assert feed.feed.link == told["home_page_url"] == FEED.home
    assert len(feed.entries) == len(told["items"]) == 2
    for entry, item in zip(feed.entries, told["items"], strict=True):
        assert entry.id == item["id"]
        assert entry.link == item["url"]
        assert entry.title == item["title"]
        assert entry.content[0].value == item["content_html"]
        assert entry.summary == item["summary"]
        assert [tag.term for tag in entry.tags] == item["tags"]
        published = dt.datetime.fromisoformat(item["date_published"])
        assert entry.published_parsed[:6] == published.astimezone(dt.UTC).timetuple()[:6]
        updated = dt.datetime.fromisoformat(item["date_modified"])
        assert entry.updated_parsed[:6] == updated.astimezone(dt.UTC).timetuple()[:6]
        (enclosure,) = entry.enclosures
        (attachment,) = item["attachments"]
        assert enclosure.href == attachment["url"]
        assert enclosure.type == attachment["mime_type"]
        assert int(enclosure.length) == attachment["size_in_bytes"]


@pytest.mark.parametrize("field", ["title", "summary", "categories", "authors", "content"])
def test_hostile_text_arrives_intact(field: str) -> None:
    values: dict[str, Any] = {
        "title": HOSTILE,
        "summary": HOSTILE,
        "categories": (HOSTILE,),
        "authors": ((HOSTILE, ""),),
        "content": "<p>&lt;x&gt; &amp;amp; ]]&gt; 👩‍🔬 数据 مرحبا</p>",
    }
    feed = with_entry(**{field: values[field]})
    item = json.loads(write_json(feed))["items"][0]
    for write in (write_rss, write_atom):
        entry = parsed(write(feed)).entries[0]
        if field == "categories":
            assert [tag.term for tag in entry.tags] == [HOSTILE] == item["tags"]
        elif field == "authors":
            assert entry.author == HOSTILE == item["authors"][0]["name"]
        elif field == "content":
            assert entry.content[0].value == item["content_html"] == values["content"]
        elif field == "summary":
            # Readers take a summary for HTML, so that signs of it are escaped there.
            assert unescape(entry.summary) == HOSTILE == item["summary"]
        else:
            assert entry.title == HOSTILE == item["title"]


def test_titles_are_plain_text_to_readers_that_take_them_for_html() -> None:
    text = write_rss(with_entry(title="A & B <C>")).decode()
    assert "<title>A &#x26; B &#x3C;C&gt;</title>" in text
    assert ElementTree.fromstring(text).findtext("channel/item/title") == "A & B <C>"


EMPTY: dict[str, Any] = {
    "summary": "", "content": "", "categories": (), "enclosure": None, "lang": "",
}  # fmt: skip


@pytest.mark.parametrize(
    "missing",
    [missing for size in (1, 2, 5) for missing in itertools.combinations(EMPTY, size)],
    ids=lambda missing: "-".join(missing),
)
def test_what_is_missing_leaves_no_trace(missing: tuple[str, ...]) -> None:
    feed = with_entry(updated=FIRST, **{name: EMPTY[name] for name in missing})
    for write in (write_rss, write_atom):
        text = write(feed)
        assert parsed(text).entries[0].title == ENTRY.title
        ElementTree.fromstring(text)
        assert b"None" not in text
    item = json.loads(write_json(feed))["items"][0]
    assert None not in item.values()
    assert "date_modified" not in item
    assert "content_html" in item
    assert ("summary" in item) == ("summary" not in missing)


def test_atom_links_keep_what_they_are() -> None:
    entry = ElementTree.fromstring(write_atom(FEED)).find(f"{ATOM}entry")
    assert entry is not None
    links = [link.attrib for link in entry.findall(f"{ATOM}link")]
    assert links == [
        {"rel": "alternate", "type": "text/html", "href": ENTRY.url},
        {"rel": "enclosure", "type": "image/png", "length": "1234", "href": PICTURE.url},
    ]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_each_format_names_itself() -> None:
    folder = replace(FEED, folder="https://kovac.example/p/", home="https://kovac.example/p/")
    rss = ElementTree.fromstring(write_rss(folder))
    (own,) = rss.findall(f"channel/{ATOM}link")
    assert own.attrib == {
        "href": "https://kovac.example/p/feed.xml", "rel": "self", "type": "application/rss+xml",
    }  # fmt: skip
    assert rss.findtext("channel/link") == "https://kovac.example/p/"
    links = ElementTree.fromstring(write_atom(folder)).findall(f"{ATOM}link")
    assert {link.get("rel"): link.get("href") for link in links} == {
        "self": "https://kovac.example/p/atom.xml", "alternate": "https://kovac.example/p/",
    }  # fmt: skip
    told = json.loads(write_json(folder))
    assert told["feed_url"] == "https://kovac.example/p/feed.json"


def test_each_format_has_the_picture_of_the_feed() -> None:
    told = json.loads(write_json(FEED))
    atom = ElementTree.fromstring(write_atom(FEED))
    assert told["icon"] == atom.findtext(f"{ATOM}icon") == FEED.image
    image = ElementTree.fromstring(write_rss(FEED)).find("channel/image")
    assert image is not None
    assert {element.tag: element.text for element in image} == {
        "url": FEED.image, "title": FEED.title, "link": FEED.home, "width": "144", "height": "144",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "has_letters"), [("Ana Kovač", True), ("Wanda Mommsen", True), ("陈静", False)]
)
def test_the_picture_of_a_feed_is_square_and_small(name: str, has_letters: bool) -> None:
    content = make_icon_picture(name, Accent("petrol"))
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (512, 512))
        colours = {colour for _, colour in picture.convert("RGB").getcolors() or ()}
    ink = (0xF1, 0xF6, 0xF3)
    assert (ink in colours) is has_letters
    assert len(content) < 6000


def test_icons_are_drawn_once(tmp_path: Path) -> None:
    accents = (Accent("petrol"), Accent("petrol", "#6a3fb5"), Accent("iron"))
    asked = [(name, accent, side) for name in "AB" for accent in accents for side in (SIDE, 180)]
    drawn = [kept_icon(*each, tmp_path) for each in asked]
    assert len(set(drawn)) == len(asked)
    make_icon_picture.cache_clear()
    assert [kept_icon(*each, tmp_path) for each in asked] == drawn
    assert make_icon_picture.cache_info().misses == 0
    assert kept_icon(*asked[0], None) == drawn[0]


def test_dates_come_from_entries_and_never_from_the_clock() -> None:
    channel = ElementTree.fromstring(write_rss(FEED)).find("channel")
    assert channel is not None
    assert channel.findtext("lastBuildDate") == "Wed, 01 Apr 2026 23:59:59 +0000"
    assert channel.findtext("item/pubDate") == "Sun, 29 Mar 2026 02:30:00 +0530"
    assert channel.findtext("pubDate") is None
    atom = ElementTree.fromstring(write_atom(FEED))
    assert atom.findtext(f"{ATOM}updated") == "2026-04-01T23:59:59+00:00"
    assert atom.findtext(f"{ATOM}entry/{ATOM}published") == "2026-03-29T02:30:00+05:30"


def test_a_picture_elsewhere_has_no_size_to_promise() -> None:
    feed = with_entry(enclosure=Enclosure("https://other.example/a.png"))
    for write in (write_rss, write_atom):
        entry = parsed(write(feed)).entries[0]
        assert not entry.enclosures
        assert entry.media_content[0]["url"] == "https://other.example/a.png"
    item = json.loads(write_json(feed))["items"][0]
    assert item["image"] == "https://other.example/a.png"
    assert "attachments" not in item


def test_a_guid_is_no_address() -> None:
    item = ElementTree.fromstring(write_rss(FEED)).find("channel/item/guid")
    assert item is not None
    assert item.get("isPermaLink") == "false"


def test_opml_lists_all_feeds() -> None:
    feeds = [FEED, replace(FEED, title=HOSTILE, folder="https://kovac.example/projects/")]
    outlines = ElementTree.fromstring(write_opml("A & B", feeds)).findall("body/outline")
    assert [outline.get("xmlUrl") for outline in outlines] == [
        "https://kovac.example/feed.xml",
        "https://kovac.example/projects/feed.xml",
    ]
    assert outlines[1].get("text") == HOSTILE


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"GIF89a", "image/gif"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_known_by_its_bytes(content: bytes, kind: str) -> None:
    assert media_type(content) == kind


def test_atom_entries_of_one_day_are_told_apart_in_their_order() -> None:
    days = (LAST, FIRST, FIRST, FIRST)
    entries = [replace(ENTRY, id=f"urn:uuid:{n}", updated=day) for n, day in enumerate(days)]
    atom = ElementTree.fromstring(write_atom(replace(FEED, entries=tuple(entries))))
    found = [entry.findtext(f"{ATOM}updated") for entry in atom.findall(f"{ATOM}entry")]
    assert found == [
        "2026-04-01T23:59:59+00:00",
        "2026-03-29T02:30:02+05:30",
        "2026-03-29T02:30:01+05:30",
        "2026-03-29T02:30:00+05:30",
    ]
    first = FIRST.isoformat()
    assert [e.findtext(f"{ATOM}published") for e in atom.findall(f"{ATOM}entry")] == [first] * 4


@pytest.mark.parametrize("field", ["title", "summary", "categories", "authors", "content", ""])
def test_the_w3c_validator_finds_nothing_in_hostile_text(
    feed_validator: Callable[[Path, str], list[str]], tmp_path: Path, field: str
) -> None:
    values: dict[str, Any] = {"title": HOSTILE, "summary": HOSTILE, "categories": (HOSTILE,)}
    values |= {
        "authors": ((HOSTILE, ""),),
        "content": "<p>&lt;x&gt; &amp;amp; ]]&gt; 数据 مرحبا</p>",
    }
    feed = with_entry(**{field: values[field]}) if field else replace(FEED, title=HOSTILE)
    (tmp_path / "feed.xml").write_bytes(write_rss(feed))
    (tmp_path / "atom.xml").write_bytes(write_atom(feed))
    assert feed_validator(tmp_path, FEED.home) == []


def test_the_w3c_validator_finds_nothing_where_something_is_missing(
    feed_validator: Callable[[Path, str], list[str]], tmp_path: Path
) -> None:
    for name in EMPTY:
        (tmp_path / name).mkdir()
        feed = replace(with_entry(**{name: EMPTY[name]}), folder=f"{FEED.home}{name}/")
        (tmp_path / name / "feed.xml").write_bytes(write_rss(feed))
        (tmp_path / name / "atom.xml").write_bytes(write_atom(feed))
    assert feed_validator(tmp_path, FEED.home) == []
