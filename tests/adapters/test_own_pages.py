"""An author's own pages and files, whatever is in them: told, and never a traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.adapters.mkdocs.check import read_site

MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
Report = Callable[..., tuple[Path, list[str]]]
KEYS = [
    "title", "description", "search", "hide", "icon", "tags", "template", "status", "comments",
    "subtitle", "social", "canonical_url",
]  # fmt: skip
VALUES: list[Any] = [
    None, True, -7, 1.5, "", "x", "nowhere.html", "x" * 3000, ["a", 1, None, {"b": "c"}],
    {"a": "b"}, {1: {2: [3]}},
]  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "author"))


@pytest.mark.slow
def test_any_front_matter_of_a_page_or_an_entry_is_built(site: Path, build_report: Report) -> None:
    count = 0
    for key in KEYS:
        for number, value in enumerate(VALUES):
            front = yaml.safe_dump({key: value}, allow_unicode=True)
            page = f"---\n{front}---\n\n# Heading\n\nText.\n"
            (site / f"site_src/{key}-{number}.md").write_text(page, encoding="utf-8")
            (site / f"projects/{key}-{number}.md").write_text(page, encoding="utf-8")
            count += 1
    settings = (site / "mkdocs.yml").read_text(encoding="utf-8")
    quick = settings.replace("- proofolio/portfolio", "- proofolio/portfolio: {cards: false}")
    (site / "mkdocs.yml").write_text(quick, encoding="utf-8")
    built, _ = build_report(site)
    for key in KEYS:
        for number, value in enumerate(VALUES):
            # What is no status keeps a page a draft.
            is_built = key != "status" or value in (None, "")
            assert (built / f"{key}-{number}/index.html").is_file() is is_built
    assert count == len(KEYS) * len(VALUES) > 100


def test_marks_of_markdown_in_a_title_are_taken_out(site: Path, build_report: Report) -> None:
    text = "---\ntitle: '**What** I `do`'\n---\n\nText.\n"
    (site / "site_src/marked.md").write_text(text, encoding="utf-8")
    built, _ = build_report(site)
    page = (built / "marked/index.html").read_text(encoding="utf-8")
    assert "<title>What I do - Ana Kovač</title>" in page
    assert "**What**" not in page


def test_files_that_nothing_can_be_made_of_are_told(site: Path, build_report: Report) -> None:
    docs = site / "site_src"
    (docs / "latin.md").write_bytes("# Heading\n\nGr\xfc\xdfe\n".encode("latin-1"))
    (docs / "away.md").symlink_to("nowhere.md")
    (docs / "away.png").symlink_to("nowhere.png")
    (docs / "round").symlink_to(".")
    (docs / "folder.md").mkdir()
    os.mkfifo(docs / "pipe.md")
    os.mkfifo(docs / "pipe.css")
    Path(os.fsdecode(os.fsencode(docs) + b"/name\xff.md")).write_text("Text.")
    Path(os.fsdecode(os.fsencode(docs) + b"/name\xff.txt")).write_text("Text.")
    built, messages = build_report(site)
    told = "\n".join(messages)
    assert "site_src/latin.md:3: This line is not UTF-8 text." in told
    for name in ("away.md", "away.png", "round/", "pipe.md", "pipe.css", "name\ufffd.md"):
        assert f"site_src/{name}" in told, name
    assert "Heading" in (built / "latin/index.html").read_text(encoding="utf-8")
    assert not (built / "round").exists()


def test_a_link_to_a_page_of_ours_is_fine_to_build_and_check(
    site: Path, build_report: Report
) -> None:
    """As MkDocs knows it: by the file that its Markdown would be, from any folder."""
    (site / "site_src/deep").mkdir()
    for name, up in (("own.md", ""), ("deep/own.md", "../"), ("deep/index.md", "../")):
        text = f"# Own\n\n[A project]({up}projects/triage/index.md)\n\n[None]({up}no/index.md)\n"
        (site / "site_src" / name).write_text(text, encoding="utf-8")
    _, messages = build_report(site)
    assert not [m for m in messages if "triage" in m], messages
    found = [p for p in read_site(site / "mkdocs.yml").problems if p.code == "broken-link"]
    assert len(found) == 3
    assert all("no/index.md" in problem.text for problem in found)
