"""The words of a site: ours, Material's, and the author's own before both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.problems import Level, Problem
from proofolio.sources.files import Files, Folders
from proofolio.sources.lists import DATA
from proofolio.sources.own_words import THEME, OwnWords, language_tag, read_own_words
from proofolio.views.word_tables import fallbacks, needed_words
from proofolio.views.words import Words

_PAIR = re.compile(r'^ +"([a-z.]+)": "(.*)",?$', re.MULTILINE)
_SETTINGS = ("language", "direction", "search.config.")
"""What Material keeps among its words, and what is no word."""

_NAMED = 5
"""How many of the missing words a message names."""


@cache
def themes_words(language: str = "en") -> Mapping[str, str]:
    """Material's own words in a language; none where it does not know it."""
    folder = files("material") / "templates" / "partials" / "languages"
    for tag in fallbacks(language):
        path = folder / f"{tag}.html"
        if path.is_file():
            pairs = _PAIR.findall(path.read_text(encoding="utf-8"))
            return {key: text for key, text in pairs if not key.startswith(_SETTINGS)}
    return {}


@cache
def all_words(language: str) -> Mapping[str, str]:
    """Every word that an author may replace, by `section.key`, as English says it."""
    theme = {f"{THEME}.{key}": text for key, text in themes_words().items()}
    return {**needed_words(language), **theme}


def read_words(config: MkDocsConfig, root: Path) -> OwnWords:
    """What the author wrote into `_data/words.yml`."""
    docs = Path(config.docs_dir)
    # Only the project's and the pages' folders matter to a file of `_data`.
    return read_own_words(docs / DATA, Files(Folders(root, docs, docs, docs)), all_words)


def theme_words(own: OwnWords, words: Words, config: MkDocsConfig) -> Mapping[str, str]:
    """What stands in place of Material's words, in a language that it may not know."""
    section, tags = words.section(THEME), tuple(fallbacks(words.language))
    # Material was left with English, where it knows none of these.
    if config.theme["language"] in tags or not any(tag in own.words for tag in tags):
        return section
    return {**section, "language": words.language, "direction": words.direction}


def told_of(own: OwnWords, words: Words) -> tuple[Problem, ...]:
    """What is wrong with the author's words, or missing in her language."""
    return (*own.problems, *_missing(words, own), *_unused(own, words.language))


def missing_words(words: Words) -> tuple[str, ...]:
    """The words, of Material's too, that are English for want of others."""
    known = themes_words(words.language)
    own = words.section(THEME)
    theme = () if known else tuple(f"{THEME}.{key}" for key in themes_words() if key not in own)
    return words.missing() + theme


def _missing(words: Words, own: OwnWords) -> tuple[Problem, ...]:
    """One line about all words that are English in a site of another language."""
    language = words.language
    missing = missing_words(words)
    # What nobody knows at all is told as such.
    if not missing or language.startswith("en") or not language_tag(language):
        return ()
    total = len(all_words(language))
    named = ", ".join(missing[:_NAMED]) + (" and so on" if len(missing) > _NAMED else "")
    text = (
        f"{len(missing)} of {total} words of the interface are English, since nobody has said them "
        f'in "{language}": {named}. `proofolio words` lists them, to be said in `_data/words.yml`.'
    )
    place = own.path or "mkdocs.yml"
    field = language if own.path else "theme.language"
    return (Problem("missing-words", text, place, field=field, level=Level.NOTE),)


def _unused(own: OwnWords, language: str) -> tuple[Problem, ...]:
    """A note where the file has words, and none of them for this site."""
    if not own.words or any(tag in own.words for tag in fallbacks(language)):
        return ()
    tags = ", ".join(f"`{tag}`" for tag in own.words)
    text = (
        f"It has words for {tags}, and the site's language is `{language}`, so none is used. "
        "Set `theme.language` in mkdocs.yml, or put the site's tag above them."
    )
    return (Problem("unused-words", text, own.path, level=Level.NOTE),)
