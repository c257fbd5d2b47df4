"""`robots.txt`: tells search engines where the list of pages is."""

from __future__ import annotations

from urllib.parse import urlsplit

ROBOTS = "robots.txt"


def make_robots(site_url: str) -> str:
    """The file's text; empty for a site that is not at the root of its host.

    Search engines read the file of a host, and below a folder nobody looks for it.
    """
    if not site_url or urlsplit(site_url).path not in ("", "/"):
        return ""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
