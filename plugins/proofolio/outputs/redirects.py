"""Pages at old addresses that lead to the new ones."""

from __future__ import annotations

from html import escape

from proofolio.outputs.templating import relative_url
from proofolio.views.words import Words


def make_redirect(uri: str, target: str, site_url: str, words: Words) -> str:
    """A page at `uri` that leads to `target`; both relative to the site's root.

    Its canonical address is absolute where the site's is known, as search engines ask.
    """
    folder = uri.removesuffix("index.html") if uri.endswith("/index.html") else uri
    page = folder if folder.endswith("/") else folder.rpartition("/")[0] + "/"
    there = escape(relative_url(target, "" if page == "/" else page))
    canonical = escape(site_url + target) if site_url else there
    moved = escape(words("frame.moved"))
    return (
        f'<!doctype html>\n<html lang="{escape(words.language)}" dir="{words.direction}">\n'
        f'<head>\n<meta charset="utf-8">\n<title>{moved} {there}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={there}">\n'
        f'<link rel="canonical" href="{canonical}">\n<meta name="robots" content="noindex">\n'
        f'</head>\n<body>\n<p>{moved} <a href="{there}">{there}</a></p>\n</body>\n</html>\n'
    )
