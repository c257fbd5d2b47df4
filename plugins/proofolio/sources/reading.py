"""What has been read so far: records, entries left out, and all that should be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TypeVar

from proofolio.mistakes import spared
from proofolio.model.kind import MARKDOWN
from proofolio.model.record import Entry, Record, make_id
from proofolio.problems import Level, Problem
from proofolio.sources.files import Files
from proofolio.sources.markdown import printable, read_markdown
from proofolio.sources.nodes import Node, Place, Scalar, Sequence, Table
from proofolio.sources.records import make_record
from proofolio.sources.written import Layer, Written
from proofolio.sources.yaml import parse_yaml

R = TypeVar("R", bound=Record)

TABLES = (".yml", ".yaml")
"""Endings of files of YAML."""


@dataclass(frozen=True)
class Broken:
    """An entry that is left out; `serve` shows its problems at its address."""

    kind: str
    id: str
    """Empty where a whole file of several entries cannot be read."""
    path: str
    """File, relative to the project's folder."""
    problems: tuple[Problem, ...]

    @property
    def paths(self) -> frozenset[str]:
        """Its file, and those its mistakes stand in: a `.yml` beside a notebook, say."""
        return frozenset({self.path, *(problem.path for problem in self.problems)})


@dataclass(frozen=True)
class Text:
    """A YAML or Markdown file as it was read."""

    path: Path
    place: Place
    node: Node | None = None
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()
    is_readable: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the file."""
        return self.is_readable and self.node is None and not self.body.strip()

    @property
    def is_usable(self) -> bool:
        """Whether an entry can be made of it."""
        needed = Table | None if self.path.suffix.lower() in MARKDOWN else Table
        return self.is_readable and not self.is_empty and isinstance(self.node, needed)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Its metadata, if it has any."""
        table = self.node if isinstance(self.node, Table) else None
        return (Layer(self.place, table, self.path.parent),) if table else ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Its problems, with what is wrong as a whole."""
        if not self.is_readable:
            return self.problems
        if self.is_empty:
            text = "This file is empty. Write lines of `key: value`, or delete it."
            return (*self.problems, self.place.problem("empty-file", text, 1))
        if isinstance(self.node, Sequence | Scalar):
            what = "a list" if isinstance(self.node, Sequence) else "a text"
            text = f"Here is {what} where lines of `key: value` are expected. Write them."
            return (*self.problems, self.place.problem("not-a-mapping", text, self.node.line))
        return self.problems


@dataclass
class Reading:
    """The state of reading one project's content."""

    files: Files
    zone: tzinfo = UTC
    dates_in_addresses: bool = False
    """Whether the day that a file's name begins with is part of its entry's address."""
    problems: list[Problem] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    _texts: dict[Path, Text] = field(default_factory=dict)

    def text(self, path: Path) -> Text:
        """A YAML or Markdown file, read once."""
        if path not in self._texts:
            name = self.files.name(path)
            problems: list[Problem] = []
            self._texts[path] = Text(path, Place(name), is_readable=False)
            with spared(problems, name):
                self._texts[path] = self._read(path)
            if problems:
                self._texts[path] = replace(self._texts[path], problems=tuple(problems))
        return self._texts[path]

    def _read(self, path: Path) -> Text:
        place = Place(self.files.name(path))
        text, problem = self.files.read_text(path)
        if text is None:
            return Text(path, place, problems=(problem,) if problem else (), is_readable=False)
        told: tuple[Problem, ...] = ()
        if path.suffix.lower() in MARKDOWN:
            text, told = printable(text, place)
            parts = read_markdown(text, place)
            problems, node, body, line = parts.problems, parts.node, parts.body, parts.line
        else:
            node, found = parse_yaml(text, place)
            problems, body, line = tuple(found), "", 1
        is_readable = not problems or bool(node)
        return Text(path, place, node, body, line, (*told, *problems), is_readable=is_readable)

    def attempt(self, kind: str, id: str, path: Path, read: Callable[[], R | None]) -> R | None:
        """What `read` makes of an entry; over which we stumble, it is left out like others."""
        problems: list[Problem] = []
        with spared(problems, self.files.name(path)):
            return read()
        self.leave_out(kind, id, path, problems)
        return None

    def leave_out(self, kind: str, id: str, path: Path, problems: Iterable[Problem]) -> None:
        """Notes an entry that cannot be shown, and why."""
        found = tuple(problems)
        self.problems += found
        self.broken.append(Broken(kind, make_id(id) if id else "", self.files.name(path), found))

    def finish(
        self,
        model: type[R],
        written: Written,
        path: Path,
        needed: Iterable[str] = (),
        found: Iterable[Problem] = (),
    ) -> R | None:
        """The record of an entry whose fields are read; None, and noted, if it is left out.

        An entry that lacks something and says no status becomes a draft, so that a file dropped
        in never breaks a deploy.
        """
        id, status = str(written.fields.get("id", "")), written.fields.get("status")
        written.problems[:0] = found
        record, missing = make_record(
            model,
            written,
            self.zone,
            needed,
            lambda address: self.files.find(address, path.parent) is not None,
        )
        must_stand = isinstance(status, str) and status != "draft"
        for name in missing:
            text = f"`{name}` is missing. Add it."
            level = Level.PROBLEM
            if issubclass(model, Entry) and not must_stand:
                text = f"`{name}` is missing, so this stays a draft. Add it to publish."
                level = Level.NOTE
            if status != "draft" or record is None:
                written.report("missing", text, (name,), level)
        if record is None or (missing and must_stand):
            self.leave_out(model.__name__.lower(), id, path, written.problems)
            return None
        self.problems += written.problems
        origin = written.fields["origin"]
        update = {"origin": replace(origin, lines=written.lines_in(origin.path))}
        if missing:
            update["status"] = "draft"
        return record.model_copy(update=update)
