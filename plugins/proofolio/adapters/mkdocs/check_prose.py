"""What an author's Markdown refers to, without making a page of it; converted once a text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from proofolio.cache_files import key_of, made_by, write_cached
from proofolio.checks.requests import Request, requests_of_page
from proofolio.outputs.blocks import BlockExtension
from proofolio.outputs.citing import keys_in
from proofolio.outputs.prose import Dialect, convert_fields
from proofolio.problems import Problem

FILE = "check.json"
_READ_BY = (
    *(
        f"outputs/{name}.py"
        for name in ("prose", "blocks", "citing", "formulas", "syntax", "templating")
    ),
    *("notebooks/maths/*.py", "template_code.py", "checks/requests.py"),
    *("views/blocks.py", "Markdown", "pymdown-extensions", "latex2mathml"),
)
"""Our code and the libraries that decide what is found."""


@dataclass(frozen=True)
class Mentions:
    """What a text names and what is wrong with it, whatever stands around it."""

    targets: tuple[str, ...] = ()
    """Addresses of its links and pictures, as written."""
    blocks: tuple[tuple[str, int], ...] = ()
    """Markers of blocks, with the level of headings inside them."""
    cited: tuple[tuple[str, bool], ...] = ()
    """What may be keys of works, and whether they stand in brackets."""
    problems: tuple[Problem, ...] = ()
    requests: tuple[Request, ...] = ()
    """What an entry asks of other hosts; pictures are shown as links there."""
    page_requests: tuple[Request, ...] = ()
    """What a page that the author wrote asks."""


@dataclass(frozen=True)
class _Kept(Dialect):
    """Keeps the last HTML as it was before its links were looked at."""

    made: list[str] = field(default_factory=list, compare=False)

    def convert(self, text: str) -> tuple[str, list[dict[str, Any]]]:
        html, tokens = super().convert(text)
        self.made[:] = [html]
        return html, tokens


class MentionReader:
    """Reads texts in the dialect of a site; what it has read before comes from the cache."""

    def __init__(
        self, extensions: Iterable[Any], configs: Mapping[str, Any], cache: Path | None
    ) -> None:
        own = [e for e in extensions if not isinstance(e, BlockExtension)]
        self._targets: list[str] = []
        self._blocks: list[tuple[str, int]] = []
        self._dialect = _Kept([*own, BlockExtension(self._block)], configs)
        self._mark = (str(own), str(sorted(configs.items(), key=str)), made_by(*_READ_BY))
        self._file = cache / FILE if cache else None
        self._known = _kept(self._file)
        self._used: dict[str, Mentions] = {}
        self.converted = 0
        """How many texts were not in the cache."""

    def read(self, fields: Mapping[str, str]) -> Mentions:
        """What the Markdown fields of an entry, or a page, mention."""
        key = key_of(json.dumps(dict(fields)).encode(), self._mark)
        found = self._known.get(key) or self._convert(fields)
        self._used[key] = found
        return found

    def keep(self) -> None:
        """Remember what was read; what nobody asked for again is forgotten."""
        if self._file is None or self._used.keys() == self._known.keys():
            return
        found = {key: asdict(mentions) for key, mentions in self._used.items()}
        write_cached(self._file, json.dumps(found).encode())

    def _convert(self, fields: Mapping[str, str]) -> Mentions:
        self.converted += 1
        self._targets, self._blocks = [], []
        prose, problems = convert_fields(fields, self._dialect, self._target)
        targets = tuple(dict.fromkeys(self._targets))
        entry, page = ("".join(each) for each in (prose.fields.values(), self._dialect.made))
        asked = (tuple(dict.fromkeys(requests_of_page(html))) for html in (entry, page))
        cited = keys_in(page)
        return Mentions(targets, tuple(self._blocks), cited, problems, *asked)

    def _target(self, target: str) -> str:
        self._targets.append(target)
        return target

    def _block(self, text: str, level: int) -> str:
        self._blocks.append((text, level))
        return ""


def _kept(file: Path | None) -> dict[str, Mentions]:
    try:
        found = json.loads(file.read_bytes()) if file else {}
        return {key: _mentions(value) for key, value in found.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _mentions(value: dict[str, Any]) -> Mentions:
    problems = tuple(map(Problem.of, value["problems"]))
    marks = tuple((str(text), int(level)) for text, level in value["blocks"])
    asked = (tuple(Request(*each) for each in value[k]) for k in ("requests", "page_requests"))
    cited = tuple((str(key), bool(is_grouped)) for key, is_grouped in value["cited"])
    return Mentions(tuple(value["targets"]), marks, cited, problems, *asked)
