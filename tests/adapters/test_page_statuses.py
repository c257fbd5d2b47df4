"""An author's own pages obey their status, in our words and in those of other tools."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
Report = Callable[..., tuple[Path, list[str]]]
HEADS = {
    "draft": [
        "---\nstatus: draft\n---\n",
        "---\ndraft: yes\n---\n",
        "---\nStatus: Draft\n---\n",
        "---\nprivate: 'true'\n---\n",
        "---\npublished: no\n---\n",
        "---\nheadless: true\n---\n",
        "---\nexpiryDate: 2026-11-20\n---\n",
        "---\npublishDate: 2026-11-21\n---\n",
        "---\nstatus: unlisted\ndraft: true\n---\n",
        "---\nstatus: drfat\n---\n",
        "---\nhidden: maybe\n---\n",
        "---\nexpiryDate: soon\n---\n",
        "---\nbuild: {render: never}\n---\n",
        "Title: x\nStatus: draft\n\n",
        "Status: private\n\n",
        "<!--\n.. title: x\n.. status: draft\n-->\n",
        "\n---\nstatus: draft\n---\n",
        "---\nstatus: draft\ntitle: [a\n---\n",
        "+++\ndraft = true\n+++\n",
        '{\n"draft": true}\n',
        "---\nstatus: [draft]\n---\n",
        "---\r\ndraft: true\r\n---\r\n",
        "\ufeff---\ndraft: true\n---\n",
        "---\nstatus: draft\nstatus: draft\n---\n",
    ],
    "unlisted": [
        "---\nstatus: unlisted\n---\n",
        "---\nhidden: true\n---\n",
        "---\nlisted: false\n---\n",
        "---\nhide: true\n---\n",
        "---\nrobots: noindex, nofollow\n---\n",
        "---\nsitemap: false\n---\n",
        "Title: x\nStatus: hidden\n\n",
        "---\n_build: {list: never}\n---\n",
        "---\nstatus: published\nunlisted: on\n---\n",
    ],
    "published": [
        "",
        "---\nstatus: published\n---\n",
        "---\nstatus: new\n---\n",
        "---\nstatus: deprecated\n---\n",
        "---\nstatus: beta\n---\n",
        "---\ndraft: false\n---\n",
        "---\nhide: [toc]\n---\n",
        "---\nexpiryDate: 2026-11-21\n---\n",
        "---\npublishDate: 2026-11-20\n---\n",
        "Title: x\n\n",
        "---\nhide: toc\n---\n",
        "---\nstatus:\n---\n",
        "---\ndate: 2031-01-01\n---\n",
        "Note: this page is old.\n\n",
        "Draft: first thoughts on queues.\n\n",
    ],
}
SENTENCES = {"Note: this page is old.", "Draft: first thoughts on queues."}


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a page for each head, and a status of the theme's that is its author's own."""
    folder = tmp_path_factory.mktemp("pages") / "site_of_author"
    shutil.copytree(MINIMAL, folder)
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("- proofolio/portfolio", "- proofolio/portfolio: {cards: false}")
    (folder / "mkdocs.yml").write_text(settings + "extra:\n  status: {beta: Try it}\n")
    for status, heads in HEADS.items():
        for number, head in enumerate(heads):
            name, text = f"{status}-{number}", f"{head}Words of {status}-{number}.\n"
            (folder / f"site_src/{name}.md").write_bytes(text.encode())
    return folder


@pytest.fixture(scope="module")
def built(author: Path, build_report: Report) -> tuple[Path, list[str]]:
    return build_report(author)


def test_a_page_is_published_as_far_as_it_says(built: tuple[Path, list[str]]) -> None:
    site, _ = built
    home = (site / "index.html").read_text(encoding="utf-8")
    map_ = (site / "sitemap.xml").read_text(encoding="utf-8")
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].partition("/")[0] for entry in index["docs"]}
    wrong = []
    for status, heads in HEADS.items():
        for number, head in enumerate(heads):
            name = f"{status}-{number}"
            page = site / name / "index.html"
            text = page.read_text(encoding="utf-8") if page.is_file() else ""
            seen = (bool(text), "noindex" in text, f"/{name}/" in map_, name in found,
                    f'href="{name}/"' in home)  # fmt: skip
            is_listed = status == "published"
            if seen != (status != "draft", status == "unlisted", *[is_listed] * 3):
                wrong.append((name, head, seen))
    assert sum(map(len, HEADS.values())) > 40
    assert wrong == []


def test_what_cannot_be_understood_is_told(built: tuple[Path, list[str]]) -> None:
    _, messages = built
    told = "\n".join(messages)
    for head, line in (("status: drfat", 2), ("hidden: maybe", 2), ("expiryDate: soon", 2),
                       ("title: [a", 3), ("+++\ndraft", 1), ('{\n"draft"', 1)):  # fmt: skip
        number = next(n for n, each in enumerate(HEADS["draft"]) if head in each)
        assert f"site_src/draft-{number}.md:{line}: " in told, head
    assert "unlisted-" not in told.replace("unlisted-8", "")


def test_a_sentence_that_looks_like_a_setting_is_not_lost(built: tuple[Path, list[str]]) -> None:
    site, _ = built
    shown = {
        sentence
        for page in site.glob("published-*/index.html")
        for sentence in SENTENCES
        if f"<p>{sentence}</p>" in page.read_text(encoding="utf-8")
    }
    assert shown == SENTENCES


def test_the_themes_own_signs_stay(built: tuple[Path, list[str]], build_report: Report) -> None:
    site, _ = built
    from_head = [n for n, head in enumerate(HEADS["published"]) if "status: new" in head]
    assert from_head
    assert (site / f"published-{from_head[0]}/index.html").is_file()


def test_a_navigation_names_nothing_that_is_held_back(tmp_path: Path, build_report: Report) -> None:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "site_of_author"))
    docs = folder / "site_src"
    for name, status in (("one", "published"), ("acme", "unlisted"), ("later", "draft"),
                         ("kept", "archived"), ("two", "new"), ("alone", "unlisted")):  # fmt: skip
        (docs / f"{name}.md").write_text(f"---\ntitle: T{name}\nstatus: {status}\n---\nText.\n")
    (docs / "services").mkdir()
    (docs / "services/index.md").write_text("---\ntitle: Mine\nstatus: unlisted\n---\nIntro.\n")
    (docs / "links.md").write_text("[one](one.md) [later](later.md#x) [acme](acme.md)\n")
    (docs / "projects").mkdir()
    (docs / "projects/index.md").write_text("---\nstatus: draft\n---\nNot yet.\n")
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["theme"]["features"] = ["navigation.footer"]
    settings["nav"] = [
        {"Home": "index.md"}, {"A": ["one.md", "acme.md", "later.md", "two.md"]},
        {"B": [{"Only": "alone.md"}]}, "kept.md", "services/index.md",
    ]  # fmt: skip
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    site, messages = build_report(folder)
    for page in (site / "index.html", site / "one/index.html"):
        text = page.read_text(encoding="utf-8")
        assert "Tone" in text
        assert "Ttwo" in text
        assert [
            w for w in ("Tacme", "Tlater", "Tkept", "Talone", ">Mine<", "Only") if w in text
        ] == []
    told = "\n".join(messages)
    for name in ("acme", "kept", "alone"):
        assert f"mkdocs.yml: nav: `nav` names {name}.md, which is " in told
    links = (site / "links/index.html").read_text(encoding="utf-8")
    assert '<a href="../one/">one</a> <a>later</a> <a href="../acme/">acme</a>' in links
    assert 'site_src/links.md: the link "../later/#x" leads to what is not shown today' in told
    assert "noindex" in (site / "services/index.html").read_text(encoding="utf-8")
    listing = (site / "projects/index.html").read_text(encoding="utf-8")
    assert "Not yet" not in listing
    assert "noindex" not in listing
