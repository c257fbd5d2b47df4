"""A built site, looked at from outside: links, titles, previews, and what must not be in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.etree import ParserError  # type: ignore[import-untyped]

from proofolio.checks.built_address import place_of_built
from proofolio.checks.disclosure import PRIVATE
from proofolio.checks.texts.folding import letters_of
from proofolio.checks.withheld import SHORTEST, ways_of
from proofolio.model.addresses import address_of
from proofolio.model.library import Library
from proofolio.model.numbers import numbers_in
from proofolio.model.project import Project
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Problem

TITLE = 65
"""Characters of a title that search results show."""

DESCRIPTION = 200
"""Characters of a description from which it is cut everywhere."""

DIGITS = 3
"""Digits from which a number does not stand on a page by chance."""

_FEEDS = (".xml", ".json")


@dataclass(frozen=True)
class BuiltPage:
    """What is looked at in a page."""

    uri: str
    """Path under the site's folder."""
    title: str
    description: str
    headings: int
    """How many of the first level."""
    has_preview: bool
    is_listed: bool
    """Search engines may have it; redirects and the 404 page are none of theirs."""
    anchors: frozenset[str]
    targets: tuple[str, ...]
    text: str
    canonical: str = ""
    """What it says is its own address; none of a redirect, which names another page's."""


@dataclass(frozen=True)
class BuiltSiteFiles:
    """A folder that `mkdocs build` wrote."""

    folder: Path
    pages: Mapping[str, BuiltPage]
    files: frozenset[str]
    """Every file, relative to the folder."""
    base: str = "/"
    """Path under which the site stands on its host."""
    host: str = ""
    shown: str = ""
    """How messages name the folder."""
    name_of_site: str = ""
    """What stands at the end of every title."""

    def name(self, uri: str) -> str:
        """A file as messages name it."""
        return f"{self.shown}/{uri}" if self.shown else uri


def read_built(folder: Path, shown: str, name: str = "") -> BuiltSiteFiles:
    """The pages and files of a built site; the address it was built for is read from itself."""
    files = frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    documents = sorted(uri for uri in files if uri.endswith(".html"))
    pages = {uri: _page(uri, (folder / uri).read_bytes()) for uri in documents}
    canonicals = {uri: page.canonical for uri, page in pages.items()}
    sitemap = folder / "sitemap.xml"
    listed = sitemap.read_text(encoding="utf-8", errors="replace") if sitemap.is_file() else ""
    from_root = pages["404.html"].targets if "404.html" in pages else ()
    base, host = place_of_built(canonicals, listed, from_root, files)
    return BuiltSiteFiles(folder, pages, files, base, host, shown, name)


def check_built(site: BuiltSiteFiles, library: Library) -> Iterator[Problem]:
    """What is wrong with what would be published."""
    yield from _links(site)
    for page in site.pages.values():
        if page.is_listed:
            yield from _head(site, page)
    yield from _same_titles(site)
    for uri in sorted(site.files):
        if uri.startswith(PRIVATE):
            text = "this lay in `private/`, and is in the site."
            yield Problem("private-published", text, site.name(uri))
    yield from _scopes(site, library)
    for project in library.all(Project):
        yield from _numbers(site, project)


def _page(uri: str, content: bytes) -> BuiltPage:
    try:
        tree = lxml_html.document_fromstring(content)
    except ParserError:  # there is no element in it
        tree = lxml_html.document_fromstring("<html></html>")
    metas = {meta.get("name") or meta.get("property"): meta for meta in tree.iter("meta")}
    robots = metas["robots"].get("content", "") if "robots" in metas else ""
    is_redirect = any(meta.get("http-equiv", "").lower() == "refresh" for meta in tree.iter("meta"))
    title = tree.findtext(".//title") or ""
    description = metas["description"].get("content", "") if "description" in metas else ""
    targets = [
        element.get(name)
        for element in tree.iter("a", "img", "link", "script", "iframe", "source")
        for name in ("href", "src")
        if element.get(name) and element.get("rel") not in ("canonical", "alternate")
    ]
    main = tree.find(".//main")
    canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
    return BuiltPage(
        uri=uri,
        title=" ".join(title.split()),
        description=description,
        headings=sum(1 for _ in tree.iter("h1")),
        has_preview="og:image" in metas,
        is_listed=uri != "404.html" and "noindex" not in robots and not is_redirect,
        anchors=frozenset(tree.xpath("//@id")) | frozenset(tree.xpath("//a/@name")),
        targets=tuple(dict.fromkeys(targets)),
        text=" ".join((main if main is not None else tree).itertext()),
        canonical="" if is_redirect else canonical.strip(),
    )


def _links(site: BuiltSiteFiles) -> Iterator[Problem]:
    """Each address that leads nowhere once, with the first page it stands on."""
    dead: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for page in site.pages.values():
        for target in page.targets:
            where = file_of(site, page.uri, target)
            if where is not None and not _exists(site, *where):
                dead[target, where[0].startswith("/")].append(page.uri)
    for (target, is_beside), uris in sorted(dead.items()):
        more = f", and on {len(uris) - 1} more pages" if len(uris) > 1 else ""
        if is_beside:
            text = f'"{target}" leads out of the site, which stands at {site.base}{more}.'
            yield Problem("beside-site", text, site.name(uris[0]))
            continue
        text = f'"{target}" leads nowhere{more}.'
        yield Problem("dead-page", text, site.name(uris[0]))


def file_of(site: BuiltSiteFiles, page: str, target: str) -> tuple[str, str] | None:
    """File and anchor that an address of this site means; none for other places.

    The file begins with a slash where it is one of the site that is looked for beside it.
    """
    host = site.host or "this.invalid"
    try:
        parts = urlsplit(urljoin(f"https://{host}{quote(site.base + page)}", target.strip()))
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != host.lower():
        return None
    path = re.sub("/+", "/", unquote(parts.path))
    if f"{path}/" == site.base:
        path = site.base
    if not path.startswith(site.base):
        # Beside the site on its host anything may stand; but what is a file of the site is meant
        # to be one, and is not found there.
        return (path, "") if path != "/" and _exists(site, _file(path[1:]), "") else None
    return _file(path.removeprefix(site.base)), unquote(parts.fragment)


def _file(path: str) -> str:
    return f"{path}index.html" if path.endswith("/") or not path else path


def _exists(site: BuiltSiteFiles, path: str, anchor: str) -> bool:
    if path not in site.files and f"{path}/index.html" not in site.files:
        return False
    page = site.pages.get(path)
    return not anchor or page is None or anchor in page.anchors or anchor.startswith(":~:")


def _head(site: BuiltSiteFiles, page: BuiltPage) -> Iterator[Problem]:
    path = site.name(page.uri)
    title = page.title.removesuffix(site.name_of_site).rstrip(" -–·|")
    if not page.title or len(title) > TITLE:
        text = f"its title has {len(title)} characters, and {TITLE} are shown."
        yield Problem("page-title", text, path)
    if not page.description or len(page.description) > DESCRIPTION:
        text = f"its description has {len(page.description)} characters, and 160 are shown."
        yield Problem("page-description", text, path)
    if page.headings != 1:
        text = f"it has {page.headings} headings of the first level."
        yield Problem("page-heading", text, path)
    if not page.has_preview:
        yield Problem("no-preview", "it names no picture for previews.", path)


def _same_titles(site: BuiltSiteFiles) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for page in site.pages.values():
        if page.is_listed and (other := first.setdefault(page.title, page.uri)) != page.uri:
            text = f"{site.name(other)} has the same title."
            yield Problem("page-title", text, site.name(page.uri))


def _scopes(site: BuiltSiteFiles, library: Library) -> Iterator[Problem]:
    """Testimonials in a feed whose consent is for the website alone."""
    kept = [
        (testimonial, letters_of(testimonial.text))
        for testimonial in library.all(Testimonial)
        if not testimonial.may_appear("feed", library.today)
    ]
    kept = [(testimonial, words) for testimonial, words in kept if len(words) >= SHORTEST]
    for uri in _feeds(site.files) if kept else ():
        text = (site.folder / uri).read_text(encoding="utf-8", errors="replace")
        told = [letters_of(way) for way in ways_of(text)]
        for testimonial, words in kept:
            if any(words in letters for letters in told):
                text = f'testimonial "{testimonial.id}" is in {site.name(uri)}.'
                origin = testimonial.origin
                line = origin.line_of("consent")
                yield Problem("outside-scope", text, origin.path, line, "consent.scope")


def _feeds(files: Iterable[str]) -> list[str]:
    return sorted(
        uri
        for uri in files
        if uri.endswith(_FEEDS) and re.search(r"(?:^|/)(?:feed|atom)\.\w+$", uri)
    )


def _numbers(site: BuiltSiteFiles, project: Project) -> Iterator[Problem]:
    """Raw numbers that stand on the project's page although their disclosure withholds them."""
    page = site.pages.get(f"{address_of(project)}index.html")
    if page is None:
        return
    for outcome in project.outcomes:
        raw = {n for n in (outcome.value, outcome.before) if n is not None}
        hidden = set() if outcome.shows_numbers else raw - set(outcome.shown)
        hidden = {n for n in hidden if len(n.as_tuple().digits) >= DIGITS}
        told = {n for found in numbers_in(page.text) for n in found.readings} if hidden else set()
        if hidden & told:
            text = f"a number that it withholds stands in {site.name(page.uri)}."
            field = f"outcomes.{outcome.key}"
            origin = project.origin
            yield Problem("hidden-number", text, origin.path, origin.line_of(field), field)
