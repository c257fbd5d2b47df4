"""What an author asked for a cell: by tags, by `#|` options, by flags of nbdev and Colab."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from proofolio.notebooks.reader import NotebookCell

_OPTION_LINE = re.compile(r"^\s*(?:#|//|--|%)\|\s?(.*)$")
_FLAG = re.compile(r"[A-Za-z_]+(?:\s+[\w./-]+)*")
_OLD_FLAG = re.compile(
    r"^#(export[is]?|default_exp\b.*)\s*$|^# ?(hide(?:_input|_output)?|collapse(?:[-_]\w+)?)\s*$"
)
_TITLE = re.compile(r"^#\s?@title\s*(.*?)\s*(?:\{.*\})?\s*$")
_COLAB = re.compile(r"^#\s?@(?:markdown|title|param)\b")
# A line of code that was put out of use says nothing about what the others do.
_CODE = re.compile(
    r"[\w.\[\]'\"]+(?:\(.*\)|\s*[-+*/|]?=[^=].*)"
    r"|import [\w.]+ as .*|from [\w.]+ import .*|def \w+\(.*"
)
_COMMENT = re.compile(r"^\s*(?:#|//|--)\s*(\w.*?[\w.!?)\]'\"`])\s*$")
_LONGEST_SUMMARY = 80


@dataclass(frozen=True)
class Directives:
    """How one code cell is to be shown."""

    code: str
    """The source without the lines that only direct."""
    options: Mapping[str, Any] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    """Among remove-, hide- and show- of cell, input, output, stdout and stderr; `error`."""
    summary: str = ""
    """What the code does, by its author's words."""

    def option(self, name: str) -> str:
        """A `#|` option as text, the first one of a list; empty where it is not written."""
        return (self.texts(name) or ("",))[0]

    def texts(self, name: str) -> tuple[str, ...]:
        """A `#|` option as the texts of a list."""
        value = self.options.get(name)
        values = value if isinstance(value, list) else [value]
        return tuple(str(item).strip() for item in values if isinstance(item, str | int | float))


def flags_of(cell: NotebookCell) -> frozenset[str]:
    """What the tags and the metadata of a cell of any kind ask for."""
    return frozenset(_from_tags(cell.tags) | _from_metadata(cell.metadata))


def directives_of(cell: NotebookCell) -> Directives:
    """What the cell's tags, options and metadata ask for."""
    lines = cell.source.split("\n")
    options, flags, start = _leading(lines)
    flags |= flags_of(cell) | _from_options(options)
    title = next((match.group(1) for line in lines if (match := _TITLE.match(line))), "")
    kept = [line for line in lines[start:] if not _COLAB.match(line)]
    code = "\n".join(kept).strip("\n")
    written = options.get("code-summary") or title
    summary = str(written) if written else _first_comment(code)
    return Directives(code, options, frozenset(flags), _shortened(summary))


def removed_from(cell: NotebookCell) -> frozenset[str]:
    """What of a cell is published nowhere: `cell`, or of a code cell `input`, `output`, `stdout`
    and `stderr`."""
    flags = directives_of(cell).flags if cell.kind == "code" else flags_of(cell) & {"remove-cell"}
    return frozenset(flag[len("remove-") :] for flag in flags if flag.startswith("remove-"))


def _leading(lines: list[str]) -> tuple[dict[str, Any], set[str], int]:
    """The options and flags above the code, and the line where the code begins."""
    options: list[str] = []
    flags: set[str] = set()
    position = 0
    for line in lines:
        option, old = _OPTION_LINE.match(line), _OLD_FLAG.match(line)
        if option:
            options.append(option.group(1))
        elif old:
            flags |= _from_flag(old.group(1) or old.group(2))
        elif line.strip() or not (options or flags):
            break
        position += 1
    named = [line for line in options if not _FLAG.fullmatch(line.strip())]
    for line in options:
        if _FLAG.fullmatch(line.strip()):
            flags |= _from_flag(line.strip())
    return _parsed(named), flags, position


def _parsed(lines: list[str]) -> dict[str, Any]:
    if not lines:
        return {}
    try:
        found = yaml.safe_load("\n".join(lines))
    except (yaml.YAMLError, ValueError):
        pairs = (line.partition(":") for line in lines)
        found = {name.strip(): value.strip() for name, colon, value in pairs if colon}
    if not isinstance(found, dict):
        return {}
    return {str(name).replace("_", "-"): value for name, value in found.items()}


def _from_flag(flag: str) -> set[str]:
    name = flag.replace("_", "-").lower()
    if name == "hide":
        return {"remove-cell"}
    if name in ("hide-input", "collapse-input", "collapse", "collapse-hide"):
        return {"hide-input" if name.startswith("collapse") else "remove-input"}
    if name in ("hide-output", "collapse-output"):
        return {"hide-output" if name.startswith("collapse") else "remove-output"}
    return {"show-input"} if name in ("collapse-show", "code-shown") else set()


def _from_tags(tags: tuple[str, ...]) -> set[str]:
    found = set()
    for tag in tags:
        name = tag.strip().lower().replace("_", "-").replace("-code", "-input")
        if re.fullmatch(r"(?:remove|hide|show)-(?:cell|input|output|stdout|stderr)", name):
            found.add(name)
        elif name == "raises-exception":
            found.add("error")
    return found


def _from_options(options: Mapping[str, Any]) -> set[str]:
    found = set()
    for name, value, flag in (
        ("echo", False, "remove-input"),
        ("output", False, "remove-output"),
        ("include", False, "remove-cell"),
        ("warning", False, "remove-stderr"),
        ("error", True, "error"),
        ("code-fold", True, "hide-input"),
        ("code-fold", "show", "show-input"),
        ("code-fold", False, "show-input"),
    ):
        if options.get(name) is value or (name in options and options[name] == value == "show"):
            found.add(flag)
    return found


def _from_metadata(metadata: Mapping[str, Any]) -> set[str]:
    jupyter = metadata.get("jupyter")
    jupyter = jupyter if isinstance(jupyter, dict) else {}
    found = {
        "hide-input": jupyter.get("source_hidden") is True
        or metadata.get("hide_input") is True
        or metadata.get("cellView") == "form",
        "hide-output": jupyter.get("outputs_hidden") is True or metadata.get("collapsed") is True,
        "remove-cell": metadata.get("nbsphinx") == "hidden",
    }
    return {flag for flag, asked in found.items() if asked}


def _first_comment(code: str) -> str:
    for line in code.split("\n"):
        match = _COMMENT.match(line)
        is_words = match and not line.lstrip().startswith(("#!", "#%"))
        if match and is_words and not _CODE.fullmatch(match.group(1)):
            return match.group(1)
    return ""


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_SUMMARY:
        return text
    return text[:_LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(",;:") + "…"
