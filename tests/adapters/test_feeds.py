"""Feeds as MkDocs builds them, read by feedparser and by a real reader."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from PIL import Image

from proofolio.cli import main

Build = Callable[..., Path]
Report = Callable[..., tuple[Path, list[str]]]
ItemsOf = Callable[..., list[dict[str, Any]]]

SETTINGS = """\
site_name: Ana Kovač
site_url: https://kovac.example/
docs_dir: site_src
theme: {name: material}
plugins:
  - proofolio/portfolio
  - proofolio/posts
  - proofolio/testimonials
  - proofolio/services
  - proofolio/feeds: {authority: kovac.example}
"""
PROFILE = "name: Ana Kovač\nheadline: Forecasts that hold\nemail: ana@kovac.example\n"
NICHE = "grids: {name: Grids, headline: For grids}\n"
SERVICE = "audit: {name: Audit, summary: A week., niches: [grids]}\n"
POST = "---\ntitle: {title}\ndate: {date}\n{more}---\n\n{text}\n"
SITE = "https://kovac.example/"
TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def post(title: str, date: str = "2026-05-01", text: str = "Text.", more: str = "") -> str:
    return POST.format(title=title, date=date, text=text, more=more)


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A site's sources: settings and profile, and what the test is about."""
    basis: dict[str, str | bytes] = {
        "mkdocs.yml": SETTINGS,
        "site_src/_data/profile.yml": PROFILE,
        "projects/README.md": "Projects would be here.\n",
        "posts/README.md": "Posts would be here.\n",
    }
    for name, content in {**basis, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


# The example


def test_addresses_in_feeds_of_the_example_exist(example_site: Path, items_of: ItemsOf) -> None:
    items = items_of(example_site)
    base = "https://quandt.example/"
    found = [item["url"] for item in items]
    for item in items:
        found += re.findall(r'(?:href|src)="([^"]*)"', item["content_html"])
        found += [attachment["url"] for attachment in item.get("attachments", ())]
    own = [unquote(url.removeprefix(base)) for url in found if url.startswith(base)]
    assert len(own) > 20
    missing = []
    for address in own:
        name, _, anchor = address.partition("#")
        path = example_site / (name + "index.html" if name.endswith("/") or not name else name)
        text = path.read_text(encoding="utf-8") if anchor and path.is_file() else ""
        if not path.is_file() or (anchor and f'id="{anchor}"' not in text):
            missing.append(address)
    assert missing == []


def test_pictures_have_the_size_that_the_feed_says(example_site: Path, items_of: ItemsOf) -> None:
    attachments = [a for item in items_of(example_site) for a in item.get("attachments", ())]
    assert attachments
    for attachment in attachments:
        path = example_site / attachment["url"].removeprefix("https://quandt.example/")
        assert path.stat().st_size == attachment["size_in_bytes"]


def test_the_picture_of_the_feeds_is_there(example_site: Path) -> None:
    told = json.loads((example_site / "feed.json").read_text(encoding="utf-8"))["icon"]
    with Image.open(example_site / told.removeprefix("https://quandt.example/")) as picture:
        assert picture.size == (512, 512)


def test_every_page_leads_to_the_feeds(example_site: Path) -> None:
    pages = [*example_site.rglob("*.html")]
    assert len(pages) > 20
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        links = BeautifulSoup(text, "html5lib").head.find_all("link", rel="alternate")
        links = [link for link in links if link["type"] in TYPES]
        found = [(link["type"], link["href"]) for link in links]
        assert found[:3] == [
            (kind, f"https://quandt.example/{name}")
            for kind, name in zip(TYPES, ("feed.xml", "atom.xml", "feed.json"), strict=True)
        ]
        folder = path.parent.relative_to(example_site).as_posix()
        own = [href.removeprefix("https://quandt.example/") for _, href in found[3:]]
        has_feed = (path.parent / "feed.xml").is_file() and folder != "."
        assert own == [
            f"{folder}/{name}" for name in ("feed.xml", "atom.xml", "feed.json") if has_feed
        ]
        assert all(link["title"] for link in links)


def test_subscribe_lists_every_feed(example_site: Path) -> None:
    page = (example_site / "subscribe/index.html").read_text(encoding="utf-8")
    shown = {code.get_text() for code in BeautifulSoup(page, "html5lib").select(".pf-copy code")}
    feeds = {
        "https://quandt.example/" + path.relative_to(example_site).as_posix()
        for path in example_site.rglob("feed.xml")
    }
    assert shown == feeds
    outlines = ElementTree.parse(example_site / "feeds.opml").findall("body/outline")
    assert {outline.get("xmlUrl") for outline in outlines} == feeds
    home = (example_site / "index.html").read_text(encoding="utf-8")
    assert 'href="subscribe/"' in home


# What must be there, and what must not


def test_no_site_url_is_one_problem(tmp_path: Path, build_report: Report) -> None:
    settings = SETTINGS.replace(f"site_url: {SITE}\n", "")
    folder = write(tmp_path, {"mkdocs.yml": settings, "posts/a.md": post("A")})
    site, messages = build_report(folder)
    (told,) = [message for message in messages if "feeds" in message]
    assert told.startswith("WARNING")
    assert "site_url" in told
    assert_no_feeds(site)


def test_no_authority_is_one_problem_that_says_what_to_write(
    tmp_path: Path, build_report: Report
) -> None:
    settings = SETTINGS.replace(": {authority: kovac.example}", "")
    folder = write(tmp_path, {"mkdocs.yml": settings, "posts/a.md": post("A")})
    site, messages = build_report(folder)
    (told,) = [message for message in messages if "feeds" in message]
    assert told.startswith("WARNING")
    assert "- proofolio/feeds: {authority: kovac.example}" in told
    assert_no_feeds(site)


def test_a_site_without_entries_has_no_feed(tmp_path: Path, build_report: Report) -> None:
    site, messages = build_report(write(tmp_path, {}), strict=True)
    assert [message for message in messages if "proofolio" in message] == []
    assert_no_feeds(site)


def assert_no_feeds(site: Path) -> None:
    assert [*site.rglob("feed.*"), *site.rglob("atom.xml"), *site.rglob("*.opml")] == []
    assert not (site / "subscribe").exists()
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "subscribe" not in page
    assert 'rel="alternate"' not in page


def test_links_of_authors_to_feeds_hold(
    tmp_path: Path, build_report: Report, items_of: ItemsOf
) -> None:
    folder = write(
        tmp_path,
        {
            "posts/a.md": post("A", text="[RSS](/feed.xml)"),
            "site_src/how.md": "# How\n\n[RSS](feed.xml), [Subscribe](subscribe/index.md)\n",
        },
    )
    site, _ = build_report(folder, strict=True)
    assert f'<a href="{SITE}feed.xml">RSS</a>' in items_of(site)[0]["content_html"]


def test_a_file_of_the_author_is_never_replaced(tmp_path: Path, build_report: Report) -> None:
    folder = write(tmp_path, {"posts/a.md": post("A"), "site_src/feed.xml": "<mine/>"})
    site, messages = build_report(folder)
    assert (site / "feed.xml").read_text(encoding="utf-8") == "<mine/>"
    (told,) = [message for message in messages if "address of a feed" in message]
    assert told.startswith("WARNING proofolio: site_src/feed.xml: /feed.xml")


def test_a_feed_stands_where_readers_know_it_from_before(
    tmp_path: Path, build_report: Report, items_of: ItemsOf
) -> None:
    old = "{index.xml: feed.xml, /feeds/all.atom.xml: /atom.xml}"
    settings = SETTINGS.replace("kovac.example}", f"kovac.example, aliases: {old}}}")
    folder = write(tmp_path, {"mkdocs.yml": settings, "posts/a.md": post("A")})
    site, _ = build_report(folder, strict=True)
    assert (site / "index.xml").read_bytes() == (site / "feed.xml").read_bytes()
    assert (site / "feeds/all.atom.xml").read_bytes() == (site / "atom.xml").read_bytes()
    assert len(items_of(site)) == 1


def test_testimonials_only_by_option_and_consent(
    tmp_path: Path, build_site: Build, items_of: ItemsOf
) -> None:
    folder = write(
        tmp_path,
        {
            "mkdocs.yml": SETTINGS.replace(
                "kovac.example}", "kovac.example, include: [testimonials]}"
            ),
            "site_src/_data/testimonials.yml": (
                "a: {text: It held., date: 2026-05-01, role: Head of Grids, "
                "consent: {status: granted, scope: [website, feed]}}\n"
                "b: {text: Secret words., date: 2026-05-01, consent: granted}\n"
                "c: {text: Secret too., date: 2026-05-01, consent: pending}\n"
            ),
            "posts/a.md": post("A"),
        },
    )
    site = build_site(folder)
    (item,) = items_of(site)
    assert item["title"] == "Testimonial: Head of Grids"
    assert "<blockquote><p>It held.</p></blockquote>" in item["content_html"]
    assert "Secret" not in (site / "feed.xml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_three_builds_in_one_process_are_the_same(
    tmp_path: Path, build_site: Build, items_of: ItemsOf
) -> None:
    folder = write(
        tmp_path,
        {
            "posts/a.md": post("A", more="niches: [grids]\n"),
            "posts/b.md": post("B"),
            "site_src/_data/niches.yml": NICHE,
            "site_src/_data/services.yml": SERVICE,
        },
    )
    builds = []
    for _ in range(3):
        site = build_site(folder)
        builds.append({p.relative_to(site): p.read_bytes() for p in site.rglob("*.xml")})
    assert builds[0] == builds[1] == builds[2]
    assert len(items_of(site)) == 2
    assert [item["title"] for item in items_of(site, "services/grids")] == ["A"]


def test_ten_niches_cost_no_second_cleaning(
    tmp_path: Path, build_site: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proofolio.outputs import feeds

    made = []
    make = feeds.make_entry

    def counting(item: Any, site: Any) -> Any:
        made.append(item.key)
        return make(item, site)

    monkeypatch.setattr(feeds, "make_entry", counting)
    names = [f"n{number}" for number in range(10)]
    niches = "".join(f"{n}: {{name: {n}, headline: For {n}}}\n" for n in names)
    folder = write(
        tmp_path,
        {
            "site_src/_data/niches.yml": niches,
            "site_src/_data/services.yml": SERVICE.replace("[grids]", str(names)),
            "posts/a.md": post("A", more=f"niches: {names}\n"),
            "posts/b.md": post("B", more=f"niches: {names}\n"),
        },
    )
    site = build_site(folder, strict=False)
    assert len([*site.rglob("feed.xml")]) == 11
    assert sorted(made) == ["post:a", "post:b"]


# Ids and dates


def test_feed_ids_notice_what_readers_would_see_as_new(
    tmp_path: Path, build_report: Report
) -> None:
    folder = write(tmp_path, {"posts/a.md": post("A"), "posts/b.md": post("B", "2026-06-01")})
    ids = [*("feed-ids", "--config-file"), str(folder / "mkdocs.yml")]
    wrote = CliRunner().invoke(main, ids)
    assert wrote.exit_code == 0, wrote.output
    assert "2 entries" in wrote.output
    first = (folder / "feed-ids.yml").read_text(encoding="utf-8")
    assert "post:a" in first
    build_report(folder, strict=True)

    (folder / "posts/a.md").rename(folder / "posts/renamed.md")
    _, messages = build_report(folder)
    (told,) = [message for message in messages if message.startswith("WARNING")]
    assert "posts/renamed.md: id: readers know this as" in told
    assert "`id: a`" in told
    refused = CliRunner().invoke(main, ids)
    assert refused.exit_code == 1
    assert (folder / "feed-ids.yml").read_text(encoding="utf-8") == first

    (folder / "posts/renamed.md").write_text(post("A", more="id: a\n"), encoding="utf-8")
    build_report(folder, strict=True)

    (folder / "posts/new.md").write_text(post("New", "2026-07-01"), encoding="utf-8")
    _, messages = build_report(folder, strict=True)
    assert [m for m in messages if "feed-ids.yml: not in it yet: post:new" in m]

    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    other = settings.replace("{authority: kovac.example}", "{authority: other.example}")
    (folder / "mkdocs.yml").write_text(other, encoding="utf-8")
    _, messages = build_report(folder)
    (told,) = [message for message in messages if message.startswith("WARNING")]
    assert "Write the old one again" in told
    accepted = CliRunner().invoke(main, [*ids, "--accept"])
    assert accepted.exit_code == 0, accepted.output
    build_report(folder, strict=True)

    (folder / "feed-ids.yml").write_bytes(b"post:a: \xff\n")
    _, messages = build_report(folder)
    assert [m for m in messages if m.startswith("WARNING proofolio: feed-ids.yml")]


def git(folder: Path, *arguments: str, date: str = "2026-06-07T08:09:10+02:00") -> None:
    import os

    names = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    who = ("-c", "user.name=A", "-c", "user.email=a@a.example")
    subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True,
        env={**os.environ, **names},
    )  # fmt: skip


def test_dates_from_git_when_asked(tmp_path: Path, build_report: Report, items_of: ItemsOf) -> None:
    settings = SETTINGS.replace("kovac.example}", "kovac.example, updated: git}")
    sources = {"mkdocs.yml": settings, "posts/a.md": post("A")}
    folder = write(tmp_path / "site", sources)
    site, messages = build_report(folder)
    (told,) = [message for message in messages if message.startswith("WARNING")]
    assert "`updated: git` needs the project in a Git repository" in told
    assert "date_modified" not in items_of(site)[0]

    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "A")
    (folder / "notes.txt").write_text("x")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "B", date="2026-07-01T00:00:00+02:00")
    site, _ = build_report(folder, strict=True)
    assert items_of(site)[0]["date_modified"] == "2026-06-07T08:09:10+02:00"

    git(tmp_path, "clone", "--quiet", "--depth", "1", folder.as_uri(), "shallow")
    site, messages = build_report(tmp_path / "shallow")
    (told,) = [message for message in messages if message.startswith("WARNING")]
    assert "fetch-depth: 0" in told
    assert "date_modified" not in items_of(site)[0]


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_a_reader_sees_nothing_new_after_a_move(
    tmp_path: Path,
    build_site: Build,
    serve_site: Callable[..., str],
    program: Callable[..., str],
    name: str,
    items_of: ItemsOf,
) -> None:
    newsboat = program("newsboat")
    folder = write(
        tmp_path / "site",
        {
            "posts/first.md": post("First", "2026-05-01"),
            "posts/second.md": post("Second", "2026-05-02"),
        },
    )
    out = tmp_path / "out"
    build_site(folder, site_dir=str(out))
    address = serve_site(out) + name
    (tmp_path / "urls").write_text(f"{address}\n")
    # Two builds within a second have the same date, and would not be fetched again.
    (tmp_path / "config").write_text(f'always-download "{address}"\n')

    def known() -> list[str]:
        with sqlite3.connect(tmp_path / "cache.db") as cache:
            found = cache.execute("select title from rss_item order by title").fetchall()
        cache.close()
        return [title for (title,) in found]

    def unread() -> list[tuple[str, str]]:
        result = subprocess.run(
            [newsboat, "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"],
            cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert result.returncode == 0, result.stdout + result.stderr
        with sqlite3.connect(tmp_path / "cache.db") as cache:
            found = cache.execute("select title, url from rss_item where unread").fetchall()
            cache.execute("update rss_item set unread = 0")
        cache.close()
        return sorted(found)

    assert unread() == [("First", f"{SITE}posts/first/"), ("Second", f"{SITE}posts/second/")]
    assert unread() == []

    shutil.move(folder / "posts/first.md", folder / "posts/1-renamed.md")
    moved = post("Another title", "2026-05-01", "Other text.", "id: first\nslug: moved\n")
    (folder / "posts/1-renamed.md").write_text(moved, encoding="utf-8")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    elsewhere = settings.replace(f"site_url: {SITE}", "site_url: http://elsewhere.example/ana/")
    (folder / "mkdocs.yml").write_text(elsewhere, encoding="utf-8")
    build_site(folder, site_dir=str(out))
    assert "http://elsewhere.example/ana/posts/moved/" in [i["url"] for i in items_of(out)]
    assert unread() == []
    assert known() == ["Another title", "Second"]

    (folder / "posts/third.md").write_text(post("Third", "2026-05-03"), encoding="utf-8")
    build_site(folder, site_dir=str(out))
    assert [title for title, _ in unread()] == ["Third"]
