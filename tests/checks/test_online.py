"""Outside links are asked within a time limit, and once a day."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from proofolio.checks.online import OutsideLink, check_links


class Host(http.server.BaseHTTPRequestHandler):
    """Another host, which says what its paths are called."""

    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/new")
        elif self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/new")
        elif self.path == "/refuses-head" and self.command == "HEAD":
            self.send_response(405)
        else:
            self.send_response({"/gone": 404, "/refused": 403}.get(self.path, 200))
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    Host.asked.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def found(
    host: str, *paths: str, cache: Path | None = None, seconds: float = 20
) -> list[tuple[str, str]]:
    links = [OutsideLink(f"{host}{path}", "projects/load.yml", 3, "links") for path in paths]
    problems = check_links(links, seconds=seconds, cache=cache)
    return [(problem.code, problem.text.replace(host, "")) for problem in problems]


def test_dead_moved_and_refused_links_are_told_apart(host: str) -> None:
    paths = ["/fine", "/gone", "/moved", "/elsewhere", "/refused", "/refuses-head"]
    assert sorted(found(host, *paths)) == [
        ("dead-link", "/gone is gone (404)."),
        ("link-moved", "/moved has moved to /new."),
        ("link-unclear", "/refused could not be checked: it answered 403."),
    ]


def test_a_host_that_is_not_there_is_no_dead_link() -> None:
    problems = found("http://127.0.0.1:9", "/x")
    assert [code for code, _ in problems] == ["link-unclear"]


def test_answers_are_kept_for_a_day(host: str, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "links.json"
    first = found(host, "/fine", "/gone", cache=cache)
    asked = len(Host.asked)
    assert found(host, "/fine", "/gone", cache=cache) == first
    assert len(Host.asked) == asked > 0
    cache.write_text("{damaged")
    assert found(host, "/fine", "/gone", cache=cache) == first
    assert len(Host.asked) > asked


def test_one_address_is_asked_once_and_told_everywhere(host: str) -> None:
    assert len(found(host, "/gone", "/gone#part")) == 2
    assert Host.asked.count("GET /gone") == 1


def test_no_time_means_no_question(host: str) -> None:
    problems = found(host, "/fine", seconds=0)
    assert problems == [("link-unclear", "/fine could not be checked: there was no time left.")]
    assert not Host.asked
