"""A folder as a notebook may use it: a copy, in which it may write what it likes."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

LEFT_OUT = ("__pycache__", "node_modules")


def copy_folder(folder: Path, target: Path) -> None:
    """Copy a folder with what its links lead to, but for hidden files and environments.

    What is hidden is no data (`.git`, `.venv`), or holds passwords (`.env`).
    """

    def left_out(place: str, names: list[str]) -> set[str]:
        return {name for name in names if not _is_wanted(Path(place, name))}

    shutil.copytree(folder, target, ignore=left_out)


def files_named_in(code: str, folder: Path) -> Iterator[Path]:
    """The files of a folder that a program names, as far as its words tell."""
    for place, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if _is_wanted(Path(place, name)))
        for path in sorted(Path(place, name) for name in names):
            if _is_named(path, code) and _is_wanted(path):
                yield path


def _is_named(path: Path, code: str) -> bool:
    is_module = path.suffix == ".py" and re.search(rf"\b{re.escape(path.stem)}\b", code)
    return path.name in code or bool(is_module)


def _is_wanted(path: Path) -> bool:
    if path.name.startswith(".") or path.name in LEFT_OUT:
        return False
    try:
        mode = path.stat().st_mode
    except OSError:
        # A link that leads nowhere; a notebook that needs it says so.
        return False
    if stat.S_ISDIR(mode):
        # One that leads to a folder around it would be copied without end.
        is_round = path.is_symlink() and path.parent.resolve().is_relative_to(path.resolve())
        return not is_round and not (path / "pyvenv.cfg").exists()
    return stat.S_ISREG(mode) and os.access(path, os.R_OK)
