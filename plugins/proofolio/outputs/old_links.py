"""Links and pictures of the author's own pages: what has moved, or is not there today."""

from __future__ import annotations

import posixpath
import re
from functools import partial
from html import escape, unescape
from urllib.parse import unquote

from proofolio.outputs.site_files import SiteFiles, known_as
from proofolio.outputs.tags import ATTRIBUTES
from proofolio.outputs.templating import relative_url
from proofolio.problems import Problem
from proofolio.views.site import Html

_LEADING = re.compile(rf"<(a|img|source|video|audio|iframe)\b{ATTRIBUTES}>")
_VALUE = r"""("[^"]*"|'[^']*'|[^\s"'>]+)"""
_ADDRESS = re.compile(rf"\s(?:href|src|poster)\s*=\s*{_VALUE}", re.IGNORECASE)
_ALT = re.compile(rf"\salt\s*=\s*{_VALUE}", re.IGNORECASE)
"""Attributes as people type them into HTML."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)


def lead_on(html: Html, page: str, path: str, files: SiteFiles) -> tuple[Html, tuple[Problem, ...]]:
    """The HTML of a page, its links led on to the new addresses of what has moved.

    `page` is its address, `path` its file.

    Of a link to what is not shown today, and of such a picture, only the words stay.
    """
    problems: list[Problem] = []

    def tag(match: re.Match[str]) -> str:
        led = partial(address, is_link=match[1] == "a")
        left = _ADDRESS.sub(led, match[0])
        if left == match[0] or match[1] != "img":
            return left
        alt = _ALT.search(left)
        return alt[1].strip("\"'") if alt else ""

    def address(match: re.Match[str], *, is_link: bool) -> str:
        written = unescape(match[1].strip("\"'"))
        if _ELSEWHERE.match(written):
            return match[0]
        there, tail = _parts(written, page, files)
        if files.is_gone(there):
            problems.append(files.hidden_link(written, path))
            return ""
        old = known_as(there, files.old) if is_link else None
        if old is None:
            return match[0]
        return f' href="{escape(relative_url(files.old[old] + tail, page))}"'

    return _LEADING.sub(tag, html), tuple(problems)


def _parts(written: str, page: str, files: SiteFiles) -> tuple[str, str]:
    """The path below the site's root that an address means, and what follows it."""
    name, mark, rest = written.partition("#")
    name, question, query = name.partition("?")
    path = unquote(name)
    if path.startswith("/"):
        path = files.below_root(path)
    else:
        folder = "/" if path.endswith("/") else ""
        path = (posixpath.normpath(posixpath.join("/", page, path)) + folder).lstrip("/")
    return path, question + query + mark + rest
