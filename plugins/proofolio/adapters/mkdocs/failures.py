"""What went wrong, in words, when an exception that is not ours ends a build."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from proofolio.adapters.mkdocs.speak import log


def words_of(error: BaseException, root: Path) -> Iterator[str]:
    """What an author can make of an exception, and of the first one if it led to others.

    `root` is the project's folder, whose files are the likeliest place. An exception that was not
    raised to be read is also logged with its traceback.
    """
    if isinstance(error, MkDocsException):
        yield error.format_message()
        return
    if not isinstance(error, SystemExit):
        log.error("%s", _text(error), exc_info=error)
    first = error
    while first.__context__ is not None:
        first = first.__context__
    for each in dict.fromkeys((first, error)):
        yield f"{_place(each, root)}: {_text(each)}"


def _text(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:
        # Other people's exceptions need not know how to be shown.
        text = ""
    if isinstance(error, SystemExit):
        return f"the build was ended by sys.exit({text})."
    return ": ".join(part for part in (type(error).__name__, text) if part)


def _place(error: BaseException, root: Path) -> str:
    """File and line: the innermost of the project's own, else the innermost of all."""
    frames = traceback.extract_tb(error.__traceback__)
    written, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(written, str) and isinstance(line, int):
        # A template that cannot be read stands in no frame.
        frames.append(traceback.FrameSummary(written, line, ""))
    own = [f for f in frames if _is_own(Path(f.filename), root)]
    found = (own or frames)[-1]
    path = Path(found.filename)
    shown = path.relative_to(root) if own else Path(*path.parts[-2:])
    return f"{shown.as_posix()}:{found.lineno}"


def _is_own(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) and "site-packages" not in path.parts
