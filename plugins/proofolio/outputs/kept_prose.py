"""Converted Markdown kept between builds, as long as nothing differs that went into it.

Kept are only texts of which all is known that goes in: what the text says, the settings, the code,
and the answers to where each of its links leads. A text with a block or a snippet, and a site with
an extension that is not in `PURE`, are converted in every build.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from markdown.extensions import Extension

from proofolio.cache_files import Shelf, key_of, made_by_all
from proofolio.outputs.blocks import BlockExtension
from proofolio.outputs.prose import Dialect, Resolve, convert_fields
from proofolio.problems import Problem
from proofolio.views.site import Heading, Prose

_PYTHON_MARKDOWN = (
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
    *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
    *("smarty", "tables", "toc"),
)
_PYMDOWN = (
    *("arithmatex", "betterem", "blocks.admonition", "blocks.definition", "blocks.details"),
    *("blocks.html", "blocks.tab", "caret", "critic", "details", "emoji", "escapeall", "extra"),
    *("highlight", "inlinehilite", "keys", "magiclink", "mark", "progressbar", "quotes"),
    *("saneheaders", "smartsymbols", "snippets", "striphtml", "superfences", "tabbed"),
    *("tasklist", "tilde"),
)
PURE = frozenset(
    {*_PYTHON_MARKDOWN, *(f"markdown.extensions.{name}" for name in _PYTHON_MARKDOWN)}
    | {"proofolio.outputs.syntax", *(f"pymdownx.{name}" for name in _PYMDOWN)}
)
"""Extensions whose HTML depends on nothing but the text and their options."""

_READS_ELSEWHERE = {
    "pymdownx.snippets": ("auto_append",),
    "pymdownx.emoji": ("options",),
    "footnotes": ("UNIQUE_IDS",),
    "markdown.extensions.footnotes": ("UNIQUE_IDS",),
}
"""Options with which it depends on more."""
_MARKS = ("{{<", "8<")
"""With one of these in it, a text may hold a block or a snippet."""
_LIBRARIES = ("markdown.", "pymdownx.", "material.extensions.")


def dialect_mark(extensions: Sequence[str | Extension], configs: Mapping[str, Any]) -> str:
    """What a key needs to know of the extensions; empty where one may depend on anything."""
    names = [each for each in extensions if not isinstance(each, BlockExtension)]
    if not all(isinstance(name, str) and name in PURE for name in names):
        return ""
    for name, options in _READS_ELSEWHERE.items():
        if name in names and any((configs.get(name) or {}).get(option) for option in options):
            return ""
    try:
        return json.dumps([names, configs], default=_name_of)
    except (TypeError, ValueError, RecursionError):
        return ""


def _name_of(value: Any) -> Any:
    """A function of a library whose version is known; a partial with what it is given."""
    if hasattr(value, "func") and hasattr(value, "keywords"):
        return [value.func, value.args, value.keywords]
    module = getattr(value, "__module__", "") or ""
    if not callable(value) or not f"{module}.".startswith(_LIBRARIES):
        raise TypeError(value)
    return f"{module}.{value.__qualname__}"


def convert_kept(
    fields: Mapping[str, str], dialect: Dialect, resolve: Resolve, shelf: Shelf, name: str
) -> tuple[Prose, tuple[Problem, ...]]:
    """The same as `convert_fields`, from the shelf if all is as it was."""
    is_plain = not any(mark in text for text in fields.values() for mark in _MARKS)
    if not (shelf.folder and dialect.mark and is_plain and any(map(str.strip, fields.values()))):
        return convert_fields(fields, dialect, resolve)
    key = key_of(json.dumps([dict(fields), dialect.mark]).encode(), made_by_all())
    kept = shelf.read(name, key)
    if kept is not None and all(_said(resolve(at)) == told for at, told in kept["asked"]):
        return _prose(kept["prose"]), tuple(map(Problem.of, kept["problems"]))
    asked: dict[str, str | Problem] = {}
    prose, problems = convert_fields(fields, dialect, partial(_asking, resolve, asked))
    answers = [[target, _said(answer)] for target, answer in asked.items()]
    told = {"asked": answers, "prose": vars(prose), "problems": list(map(Problem.facts, problems))}
    shelf.write(name, key, told)
    return prose, problems


def _asking(
    resolve: Callable[[str], str | Problem], asked: dict[str, str | Problem], target: str
) -> str | Problem:
    asked[target] = resolve(target)
    return asked[target]


def _said(answer: str | Problem) -> Any:
    return answer if isinstance(answer, str) else answer.facts()


def _prose(told: dict[str, Any]) -> Prose:
    headings = tuple(Heading(**heading) for heading in told["headings"])
    return Prose(**{**told, "headings": headings})
