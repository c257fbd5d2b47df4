"""What all tests share: a closed-off world, real builds, a local server, a real browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
TODAY = "1795176000"  # 2026-11-20 12:00 UTC, the day on which all tests take place
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FEED_VALIDATOR = "PROOFOLIO_FEED_VALIDATOR"
"""Names a clone of the W3C feed validator, which no package manager has. Without it the tests
that need it are not run, and the summary says so; they are no skips, since nothing is to be
installed."""
COMPRESSED = (".css", ".html", ".js", ".json", ".svg", ".xml")
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="fail if a test was skipped")
    parser.addoption("--golden", action="store_true", help="rewrite golden files, then read them")


def pytest_configure(config: pytest.Config) -> None:
    """Sets the clock, the zone and the language before anything is imported or started."""
    os.environ.update(SOURCE_DATE_EPOCH=TODAY, TZ="UTC", LC_ALL="C.UTF-8")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Many tests start a Python, and each would compile all modules anew.
        compiled = tempfile.TemporaryDirectory(prefix="pytest-pycache-")
        os.environ["PYTHONPYCACHEPREFIX"] = compiled.name
        config.add_cleanup(compiled.cleanup)
    # No test asserts a time: a busy machine is no failure.
    settings.register_profile(
        "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    away = []
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "browser" in names:
            item.add_marker("chromium")
        if "feed_validator" in names and FEED_VALIDATOR not in os.environ:
            away.append(item)
    if away:
        config.hook.pytest_deselected(items=away)
        items[:] = [item for item in items if item not in away]


def _skips(config: pytest.Config) -> Counter[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in reports)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for reason, count in _skips(config).items():
        terminalreporter.write_line(f"{count} skipped: {reason}", yellow=True)
    if FEED_VALIDATOR not in os.environ:
        terminalreporter.write_line(
            f"Not run: the W3C feed validator ({FEED_VALIDATOR} is not set)"
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.getoption("--no-skips") and _skips(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def closed_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No network but this machine's own, and an empty home folder."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise RuntimeError(f"tests reach no other host, but this wanted {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        for name in (
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "SITE_URL",
        ):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a file byte by byte; `pytest --golden` writes the file instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text, "`make golden`, then read the diff"

    return compare


@pytest.fixture
def make_library() -> Callable[..., Any]:
    """`make_library(profile={...}, posts=[{...}], …)`: records as mappings, on 20 November 2026."""
    from datetime import date

    from proofolio.model.kinds import KINDS
    from proofolio.model.library import Library, Records
    from proofolio.model.profile import Profile

    def make(*, profile: dict[str, Any] | None = None, **entries: list[dict[str, Any]]) -> Library:
        person = {"name": "Ana", "headline": "Counts", **(profile or {})}
        written = [
            kind.record.model_validate(entry)
            for kind in KINDS
            for entry in entries.pop(kind.plural, ())
        ]
        assert not entries
        records = Records(Profile.model_validate(person), tuple(written))
        return Library.build(records, date(2026, 11, 20))[0]

    return make


# Real builds


@pytest.fixture(scope="session")
def build_report(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., tuple[Path, list[str]]]:
    """`build_report(folder, **settings)`: builds with MkDocs; gives the site and what was logged.

    Messages begin with their level: `WARNING projects/churn.yml:8: …`. With `strict=True` a
    problem raises MkDocs' `Abort`. Settings replace those of `mkdocs.yml`.
    """

    def build(folder: Path, *, strict: bool = False, **settings: Any) -> tuple[Path, list[str]]:
        from mkdocs.commands.build import build as mkdocs_build
        from mkdocs.config import load_config

        settings.setdefault("site_dir", str(tmp_path_factory.mktemp("site")))
        messages: list[str] = []
        handler = logging.Handler(logging.INFO)
        handler.emit = lambda record: messages.append(  # type: ignore[method-assign]
            f"{record.levelname} {record.getMessage()}"
        )
        logger = logging.getLogger("mkdocs")
        level = logger.level
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        try:
            config = load_config(str(folder / "mkdocs.yml"), strict=strict, **settings)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
        return Path(settings["site_dir"]), messages

    return build


@pytest.fixture(scope="session")
def build_site(build_report: Callable[..., tuple[Path, list[str]]]) -> Callable[..., Path]:
    """`build_site(folder, strict=True, **settings)`: the folder of the site MkDocs has built."""

    def build(folder: Path, *, strict: bool = True, **settings: Any) -> Path:
        site, _ = build_report(folder, strict=strict, **settings)
        return site

    return build


@pytest.fixture(scope="session")
def example_site(build_site: Callable[..., Path]) -> Path:
    """The example site as built once for all tests; skipped when it is another's own site."""
    if "Mirela Quandt" not in (ROOT / "mkdocs.yml").read_text(encoding="utf-8"):
        pytest.skip("the repository no longer holds the example site")
    return build_site(ROOT)


# Real pages


class _SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: under a prefix, compressed, with the site's own 404 page."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        path = unquote(urlsplit(path).path)
        if not path.startswith(self.prefix):
            return os.devnull + "/outside"
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_head(self) -> Any:
        file = Path(self.translate_path(self.path))
        if file.is_dir() and self.path.partition("?")[0].endswith("/"):
            file /= "index.html"
        if file.suffix not in COMPRESSED or not file.is_file():
            return super().send_head()
        body = self._answer(200, self.guess_type(file), file.read_bytes())
        return io.BytesIO(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.wfile.write(self._answer(404, "text/html; charset=utf-8", page.read_bytes()))

    def _answer(self, code: int, kind: str, body: bytes) -> bytes:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return body

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: tests ask the browser what failed."""


@pytest.fixture(scope="session")
def serve_site() -> Iterator[Callable[..., str]]:
    """`serve_site(site, prefix="/")`: the address at which the built site now answers."""
    servers: list[tuple[http.server.ThreadingHTTPServer, threading.Thread]] = []

    def serve(site: Path, prefix: str = "/") -> str:
        handler = functools.partial(_SiteHandler, directory=str(site), prefix=prefix)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield serve
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium as the machine has it; tests that ask for it are marked `chromium`."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.skip(f"no Chromium on the PATH (looked for {', '.join(BROWSERS)})")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def faults() -> list[str]:
    """What went wrong in the pages opened by `open_page`: errors, failures, foreign requests."""
    return []


@pytest.fixture
def open_page(browser: Any, faults: list[str]) -> Iterator[Callable[..., Any]]:
    """`open_page(url, width=1280, dark=False, **context)`: a Playwright page that has loaded, and
    has laid out all of a long notebook."""
    contexts = []

    def note_request(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOOPBACK:
            faults.append(f"another host: {request.url}")

    def note_failure(request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # the test itself went on to another page
            faults.append(f"failed: {request.url}")

    def open_(url: str, *, width: int = 1280, dark: bool = False, **context: Any) -> Any:
        context.setdefault("viewport", {"width": width, "height": 844 if width < 500 else 900})
        contexts.append(browser.new_context(color_scheme="dark" if dark else "light", **context))
        page = contexts[-1].new_page()
        page.on("request", note_request)
        page.on("requestfailed", note_failure)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on(
            "console",
            lambda message: message.type == "error" and faults.append(f"console: {message.text}"),
        )
        page.goto(url, wait_until="load")
        if context.get("java_script_enabled", True):
            page.wait_for_function("!document.querySelector('.pf-later')")
        return page

    yield open_
    for context in contexts:
        context.close()


# Tools from outside the tree


@pytest.fixture(scope="session")
def tool() -> Callable[[str], Path]:
    """`tool("axe-core/axe.min.js")`: a file of the npm tools that `.ci/run` installs."""

    def find(name: str) -> Path:
        folder = os.environ.get("PROOFOLIO_TOOLS")
        if not folder:
            pytest.skip("PROOFOLIO_TOOLS is not set: `.ci/run` installs the npm tools")
        path = Path(folder) / name
        assert path.exists(), f"{name} is not among the tools in PROOFOLIO_TOOLS"
        return path

    return find


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """`program("newsboat")`: where a program of the machine is; skipped where it is missing."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"no {name} on the PATH")
        return path

    return find


@pytest.fixture(scope="session")
def feed_validator() -> Callable[[Path, str], list[str]]:
    """`feed_validator(site, address)`: what the W3C feed validator finds in a site's feeds.

    Tests that ask for it are run only where `PROOFOLIO_FEED_VALIDATOR` names its clone.
    """

    def validate(site: Path, address: str) -> list[str]:
        command = [sys.executable, str(ROOT / "tests/validate_feeds.py"), str(site), address]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert len(lines) > 1, "no feed was read"
        return [line for line in lines if not line.endswith(": 0")]

    return validate
