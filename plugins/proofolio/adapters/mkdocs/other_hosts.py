"""Which other hosts a built site asks, or its sources, and where the author can mend that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.check_texts import Text
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.cache_files import Shelf, key_of, made_by_all
from proofolio.checks.built import BuiltSiteFiles
from proofolio.checks.confidential import names_in, same_in
from proofolio.checks.other_hosts import Asked, host_problems, unasked_hosts
from proofolio.checks.requests import (
    MERMAID,
    Request,
    host_of,
    requests_of_page,
    requests_of_script,
    requests_of_style,
)
from proofolio.model.kinds import KINDS
from proofolio.model.record import Page
from proofolio.outputs.frames import FOLDER as CHARTS
from proofolio.problems import Problem
from proofolio.sources.files import name_in

_READ: Mapping[str, Callable[[str, str], Iterator[Request]]] = {
    ".html": requests_of_page,
    ".css": requests_of_style,
    ".js": requests_of_script,
}
_INDEX = "index.html"
_MISSING = "404.html"
"""A page that only the frame makes: what it asks, every page does."""


def other_hosts(
    loaded: Loaded, accepted: Mapping[str, object], config: MkDocsConfig
) -> Iterator[Problem]:
    """What a site that was built asks of hosts that the author has not accepted."""
    places = Places(loaded, config)
    themes = [Path(each) for each in config.theme.dirs if each != config.theme.custom_dir]
    asked = asked_by_site(Path(config.site_dir), places, themes, loaded.site.shelf)
    yield from host_problems(asked, accepted)
    yield from unasked_hosts(asked, accepted)


class Places:
    """Where an author finds what a page holds."""

    def __init__(self, loaded: Loaded, config: MkDocsConfig) -> None:
        known = loaded.site.files
        self.root = known.root
        self.own = host_of(loaded.site.url)
        self._docs = known.docs
        self._of_frame = _frame_files(config, self.root)
        self._texts: dict[str, str] = {}
        self._sources: dict[str, list[str]] = {}
        for path, address in known.pages.items():
            uri = address if address.endswith(".html") else f"{address}index.html"
            self._sources.setdefault(uri, []).append(path)

    def of_page(self, uri: str, host: str) -> tuple[str, int | None]:
        """File and line that make a page ask a host, or the page's address."""
        return self._first(self._sources_of(uri), host) or (f"/{uri.removesuffix(_INDEX)}", None)

    def of_every_page(self, host: str) -> tuple[str, int | None]:
        """The setting or the template that makes all pages ask a host."""
        return self._first(self._of_frame, host) or ("mkdocs.yml", None)

    def asked(self, request: Request, path: str) -> Asked:
        """A request of a file, with its line."""
        return Asked(*request, path, self._line(path, _word(request)))

    def _sources_of(self, uri: str) -> list[str]:
        """The files that a page is made from, or the page that frames it."""
        if uri in self._sources:
            return self._sources[uri]
        if (self.root / self._docs / uri).is_file():
            return [f"{self._docs}/{uri}"]
        folder = uri.rpartition("/")[0]
        return self._sources.get(f"{folder}/{_INDEX}", [])

    def _first(self, paths: list[str], host: str) -> tuple[str, int | None] | None:
        """The first of these files that names the host, else the first of all."""
        lines = [(path, self._line(path, host)) for path in paths]
        return next((found for found in lines if found[1]), lines[0] if lines else None)

    def _line(self, path: str, host: str) -> int | None:
        """The first line that holds the host; those of a notebook say nothing to its author."""
        if path.endswith(".ipynb"):
            return None
        if path not in self._texts:
            file = self.root / path
            text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
            self._texts[path] = text.lower()
        before, found, _ = self._texts[path].partition(host)
        return before.count("\n") + 1 if found else None


def _frame_files(config: MkDocsConfig, root: Path) -> list[str]:
    """The settings, and the author's templates, by what messages call them."""
    folder = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    templates = sorted(folder.rglob("*.html")) if folder else []
    settings = [Path(config.config_file_path)] if config.config_file_path else []
    return [name_in(file, root) for file in (*settings, *templates)]


def asked_by_sources(texts: Iterable[Text], loaded: Loaded, config: MkDocsConfig) -> list[Asked]:
    """What is known of it without a build: from texts, notebooks, settings and templates."""
    places = Places(loaded, config)
    asked = list(_asked_by_settings(config, places))
    for text in texts:
        found = text.mentions.page_requests if text.is_page else text.mentions.requests
        asked += (places.asked(each, text.path) for each in found if each.host != places.own)
    if any("mermaid" in str(getattr(each, "path", each)) for each in config.extra_javascript):
        asked = [each for each in asked if each.what != "Mermaid"]
    for kind in KINDS:
        for entry in loaded.site.library.all(kind.record):
            notebook = loaded.site.notebook(entry) if isinstance(entry, Page) else None
            if isinstance(entry, Page) and entry.notebook and notebook:
                html = "".join(cell.html for cell in notebook.cells)
                found = tuple(dict.fromkeys(requests_of_page(html, places.own)))
                asked += (places.asked(each, entry.notebook.source) for each in found)
    return asked


def _asked_by_settings(config: MkDocsConfig, places: Places) -> Iterator[Asked]:
    """What styles, scripts and templates of the author's ask."""
    addresses = [(str(path), "a stylesheet") for path in config.extra_css]
    addresses += [
        (str(getattr(each, "path", each)), "a script") for each in config.extra_javascript
    ]
    for address, what in addresses:
        if host := host_of(address, places.own):
            yield Asked(host, what, *places.of_every_page(host))
    files = [Path(config.docs_dir) / address for address, _ in addresses if "//" not in address]
    files += Path(config.theme.custom_dir).rglob("*.html") if config.theme.custom_dir else []
    for file in (file for file in files if file.is_file() and file.suffix in _READ):
        text = file.read_text(encoding="utf-8", errors="replace")
        path = name_in(file, places.root)
        for request in dict.fromkeys(_READ[file.suffix](text, places.own)):
            yield places.asked(request, path)


def asked_by_built(built: BuiltSiteFiles, themes: Collection[Path]) -> list[Asked]:
    """What a built site asks, by its own files."""
    return [
        Asked(*request, built.name(name))
        for name, request in _requests(built.folder, built.host, themes, Shelf(None))
    ]


def asked_by_site(
    site_dir: Path, places: Places, themes: Collection[Path], shelf: Shelf
) -> list[Asked]:
    """What all pages, styles and scripts of a built site ask of other hosts."""
    of_frame: set[str] = set()
    asked: list[Asked] = []
    for name, request in _requests(site_dir, places.own, themes, shelf):
        if name == _MISSING:
            of_frame.add(request.host)
            asked.append(Asked(*request, *places.of_every_page(request.host)))
        elif request.host not in of_frame:
            asked.append(Asked(*request, *places.of_page(name, _word(request))))
    return asked


def _requests(
    folder: Path, own: str, themes: Collection[Path], shelf: Shelf
) -> Iterator[tuple[str, Request]]:
    """Each request of each file, those of the page that only the frame makes first."""
    key = key_of(own.encode(), made_by_all())
    known, met = shelf.read("requests", key) or {}, dict[str, Any]()
    # Scripts of charts run in frames whose policy lets them ask nobody.
    names = [
        name
        for name in names_in(folder)
        if Path(name).suffix in _READ and not name.startswith(CHARTS)
    ]
    for name in sorted(names, key=lambda name: (name != _MISSING, name)):
        content, suffix = (folder / name).read_bytes(), Path(name).suffix
        if same_in(themes, name, content):
            continue
        mark = key_of(content, suffix)
        if mark in known:
            met[mark] = known[mark]
        else:
            text = content.decode("utf-8", "replace")
            met[mark] = tuple(dict.fromkeys(_READ[suffix](text, own)))
        yield from ((name, Request(*each)) for each in met[mark])
    if met.keys() != known.keys():
        shelf.write("requests", key, met)


def _word(request: Request) -> str:
    """What a source says where it asks for this."""
    return "mermaid" if request.host == MERMAID else request.host
