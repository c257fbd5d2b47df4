"""Records of notebooks that were run anew: those that hold, and why others do not."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from proofolio.checks.content.reproductions import fault_of, refused
from proofolio.model.library import Records
from proofolio.model.project import Project
from proofolio.model.reproduction import Reproduction, digest
from proofolio.problems import Problem
from proofolio.sources.files import Folders
from proofolio.sources.reproductions import RecordFile, read_reproductions


def held_reproductions(
    folders: Folders, records: Records, today: dt.date, repository: str
) -> tuple[dict[str, Reproduction], tuple[Problem, ...]]:
    """The records that hold, by project, and what is wrong with the others.

    Of a run on a day to come, as an earlier day sees it, there is nothing to tell yet.
    """
    projects = {entry.id: entry for entry in records.entries if isinstance(entry, Project)}
    held: dict[str, Reproduction] = {}
    problems: list[Problem] = []
    for found in read_reproductions(folders):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        why = _fault(found, projects, folders.root, _name_of(repository))
        if why:
            problems.append(refused(found.path, found.line_of(*why[1]), why[0], found.project))
        elif found.record and found.record.day <= today:
            held[found.project] = found.record
    return held, tuple(problems)


def _fault(
    found: RecordFile,
    projects: Mapping[str, Project],
    root: Path,
    repository: str,
) -> tuple[str, tuple[str, ...]] | None:
    project = projects.get(found.project)
    if project is None:
        near = difflib.get_close_matches(found.project, list(projects), n=1)
        hint = f'; did you mean "{near[0]}"?' if near else ""
        return f'is of a project "{found.project}" that there is not{hint}', ()
    if found.record is None:
        return "was changed by hand, or is none", ('"sum"',)

    def digest_of(name: str) -> str:
        path = root / name
        try:
            is_inside = path.resolve().is_relative_to(root.resolve())
            return digest(path.read_bytes()) if is_inside and path.is_file() else ""
        except (OSError, ValueError):
            # What a record says may be no name of a file at all.
            return ""

    return fault_of(found.record, project, digest_of, repository)


def _name_of(repository: str) -> str:
    """`owner/name` of the address of a repository."""
    return urlsplit(repository).path.strip("/").removesuffix(".git")
