"""Files among the entries that no entry is made of and that nothing names: all are told."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from proofolio.model.characters import first_control
from proofolio.model.kind import MARKDOWN, Kind
from proofolio.problems import Level, Problem
from proofolio.sources.entries import NOTEBOOK, Group
from proofolio.sources.files import PASSED_OVER, Files
from proofolio.sources.nodes import Place
from proofolio.sources.reading import TABLES

Why = Literal["format", "deep", "beside", "unnamed"]

_PANDOC = "Make Markdown of {}, with `pandoc FILE -o FILE.md` for instance."
_RENAME = "rename {} to `.md`, where code is shown and not run."
_FINISHED = "Put {} into `%s`, where pages stay as they are, or write them as Markdown."
ADVICE: Mapping[str, tuple[str, ...]] = {
    f"Make notebooks of {{}} (`quarto convert FILE`), or {_RENAME}": (".qmd",),
    f"Knit {{}} to Markdown, or {_RENAME}": (".rmd", ".rmarkdown"),
    _RENAME.capitalize(): (".mdx", ".svx", ".mdtext", ".mdwn"),
    _PANDOC: (".rst", ".org", ".adoc", ".asciidoc", ".textile", ".docx", ".odt", ".rtf", ".wiki"),
    _FINISHED: (".html", ".htm", ".xhtml"),
}
"""What to do with texts in a form that is not read."""

FORMATS = {suffix: advice for advice, suffixes in ADVICE.items() for suffix in suffixes}
SCRIPTS = (".py", ".r", ".jl")

_OTHERS_FOLDERS = frozenset({"node_modules", "site-packages", "venv", "renv", "packrat"})
_MOST_FILES = 20_000
_LONGEST_LINE = 5_000
"""Longer ones are pictures in notebooks."""


@dataclass(frozen=True)
class _Unread:
    """A file, why nothing is made of it, and the folder it is told of."""

    path: Path
    why: Why
    where: Path


def tell_unread(
    groups: Mapping[Kind[Any], Iterable[Group]], named: Iterable[Path], files: Files
) -> Iterator[Problem]:
    """A problem for each file that is neither read nor named, the same for those of a folder.

    `groups` are the files that entries are made of, `named` the notebooks that some of them name.
    """
    groups_ = [group for kind in groups.values() for group in kind]
    read = {path for group in groups_ for path in (*group.paths, *group.pages)} | {*named}
    names = _Names(files, read)
    for kind in groups:
        folder = files.folders.of(kind)
        found: dict[tuple[Why, Path], list[Path]] = defaultdict(list)
        for unread in _unread_in(folder, read, files):
            if not names.hold(unread.path):
                found[unread.why, unread.where].append(unread.path)
        for (why, where), paths in found.items():
            yield from _told(why, where, paths, folder, files)


def _unread_in(folder: Path, read: set[Path], files: Files) -> Iterator[_Unread]:
    stems = {(path.parent, path.stem) for path in read}
    is_published = folder.is_relative_to(files.folders.docs)
    for path in _files_below(folder, files):
        suffix = path.suffix.lower()
        top = path.relative_to(folder).parts[0]
        where = folder if path.parent == folder else folder / top
        is_source = suffix in FORMATS or suffix in SCRIPTS
        if path in read or (is_source and (path.parent, path.stem) in stems):
            # What a notebook or Markdown file was made of, or is exported to.
            continue
        if suffix in FORMATS and not (is_published and suffix.startswith((".htm", ".xhtm"))):
            yield _Unread(path, "format", folder)
        elif suffix in (*MARKDOWN, NOTEBOOK) or (suffix in TABLES and path.parent == where):
            if where != folder:
                has_index = (where, "index") in stems
                yield _Unread(path, "beside" if has_index else "deep", where)
        elif not is_published:
            yield _Unread(path, "unnamed", where)


def _files_below(folder: Path, files: Files) -> Iterator[Path]:
    """Files at any depth, in order, but for those that are nobody's content."""
    others = {files.folders.docs, files.folders.projects, files.folders.posts} - {folder}
    count = 0
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith((".", "_"))
            and name not in _OTHERS_FOLDERS
            and here / name not in others
            and not (here / name / "pyvenv.cfg").exists()
        )
        for name in sorted(names):
            is_ours = not re.match(r"[_.]|readme(\.|$)", name, re.IGNORECASE)
            if is_ours and not PASSED_OVER.fullmatch(name) and not first_control(name):
                count += 1
                yield here / name
        if count > _MOST_FILES:
            return


class _Names:
    """The names that stand in an author's texts; read when a file is first asked for."""

    def __init__(self, files: Files, read: Iterable[Path]) -> None:
        self._files = files
        self._read = read

    def hold(self, path: Path) -> bool:
        """Whether a text or the code of a notebook names the file, as a link or otherwise."""
        name = f"{path.parent.name}/{path.name}" if path.stem == "index" else path.name
        if path.suffix.lower() in SCRIPTS and path.stem in self._modules:
            return True
        if re.fullmatch(r"[\w.+-]+", name):
            return name in self._words
        return name in self._text

    @cached_property
    def _text(self) -> str:
        docs = self._files.folders.docs
        pages = (p for p in docs.rglob("*") if p.suffix.lower() in (*MARKDOWN, *TABLES, ".html"))
        parts = []
        for path in (*self._read, *pages):
            try:
                text = path.read_bytes().decode("utf-8", "replace")
            except OSError:
                continue
            lines = (line for line in text.split("\n") if len(line) <= _LONGEST_LINE)
            parts.append("\n".join(lines))
        text = "\n".join(parts)
        return f"{text}\n{unquote(text)}" if "%" in text else text

    @cached_property
    def _words(self) -> frozenset[str]:
        found = re.findall(r"[\w.+-]+", self._text)
        return frozenset(word.rstrip(".") for word in found) | {word.lstrip(".") for word in found}

    @cached_property
    def _modules(self) -> frozenset[str]:
        found = re.findall(
            r"\b(?:import|from|source|include|run)\b[\s(\"'%./]+([\w.]+)", self._text
        )
        return frozenset(part for name in found for part in name.split("."))


def _told(
    why: Why, where: Path, paths: list[Path], folder: Path, files: Files
) -> Iterator[Problem]:
    name = f"`{files.name(where)}/`"
    many, they = _counted(paths), "it is" if len(paths) == 1 else "they are"
    if why == "deep" and len(paths) == 1 and paths[0].parent == where:
        (path,) = paths
        text = (
            f"This folder makes no entry, as it holds no `index` file. If `{path.name}` is one, "
            f"rename it to `index{path.suffix}`."
        )
        yield Place(files.name(where)).problem("no-index", text, 0, level=Level.NOTE)
        return
    if why == "unnamed":
        text = f"Nothing names {many} in {name}, so {they} not on the site. {_unnamed(paths)}"
        level = Level.NOTE
    else:
        text = f"Nothing reads {many} in {name}, so {they} on no page. "
        text += _advice(why, paths, folder, files)
        level = Level.PROBLEM
    code = "not-named" if why == "unnamed" else "not-read"
    for path in paths:
        yield Place(files.name(path)).problem(code, text, 0, level=level)


def _advice(why: Why, paths: list[Path], folder: Path, files: Files) -> str:
    home = files.name(folder)
    if why == "deep":
        return (
            f"An entry is a file in `{home}/`, or a folder there with an `index` file: move each "
            "up, or into a folder of its own as `index`."
        )
    if why == "beside":
        return (
            f"The entry here is the `index` file: move what is an entry of its own to `{home}/`, "
            "add to `index` what belongs to it, make it a page of its own as Markdown beside "
            "`index`, or begin a name with `_` to keep it as it is."
        )
    suffixes: dict[str, list[str]] = defaultdict(list)
    for suffix, _ in Counter(path.suffix for path in paths).most_common():
        suffixes[FORMATS[suffix.lower()]].append(f"`{suffix}`")
    told = (advice.replace("{}", " and ".join(kinds)) for advice, kinds in suffixes.items())
    return " ".join(told).replace("%s", f"{files.name(files.folders.docs)}/")


def _unnamed(paths: list[Path]) -> str:
    text = "Link to what visitors should have; names that begin with `_` are passed over."
    if any(path.suffix.lower() in SCRIPTS for path in paths):
        text += " A script is a page once it is a notebook (`jupytext --to ipynb FILE`)."
    return text


def _counted(paths: list[Path]) -> str:
    """How many files there are: `57 .qmd files`, `3 files (2 .csv, 1 .png)`."""
    counts = Counter(path.suffix for path in paths)
    word = "file" if len(paths) == 1 else "files"
    if len(counts) == 1 and (suffix := paths[0].suffix):
        return f"{len(paths)} `{suffix}` {word}"
    listed = ", ".join(
        f"{count} `{suffix or 'no ending'}`" for suffix, count in counts.most_common()
    )
    return f"{len(paths)} {word} ({listed})"
