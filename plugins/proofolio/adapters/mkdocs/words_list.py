"""`proofolio words`: the list of all words of a site, for its author to say them anew."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from errno import EEXIST
from pathlib import Path

from mkdocs.config import load_config

from proofolio.adapters.mkdocs.load import root_of
from proofolio.adapters.mkdocs.own_words import (
    all_words,
    missing_words,
    read_words,
    themes_words,
)
from proofolio.problems import ContentError, Problem
from proofolio.sources.lists import DATA
from proofolio.sources.own_words import THEME, WORDS, language_tag
from proofolio.views.word_tables import shipped_words
from proofolio.views.words import Words

_HEAD = """\
# The words of the interface: behind each `#` stands what it is in English{ours}.
# Write yours between the colon and the `#`; what stays empty stays as it is, so a line that you do
# not need may go. {{…}} is filled in; _one, _few, _other, … are chosen by number.
"""


def write_words(settings: Path, languages: Iterable[str] = ()) -> tuple[Path, int]:
    """Write `_data/words.yml` with every word, and say how many; a file that is there is kept.

    The words are those of the site's language, or of the `languages` that are named. Raises
    `FileExistsError` where there is such a file, and `ContentError` where a language is none.
    """
    config = load_config(str(settings))
    path = Path(os.path.relpath(Path(config.docs_dir) / DATA / f"{WORDS}.yml"))
    present = next((p for p in (path, path.with_suffix(".yaml")) if p.exists()), None)
    if present:
        text = "it is there already, and kept; see with `--missing` what it lacks"
        raise FileExistsError(EEXIST, text, present.as_posix())
    tables = {tag: all_words(tag) for tag in _tags(languages or [config.theme["language"]])}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(_lines(tables)), encoding="utf-8", newline="\n")
    return path, sum(map(len, tables.values()))


def list_missing(settings: Path, languages: Iterable[str] = ()) -> str:
    """The same list of the words alone that stay English, as the file would hold them."""
    config = load_config(str(settings))
    own = read_words(config, root_of(config))
    tables = {}
    for tag in _tags(languages or [config.theme["language"]]):
        table = all_words(tag)
        tables[tag] = {key: table[key] for key in missing_words(Words(tag, own.words))}
    return "".join(_lines({tag: table for tag, table in tables.items() if table}))


def _tags(languages: Iterable[str]) -> list[str]:
    tags = {str(written): language_tag(str(written)) for written in languages}
    wrong = [
        Problem("not-a-language", f'"{written}" is no language\'s tag. Write one such as `sl`.')
        for written, tag in tags.items()
        if not tag
    ]
    if wrong:
        raise ContentError(wrong)
    return list(dict.fromkeys(tags.values()))


def _lines(tables: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    if tables:
        has_ours = any(_ours(tag) for tag in tables if not tag.startswith("en"))
        yield _HEAD.format(ours=", then what it is now" if has_ours else "")
    for tag, table in tables.items():
        yield f"\n{tag}:\n"
        ours = {} if tag.startswith("en") else _ours(tag)
        section = ""
        for key, english in table.items():
            name, _, word = key.partition(".")
            if name != section:
                section = name
                yield f"  {name}:\n"
            now = ours.get(key, "")
            yield f"    {word}:  # {_shown(english)}{f' = {_shown(now)}' if now else ''}\n"


def _shown(word: str) -> str:
    return word if word == word.strip() else f'"{word}"'


def _ours(tag: str) -> Mapping[str, str]:
    """What the words are today in a language that we or Material know."""
    return {
        **shipped_words(tag),
        **{f"{THEME}.{key}": text for key, text in themes_words(tag).items()},
    }
