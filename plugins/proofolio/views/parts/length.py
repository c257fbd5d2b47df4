"""How long a part of a page is on a phone: its words, and its height, as near as can be said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace

from proofolio.model.kinds import kind_for
from proofolio.views.parts.hero import Hero
from proofolio.views.parts.rows import ROWS, Section
from proofolio.views.parts.sections import ProjectsList
from proofolio.views.site import Picture

WORDS = 450
"""The most words of a home page."""
HEIGHT = 5 * 844
"""The most pixels of a home page on a phone: five of its screens, 390 pixels wide."""
FRAME = 760
"""Pixels of header and footer."""

_UNSEEN = frozenset(
    {"address", "alt", "bars", "card", "facets", "icon", "id", "iso", "lang", "level", "mail"}
    | {"not_for", "source", "spoken", "src", "status"}
)
"""Fields that are no words on the page."""
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w[\w’'.,:/-]*")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Space:
    """What a block takes on a phone, in pixels, as measured."""

    head: int
    """Its heading, and the room above."""
    item: int = 0
    """Each entry: picture, lines between, padding, bars."""
    word: float = 2.6
    """Each word."""


_SPACE: Mapping[str, Space] = {
    "hero": Space(340, 0, 3.0),
    "proof": Space(70, 90, 3.0),
    "names": Space(50, 0, 9.0),
    "projects": Space(430, 100, 3.4),
    "testimonials": Space(150, 110, 4.5),
    "services": Space(150, 90, 3.2),
    "story": Space(185, 80),
    "looking_for": Space(150, 35),
    "posts": Space(150, 60),
    "positions": Space(150, 95, 2.0),
    "teaching": Space(150, 95, 2.0),
    "credentials": Space(150, 95, 2.0),
    "awards": Space(150, 95, 2.0),
    "further": Space(55, 0, 3.0),
    "contact": Space(300, 0, 5.0),
}
_ROWS = Space(150, 95)
"""A list of rows."""
_PICTURES = {"figure": 230, "portrait": 110, "facts": 110, "links": 40}
"""What the first screen takes besides its words."""
_BRIEF = frozenset(
    {"date", "title", "authors", "venue", "type", "summary", "meta", "event", "place"}
)
"""What a row of the home page shows of an entry of `rows.ROWS`."""


def words_of(content: object) -> int:
    """How many words a visitor reads of it; of Chinese and its like two characters are one."""
    texts = " ".join(_texts(content))
    plain = _TAG.sub(" ", texts)
    east = len(_EAST_ASIAN.findall(plain))
    return len(_WORD.findall(_EAST_ASIAN.sub(" ", plain))) + east // 2


def length_of(section: Section) -> tuple[int, int]:
    """Words and height of a section."""
    content = section.content
    space = _SPACE.get(section.name, _ROWS)
    words = words_of((section.title, section.more, _shown(section)))
    height = space.head + _items(content) * space.item + words * space.word
    if isinstance(content, Hero):
        parts = {
            "figure": content.figure,
            "portrait": content.is_large,
            "facts": content.track or content.open_to,
            "links": content.links,
        }
        height += sum(_PICTURES[name] for name, part in parts.items() if part)
    return words, round(height)


def _shown(section: Section) -> object:
    """What is seen of it here: parts show less of a view than other pages do."""
    content = section.content
    if isinstance(content, Hero):
        cta = content.cta
        return replace(content, cta=replace(cta, heading="", lead="", email="", availability=None))
    if section.name in {kind_for(record).plural for record in ROWS}:
        return tuple([getattr(row, name, "") for name in _BRIEF] for row in content.rows)
    return content


def _items(content: object) -> int:
    if isinstance(content, ProjectsList):
        return len(content.cards) + bool(content.lead)
    if not is_dataclass(content):
        return 0
    return sum(len(v) for e in fields(content) if isinstance(v := getattr(content, e.name), tuple))


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, (tuple, list)):
        for part in content:
            yield from _texts(part)
    elif is_dataclass(content) and not isinstance(content, Picture):
        for each in fields(content):
            if each.name not in _UNSEEN:
                yield from _texts(getattr(content, each.name))
