"""The language of the site: what Material needs to know of it, besides its name."""

from __future__ import annotations

from collections.abc import Container
from importlib.util import find_spec
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.outputs.compiled_templates import keep_compiled
from proofolio.problems import Problem
from proofolio.views.word_tables import fallbacks

_HAN = r"\u3400-\u9fff\uf900-\ufaff"

CHARACTERS = (
    r"[\s\u200b\u3000\-、。，．？！；：（）“”《》]+"
    rf"|(?<=[{_HAN}])(?=[{_HAN}\w])|(?<=\w)(?=[{_HAN}])"
)
"""Separates words for search where nothing else does: each Chinese character is one."""


def settle(config: MkDocsConfig, brought: Container[str] = ()) -> tuple[str, tuple[Problem, ...]]:
    """The language the author asked for; Material is left with one that it knows.

    `brought` are the languages that the author has words for herself.
    """
    asked = str(config.theme["language"]).replace("_", "-")
    known = next((tag for tag in fallbacks(asked) if knows(config, tag)), "")
    problems: tuple[Problem, ...] = ()
    if not known and not any(tag in brought for tag in fallbacks(asked)):
        text = f'"{asked}" is no language that Material knows; its own words will be English.'
        problems += (Problem("unknown-language", text, "mkdocs.yml", field="theme.language"),)
    config.theme["language"] = known or "en"
    _set_search(config, asked)
    return asked, problems


def searches_characters(config: MkDocsConfig) -> bool:
    """Whether the search index holds Chinese by its characters."""
    search = config.plugins.get("material/search")
    return search is not None and search.config.get("separator") == CHARACTERS


def knows(config: MkDocsConfig, language: str) -> bool:
    """Whether Material has words in a language, or the author's own templates have."""
    folders = (Path(folder) / "partials" / "languages" for folder in config.theme.dirs)
    return any((folder / f"{language}.html").is_file() for folder in folders)


def _set_search(config: MkDocsConfig, language: str) -> None:
    """Chinese has no spaces: without jieba, which Material uses where it is, search finds
    only what stands right after a mark of punctuation."""
    search = config.plugins.get("material/search")
    if search is None or not language.startswith("zh") or find_spec("jieba"):
        return
    if not search.config.get("separator"):
        search.config["separator"] = CHARACTERS


def tell_search(config: MkDocsConfig) -> None:
    """Give Material's search what the theme says of its language.

    It would ask for each word in an environment of its own, and compile the templates each time.
    """
    search = config.plugins.get("material/search")
    if search is None or not search.config.get("enabled"):
        return
    environment = config.theme.get_env()
    keep_compiled(environment)
    words = environment.get_template("partials/language.html", None, {"config": config}).module
    options, say = search.config, words.t  # type: ignore[attr-defined]
    options["lang"] = options["lang"] or [say("search.config.lang")]
    options["separator"] = options["separator"] or say("search.config.separator")
    if options["pipeline"] is None:
        named = say("search.config.pipeline").split(",")
        options["pipeline"] = [name.strip() for name in named if name.strip()]
