"""Words that nobody may read today, copied into other sources: what holds them is left out.

A quote is withdrawn, or its consent ends, long after somebody copied it. To stop then would leave
the old site online, with the words. Where nothing can be left out, a build still stops.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.utils.meta import get_data

from proofolio.adapters.mkdocs.clean_marks import CleanMarks
from proofolio.adapters.mkdocs.navigation import source_uri
from proofolio.checks.texts.file_texts import MOST, Text, texts_of
from proofolio.checks.withheld import Withheld, copied, held_in, line_of
from proofolio.mistakes import making
from proofolio.model.kind import MARKDOWN
from proofolio.model.kinds import KINDS, AnyEntry
from proofolio.model.record import Image, Notebook, Page, Record, SubPage, kind_of
from proofolio.notebooks.copies import published_copy
from proofolio.outputs.pictures import PLACES
from proofolio.outputs.site import BuiltSite
from proofolio.problems import Problem
from proofolio.sources import Folders
from proofolio.sources.files import name_in
from proofolio.sources.lists import DATA

_KEPT = "clean.copies"
_ENTRIES = frozenset({".yml", ".yaml", *MARKDOWN, ".ipynb"})


@dataclass
class Copies:
    """What holds such words."""

    entries: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    """By `kind:id`."""
    pages: dict[str, str] = field(default_factory=dict)
    """Files of the docs folder, pages or not: path there → address."""
    beside: dict[str, Problem] = field(default_factory=dict)
    """Files beside entries, by their path in the project: published where something links them."""
    problems: list[Problem] = field(default_factory=list)


def find_copies(
    site: BuiltSite, config: MkDocsConfig, folders: Folders, withheld: Iterable[Withheld]
) -> Copies:
    """Everything that would be published and holds withheld words."""
    found = Copies()
    words = tuple(each for each in withheld if each.letters)
    if not words:
        return found
    asked = repr([each.letters for each in words])
    looker = _Looker(site, words, CleanMarks(site.cache / _KEPT if site.cache else None, asked))
    entries = [each for kind in KINDS for each in site.library.all(kind.record)]
    for entry in entries:
        with making(entry.origin.path):
            problems = tuple(looker.in_entry(entry))
        if problems:
            found.entries[f"{kind_of(entry)}:{entry.id}"] = problems
            found.problems += problems
    for file in get_files(config):
        path = f"{site.files.docs}/{file.src_uri}"
        if _is_published(file) and (problems := tuple(looker.in_page(file, path))):
            found.pages[file.src_uri] = file.dest_uri.removesuffix("index.html")
            found.problems += problems
    for beside in _beside(folders):
        path = name_in(beside, folders.root)
        if problem := next(looker.in_file(beside.read_bytes(), path), None):
            found.beside[path] = problem
    shown = (each for each in entries if f"{kind_of(each)}:{each.id}" not in found.entries)
    pictures = {path for each in shown for path in _pictures(each)}
    found.problems += (found.beside[path] for path in sorted(pictures & found.beside.keys()))
    looker.marks.keep()
    return found


def leave_out(files: Files, config: MkDocsConfig, copies: Copies, plans: Container[str]) -> None:
    """Take such files out of what MkDocs makes and copies, and out of what names them."""
    for file in list(files):
        if file.src_uri not in copies.pages or file.src_dir != config.docs_dir:
            continue
        address = copies.pages[file.src_uri]
        if address in plans and file.src_uri == source_uri(address):
            # The page of ours that takes its place has the same name.
            files.remove(file)
        else:
            file.inclusion = InclusionLevel.EXCLUDED
    config.extra_css = [each for each in config.extra_css if each not in copies.pages]
    scripts = config.extra_javascript
    config.extra_javascript = [each for each in scripts if str(each) not in copies.pages]


@dataclass
class _Looker:
    """Looks for the same words in one source after another."""

    site: BuiltSite
    words: tuple[Withheld, ...]
    marks: CleanMarks

    def in_entry(self, entry: AnyEntry | SubPage) -> Iterator[Problem]:
        for page in entry.subpages if isinstance(entry, Page) else ():
            yield from self.in_entry(page)
        if isinstance(entry, Page) and entry.subpages:
            entry = cast(AnyEntry, entry.model_copy(update={"subpages": ()}))
        origin = entry.origin
        for words, _ in held_in("", _said("", _leaves(entry)), self.words):
            in_body = self._line(words, origin.body_path, 1) if origin.body_path else None
            path = origin.body_path if in_body else origin.path
            yield copied(words, path, in_body or self._line(words, path, origin.line))
        if isinstance(entry, Page) and entry.notebook and entry.notebook.source:
            yield from self._in_notebook(entry, entry.notebook)

    def _in_notebook(self, entry: Page, notebook: Notebook) -> Iterator[Problem]:
        """What neither the page nor the download shows is not published."""
        path = notebook.source
        source = (self.site.files.root / path).read_bytes()
        if not any(held_in(path, texts_of(path, source), self.words)):
            return
        rendered = self.site.rendered(entry)
        if rendered is None:
            return
        source, fragment = rendered
        texts = [Text(f"cell {cell.index + 1}", cell.html) for cell in fragment.cells]
        texts.append(Text("", f"{fragment.title}\n\n{fragment.summary}"))
        if notebook.download:
            texts += texts_of(path, published_copy(source, fragment))
        for words, text in held_in("", texts, self.words):
            yield copied(words, path, field=text.where)

    def in_page(self, file: File, path: str) -> Iterator[Problem]:
        """Words in a file of the docs folder, of which a page is made or which is copied."""
        if not file.is_documentation_page():
            yield from self.in_file(file.content_bytes, path)
            return
        source = file.content_bytes.decode("utf-8-sig", "replace")
        body, meta = get_data(source)
        said = _said(file.src_uri, [body, *_leaves(meta)])
        for words, _ in held_in("", said, self.words):
            yield copied(words, path, line_of(words, source))

    def in_file(self, content: bytes, path: str) -> Iterator[Problem]:
        """Words in a file that is published as it is."""
        mark = self.marks.mark(content, path)
        if mark in self.marks:
            return
        with making(path):
            held = list(held_in(path, texts_of(path, content), self.words))
        for words, text in held:
            line = line_of(words, content.decode("utf-8", "replace")) if text.is_file else None
            yield copied(words, path, line)
        if not held:
            self.marks.add(mark)

    def _line(self, words: Withheld, path: str, first: int) -> int | None:
        text = (self.site.files.root / path).read_text(encoding="utf-8", errors="replace")
        return line_of(words, text, first)


def _said(name: str, parts: Iterable[str]) -> Iterator[Text]:
    """What a file of these parts would say."""
    return texts_of(name, "\n\n".join(parts).encode("utf-8", "replace"))


def _leaves(value: Any) -> Iterator[str]:
    """Every text in a record, or in a page's settings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from _leaves([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)


def _pictures(value: Any) -> Iterator[str]:
    """The files of all pictures of a record."""
    if isinstance(value, Image):
        yield value.file
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _pictures(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _pictures(each)


def _is_published(file: File) -> bool:
    """Whether a file of the docs folder is, without the pictures, which lose what is unseen."""
    is_data = PurePosixPath(file.src_uri).parts[0] == DATA
    return file.inclusion.is_included() and not is_data and _is_read(Path(file.abs_src_path or ""))


def _beside(folders: Folders) -> Iterator[Path]:
    """Files beside entries, which pages may lead to."""
    for folder in (folders.projects, folders.posts):
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in _ENTRIES and _is_read(path):
                yield path


def _is_read(path: Path) -> bool:
    if path.suffix.lower() in PLACES or not os.access(path, os.R_OK):
        return False
    return path.is_file() and path.stat().st_size <= MOST
