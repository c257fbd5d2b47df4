"""`mkdocs serve` as an author uses it: it reloads, shows drafts and mistakes, and never hangs."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SITES = Path(__file__).parent.parent / "sites"
PATIENCE = 60
"""Seconds after which a server that does not answer has failed."""


class Server:
    """A running `mkdocs serve` with what it said."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}/"
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.reader.join()
        assert self.process.stdout
        self.process.stdout.close()

    def get(self, address: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + address, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return 0, ""

    def wait_for(self, address: str, holds: Callable[[int, str], bool]) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            status, text = self.get(address)
            if holds(status, text):
                return text
            time.sleep(0.2)
        raise AssertionError(f"/{address}: {status}\n{''.join(self.lines[-30:])}")

    @property
    def builds(self) -> int:
        return sum("Documentation built" in line for line in self.lines)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    (folder / "projects" / "later.yml").write_text(
        "title: Not yet\nstatus: draft\n", encoding="utf-8"
    )
    server = Server(folder)
    yield server
    server.stop()


def shows(words: str) -> Callable[[int, str], bool]:
    return lambda status, text: status == 200 and words in text


def test_serve_shows_drafts_mistakes_and_every_change(server: Server) -> None:
    project = server.folder / "projects" / "triage.yml"
    right = project.read_text(encoding="utf-8")
    server.wait_for("projects/triage/", shows("Who waits longest"))
    draft = server.wait_for("projects/later/", shows("Not yet"))
    assert "pf-note" in draft

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


def test_serve_does_not_rebuild_for_nothing(server: Server) -> None:
    server.wait_for("projects/triage/", shows("Who waits longest"))
    project = server.folder / "projects" / "triage.yml"
    project.write_text("title: Changed once\n", encoding="utf-8")
    server.wait_for("projects/triage/", shows("Changed once"))
    builds = server.builds
    time.sleep(3)  # a loop would have built again by now
    assert server.builds == builds == 2


@pytest.mark.slow
def test_rebuilds_double_no_item_of_a_feed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    feeds = "  - proofolio/feeds: {authority: kovac.example}\n"
    settings.write_text(f"{text.rstrip()}\n{feeds}", encoding="utf-8")
    (folder / "posts").mkdir()
    found = []
    server = None
    try:
        for number in range(4):
            post = f"---\ntitle: Text {number}\ndate: 2026-05-01\n---\n\nText.\n"
            (folder / "posts" / "a.md").write_text(post, encoding="utf-8")
            server = server or Server(folder)
            told = json.loads(server.wait_for("feed.json", shows(f'"Text {number}"')))
            found.append([item["id"] for item in told["items"]])
    finally:
        if server:
            server.stop()
    assert len(found[0]) == 1
    assert found == [found[0]] * 4
