"""What is unlisted is on its own page and nowhere else: every byte of a site is searched."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.adapters.mkdocs.check import read_site
from proofolio.model.kinds import KINDS
from proofolio.outputs.preview_cards import card_text

MARK = "zqxmark"
"""Begins every id, name and sentence of what is unlisted."""
NEEDED: dict[str, dict[str, str]] = {
    "project": {"title": "{0}", "summary": "{0} sum."},
    "post": {"title": "{0}", "date": "2026-05-01", "summary": "{0} sum."},
    "talk": {"title": "{0}", "start": "2026-05-01"},
    "publication": {"title": "{0}", "date": "2024"},
    "service": {"name": "{0}", "summary": "{0} sum."},
    "niche": {"name": "{0}", "headline": "{0} head"},
    "testimonial": {"text": "{0} said.", "author": "{0} Person", "consent": "granted"},
}
FEEDS = ["posts", "projects", "testimonials"]
STATUSES = {"published": "open", "unlisted": f"{MARK}unlisted", "draft": f"{MARK}draft"}


def entry(kind: Any, status: str, word: str) -> dict[str, Any]:
    """An entry that names others of every kind it can name, held back ones too."""
    fields: dict[str, Any] = {
        name: text.format(f"{word} {kind.word}") for name, text in NEEDED[kind.word].items()
    }
    fields |= {"id": f"{word}-{kind.word}", "status": status}
    others = [other for other in KINDS if other.plural in kind.record.model_fields]
    fields |= {
        other.plural: [f"{name}-{other.word}" for name in STATUSES.values()] for other in others
    }
    for topics in ("skills", "tools", "tags", "categories", "industries"):
        if topics in kind.record.model_fields:
            fields[topics] = ["Forecasting", f"{word} {topics}"]
    if "claims" in kind.record.model_fields:
        proofs = [f"project:{name}-project" for name in STATUSES.values()]
        fields["claims"] = [{"text": f"{word} claim of a {kind.word}.", "evidence": proofs}]
    if "related" in kind.record.model_fields:
        fields["related"] = [f"{name}-project" for name in STATUSES.values()]
    return fields


def write_site(folder: Path) -> None:
    """A site with an entry of each kind and status, and an own page of each status."""
    for kind in KINDS:
        made = [entry(kind, status, word) for status, word in STATUSES.items()]
        for fields in made if kind.source == "folder" else ():
            write(folder / kind.plural / f"{fields['id']}.yml", yaml.safe_dump(fields))
        if kind.source == "list":
            write(folder / f"site_src/_data/{kind.plural}.yml", yaml.safe_dump(made))
    profile = {
        "name": "Ana",
        "headline": "H",
        "email": "ana@ana.example",
        "skills": ["Forecasting"],
        "proof": [f"project:{word}-project" for word in STATUSES.values()],
    }
    write(folder / "site_src/_data/profile.yml", yaml.safe_dump(profile))
    for status, word in {**STATUSES, "archived": "kept"}.items():
        head = yaml.safe_dump({"title": f"{word} page", "status": status, "tags": [f"{word} tag"]})
        write(folder / f"site_src/{word}-page.md", f"---\n{head}---\n\n{word} text.\n")
    settings = {
        "site_name": "Ana",
        "site_url": "https://ana.example/",
        "docs_dir": "site_src",
        "theme": {"name": "material"},
        "plugins": [
            "search",
            "tags",
            "proofolio/portfolio",
            "proofolio/posts",
            "proofolio/services",
            "proofolio/testimonials",
            {"proofolio/feeds": {"authority": "ana.example", "include": FEEDS}},
        ],
    }
    write(folder / "mkdocs.yml", yaml.safe_dump(settings))
    write(folder / "site_src/tags.md", "# Tags\n\n<!-- material/tags -->\n")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def files_with(site: Path, mark: str) -> Iterator[str]:
    """Every file of a site that holds a word, or has it in its name."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == ".gz" else content
        name = path.relative_to(site).as_posix()
        if mark.encode() in content.lower() or mark in name:
            yield name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("author")
    write_site(made)
    return made


@pytest.fixture(scope="module")
def built(folder: Path, build_report: Callable[..., tuple[Path, list[str]]]) -> Path:
    return build_report(folder, strict=False)[0]


def own_places(address: str) -> tuple[str, str]:
    """A page, and the card that only it names."""
    return f"{address}/index.html", f"assets/cards/{address}.png"


def test_what_is_unlisted_is_on_its_own_page_and_nowhere_else(built: Path) -> None:
    pages = {
        f"{kind.listing}{MARK}unlisted-{kind.word}".strip("/") for kind in KINDS if kind.has_page
    } | {f"{MARK}unlisted-page"}
    assert len(pages) == 4
    for page in pages:
        text = (built / page / "index.html").read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in text, page
    allowed = {place for page in pages for place in own_places(page)}
    found = set(files_with(built, MARK))
    assert found - allowed == set()
    assert {f"{page}/index.html" for page in pages} <= found


def test_the_search_through_all_files_finds_what_is_listed(built: Path) -> None:
    found = set(files_with(built, "open-project"))
    assert {"projects/index.html", "sitemap.xml", "sitemap.xml.gz"} <= found
    assert {"feed.xml", "atom.xml", "feed.json"} <= set(files_with(built, "open-post"))
    assert "search/search_index.json" in found
    assert {"index.html", "tags/index.html"} <= set(files_with(built, "open page"))


def test_what_is_archived_has_a_banner_and_is_not_listed(built: Path) -> None:
    text = (built / "kept-page/index.html").read_text(encoding="utf-8")
    assert "no longer maintained" in text
    assert "noindex" not in text
    assert set(files_with(built, "kept page")) == {
        "kept-page/index.html", "search/search_index.json",
    }  # fmt: skip


def test_a_card_names_no_niche_that_is_unlisted(folder: Path) -> None:
    site = read_site(folder / "mkdocs.yml").loaded.site
    plans = read_site(folder / "mkdocs.yml").loaded.plans.values()
    said = [repr(card_text(site, plan)) for plan in plans if plan.is_listed]
    assert any("open niche" in each for each in said)
    assert [each for each in said if MARK in each] == []
