"""`mkdocs serve` as an author uses it: it reloads, shows drafts and mistakes, and never hangs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SITES = Path(__file__).parent.parent / "sites"

MADE = re.compile(r"Made (\d+) of (\d+) pages in \d+\.\d s\.")

Serve = Callable[..., Any]
"""The fixture `serve`."""


@pytest.fixture
def server(tmp_path: Path, serve: Serve) -> Any:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    (folder / "projects" / "later.yml").write_text(
        "title: Not yet\nstatus: draft\n", encoding="utf-8"
    )
    for name, status in (("not-yet", "draft"), ("for-acme", "unlisted")):
        page = f"---\ntitle: Page {name}\nstatus: {status}\n---\n\nWords.\n"
        (folder / f"site_src/{name}.md").write_text(page, encoding="utf-8")
    return serve(folder)


def shows(words: str) -> Callable[[int, str], bool]:
    return lambda status, text: status == 200 and words in text


def test_serve_shows_drafts_mistakes_and_every_change(server: Any) -> None:
    project = server.folder / "projects" / "triage.yml"
    right = project.read_text(encoding="utf-8")
    server.wait_for("projects/triage/", shows("Who waits longest"))
    draft = server.wait_for("projects/later/", shows("Not yet"))
    assert "pf-note" in draft
    page = server.wait_for("not-yet/", shows("Page not-yet"))
    assert "A draft: only you see this page" in page
    unlisted = server.wait_for("for-acme/", shows("Page for-acme"))
    assert "noindex" in unlisted
    assert "A draft" not in unlisted
    assert "Page for-acme" not in server.wait_for("", shows("Page not-yet"))

    project.write_text("title: A new title\n", encoding="utf-8")
    server.wait_for("projects/triage/", shows("A new title"))

    project.write_text("status: published\noutcomes: [\n", encoding="utf-8")
    broken = server.wait_for("projects/triage/", shows("projects/triage.yml"))
    assert "Traceback" not in broken
    assert server.get("projects/")[0] == 200

    project.write_text(right, encoding="utf-8")
    server.wait_for("projects/triage/", shows("Who waits longest"))

    profile = server.folder / "site_src" / "_data" / "profile.yml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(re.sub("headline: .*", "headline: Shorter queues", text), encoding="utf-8")
    server.wait_for("", shows("Shorter queues"))
    profile.write_text("name: [x\n", encoding="utf-8")
    server.wait_for("", shows("site_src/_data/profile.yml:1"))
    profile.write_text(text, encoding="utf-8")
    server.wait_for("", shows("Waiting times that clinics can plan by"))

    data = server.folder / "site_src" / "_data"
    text = (data / "services.yml").read_text(encoding="utf-8")
    (data / "niches.yml").write_text("care: {name: [Care}\n", encoding="utf-8")
    (data / "services.yml").write_text("review: {name: [Review}\n", encoding="utf-8")
    both = server.wait_for("services/", shows("site_src/_data/services.yml:1"))
    assert "site_src/_data/niches.yml:1" in both
    (data / "niches.yml").unlink()
    (data / "services.yml").write_text(text, encoding="utf-8")

    (server.folder / "projects" / "dropped.ipynb").write_text(
        '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": "# Dropped in"}],'
        ' "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        encoding="utf-8",
    )
    server.wait_for("projects/dropped/", shows("Dropped in"))
    (server.folder / "projects" / "dropped.ipynb").unlink()
    server.wait_for("projects/dropped/", lambda status, _: status == 404)
    assert not any("Traceback" in line for line in server.lines)

    said = "".join(server.lines)
    assert len(MADE.findall(said)) > 5


def test_a_rebuild_changes_nothing_that_is_watched(server: Any) -> None:
    """Else the next rebuild would follow at once, and so on without end."""
    server.wait_for("projects/triage/", shows("Who waits longest"))
    told = next(line for line in server.lines if "Watching paths" in line)
    watched = [server.folder / name for name in re.findall("'([^']+)'", told)]
    assert len(watched) >= 3
    project = server.folder / "projects" / "triage.yml"
    before = _seen(watched)
    project.write_text("title: Changed once\n", encoding="utf-8")
    server.wait_for("projects/triage/", shows("Changed once"))
    after = _seen(watched)
    assert before.pop(project) != after.pop(project)
    assert before == after


def _seen(places: list[Path]) -> dict[Path, tuple[int, int]]:
    """What a watcher compares: when each file was changed, and its size."""
    files = [path for place in places for path in (place, *place.rglob("*")) if path.is_file()]
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in files}


@pytest.mark.slow
def test_rebuilds_double_no_item_of_a_feed(tmp_path: Path, serve: Serve) -> None:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    feeds = "  - proofolio/feeds: {authority: kovac.example}\n"
    settings.write_text(f"{text.rstrip()}\n{feeds}", encoding="utf-8")
    (folder / "posts").mkdir()
    found = []
    server = None
    for number in range(4):
        post = f"---\ntitle: Text {number}\ndate: 2026-05-01\n---\n\nText.\n"
        (folder / "posts" / "a.md").write_text(post, encoding="utf-8")
        server = server or serve(folder)
        told = json.loads(server.wait_for("feed.json", shows(f'"Text {number}"')))
        found.append([item["id"] for item in told["items"]])
    assert len(found[0]) == 1
    assert found == [found[0]] * 4
