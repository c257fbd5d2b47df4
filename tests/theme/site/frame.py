"""Puts the theme round the pages of this site, as the adapter does for real ones.

`extra: {bare: true}` leaves the templates without `pf`.
"""

from pathlib import Path
from typing import Any

import jinja2
import material
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

import proofolio
from proofolio.outputs.material import fix_markup, make_script, make_stylesheet

THEME = str(Path(proofolio.__file__).parent / "theme")
HOSTILE = 'Tom & Co <x> "quoted"'


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, THEME)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    sheet = make_stylesheet(**config.extra.get("look", {}))
    files.append(File.generated(config, "assets/stylesheets/proofolio.css", content=sheet))
    script = make_script()
    files.append(File.generated(config, "assets/javascripts/proofolio.js", content=script))
    return files


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    templates = jinja2.FileSystemLoader(Path(material.__file__).parent / "templates")
    prefixed = jinja2.PrefixLoader({"material": templates})
    env.loader = jinja2.ChoiceLoader([env.loader, prefixed])  # type: ignore[list-item]
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    if config.extra.get("bare"):
        return context

    def here(address: str) -> str:
        return normalize_url(address or ".", page)

    kind = page.meta.get("kind", "")
    context["pf"] = {
        "kind": kind,
        "composed": bool(kind),
        "nav": [
            {
                "title": "Work & <play>",
                "url": here("projects/"),
                "current": "page" if kind == "projects" else "",
            }
        ],
        "home": here(""),
        "type": "editorial",
        "own_colours": "custom" in str(config.theme.get("palette")),
        "title": f"{page.title} {HOSTILE}",
        "description": HOSTILE,
        "head": f'<link rel="canonical" href="{page.canonical_url}">',
        "robots": "noindex" if page.meta.get("ribbon") else "",
        "ribbon": page.meta.get("ribbon", ""),
        "footer": {
            "about": HOSTILE,
            "site": [{"title": HOSTILE, "url": here("projects/")}],
            "elsewhere": [{"title": HOSTILE, "url": "https://code.example/?a=%22b%22&c"}],
            "contact": [{"title": HOSTILE, "url": ""}],
            "copyright": HOSTILE,
            "stated": HOSTILE,
        },
    }
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return output if config.extra.get("unmended") else fix_markup(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    return fix_markup(output) if template_name.endswith(".html") else output
