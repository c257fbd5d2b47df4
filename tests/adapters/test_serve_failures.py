"""`mkdocs serve` answers whatever fails in a rebuild, and recovers when it is mended."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import EVENTS

from proofolio.adapters.mkdocs.news import News
from proofolio.adapters.mkdocs.server import RELIED_ON, keep_answering
from proofolio.views.words import Words

SITES = Path(__file__).parent.parent / "sites"
HOOK = """
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

FAULTS = Path(__file__).parent / "faults"


def failing(event):
    def on_event(*args, **kwargs):
        fault = FAULTS / event
        if fault.exists():
            exec(fault.read_text(), {"sys": sys, "PluginError": PluginError, **kwargs})

    return on_event


for event in %r:
    globals()[f"on_{event}"] = failing(event)


@event_priority(%d)
def on_serve(server, config, builder):
    server.watch(str(FAULTS), builder)
    server.watch(str(FAULTS), server.builder)
    server.watch(str(FAULTS), func=builder, recursive=True)
    server.watch(str(FAULTS))
    try:
        server.watch(str(FAULTS), print)
    except TypeError:
        return server
    raise AssertionError("this server takes any function")
"""
REBUILT = tuple(event for event in EVENTS if event not in ("startup", "shutdown", "serve"))
RAISED = {
    "sys.exit('no more')": "no more",
    "sys.exit()": "sys.exit",
    "raise PluginError('not today')": "not today",
    "1 / 0": "ZeroDivisionError: division by zero",
    "config.plugins['proofolio/portfolio'].loaded.site.library = None": "mistake in proofolio",
    "class Mute(Exception):\n  def __str__(self): raise OSError\nraise Mute": "Mute",
}
"""What may happen in any event, with words that the page then says."""

Serve = Callable[..., Any]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with two hooks: one before, one after our own plugin in every event."""
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    settings += "hooks: [first.py, last.py]\n"
    settings = settings.replace("name: material", "name: material\n  custom_dir: overrides")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (folder / "first.py").write_text(HOOK % (REBUILT, 100), encoding="utf-8")
    (folder / "last.py").write_text(HOOK % ((), -2000), encoding="utf-8")
    for name in ("faults", "overrides"):
        (folder / name).mkdir()
    (folder / "site_src" / "own.md").write_text("# Own\n\nA page.\n", encoding="utf-8")
    return folder


def shows(words: str) -> Callable[[int, str], bool]:
    return lambda status, text: status == 200 and words in text


def fails(words: str) -> Callable[[int, str], bool]:
    return lambda status, text: status == 500 and words in text


def breaks(server: Any, path: str, text: str | None, words: str, address: str = "") -> None:
    """Write a fault, see that pages tell of it, mend it, and see the page again."""
    file = server.folder / path
    before = file.read_text(encoding="utf-8") if file.exists() else None
    _write(file, text)
    page = server.wait_for(address, fails(words))
    assert "livereload(" in page
    assert "Traceback" not in page
    status, _ = server.get("assets/stylesheets/nothing.css")
    assert status == 404
    assert server.get("feed.json")[0] == 500
    _write(file, before)
    server.wait_for("own/", shows("A page."))


def _write(file: Path, text: str | None) -> None:
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_a_build_that_fails_is_shown_until_it_is_mended(
    site: Path, serve: Serve, engine: str
) -> None:
    options = ["--livereload"] if engine == "mkdocs" else []
    server = serve(site, "-f", "mkdocs.yml", "--strict", "-w", "overrides", *options, engine=engine)
    server.wait_for("own/", shows("A page."))
    breaks(server, "site_src/own.md", "# Own\n\n[Dead](nowhere.md)\n", "nowhere.md", "own/")
    breaks(server, "mkdocs.yml", "site_name: [", "mkdocs.yml")
    breaks(server, "mkdocs.yml", "extra: {day: 2026-13-01}", "mkdocs.yml: a value cannot be used")
    breaks(server, "mkdocs.yml", None, "mkdocs.yml")
    breaks(server, "overrides/main.html", "{% block %}", "overrides/main.html:1")
    breaks(server, "overrides/main.html", "\n{{ 1 / 0 }}", "overrides/main.html:2")
    breaks(server, "faults/page_content", "sys.exit(3)", "sys.exit(3)")
    breaks(server, "site_src/_data/profile.yml", "name: [x\n", "profile.yml:1")
    assert server.process.poll() is None


@pytest.mark.slow
def test_any_event_of_another_plugin_may_fail(site: Path, serve: Serve) -> None:
    server = serve(site, "--livereload")
    server.wait_for("own/", shows("A page."))
    assert len(REBUILT) > 10
    # It comes only where something else failed: in all cases but its own.
    (site / "faults" / "build_error").write_text("[] + {}", encoding="utf-8")
    for event in REBUILT:
        if event == "build_error":
            continue
        breaks(server, f"faults/{event}", "1 / 0", "first.py")
    for fault, words in RAISED.items():
        breaks(server, "faults/files", fault, words)
    assert server.process.poll() is None


def _build() -> None:
    """The builder that plugins are given."""


@pytest.fixture
def idle(tmp_path: Path) -> Iterator[LiveReloadServer]:
    """MkDocs' server, which does not run."""
    server = LiveReloadServer(_build, "127.0.0.1", 0, str(tmp_path))
    yield server
    server.server_close()


def _wrap(server: LiveReloadServer, root: Path) -> None:
    keep_answering(server, _build, root, lambda: Words("en"), News())


def test_plugins_go_on_passing_the_builder_they_know(
    idle: LiveReloadServer, tmp_path: Path
) -> None:
    _wrap(idle, tmp_path)
    watch: Any = idle.watch
    for builder in (_build, idle.builder, None):
        watch(str(tmp_path), builder)
    watch(str(tmp_path), recursive=False)
    with pytest.raises(TypeError):
        watch(str(tmp_path), print)
    idle.unwatch(str(tmp_path))


@pytest.mark.parametrize("name", sorted({*RELIED_ON} - {"set_app", "get_app", "watch"}))
def test_a_server_of_another_make_is_left_as_it_is(
    name: str, idle: LiveReloadServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Other:
        """A server with all the names of MkDocs', but for one."""

        def __getattr__(self, asked: str) -> Any:
            if asked == name:
                raise AttributeError(asked)
            return getattr(idle, asked)

    other: Any = Other()
    before = dict(vars(idle))
    with caplog.at_level("INFO"):
        _wrap(other, tmp_path)
    assert vars(idle) == before
    assert not vars(other)
    assert [text for text in caplog.messages if name in text]


def test_an_interrupt_still_ends_the_server(tmp_path: Path) -> None:
    def build() -> None:
        raise KeyboardInterrupt

    server = LiveReloadServer(build, "127.0.0.1", 0, str(tmp_path))
    _wrap(server, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        server.builder()
    server.server_close()
