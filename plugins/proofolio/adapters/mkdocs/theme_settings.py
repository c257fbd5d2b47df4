"""Material's settings as an author writes them: what does nothing here, and what cannot be read.

Which of them work is told in docs/material.md, which a test writes from a built site.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.setting_forms import unreadable_settings
from proofolio.adapters.mkdocs.setting_places import setting_problem, theme_written
from proofolio.problems import Level, Problem

_NEAR = 0.8
"""How alike a slip is to what was meant; an author's templates may read words of their own."""


def check_theme_settings(config: MkDocsConfig) -> tuple[Problem, ...]:
    """Tell what the theme's settings do not do; what no template could read is taken out."""
    known = known_settings()
    unreadable = tuple(unreadable_settings(config, known["forms"]))
    return (*unreadable, *_slips(config, known["known"]), *_idle(config, known))


@cache
def known_settings() -> Mapping[str, Any]:
    """What is known of Material's settings."""
    file = files("proofolio.adapters.mkdocs") / "theme_settings.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def idle_settings(config: MkDocsConfig) -> list[str]:
    """Names of what the author asks of Material and does not get."""
    features = config.theme.get("features") or ()
    theme = theme_written(config)
    icon = theme.get("icon")
    icons = icon if isinstance(icon, Mapping) else {}
    asked = [f"theme.features.{each}" for each in features]
    asked += [f"theme.icon.{name}" for name in icons]
    asked += ["theme.font"] if theme.get("font") else []
    folder = Path(config.theme.custom_dir or "") / "partials"
    if config.theme.custom_dir:
        asked += [f"partials/{file.name}" for file in sorted(folder.glob("*.html"))]
    return [name for name in asked if name in known_settings()["idle"]]


def _idle(config: MkDocsConfig, known: Mapping[str, Any]) -> Iterator[Problem]:
    """All of it in one note."""
    found = idle_settings(config)
    plugins = [name for name in config.plugins if name in known["plugins"]]
    told = []
    if found:
        told.append(f"these settings do nothing here: {_listed(found, known['idle'])}.")
    if plugins:
        told.append(
            "these plugins do nothing for posts, projects and other pages that are made for you: "
            f"{_listed(plugins, known['plugins'])}."
        )
    if told:
        text = " ".join(told)
        yield Problem("idle-setting", text, "mkdocs.yml", level=Level.NOTE)


def _listed(names: list[str], instead: Mapping[str, str]) -> str:
    return "; ".join(f"{name.removeprefix('theme.features.')} ({instead[name]})" for name in names)


def _slips(config: MkDocsConfig, known: Mapping[str, list[str]]) -> Iterator[Problem]:
    """Names that Material does not know, and that are nearly one it does."""
    asked = {
        "theme.features": config.theme.get("features") or (),
        "theme": theme_written(config),
        "extra": config.extra,
    }
    for group, names in asked.items():
        kind = group.rpartition(".")[2]
        for name in (str(name) for name in names if name not in known[kind]):
            near = difflib.get_close_matches(name, known[kind], n=1, cutoff=_NEAR)
            if near and not _is_read(config, name):
                setting = group if kind == "features" else f"{group}.{name}"
                text = f'Material has no "{name}". Did you mean "{near[0]}"?'
                yield setting_problem(config, "unknown-setting", text, setting)


def _is_read(config: MkDocsConfig, name: str) -> bool:
    """Whether a template of the author's own reads it."""
    folder = config.theme.custom_dir
    templates = Path(folder).rglob("*.html") if folder else ()
    return any(name in file.read_text(encoding="utf-8", errors="replace") for file in templates)
