"""Feeds as readers get them, and sites as `mkdocs serve` serves them."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

Items = list[dict[str, Any]]


@pytest.fixture(scope="session")
def read_feed() -> Callable[[Path], Any]:
    """`read_feed(path)`: RSS or Atom as feedparser reads it; it must find nothing wrong."""

    def read(path: Path) -> Any:
        content = path.read_bytes()
        ElementTree.fromstring(content)
        feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
        assert not feed.bozo, feed.bozo_exception
        return feed

    return read


@pytest.fixture(scope="session")
def items_of(read_feed: Callable[[Path], Any]) -> Callable[..., Items]:
    """`items_of(site, folder="")`: items of a feed, which are the same in all three formats."""

    def items(site: Path, folder: str = "") -> Items:
        told = json.loads((site / folder / "feed.json").read_text(encoding="utf-8"))["items"]
        assert told
        for name in ("feed.xml", "atom.xml"):
            entries = read_feed(site / folder / name).entries
            for key, names in SAME.items():
                assert [_plain(entry, key) for entry in entries] == [
                    item.get(names) for item in told
                ], f"{name}: {key}"
            terms = [[tag.term for tag in entry.get("tags", ())] for entry in entries]
            assert terms == [item.get("tags", []) for item in told]
        return list(told)

    return items


SAME = {"id": "id", "link": "url", "title": "title", "content": "content_html"}
"""What feedparser calls the things that JSON Feed says."""


def _plain(entry: Any, key: str) -> Any:
    return entry.content[0].value if key == "content" else entry.get(key)


PATIENCE = 60
"""Seconds after which a server that does not answer has failed."""


class Server:
    """A running `mkdocs serve` with what it said."""

    def __init__(self, folder: Path, *options: str, engine: str = "mkdocs") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}/"
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", engine, "serve", "-a", f"127.0.0.1:{port}", *options],
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
        raise AssertionError(f"/{address}: {status}\n{text[-800:]}\n{''.join(self.lines[-20:])}")

    @property
    def builds(self) -> int:
        return sum("Documentation built" in line for line in self.lines)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """`serve(folder, *options, engine="mkdocs")`: a server, which stops with the test."""
    begun: list[Server] = []

    def start(folder: Path, *options: str, engine: str = "mkdocs") -> Server:
        begun.append(Server(folder, *options, engine=engine))
        return begun[-1]

    yield start
    for server in begun:
        server.stop()
