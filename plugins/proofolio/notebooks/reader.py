"""Notebook files as a person's disk holds them, read without ever failing.

Nothing here validates: a notebook that Jupyter wrote badly still holds the author's work. It is
cheap to import, so that metadata and cells can be read without the renderer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from proofolio.notebooks.repairs import repaired
from proofolio.notebooks.upgrade import cells_of, sources_text
from proofolio.problems import Level, Problem


@dataclass(frozen=True)
class Output:
    """One saved output: what was printed, shown or raised."""

    kind: str
    """`stream`, `display_data`, `execute_result` or `error`."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """MIME type to content; text is joined already, JSON types are as they were read."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    """`stdout` or `stderr` of a stream, the exception's name of an error."""
    text: str = ""
    """The stream's text, or the exception's message."""
    traceback: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotebookCell:
    """One cell as the author saved it."""

    index: int
    """Place in the file, from 0."""
    kind: str
    """`markdown`, `code` or `raw`; a type nobody knows is `raw`."""
    source: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    outputs: tuple[Output, ...] = ()
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def tags(self) -> tuple[str, ...]:
        """The cell's tags, as written."""
        tags = self.metadata.get("tags")
        return tuple(str(tag) for tag in tags) if isinstance(tags, list) else ()


@dataclass(frozen=True)
class Notebook:
    """A notebook in one shape, whichever format it was saved in."""

    cells: tuple[NotebookCell, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    language: str = "python"
    """The kernel's language, in the name Pygments knows it by where the notebook says so."""


def read_notebook(source: bytes, path: str = "") -> tuple[Notebook | None, tuple[Problem, ...]]:
    """The notebook, or None and one problem that says why the file cannot be one."""
    text, problem = _decode(source, path)
    if text is None:
        return None, (problem,) if problem else ()
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        return None, (_not_json(text, error, path),)
    except (RecursionError, ValueError):
        return None, (
            _refuse("is nested too deeply, or holds a number too long, to be read", path),
        )
    if not isinstance(document, dict):
        kind = "a list" if isinstance(document, list) else "a single value"
        return None, (_refuse(f"holds {kind} and not a notebook; save it again in Jupyter", path),)
    document, repairs = repaired(document, text, path)
    notebook, problems = notebook_of(document, path)
    return notebook, (*repairs, *problems) if notebook else problems


def notebook_of(
    document: Mapping[str, Any], path: str = ""
) -> tuple[Notebook | None, tuple[Problem, ...]]:
    """The notebook that a parsed file, of any format from 2 to 4.5, holds."""
    raw = cells_of(document)
    if raw is None:
        return None, (_refuse("has no cells; if it is a notebook, save it again in Jupyter", path),)
    metadata = _mapping(document.get("metadata"))
    found: list[Problem] = []
    cells = tuple(
        _cell(index, cell, path, found) for index, cell in enumerate(raw) if isinstance(cell, dict)
    )
    if len(cells) < len(raw):
        lost = len(raw) - len(cells)
        text = f"{lost} of {len(raw)} cells are not cells at all and were left out"
        found.append(Problem("notebook-repaired", text, path, level=Level.NOTE))
    return Notebook(cells, metadata, _language(metadata, raw)), tuple(found)


def _decode(source: bytes, path: str) -> tuple[str | None, Problem | None]:
    if not source.strip():
        text = "is empty; save the notebook again in Jupyter, or remove the file"
        return None, _refuse(text, path, 1)
    if source.startswith(b"version https://git-lfs"):
        text = "is a Git LFS pointer and not the notebook itself; run `git lfs pull`"
        return None, _refuse(text, path, 1)
    try:
        return source.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return None, _refuse("is not UTF-8 text; save the notebook again in Jupyter", path, line)


def _not_json(text: str, error: json.JSONDecodeError, path: str) -> Problem:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ", "======= ")):
            text = "holds an unfinished Git merge; finish it (`nbdime` shows both sides) and save"
            return _refuse(text, path, number)
    if not text.lstrip().startswith("{"):
        return _refuse("is not a notebook: it does not begin with `{`", path, error.lineno)
    if not text[error.pos :].strip() or "Unterminated" in error.msg:
        text = "ends in the middle; fetch it again or save it again in Jupyter"
        return _refuse(text, path, text.count("\n") + 1 if not error.lineno else error.lineno)
    return _refuse(f"is not valid JSON ({error.msg}); save it again in Jupyter", path, error.lineno)


def _refuse(text: str, path: str, line: int | None = None) -> Problem:
    return Problem("unreadable-notebook", f"This file {text}.", path, line)


def _cell(index: int, raw: Mapping[str, Any], path: str, found: list[Problem]) -> NotebookCell:
    kind = raw.get("cell_type")
    if kind not in ("markdown", "code", "raw"):
        text = f"the cell's type is {kind!r}, which nobody knows; its text is left out"
        place = f"cell {index + 1}"
        found.append(Problem("notebook-repaired", text, path, field=place, level=Level.NOTE))
        kind = "raw"
    outputs = raw.get("outputs")
    identifier = raw.get("id")
    return NotebookCell(
        index=index,
        kind=kind,
        source=sources_text(raw.get("source")).replace("\r\n", "\n").replace("\r", "\n"),
        metadata=_mapping(raw.get("metadata")),
        id=identifier if isinstance(identifier, str) else "",
        outputs=tuple(_outputs(outputs)) if kind == "code" and isinstance(outputs, list) else (),
        attachments=_attachments(raw.get("attachments")),
    )


def _outputs(raw: Iterable[Any]) -> Iterable[Output]:
    for output in raw:
        if not isinstance(output, dict):
            continue
        kind = output.get("output_type")
        if kind == "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            yield Output("stream", name=name, text=sources_text(output.get("text")))
        elif kind == "error":
            lines = output.get("traceback")
            yield Output(
                "error",
                name=sources_text(output.get("ename")),
                text=sources_text(output.get("evalue")),
                traceback=tuple(str(line) for line in lines if line is not None)
                if isinstance(lines, list)
                else (),
            )
        elif isinstance(output.get("data"), dict):
            yield Output(
                "execute_result" if kind == "execute_result" else "display_data",
                data={mime: _content(mime, value) for mime, value in output["data"].items()},
                metadata=_mapping(output.get("metadata")),
            )


def _content(mime: str, value: Any) -> Any:
    if "json" in mime and not isinstance(value, str):
        return value
    return sources_text(value)


def _attachments(raw: Any) -> dict[str, dict[str, str]]:
    return {
        name: {mime: sources_text(value) for mime, value in bundle.items()}
        for name, bundle in _mapping(raw).items()
        if isinstance(bundle, dict)
    }


def _language(metadata: Mapping[str, Any], raw: Iterable[Any]) -> str:
    info, kernel = _mapping(metadata.get("language_info")), _mapping(metadata.get("kernelspec"))
    old = (cell.get("language") for cell in raw if isinstance(cell, dict))
    names = (info.get("pygments_lexer"), info.get("name"), kernel.get("language"), *old)
    named = next((name for name in names if isinstance(name, str) and name.strip()), "python")
    return "python" if named.startswith("ipython") else named.strip().lower()


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
