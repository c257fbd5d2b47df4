"""Links of the author's own pages to old addresses of hers, led on to the new ones."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote

from proofolio.outputs.site_files import moved
from proofolio.outputs.tags import ATTRIBUTES
from proofolio.outputs.templating import relative_url
from proofolio.views.site import Html

_LINK = re.compile(rf"<a\b{ATTRIBUTES}>")
_ADDRESS = re.compile(r'(\shref=")([^"]*)(?=")')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)


def lead_on(html: Html, page: str, old: Mapping[str, str], base: str = "/") -> Html:
    """The HTML of the page at an address, with the new addresses of what has moved.

    `base` is where the site begins on its host.
    """

    def link(match: re.Match[str]) -> str:
        return _ADDRESS.sub(address, match[0])

    def address(match: re.Match[str]) -> str:
        written = unescape(match[2])
        new = None if _ELSEWHERE.match(written) else _new(written, page, old, base)
        return match[0] if new is None else match[1] + escape(relative_url(new, page))

    return _LINK.sub(link, html) if old else html


def _new(written: str, page: str, old: Mapping[str, str], base: str) -> str | None:
    name, mark, rest = written.partition("#")
    name, question, query = name.partition("?")
    path = unquote(name)
    if not path.startswith("/"):
        path = posixpath.normpath(posixpath.join("/", page, path))
    elif path.startswith(base):
        path = path[len(base) - 1 :]
    new = moved(path.lstrip("/"), old)
    return None if new is None else new + question + query + mark + rest
