"""The record that a project's notebook was run anew and showed the same numbers.

It is no signature: whoever can write the file can write anything into it. What it says is only
believed as far as it fits the notebook and the numbers of today, and what makes it worth something
is the public run it names.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from typing import Any

from pydantic import Field

from proofolio.model.record import Record

_RUN = re.compile(r"https://[\w.-]+/(?P<repository>[\w.-]+/[\w.-]+)/actions/runs/\d+")


class SameNumber(Record):
    """A number that the notebook showed again."""

    outcome: str
    """Key of the outcome."""
    cell: str
    """The cell it names, without `#`."""
    claimed: str
    """The number as the author writes it."""
    found: str
    """The number as the cell printed it."""


class Reproduction(Record):
    """One run of a project's notebook that showed all its numbers."""

    project: str
    notebook: str
    """The file, relative to the site's folder."""
    files: dict[str, str]
    """SHA-256 of the notebook and of the files it names, by their paths."""
    day: dt.date
    python: str = Field(pattern=r"^[\w.+-]{1,40}$")
    requirements: str
    """Where its packages came from; empty where they were those beside proofolio."""
    packages: dict[str, str]
    """What it used, with versions."""
    network: bool
    """Whether it could reach the network."""
    numbers: tuple[SameNumber, ...]
    run: str = ""
    """Address of the public run that made this; empty where it was run on somebody's machine."""

    @property
    def repository(self) -> str:
        """`owner/name` of the public run; empty where the address is none of such a run."""
        match = _RUN.fullmatch(self.run)
        return match["repository"] if match else ""


def digest(content: bytes) -> str:
    """SHA-256 of a file; Git may write its lines with other ends on another machine."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def as_text(record: Reproduction) -> str:
    """The record as it stands in its file, with a sum that gives a change by hand away."""
    content = record.model_dump(mode="json")
    return _dump({**content, "sum": _sum(content)})


def as_record(text: str) -> Reproduction | None:
    """What a file holds; none where it is not as it was written."""
    try:
        content = json.loads(text)
        content.pop("sum")
        record = Reproduction.model_validate_json(json.dumps(content))
    except (ValueError, RecursionError, AttributeError, LookupError, TypeError):
        return None
    return record if as_text(record) == text else None


def _sum(content: dict[str, Any]) -> str:
    return hashlib.sha256(_dump(content).encode()).hexdigest()


def _dump(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
