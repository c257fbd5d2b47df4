"""Projects and posts: which files make an entry, and the entry they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from proofolio.model.addresses import RESERVED_SLUGS, address_of
from proofolio.model.kind import MARKDOWN, Kind
from proofolio.model.record import Origin, Page, make_id, slugify
from proofolio.notebooks.reader import read_notebook
from proofolio.sources.fields import read_fields
from proofolio.sources.files import MAX_NOTEBOOK, PASSED_OVER, Files
from proofolio.sources.headers import Header, read_header
from proofolio.sources.markdown import split_date, split_heading, summary_of, title_of_name
from proofolio.sources.nodes import Place, Scalar, Table
from proofolio.sources.reading import TABLES, Reading, Text
from proofolio.sources.statuses import is_day
from proofolio.sources.subpages import is_put_into, read_subpages
from proofolio.sources.written import Written

P = TypeVar("P", bound=Page)

NOTEBOOK = ".ipynb"
SUFFIXES = (*TABLES, *MARKDOWN, NOTEBOOK)


@dataclass(frozen=True)
class Group:
    """Files of one name: `churn.yml` and `churn.ipynb`, or those of a folder called `index`."""

    name: str
    paths: tuple[Path, ...]
    slug: str = ""
    """The last part of the address, where it is not the whole name."""
    pages: tuple[Path, ...] = ()
    """Markdown beside an `index`, each a further page of the entry."""


def groups_in(folder: Path, reading: Reading) -> list[Group]:
    """The files of a folder that may make an entry, by name."""
    files = reading.files
    found: dict[str, list[Path]] = {}
    groups: list[Group] = []
    for path in files.entries(folder):
        if files.is_folder(path):
            inside = [inner for inner in files.entries(path) if _is_text(inner, files)]
            index = tuple(inner for inner in inside if inner.stem == "index")
            pages = tuple(inner for inner in inside if index and _is_further(inner))
            groups.append(Group(path.name, index, pages=pages))
        elif _is_text(path, files) and path.stem == "index":
            text = (
                "This makes no entry. An introduction to the listing stands among the pages, in "
                f"`{files.name(files.folders.docs)}/{folder.name}/index.md`."
            )
            reading.problems.append(Place(files.name(path)).problem("no-entry", text))
        elif _is_text(path, files):
            found.setdefault(path.stem, []).append(path)
    groups += [Group(name, tuple(paths)) for name, paths in found.items()]
    groups.sort(key=lambda group: group.name)
    return groups if reading.dates_in_addresses else _without_days(groups)


def _without_days(groups: list[Group]) -> list[Group]:
    """The groups, those of `2024-05-01-bands` with the slug `bands`.

    Where several would have one, the first keeps it whatever is written later.
    """
    taken = {make_id(group.name) for group in groups} | RESERVED_SLUGS
    made = []
    for group in groups:
        day, rest = split_date(group.name)
        slug = slugify(rest) if day else ""
        if slug and slug not in taken:
            taken.add(slug)
            group = replace(group, slug=slug)
        made.append(group)
    return made


def _is_further(path: Path) -> bool:
    name = path.name
    return (
        path.suffix.lower() in MARKDOWN and path.stem != "index" and not PASSED_OVER.fullmatch(name)
    )


def _is_text(path: Path, files: Files) -> bool:
    return path.suffix.lower() in SUFFIXES and files.is_file(path)


def named_notebooks(groups: Iterable[Group], reading: Reading) -> Iterator[Path]:
    """Notebooks that YAML and Markdown files name as theirs, and that are no entries then."""
    for group in groups:
        for path in group.paths:
            if path.suffix.lower() != NOTEBOOK:
                notebook = _named(reading.text(path), reading.files)
                if notebook:
                    yield notebook


def _named(text: Text, files: Files) -> Path | None:
    value = text.node.values.get("notebook") if isinstance(text.node, Table) else None
    if isinstance(value, Table):
        value = value.values.get("file")
    if not isinstance(value, Scalar) or value.is_absent:
        return None
    path = files.find(value.text.strip(), text.path.parent)
    return path if path and path.suffix.lower() == NOTEBOOK else None


def read_group(kind: Kind[P], group: Group, named: set[Path], reading: Reading) -> Iterator[P]:
    """The entries that the files of one name make; most often one."""
    tables = [path for path in group.paths if path.suffix.lower() in TABLES]
    others = [path for path in group.paths if path not in tables and path not in named]
    # A notebook comes before a Markdown file of its name: the metadata is more likely to be its.
    for number, main in enumerate(sorted(others) or tables):
        beside = tables[0] if others and tables and not number else None
        make = partial(_read_entry, kind, group, main, beside, reading)
        record: P | None = reading.attempt(kind.word, group.name, main, make)
        if record is not None and not number:
            texts = [
                reading.text(path).body for path in group.paths if path.suffix.lower() in MARKDOWN
            ]
            further = [path for path in group.pages if not is_put_into(path.name, texts)]
            pages = read_subpages(further, address_of(record), reading)
            record = record.model_copy(update={"subpages": pages}) if pages else record
        if record is not None:
            yield record


def _read_entry(
    kind: Kind[Any], group: Group, main: Path, beside: Path | None, reading: Reading
) -> Any:
    return _EntryReader(kind, group, main, beside, reading).read()


class _EntryReader:
    """Reads one entry of a file and, if there is one, the `.yml` beside it."""

    def __init__(
        self, kind: Kind[Any], group: Group, main: Path, beside: Path | None, reading: Reading
    ) -> None:
        self.kind = kind
        self.model = kind.record
        self.name = group.name
        self.slug = group.slug
        self.main = main
        self.reading = reading
        self.files = reading.files
        self.texts = [
            reading.text(path)
            for path in (beside, main)
            if path and path.suffix.lower() != NOTEBOOK
        ]
        self.problems = [problem for text in self.texts for problem in text.faults]
        self.header = Header()

    def read(self) -> Any:
        """The record, or None if the entry is left out."""
        notebook = self.main if self.main.suffix.lower() == NOTEBOOK else None
        stands = all(text.is_usable for text in self.texts)
        named = [found for text in self.texts if (found := _named(text, self.files))]
        is_read = self._read_notebook(notebook or named[0]) if notebook or named else True
        if not stands or not self.header.is_readable or (notebook and not is_read):
            self.reading.leave_out(self.kind.word, self._id(), self.main, self.problems)
            return None
        layers = [layer for text in self.texts for layer in text.layers]
        place = self.texts[0].place if self.texts else Place(self.files.name(self.main), line=0)
        written = read_fields(self.model, [*layers, *self.header.layers], self.files, place)
        self._fill_notebook(written, notebook, is_read)
        self._fill(written)
        needed = self.kind.needed
        return self.reading.finish(self.model, written, self.main, needed, self.problems)

    def _id(self) -> str:
        for text in self.texts:
            value = text.node.values.get("id") if isinstance(text.node, Table) else None
            if isinstance(value, Scalar) and not value.is_absent:
                return value.text
        return self.name

    def _read_notebook(self, path: Path) -> bool:
        source, problem = self.files.read(path, MAX_NOTEBOOK)
        if problem:
            self.problems.append(problem)
            return False
        name = self.files.name(path)
        notebook, problems = read_notebook(source, name)
        if notebook is None:
            self.problems += problems
            return False
        # What was merely repaired is said once, when the notebook is rendered.
        self.header = read_header(notebook, path, name, self.model)
        self.problems += self.header.problems
        return True

    def _fill_notebook(self, written: Written, main: Path | None, is_read: bool) -> None:
        fields = written.fields
        if main:
            fields.setdefault("notebook", {})
        notebook = fields.get("notebook")
        if not isinstance(notebook, dict):
            return
        if not is_read:
            del fields["notebook"]
            return
        if main:
            notebook |= {"file": main.name, "source": self.files.name(main)}
        if "source" in notebook:
            notebook["header_cell"] = self.header.cell

    def _fill(self, written: Written) -> None:
        """Adds what the text, the notebook and the file's name say where nothing is written."""
        fields = written.fields
        text = self.texts[-1] if self.texts else None
        title, body, lines = split_heading(text.body) if text else ("", "", 0)
        if text and "title" in fields and title != fields["title"]:
            body, lines = text.body, 0
        day, _ = split_date(self.name)
        if day and not fields.keys() & {"date", "start", "end"}:
            fields["date"] = day
        appears = fields.get("publish_date")
        if appears and is_day(appears) and not fields.keys() & {"date", "start", "end"}:
            fields["date"] = appears
        if self.slug and not fields.keys() & {"id", "slug"}:
            fields["slug"] = self.slug
        fields.setdefault("id", self.name)
        fields.setdefault("title", title or self.header.title or title_of_name(self.name))
        fields.setdefault("summary", summary_of(body) or self.header.summary)
        fields["body"] = body.strip("\n")
        fields["origin"] = self._origin(text, body, lines)

    def _origin(self, text: Text | None, body: str, lines: int) -> Origin:
        path = self.texts[0].place.path if self.texts else self.files.name(self.main)
        blank = len(body) - len(body.lstrip("\n"))
        return Origin(
            path,
            body_path=text.place.path if text and body.strip() else "",
            body_line=(text.body_line if text else 1) + lines + blank,
        )
