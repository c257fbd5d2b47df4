"""A site with everything that has broken feeds elsewhere, as readers and validators get it.

Its sources are in `tests/sites/feeds`; what is no text is added here: pictures, a notebook, and
characters that XML forbids.
"""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from PIL import Image

ItemsOf = Callable[..., list[dict[str, Any]]]
Validator = Callable[[Path, str], list[str]]
EXAMPLE = "https://quandt.example/"
BASE = "https://kovac.example/work/"

PLAIN = "Hello & <World> \"x\" 'y' ]]> &amp; 👩‍🔬 数据 مرحبا"
ESCAPED = PLAIN.replace('"', '\\"').replace(" ]]>", r"\0 \v]]>\e[31m\e[0m\uFFFE")
"""The same in YAML, with characters that XML forbids and a code of terminals."""
FORBIDDEN = "\x0b\x0c\x01\ufffe"


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[271] = "A camera"  # goes before the picture is published, so that the size is another
    Image.new("RGB", (80, 40), "teal").save(out, kind, **({"exif": exif} if kind == "JPEG" else {}))
    return out.getvalue()


def notebook() -> bytes:
    """Outputs of all sorts, with what must not stand in XML."""
    html = "<style scoped>td{color:red}</style><table border='1'><tr><td>41</td></tr></table>"
    chart = "<div id='p'></div><script>Plotly.newPlot('p')</script>"
    outputs = [
        new_output("stream", text=f"\x1b[31mred\x1b[0m\x00{FORBIDDEN} {PLAIN} \ud800\n"),
        new_output("display_data", {"image/png": base64.b64encode(picture("PNG")).decode()}),
        new_output("display_data", {"text/html": html}),
        new_output("display_data", {"text/html": chart}),
        new_output(
            "error", ename="ValueError", evalue="no", traceback=["\x1b[31mValueError\x1b[0m"]
        ),
    ]
    cells = [
        new_markdown_cell(f"# A notebook{FORBIDDEN}\n\nFirst words."),
        new_code_cell("print(1)", outputs=outputs, execution_count=7),
    ]
    made = nbformat.v4.new_notebook(cells=cells, metadata={"proofolio": {"date": "2026-05-02"}})
    return json.dumps(made).encode()  # as Jupyter writes a lone surrogate


def planted() -> Iterator[tuple[str, bytes]]:
    """What is added to the site's sources."""
    yield "posts/notebook.ipynb", notebook()
    yield "posts/sink/pictures/a b.png", picture("PNG")
    for kind in ("jpeg", "webp", "gif"):
        yield f"posts/{kind}.{kind}", picture(kind.upper())
    yield "posts/svg.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"></svg>'
    for kind in ("jpeg", "webp", "gif", "svg", "absent"):
        head = f"title: {kind}\ndate: 2026-02-01\nimage: {{src: {kind}.{kind}, alt: A}}"
        yield f"posts/{kind}.md", f"---\n{head}\n---\n\nText.\n".encode()
    names = ("title", "summary", "tags", "authors", "categories")
    head = "\n".join(f'{name}: "{ESCAPED}"' for name in names)
    body = f"Body{FORBIDDEN} ]]> & &lt;x> 👩‍🔬 数据 مرحبا \x1b[31mred\x1b[0m"
    yield "posts/hostile.md", f"---\n{head}\ndate: 2026-05-03\n---\n\n{body}\n".encode()


@pytest.fixture(scope="module")
def built(
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
    build_report: Callable[..., tuple[Path, list[str]]],
) -> tuple[Path, list[str]]:
    """The site, and what the build said."""
    folder = tmp_path_factory.mktemp("feeds") / "site"
    shutil.copytree(root / "tests/sites/feeds", folder)
    for name, content in planted():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return build_report(folder)


@pytest.fixture(scope="module")
def site(built: tuple[Path, list[str]]) -> Path:
    return built[0]


def item_of(items: list[dict[str, Any]], title: str) -> dict[str, Any]:
    return next(item for item in items if item["title"] == title)


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


# Every reader


@pytest.mark.parametrize("which", ["site", "example_site"])
def test_nothing_in_any_item_is_amiss(
    request: pytest.FixtureRequest, items_of: ItemsOf, which: str
) -> None:
    site: Path = request.getfixturevalue(which)
    folders = [path.parent.relative_to(site).as_posix() for path in site.rglob("feed.xml")]
    assert {".", "projects"} < set(folders)
    for folder in folders:
        items = items_of(site, folder)
        assert len({item["id"] for item in items}) == len(items)
        for item in items:
            assert list(faults_of(item["content_html"])) == []
            assert item["content_html"].strip()
        for name in ("feed.xml", "atom.xml", "feed.json"):
            assert not re.search(rb">None<|\bnull\b", (site / folder / name).read_bytes())


@pytest.mark.parametrize(("which", "base"), [("site", BASE), ("example_site", EXAMPLE)])
def test_the_w3c_validator_finds_nothing(
    request: pytest.FixtureRequest, feed_validator: Validator, which: str, base: str
) -> None:
    assert feed_validator(request.getfixturevalue(which), base) == []


def test_the_w3c_validator_would_find_something(
    site: Path, feed_validator: Validator, tmp_path: Path
) -> None:
    text = (site / "feed.xml").read_text(encoding="utf-8")
    broken = text.replace(' isPermaLink="false"', "").replace(f"{BASE}posts/b/", "../b/")
    (tmp_path / "feed.xml").write_text(broken, encoding="utf-8")
    found = "\n".join(feed_validator(tmp_path, BASE))
    assert "guid must be a full URL" in found
    assert "link must be a full and valid URL" in found


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_newsboat_reads_every_item_as_it_is(
    site: Path,
    items_of: ItemsOf,
    serve_site: Callable[..., str],
    program: Callable[[str], str],
    tmp_path: Path,
    name: str,
) -> None:
    (tmp_path / "urls").write_text(serve_site(site, "/work/") + name + "\n")
    command = [program("newsboat"), "-u", "urls", "-c", "cache.db", "-C", "none", "-l", "1"]
    done = subprocess.run(
        [*command, "-d", "log", "-x", "reload"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    log = (tmp_path / "log").read_text(encoding="utf-8") if (tmp_path / "log").exists() else ""
    assert [line for line in log.splitlines() if "ERROR" in line] == []
    with sqlite3.connect(tmp_path / "cache.db") as cache:
        query = "select guid, url, title, author, content from rss_item"
        found = {guid: rest for guid, *rest in cache.execute(query)}
    cache.close()
    items = items_of(site)
    assert found.keys() == {item["id"] for item in items}
    for item in items:
        url, title, author, content = found[item["id"]]
        assert url == item["url"]
        assert " ".join(title.split()) == item["title"]
        assert author.split(", ")[-1] == item["authors"][-1]["name"]
        assert content == item["content_html"]


# What is in them


def test_everything_markdown_has_is_readable(site: Path, items_of: ItemsOf) -> None:
    html = item_of(items_of(site), "Everything Markdown has")["content_html"]
    text = BeautifulSoup(html, "html5lib").get_text()
    assert "def f(x):\n    return x < 1" in text
    assert "☑  Done" in text
    assert "☐  To do" in text
    assert "∑_{i=1}ⁿ x_i/n" in text
    assert "ŷ_t²" in text
    assert "alert" not in text
    for part in (
        f'<img src="{BASE}posts/sink/pictures/a%20b.png" alt="Local"',
        "<p><strong>Take care</strong></p>",
        "<p><strong>Folded</strong></p>",
        "<p><strong>R</strong></p>",
        "<p><strong>Python</strong></p>",
        '<td align="right">1</td>',
        "<pre><code>graph LR; A--&gt;B</code></pre>",
        '<a href="https://video.example/1">The talk</a>',
        f'<a href="{BASE}files/my%20notes.txt">notes</a>',
        f'<a href="{BASE}posts/b/">root</a>',
        f'<a href="{BASE}posts/sink/#more">anchor</a>',
        '<a href="https://h.example/x">h</a>',
    ):
        assert part in html, part


def test_notebook_outputs_are_readable(site: Path, items_of: ItemsOf) -> None:
    item = item_of(items_of(site), "A notebook")
    html = item["content_html"]
    assert "red Hello &amp; &lt;World&gt;" in html
    assert "]]&gt; &amp;amp; 👩‍🔬 数据 مرحبا" in html
    assert "<td>41</td>" in html
    assert "Plotly" in html
    assert re.search(rf'<img src="{BASE}posts/notebook/fig-[0-9a-f]+\.png"', html)
    assert item["attachments"][0]["mime_type"] == "image/png"
    assert "Error: ValueError" in html


def test_hostile_text_arrives_intact(site: Path, items_of: ItemsOf, read_feed: Any) -> None:
    item = item_of(items_of(site), PLAIN)
    assert item["summary"] == item["tags"][0] == item["authors"][0]["name"] == PLAIN
    assert "Body ]]&gt; &amp; &lt;x&gt; 👩‍🔬 数据 مرحبا red" in item["content_html"]
    for name in ("feed.xml", "atom.xml"):
        (entry,) = [entry for entry in read_feed(site / name).entries if entry.id == item["id"]]
        assert (entry.title, entry.author, entry.tags[0].term) == (PLAIN, PLAIN, PLAIN)


def test_other_scripts_arrive_with_their_language(site: Path, items_of: ItemsOf) -> None:
    items = items_of(site)
    assert item_of(items, "区间就是承诺")["language"] == "zh"
    assert item_of(items, "区间就是承诺")["tags"] == ["预测", "数据"]
    assert item_of(items, "التنبؤ وعد")["language"] == "ar"


def test_pictures_are_told_with_type_and_size(
    built: tuple[Path, list[str]], items_of: ItemsOf, read_feed: Any
) -> None:
    site, messages = built
    items = items_of(site)
    kinds = {}
    for item in items:
        for attachment in item.get("attachments", ()):
            kinds[item["title"]] = attachment["mime_type"]
            path = site / attachment["url"].removeprefix(BASE).replace("%20", " ")
            assert path.stat().st_size == attachment["size_in_bytes"]
    for kind, type in (("jpeg", "jpeg"), ("webp", "webp"), ("gif", "gif"), ("svg", "svg+xml")):
        assert kinds[kind] == f"image/{type}"
    assert "absent" not in kinds
    assert [m for m in messages if m.startswith("WARNING proofolio: posts/absent.md:4")]
    elsewhere = item_of(items, "Written elsewhere")
    assert elsewhere["image"] == "https://img.example/far.png"
    assert "attachments" not in elsewhere
    (entry,) = [e for e in read_feed(site / "feed.xml").entries if e.id == elsewhere["id"]]
    assert entry.media_content[0]["url"] == "https://img.example/far.png"


def test_nothing_unpublished_is_in_any_feed(root: Path, built: tuple[Path, list[str]]) -> None:
    sources = [*(root / "tests/sites/feeds").rglob("*.yml")]
    sources += (root / "tests/sites/feeds/posts").rglob("*.md")
    hidden = {
        word
        for path in sources
        for word in re.findall(r"SECRET[\w-]+|\b\d{8}\b", path.read_text(encoding="utf-8"))
    }
    assert len(hidden) > 30
    names = ("feed.xml", "atom.xml", "feed.json", "feeds.opml")
    files = [path for name in names for path in built[0].rglob(name)]
    assert len(files) == 10
    for path in [*files, built[0] / "subscribe/index.html"]:
        text = path.read_text(encoding="utf-8")
        assert [word for word in hidden if word in text] == [], path
