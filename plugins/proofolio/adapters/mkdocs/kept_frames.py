"""Framed pages kept between builds, as long as nothing differs that the theme may read.

MkDocs looks up a page's template before plugins hear of the page, so every page is given one that
extends whatever its context then names: the theme's own, or one that holds the finished page. Where
something else has a say in the frame, all pages are rendered: another plugin, a hook, a template of
the author's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from proofolio.adapters.mkdocs.search_reading import SEARCH
from proofolio.cache_files import Shelf, key_of, made_by_all
from proofolio.outputs.kept_pages import mark_of
from proofolio.views.words import Words

CHOOSING, KEPT, USUAL = "pf-frame.html", "pf-kept.html", "main.html"
_APART = frozenset(
    {"config_file_path", "docs_dir", "draft_docs", "exclude_docs", "hooks", "markdown_extensions"}
    | {"mdx_configs", "nav", "not_in_nav", "plugins", "site_dir", "theme", "validation", "watch"}
)
"""Settings that are told otherwise, or that no template reads."""


class KeptFrames:
    """Chooses for each page of one build between the theme's template and the finished page."""

    def __init__(self, shelf: Shelf, *, serving: bool) -> None:
        self._shelf = shelf
        self._name = "served" if serving else "built"
        self._state = ""
        self._nav = ""
        self._templates: dict[str, Any] = {}
        """What pages say of their templates, by their files; empty where nothing is kept."""
        self._keys: dict[str, str] = {}
        """Keys of pages that are being rendered."""
        self.finished: set[str] = set()
        """Files of pages that were found, finished."""

    def begin(self, files: Files, config: MkDocsConfig, words: Words) -> None:
        """Give pages the template that chooses, unless something else has a say in the frame."""
        if not self._shelf.folder or not may_keep(config):
            return
        told = [_settings(config), sorted(words.table.items()), _contents(_own(config))]
        self._state = key_of(repr(told).encode("utf-8", "surrogatepass"), made_by_all())
        for file in files.documentation_pages():
            if file.page is not None:
                self._templates[file.src_uri] = file.page.meta.get("template")
                file.page.meta["template"] = CHOOSING

    def choose(
        self, context: TemplateContext, page: Page, nav: Navigation, pf: dict[str, Any]
    ) -> None:
        """Name in the context what the page's template is to extend."""
        uri = page.file.src_uri
        if uri not in self._templates:
            return
        values: dict[str, Any] = context  # type: ignore[assignment]
        template = self._templates[uri]
        if template is None:
            del page.meta["template"]
        else:
            page.meta["template"] = template
        values["pf_frame"] = template or USUAL
        self._nav = self._nav or json.dumps([_item(item) for item in nav.items], default=repr)
        try:
            key = key_of(self._told(page, pf), self._state)
        except (TypeError, ValueError):
            # Something in it cannot be told, so it is rendered.
            return
        kept = self._shelf.read(f"frame {self._name} {uri}", key)
        if isinstance(kept, str):
            values |= {"pf_frame": KEPT, "pf_kept": kept}
            self.finished.add(uri)
        else:
            self._keys[uri] = key

    def is_finished(self, page: Page) -> bool:
        """Whether the page was found, finished."""
        return page.file.src_uri in self.finished

    def keep(self, page: Page, output: str) -> None:
        """Keep a page that was rendered."""
        if key := self._keys.pop(page.file.src_uri, ""):
            self._shelf.write(f"frame {self._name} {page.file.src_uri}", key, output)

    def _told(self, page: Page, pf: dict[str, Any]) -> bytes:
        """What the frame may tell of the page."""
        around = [page.previous_page, page.next_page, *page.ancestors]
        facts = [
            *(page.file.src_uri, page.url, page.title, page.canonical_url, page.edit_url),
            *(page.is_homepage, page.file.inclusion.name, [_item(each) for each in around]),
            *(_toc(page.toc), mark_of(pf), self._nav),
        ]
        meta = json.dumps(page.meta, default=repr)
        return "\n".join((json.dumps(facts), meta, page.content or "")).encode(
            "utf-8", "surrogatepass"
        )


def may_keep(config: MkDocsConfig) -> bool:
    """Whether nothing but the theme, our plugins and the search makes the frame."""
    own = _own(config)
    are_known = all(
        name.startswith("proofolio/") or SEARCH.fullmatch(name) for name in config.plugins
    )
    has_own = own is not None and any(own.rglob("*.html"))
    return are_known and not has_own and config.theme.name == "material"


def _own(config: MkDocsConfig) -> Path | None:
    return Path(config.theme.custom_dir) if config.theme.custom_dir else None


def _settings(config: MkDocsConfig) -> str:
    """What the author set, as templates can read it."""
    read = {name: config[name] for name in sorted(config) if name not in _APART}
    theme = {name: config.theme[name] for name in sorted(config.theme)}
    plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
    return json.dumps([read, theme, plugins], default=_facts)


def _facts(value: Any) -> Any:
    if callable(value) and hasattr(value, "__qualname__"):
        return f"{value.__module__}.{value.__qualname__}"
    shown = repr(value)
    # What is not made to be told by it shows where it lies in memory.
    return vars(value) if f"{id(value):x}" in shown else shown


def _contents(folder: Path | None) -> list[tuple[str, str]]:
    """Files of the author's that the theme takes in, such as icons."""
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    return [(str(path), blake2b(path.read_bytes(), digest_size=16).hexdigest()) for path in files]


def _item(item: Any) -> Any:
    """A page, section or link of the navigation, as a frame may show it."""
    if item is None:
        return None
    below = [_item(each) for each in item.children or ()]
    return [type(item).__name__, item.title, getattr(item, "url", None), _meta(item), below]


def _meta(item: Any) -> str:
    return repr(getattr(item, "meta", None))


def _toc(toc: Iterable[Any]) -> list[Any]:
    return [[each.title, each.id, each.level, _toc(each.children)] for each in toc]
