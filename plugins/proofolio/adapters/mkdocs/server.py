"""`mkdocs serve` answers whatever happens: a build that fails is shown at every address.

MkDocs itself lets every request wait until a build succeeds. Here its builder is wrapped, and the
requests that it answers; nothing else of its server is touched, and nothing if it is another one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

import mkdocs
from mkdocs.livereload import LiveReloadServer

from proofolio.adapters.mkdocs.failures import failure_lines
from proofolio.adapters.mkdocs.news import News
from proofolio.adapters.mkdocs.on_request import Answer
from proofolio.adapters.mkdocs.speak import log
from proofolio.outputs.problem_page import render_failure_page
from proofolio.views.words import Words

RELIED_ON = (
    *("builder", "watch", "get_app", "set_app", "serve_request"),
    *("_visible_epoch", "_inject_js_into_html"),
)
"""What of MkDocs' server is used here."""

DRESS = frozenset(
    {
        *(".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf"),
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico"),
    }
)
"""Files that say nothing by themselves; all others could be taken for what they are now."""

Build = Callable[..., None]
"""MkDocs' builder: reads the settings anew unless it is given them."""


def keep_answering(
    server: LiveReloadServer, builder: Build, root: Path, words: Callable[[], Words], news: News
) -> None:
    """Have the server show a build that fails, and recover by itself.

    `builder` is what plugins were given; they go on passing it to `server.watch`. `words` are those
    of the site as it was read last.
    """
    if missing := [name for name in RELIED_ON if not hasattr(server, name)]:
        log.info(
            "This server is none that proofolio knows (it has no %s). "
            "Where a build fails, pages wait until it is mended.",
            missing[0],
        )
        return
    wrapped = server.builder
    builds = SteadyBuilds(wrapped, root, news)
    server.builder = builds
    server.set_app(_answering(server, builds, words))
    watch = server.watch

    def watch_too(path: str, func: Any = None, *, recursive: bool = True) -> None:
        known = func is builder or func is wrapped
        watch(path, None if known else func, recursive=recursive)

    server.watch = watch_too  # type: ignore[method-assign]


class SteadyBuilds:
    """MkDocs' builder, but that a build that fails is remembered instead of raised."""

    def __init__(self, build: Build, root: Path, news: News) -> None:
        self.build = build
        self.root = root
        self.news = news
        self.failure: tuple[str, ...] = ()
        """What went wrong with the last build, line by line; nothing if it went well."""

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        """Build the site."""
        said = _Said()
        # Under ProperDocs, which goes by MkDocs' name, this is its own logger.
        logger = logging.getLogger(mkdocs.__name__)
        logger.addHandler(said)
        self.news.begin()
        try:
            self.build(*args, **kwargs)
        except (Exception, SystemExit) as error:
            # Whatever it is, an answer is better than none; a KeyboardInterrupt ends the server.
            self.failure = tuple(dict.fromkeys((*said.messages, *failure_lines(error, self.root))))
            self.news.fail()
        else:
            self.failure = ()
            self.news.end()
        finally:
            logger.removeHandler(said)


class _Said(logging.Handler):
    """Keeps the warnings and errors of one build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _answering(
    server: LiveReloadServer, builds: SteadyBuilds, words: Callable[[], Words]
) -> Answer:
    others: Answer = server.get_app() or server.serve_request

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith("/livereload/") or PurePosixPath(path).suffix.lower() in DRESS:
            return others(environ, start_response)
        begun: list[tuple[Any, ...]] = []
        # It waits for a build that goes on; only then is it known how that ended.
        found = others(environ, lambda *args: begun.append(args))
        # Read before the failure: if a build ends just now, the browser is told and asks again.
        epoch = server._visible_epoch
        if not builds.failure:
            start_response(*begun[0])
            return found
        if hasattr(found, "close"):
            found.close()
        page = render_failure_page(builds.failure, words()).encode()
        page = server._inject_js_into_html(page, epoch)
        kind = ("Content-Type", "text/html; charset=utf-8")
        start_response("500 Internal Server Error", [kind, ("Content-Length", str(len(page)))])
        return [page]

    return answer
