"""Links of the author's own pages to what has moved, or is not there today."""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from urllib.parse import unquote

from proofolio.outputs.site_files import SiteFiles, known_as
from proofolio.outputs.tags import ATTRIBUTES
from proofolio.outputs.templating import relative_url
from proofolio.problems import Level, Problem
from proofolio.views.site import Html

_LINK = re.compile(rf"<a\b{ATTRIBUTES}>")
_ADDRESS = re.compile(r'\shref="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)


def lead_on(
    html: Html, page: str, files: SiteFiles, base: str = "/"
) -> tuple[Html, tuple[Problem, ...]]:
    """The HTML of the page at an address, its links led on to the new addresses of what has moved.

    Of a link to what is not shown today only the words stay. `base` is where the site begins on
    its host.
    """
    problems: list[Problem] = []

    def link(match: re.Match[str]) -> str:
        return _ADDRESS.sub(address, match[0])

    def address(match: re.Match[str]) -> str:
        written = unescape(match[1])
        if _ELSEWHERE.match(written):
            return match[0]
        path, tail = _parts(written, page, base)
        if _is_absent(path, files):
            text = f'the link "{written}" leads to what is not shown today; its words stay.'
            problems.append(Problem("hidden-link", text, level=Level.NOTE))
            return ""
        old = known_as(path, files.old)
        if old is None:
            return match[0]
        return f' href="{escape(relative_url(files.old[old] + tail, page))}"'

    return _LINK.sub(link, html), tuple(problems)


def _is_absent(path: str, files: SiteFiles) -> bool:
    """Whether a page stands at an address on other days only."""
    gone = known_as(path, files.absent) or known_as(path, files.absent_old)
    return gone is not None and known_as(path, files.addresses) is None


def _parts(written: str, page: str, base: str) -> tuple[str, str]:
    """The path below the site's root that an address means, and what follows it."""
    name, mark, rest = written.partition("#")
    name, question, query = name.partition("?")
    path = unquote(name)
    if not path.startswith("/"):
        folder = "/" if path.endswith("/") else ""
        path = posixpath.normpath(posixpath.join("/", page, path)) + folder
    elif path.startswith(base):
        path = path[len(base) - 1 :]
    return path.lstrip("/"), question + query + mark + rest
