"""Feeds as MkDocs builds them, read by feedparser and by a real reader."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import feedparser
import nbformat
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from PIL import Image

from proofolio.cli import main

Build = Callable[..., Path]
Report = Callable[..., tuple[Path, list[str]]]

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


def read(path: Path) -> Any:
    """A feed as feedparser reads it; it must find nothing wrong."""
    content = path.read_bytes()
    if path.suffix == ".xml":
        ElementTree.fromstring(content)
        feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
        assert not feed.bozo, feed.bozo_exception
        return feed
    return json.loads(content)


def items_of(site: Path, folder: str = "") -> list[dict[str, Any]]:
    """Items of a feed; the same in all three formats."""
    items = json.loads((site / folder / "feed.json").read_text(encoding="utf-8"))["items"]
    assert items
    for name in ("feed.xml", "atom.xml"):
        entries = read(site / folder / name).entries
        assert [entry.id for entry in entries] == [item["id"] for item in items]
        assert [entry.content[0].value for entry in entries] == [i["content_html"] for i in items]
    return list(items)


def content_of(site: Path, title: str) -> str:
    return next(str(i["content_html"]) for i in items_of(site) if i["title"] == title)


def faults_of(html: str) -> Iterator[str]:
    """What a reader could not show, or would show wrongly."""
    page = BeautifulSoup(html, "html5lib")
    for element in page.body.find_all(True) if page.body else ():
        if element.name in ("script", "style", "iframe", "svg", "math", "input", "button", "form"):
            yield f"<{element.name}>"
        for name, value in element.attrs.items():
            if name.startswith(("on", "data-", "aria-")) or name in ("style", "class", "id"):
                yield f"{element.name} {name}"
            is_address = name in ("href", "src", "poster", "cite")
            if is_address and not re.match(r"(https?://|mailto:|tel:)[!-~]+$", value):
                yield f"{element.name} {name}={value}"
    for mark in ("¶", "pf:", "In [", "arithmatex", "\x1b"):
        if mark in html:
            yield mark


# The example


def test_feeds_of_the_example_are_without_fault(example_site: Path) -> None:
    feeds = sorted(example_site.rglob("feed.xml"))
    assert [path.parent.relative_to(example_site).as_posix() for path in feeds][:2] == [
        ".",
        "projects",
    ]
    assert len(feeds) >= 4
    for path in feeds:
        items = items_of(example_site, path.parent.relative_to(example_site).as_posix())
        assert len({item["id"] for item in items}) == len(items)
        for item in items:
            assert list(faults_of(item["content_html"])) == []
            assert item["summary"]
            assert item["content_html"].strip()


def test_addresses_in_feeds_of_the_example_exist(example_site: Path) -> None:
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


def test_pictures_have_the_size_that_the_feed_says(example_site: Path) -> None:
    attachments = [a for item in items_of(example_site) for a in item.get("attachments", ())]
    assert attachments
    for attachment in attachments:
        path = example_site / attachment["url"].removeprefix("https://quandt.example/")
        assert path.stat().st_size == attachment["size_in_bytes"]


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


# Content of every kind

SINK = r"""
Before ![Local](pictures/a%20b.png) and [sibling](b.md), [anchor](#more), [root](/posts/b/).

<!-- more -->

## More { #more }

!!! warning "Take care"

    Text of a note.

??? tip "Folded"

    Text of a tip.

=== "R"

    ```r
    x <- 1  # (1)!
    ```

    1.  A note on code.

=== "Python"

    ```python linenums="1" title="a.py"
    def f(x):
        return x < 1
    ```

- [x] Done
- [ ] To do

Formula $\hat{y}_t^2$ in text, and alone:

$$
\sum_{i=1}^{n} \frac{x_i}{n}
$$

Icon :material-check: and emoji :smile:.

| n | name |
|--:|------|
| 1 | one  |

A note.[^1]

```mermaid
graph LR; A-->B
```

<iframe src="https://video.example/1" title="The talk"></iframe>
<script>alert("x")</script><style>p{color:red}</style>
<p onclick="alert(1)" style="color:red">Raw &amp; <a href="javascript:alert(1)">bad</a>
<a href="../../files/my%20notes.pdf">notes</a> <a href="//h.example/x">h</a></p>

[^1]: Text of the note.
"""
MORE_MARKDOWN = """
markdown_extensions:
  - attr_list
  - toc: {permalink: true}
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.highlight: {anchor_linenums: true, linenums_style: table}
  - pymdownx.superfences:
      custom_fences: [{name: mermaid, class: mermaid}]
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""


def png(size: tuple[int, int] = (8, 4)) -> bytes:
    import io

    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("base", [SITE, "https://kovac.example/work/"])
def test_everything_markdown_has_is_readable(tmp_path: Path, build_site: Build, base: str) -> None:
    folder = write(
        tmp_path,
        {
            "mkdocs.yml": SETTINGS.replace(SITE, base) + MORE_MARKDOWN,
            "posts/a/index.md": post("Everything", text=SINK),
            "posts/a/b.md": "Not an entry of its own.",
            "posts/a/pictures/a b.png": png(),
            "posts/b.md": post("Other", text="Text."),
            "site_src/files/my notes.pdf": b"%PDF-1.4",
        },
    )
    html = content_of(build_site(folder, strict=False), "Everything")
    assert list(faults_of(html)) == []
    text = BeautifulSoup(html, "html5lib").get_text()
    assert "def f(x):\n    return x < 1" in text
    assert "☑  Done" in text
    assert "☐  To do" in text
    assert "∑_{i=1}ⁿ x_i/n" in text
    assert "ŷ_t²" in text
    assert "alert" not in text.replace("graph", "")
    for part in (
        f'<img src="{base}posts/a/pictures/a%20b.png" alt="Local"',
        "<p><strong>Take care</strong></p>",
        "<p><strong>Folded</strong></p>",
        "<p><strong>R</strong></p>",
        "<p><strong>Python</strong></p>",
        '<td align="right">1</td>',
        "<pre><code>graph LR; A--&gt;B</code></pre>",
        '<a href="https://video.example/1">The talk</a>',
        f'<a href="{base}files/my%20notes.pdf">notes</a>',
        f'<a href="{base}posts/b/">root</a>',
        f'<a href="{base}posts/a/#more">anchor</a>',
        '<a href="https://h.example/x">h</a>',
    ):
        assert part in html, part


def notebook(*outputs: Any) -> bytes:
    cells = [
        nbformat.v4.new_markdown_cell("# A notebook\n\nFirst words."),
        nbformat.v4.new_code_cell("print(1)", outputs=list(outputs), execution_count=7),
    ]
    made = nbformat.v4.new_notebook(cells=cells, metadata={"proofolio": {"date": "2026-05-02"}})
    return nbformat.writes(made).encode()


def test_notebook_outputs_are_readable(tmp_path: Path, build_site: Build) -> None:
    import base64

    display = nbformat.v4.new_output
    picture = base64.b64encode(png((80, 40))).decode()
    outputs = [
        display("stream", name="stdout", text="\x1b[31mred\x1b[0m \x0b\x00 text\n"),
        display("display_data", {"image/png": picture, "text/plain": "<Figure>"}),
        display(
            "display_data",
            {
                "text/html": "<style scoped>td{color:red}</style><table border='1'><tr><th>n</th>"
                "</tr><tr><td>41</td></tr></table>"
            },
        ),
        display(
            "display_data",
            {"text/html": "<div id='p'></div><script>Plotly.newPlot('p')</script>"},
        ),
        display("error", ename="ValueError", evalue="no", traceback=["\x1b[31mValueError\x1b[0m"]),
    ]
    folder = write(tmp_path, {"posts/n.ipynb": notebook(*outputs)})
    site = build_site(folder, strict=False)
    (item,) = items_of(site)
    html = item["content_html"]
    assert item["title"] == "A notebook"
    assert list(faults_of(html)) == []
    assert "<pre><code>red  text</code></pre>" in html
    assert "<td>41</td>" in html
    assert "Plotly" in html
    assert re.search(rf'<img src="{SITE}posts/n/fig-[0-9a-f]+\.png"', html)
    assert item["attachments"][0]["mime_type"] == "image/png"
    assert "Error: ValueError" in html


def test_hostile_text_arrives_intact(tmp_path: Path, build_site: Build) -> None:
    hostile = 'Hello & <World> \\"x\\" ]]> 👩‍🔬 数据 مرحبا'
    plain = hostile.replace("\\", "")
    more = f'tags: ["{hostile}"]\nauthors: ["{hostile}"]\nsummary: "{hostile}"\n'
    folder = write(
        tmp_path,
        {"posts/a.md": post(f'"{hostile}"', text="Body ]]> & &lt;x> 数据 مرحبا", more=more)},
    )
    site = build_site(folder, strict=False)
    (item,) = items_of(site)
    assert item["title"] == item["summary"] == item["tags"][0] == plain
    assert item["authors"] == [{"name": plain}]
    assert "Body ]]&gt; &amp; &lt;x&gt; 数据 مرحبا" in item["content_html"]
    for name in ("feed.xml", "atom.xml"):
        (entry,) = read(site / name).entries
        assert (entry.title, entry.author, entry.tags[0].term) == (plain, plain, plain)


def test_control_characters_do_not_stop_the_build(tmp_path: Path, build_site: Build) -> None:
    text = "Body \x00 \x0b \x1b[31mred\x1b[0m \ufffe."
    folder = write(tmp_path, {"posts/a.md": post("A", text=text), "posts/b.md": post("B")})
    assert "B" in [item["title"] for item in items_of(build_site(folder, strict=False))]


def test_pictures(tmp_path: Path, build_site: Build) -> None:
    exif = Image.Exif()
    exif[271] = "A camera"
    Image.new("RGB", (40, 20), "teal").save(tmp_path / "c.jpg", exif=exif)
    Image.new("RGB", (40, 20), "teal").save(tmp_path / "d.webp")
    pictures = {
        "posts/b.png": png(),
        "posts/c.jpg": (tmp_path / "c.jpg").read_bytes(),
        "posts/d.webp": (tmp_path / "d.webp").read_bytes(),
        "posts/e.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"></svg>',
    }
    posts = {
        f"posts/{Path(name).stem}.md": post(
            Path(name).stem, more=f"image: {{src: {Path(name).name}, alt: A}}\n"
        )
        for name in pictures
    }
    posts["posts/gone.md"] = post("gone", more="image: {src: gone.png, alt: A}\n")
    site = build_site(write(tmp_path / "site", {**pictures, **posts}), strict=False)
    kinds = {}
    for item in items_of(site):
        for attachment in item.get("attachments", ()):
            kinds[item["title"]] = attachment["mime_type"]
            path = site / attachment["url"].removeprefix(SITE)
            assert path.stat().st_size == attachment["size_in_bytes"]
    assert kinds == {
        "b": "image/png", "c": "image/jpeg", "d": "image/webp", "e": "image/svg+xml",
    }  # fmt: skip


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


def test_links_of_authors_to_feeds_hold(tmp_path: Path, build_report: Report) -> None:
    folder = write(
        tmp_path,
        {
            "posts/a.md": post("A", text="[RSS](/feed.xml)"),
            "site_src/how.md": "# How\n\n[RSS](feed.xml), [Subscribe](subscribe/index.md)\n",
        },
    )
    site, _ = build_report(folder, strict=True)
    assert f'<a href="{SITE}feed.xml">RSS</a>' in content_of(site, "A")


def test_a_file_of_the_author_is_never_replaced(tmp_path: Path, build_report: Report) -> None:
    folder = write(tmp_path, {"posts/a.md": post("A"), "site_src/feed.xml": "<mine/>"})
    site, messages = build_report(folder)
    assert (site / "feed.xml").read_text(encoding="utf-8") == "<mine/>"
    (told,) = [message for message in messages if "address of a feed" in message]
    assert told.startswith("WARNING proofolio: site_src/feed.xml: /feed.xml")


def test_testimonials_only_by_option_and_consent(tmp_path: Path, build_site: Build) -> None:
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


def test_three_builds_in_one_process_are_the_same(tmp_path: Path, build_site: Build) -> None:
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

    (folder / "feed-ids.yml").write_text("- nothing\n", encoding="utf-8")
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


def test_dates_from_git_when_asked(tmp_path: Path, build_report: Report) -> None:
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
