"""Addresses in feeds: always whole, since a reader shows them far from their page."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

SCHEMES = ("https", "http", "mailto", "tel")
_SAFE = "%/:=&?~#+!$,;'@()*[]"
_BREAKS = re.compile(r"[\x00-\x1f]+")


def absolute(address: str, page: str) -> str:
    """An address as seen from a page, complete and encoded; empty where it must not be followed."""
    address = _BREAKS.sub("", address).strip()
    try:
        parts = urlsplit(urljoin(page, address))
        if parts.scheme.lower() not in SCHEMES:
            return ""
        if parts.scheme in ("mailto", "tel"):
            return quote(urlunsplit(parts), safe=_SAFE)
        host = parts.netloc
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        whole = urlunsplit((parts.scheme, host, parts.path or "/", parts.query, parts.fragment))
    except (ValueError, UnicodeError):
        return ""
    return quote(whole, safe=_SAFE)
