"""Blocks: listings that an author places in a page of her own, as `{{< projects limit=3 >}}`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS as ALL_KINDS
from proofolio.model.niche import NICHE
from proofolio.model.project import PROJECT
from proofolio.model.record import Entry, make_id
from proofolio.model.service import SERVICE
from proofolio.problems import Problem

OptionType = Literal["flag", "count", "year", "text", "id", "topic"]

_LIMIT: Mapping[str, OptionType] = {"limit": "count", "title": "text"}
_KIND_FIELDS = ("kind", "relation", "type")
"""Fields that say which kind of project, testimonial, … an entry is."""


def kind_field(record: type[Entry]) -> str:
    """The field that the option `kind` chooses by; empty where there is none."""
    return next((name for name in _KIND_FIELDS if name in record.model_fields), "")


def _choices(record: type[Entry]) -> tuple[str, ...]:
    kind = record.model_fields[kind_field(record)].annotation
    literals = (part for part in (kind, *get_args(kind)) if get_origin(part) is Literal)
    return tuple(word for literal in literals for word in get_args(literal))


def _options(kind: Kind[Any]) -> dict[str, OptionType]:
    """What the block of a kind may choose by: what its entries say of themselves."""
    record = kind.record
    others = (NICHE, SERVICE, PROJECT)
    named = (other.word for other in others if other.plural in record.model_fields)
    found: dict[str, OptionType] = {**_LIMIT, **dict.fromkeys(named, "id"), "featured": "flag"}
    if kind.topics:
        found["topic"] = "topic"
    if kind_field(record):
        found["kind"] = "text"
    if hasattr(record, "year"):
        found["year"] = "year"
    return {**found, **_MORE.get(kind.plural, {}), "id": "id"}


_MORE: Mapping[str, Mapping[str, OptionType]] = {
    "projects": {"lead": "flag"},
    "services": {"process": "flag"},
}
"""What only the block of one kind can do."""

OPTIONS: Mapping[str, Mapping[str, OptionType]] = {
    "hero": {"figure": "flag"},
    "proof": {**_LIMIT, "niche": "id", "service": "id", "project": "id"},
    **{kind.plural: _options(kind) for kind in ALL_KINDS},
    "story": {**_LIMIT},
    "names": {**_LIMIT},
    "positions": {**_LIMIT},
    "looking_for": {"title": "text"},
    "credentials": {**_LIMIT},
    "skills": {**_LIMIT},
    "teaching": {**_LIMIT},
    "awards": {**_LIMIT},
    "outcome": {"id": "text"},
    "contact": {"title": "text", "text": "text"},
}
"""The options of each block, with what they may be."""

OTHER_NAMES = {"selected": "featured"}
"""Other names of options, as records have them."""

KINDS: Mapping[str, tuple[str, ...]] = {
    kind.plural: _choices(kind.record) for kind in ALL_KINDS if kind_field(kind.record)
}
"""What `kind` may be."""

_MARKER = re.compile(r"\{\{<\s*(?P<inside>.*?)\s*>\}\}", re.DOTALL)
_OPTION = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)(?=\s|$)""")
_MEANT: Mapping[OptionType, str] = {
    "flag": "true or false",
    "count": "a whole number from 1",
    "year": "a year, such as 2025",
    "text": "a text",
    "id": "an id",
    "topic": "a topic",
}


@dataclass(frozen=True)
class Block:
    """A block as its marker asks for it."""

    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    line: int | None = None

    def has(self, name: str) -> bool:
        """Whether an option is switched on."""
        return self.options.get(name) == "true"

    def number(self, name: str) -> int | None:
        """A number, if it was given."""
        return int(self.options[name]) if name in self.options else None

    def text(self, name: str) -> str:
        """A text, or nothing."""
        return self.options.get(name, "")

    def problem(self, code: str, text: str) -> Problem:
        """A problem at the place of the marker."""
        return Problem(code, text, self.path, self.line, f"{{{{< {self.name} >}}}}")


def parse_block(
    text: str, path: str = "", line: int | None = None
) -> tuple[Block | None, tuple[Problem, ...]]:
    """The block of a marker, with what is wrong with it; options that are wrong are left out."""
    match = _MARKER.search(text)
    name, *others = (match["inside"] if match else text).split(None, 1) or [""]
    rest = others[0] if others else ""
    if name not in OPTIONS:
        near = _nearest(name, OPTIONS) or f"There are {', '.join(OPTIONS)}."
        text = f'there is no block "{name}".{" " if near else ""}{near}'
        return None, (Problem("unknown-block", text, path, line, f"{{{{< {name} >}}}}"),)
    bare = Block(name, {}, path, line)
    options: dict[str, str] = {}
    problems: list[Problem] = []
    for key, written in _OPTION.findall(rest):
        key = OTHER_NAMES.get(key, key)
        value = written[1:-1] if written[0] in "\"'" else written
        found = _option(bare, key, value)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            options[key] = found
    if left := " ".join(_OPTION.sub("", rest).split()):
        how = "Options are written name=value, and values with spaces in quotation marks."
        problems.append(bare.problem("bad-option", f'"{left}" is not an option. {how}'))
    if name == "outcome" and "id" not in options and not problems:
        how = 'Write id="project/key", such as id="churn/mape".'
        problems.append(bare.problem("bad-option", f"it does not say which outcome. {how}"))
    return Block(name, options, path, line), tuple(problems)


def _option(block: Block, key: str, value: str) -> str | Problem:
    options = OPTIONS[block.name]
    if key not in options:
        known = f"It has {', '.join(options)}."
        text = f'it has no option "{key}". {_nearest(key, options) or known}'
        return block.problem("unknown-option", text)
    kind = options[key]
    if key == "kind":
        kinds = KINDS[block.name]
        if value in kinds:
            return value
        near = _nearest(value, kinds) or f"Write one of {', '.join(kinds)}."
        return block.problem("bad-option", f'kind: there is no kind "{value}". {near}')
    is_right = {
        "flag": value in ("true", "false"),
        "count": value.isascii() and value.isdigit() and 0 < len(value) < 6 and int(value) > 0,
        "year": re.fullmatch("[0-9]{4}", value) is not None,
    }.get(kind, bool(value.strip()))
    if not is_right:
        return block.problem("bad-option", f'{key}: "{value}" is not {_MEANT[kind]}.')
    return make_id(value) if kind == "id" else value


def _nearest(word: str, known: object) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)  # type: ignore[call-overload]
    return f'Did you mean "{near[0]}"?' if near else ""
