"""Where a built site says that it stands: its own words count, not the settings of the moment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

_LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)


def place_of_built(
    canonicals: Mapping[str, str], sitemap: str, from_root: Iterable[str], files: Container[str]
) -> tuple[str, str]:
    """The path under which a built site stands, and its host; no host where it does not say.

    `canonicals` are what pages call their own address, by their path under the site's folder;
    `from_root` what its 404 page leads to, which knows the path even where nothing says the host.
    """
    if address := _address_of_site(canonicals, sitemap):
        parts = urlsplit(address)
        return unquote(parts.path), parts.netloc
    return _base_of_links(from_root, files), ""


def _address_of_site(canonicals: Mapping[str, str], sitemap: str) -> str:
    """Each page and each line of the sitemap has one vote, so a damaged one decides nothing."""
    votes: Counter[str] = Counter()
    for uri, canonical in canonicals.items():
        votes.update(_before(canonical, (uri, _address(uri))))
    pages = {*canonicals, *map(_address, canonicals)}
    for location in map(unescape, _LOCATION.findall(sitemap)):
        votes.update(_before(location, _endings(location, pages)))
    # Among equals the shortest: a page at /a/b/ may be a/b/ of / as well as b/ of /a/.
    return min(votes, key=lambda address: (-votes[address], len(address), address), default="")


def _base_of_links(targets: Iterable[str], files: Container[str]) -> str:
    """What stands before the files that links lead to from the root of the host."""
    votes: Counter[str] = Counter()
    for target in targets:
        path = unquote(urlsplit(target).path) if not target.startswith("//") else ""
        if path.startswith("/"):
            votes.update(path.removesuffix(end) for end in _endings(path, files) if end)
    return min(votes, key=lambda base: (-votes[base], len(base), base), default="/")


def _address(uri: str) -> str:
    """What stands in links for a page's path."""
    return uri.removesuffix("index.html") if f"/{uri}".endswith("/index.html") else uri


def _before(address: str, endings: Iterable[str]) -> Iterator[str]:
    """What is left of an address before each of these endings, where that may be a site's."""
    for ending in dict.fromkeys(endings):
        begin = address.removesuffix(ending)
        if address.endswith(ending) and begin.endswith("/") and urlsplit(begin).netloc:
            yield begin


def _endings(address: str, known: Container[str]) -> Iterator[str]:
    """Those endings of an address, from a slash on, that are known."""
    parts = address.split("/")
    for number in range(1, len(parts)):
        ending = "/".join(parts[number:])
        if ending in known:
            yield ending
