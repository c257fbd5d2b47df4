"""Words nobody agreed to publish, looked for in what is about to be published."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from proofolio.model.library import Library
from proofolio.model.record import kind_of
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Level, Problem

SHORTEST = 20
"""Letters and digits below which a text may stand on a page by chance."""

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Withheld:
    """Words that must not be in any output."""

    what: str
    path: str
    line: int
    folded: str
    """Letters and digits only, without case and accents."""
    rare: str
    """The longest word, to pass over most outputs quickly."""


def withheld_words(testimonials: Iterable[Testimonial], library: Library) -> tuple[Withheld, ...]:
    """The words of testimonials that have no consent today."""
    found = []
    for testimonial in testimonials:
        key = f"{kind_of(testimonial)}:{testimonial.id}"
        if "consent" not in library.hidden.get(key, ""):
            continue
        for text in (testimonial.text, testimonial.excerpt):
            if len(fold(text)) >= SHORTEST:
                found.append(_withheld(testimonial, text))
    return tuple(found)


def find_withheld(name: str, content: str, withheld: Iterable[Withheld]) -> Iterator[Problem]:
    """A danger for each withheld text that an output holds; `name` is the output's path."""
    text = _json_text(content) if name.endswith(".json") else content
    plain = _TAG.sub("", text)
    lowered = plain.casefold()
    suspects = [words for words in withheld if words.rare in lowered]
    if not suspects:
        return
    folded = fold(plain)
    for words in suspects:
        if words.folded in folded:
            yield Problem(
                "withheld-words",
                f"{words.what} must not be published, but the page /{name} holds them. "
                "Take them out of the text they were copied to.",
                words.path,
                words.line,
                level=Level.DANGER,
            )


def fold(text: str) -> str:
    """Letters and digits of a text without case, accents and everything between them."""
    decomposed = unicodedata.normalize("NFKD", unescape(text)).casefold()
    return "".join(c for c in decomposed if c.isalnum())


def _withheld(testimonial: Testimonial, text: str) -> Withheld:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    origin = testimonial.origin
    return Withheld(
        what=f'the words of testimonial "{testimonial.id}"',
        path=origin.path,
        line=origin.line_of("text"),
        folded=fold(text),
        rare=max((word for word in words if word.isascii()), key=len, default=""),
    )


def _json_text(content: str) -> str:
    try:
        return " ".join(_strings(json.loads(content)))
    except ValueError:
        return content


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
