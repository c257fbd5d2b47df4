"""What an author need not write in `mkdocs.yml`: theme, extensions, watched folders."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config.defaults import MkDocsConfig

from proofolio.outputs.icon import ICON
from proofolio.views.words import Words

THEME = Path(str(files("proofolio") / "theme"))

EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {},
    "proofolio.outputs.syntax": {},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.details": {},
    "pymdownx.highlight": {"use_pygments": True, "anchor_linenums": False},
    "pymdownx.inlinehilite": {},
    "pymdownx.magiclink": {},
    "pymdownx.quotes": {"callouts": True},
    "pymdownx.superfences": {},
    "pymdownx.tasklist": {},
    # Not `H~2~O`: elsewhere single tildes strike out.
    "pymdownx.tilde": {"subscript": False},
}
"""Markdown extensions that are on unless the author configures them herself."""

MATERIALS_ICON = "assets/images/favicon.png"

TOGGLES = (
    ("(prefers-color-scheme: light)", "default", "material/weather-night", "frame.to_dark"),
    ("(prefers-color-scheme: dark)", "slate", "material/weather-sunny", "frame.to_light"),
)
"""When, colours, icon of the button, and the words that name it."""


def prepare(config: MkDocsConfig, words: Words) -> None:
    """Supply what the package brings, without changing what the author wrote."""
    _add_theme(config)
    _add_extensions(config)
    # Google would learn of every visitor; our own stylesheet brings fonts.
    config.theme["font"] = False
    if not config.theme.get("palette"):
        config.theme["palette"] = [
            _toggle(media, scheme, icon, words(name)) for media, scheme, icon, name in TOGGLES
        ]
    if config.theme.get("favicon") == MATERIALS_ICON:
        config.theme["favicon"] = ICON
    if not config.repo_url and "://" not in (config.edit_uri or ""):
        # Where a build is not told the repository, as with `!ENV`, MkDocs warns at every page.
        config.edit_uri = None


def watch(config: MkDocsConfig, places: list[Path]) -> None:
    """Have `mkdocs serve` notice changes in these files and folders, as far as they exist."""
    config.watch += [str(p) for p in places if p.exists() and str(p) not in config.watch]


def own_templates() -> list[Path]:
    """Folders of the package's own templates and styles, for those who work on them."""
    package = Path(str(files("proofolio")))
    if "site-packages" in package.parts:
        return []
    return [THEME, package / "outputs" / "templates", package / "outputs" / "styles"]


def lead_to_material(env: Environment) -> None:
    """Let our `base.html` extend Material's under the name `material/base.html`.

    An author's `overrides/main.html` extends `base.html`; so she loses nothing of ours.
    """
    import material

    if env.loader is None:
        raise TypeError("the theme's environment has no loader")
    folder = Path(material.__file__).parent / "templates"
    prefixed = PrefixLoader({"material": FileSystemLoader(str(folder))})
    env.loader = ChoiceLoader([env.loader, prefixed])


def _add_theme(config: MkDocsConfig) -> None:
    folder = str(THEME)
    if folder not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)


def _add_extensions(config: MkDocsConfig) -> None:
    for name, settings in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        if settings and not config.mdx_configs.get(name):
            config.mdx_configs[name] = dict(settings)


def _toggle(media: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    return {
        "media": media,
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": icon, "name": name},
    }
