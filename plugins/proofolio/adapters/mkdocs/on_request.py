"""What `mkdocs serve` makes only when a browser asks for it: variants of pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from proofolio.adapters.mkdocs.speak import log
from proofolio.outputs.feeds.entries import media_type

Make = Callable[[], bytes]
Answer = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application, which a server of MkDocs is given."""


def answering(others: Answer, promised: Callable[[], Mapping[str, Make]], mount: str) -> Answer:
    """The application that makes what was promised, and leaves the rest to the other one.

    `mount` is where the site's root is; `promised` gives what the last build promised, by address.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        make = promised().get(path.removeprefix(mount)) if path.startswith(mount) else None
        try:
            content = make() if make else b""
        except Exception:
            # Whatever went wrong, the page stands; only this picture is missing.
            log.exception("%s could not be made", path)
            content = b""
        if not content:
            return others(environ, start_response)
        length = ("Content-Length", str(len(content)))
        start_response("200 OK", [("Content-Type", media_type(content)), length])
        return [content]

    return answer
