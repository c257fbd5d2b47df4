"""What ended a build, in words: ours in two lines, a disk's in one, others' by their place.

MkDocs asks plugins last of all, when it has caught an exception: from wherever in our code it came,
an event of any of our plugins, a Markdown extension or a template. Others' exceptions are theirs.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path
from traceback import FrameSummary
from typing import NoReturn

from mkdocs.exceptions import Abort, MkDocsException

from proofolio.adapters.mkdocs.speak import log, say
from proofolio.adapters.mkdocs.undecoded import undecoded
from proofolio.mistakes import CODE, frames_of, is_ours, mistake_of, words_of
from proofolio.problems import ContentError, Level, Problem

DISK = frozenset(
    {
        *(errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT),
        *(errno.ENOTDIR, errno.EISDIR, errno.EIO),
    }
)
"""Why a site cannot be written, whoever writes it."""
_READS_SETTINGS = "load_config"
"""MkDocs' function that reads `mkdocs.yml`."""


def tell(error: Exception, root: Path, site: str) -> None:
    """Say in words what ended a build, and end it; do nothing where that is for others to say.

    `root` is the project's folder, `site` where the site is written.
    """
    if isinstance(error, MkDocsException):
        return
    if isinstance(error, ContentError):
        _stop(error.problems, "the content")
    if isinstance(error, OSError) and error.errno in DISK:
        text = f"{error.strerror}, so this could not be read or written. Mend that, and try again."
        path = str(error.filename or site)
        _stop([Problem("unreadable-file", text, path, level=Level.DANGER)], "the disk")
    if problem := undecoded(error, root):
        _stop([problem], "the project's files")
    if _is_mistake(error, root):
        _stop([mistake_of(error)], "proofolio")


def stop_at_mistakes(problems: Iterable[Problem]) -> None:
    """End a build that would lack entries for a mistake of ours, which was said."""
    if any(problem.code == CODE for problem in problems):
        raise Abort("Stopped by a mistake in proofolio.")


def _stop(problems: Iterable[Problem], where: str) -> NoReturn:
    say(problems)
    raise Abort(f"Stopped by a mistake in {where}.")


def failure_lines(error: BaseException, root: Path) -> Iterator[str]:
    """What an author can make of an exception, and of the first one if it led to others.

    One that was not raised to be read is also logged with its traceback.
    """
    if isinstance(error, MkDocsException):
        yield error.format_message()
        return
    if not isinstance(error, SystemExit):
        log.error("%s", words_of(error), exc_info=error)
    first = error
    while first.__context__ is not None:
        first = first.__context__
    for each in dict.fromkeys((first, error)):
        if isinstance(each, SystemExit):
            yield f"{_place(each, root)}: the build was ended by sys.exit({each})."
        elif problem := undecoded(each, root):
            yield str(problem)
        elif isinstance(each, Exception) and _is_mistake(each, root):
            yield str(mistake_of(each))
        elif isinstance(each, ValueError) and _is_of_settings(each, root):
            yield (
                f"mkdocs.yml: a value cannot be used ({each}). Look for a day that is in no "
                "calendar and for an address that is cut off, and put texts in quotes."
            )
        else:
            yield f"{_place(each, root)}: {words_of(each)}"


def _is_of_settings(error: BaseException, root: Path) -> bool:
    """Whether MkDocs raised it over a value in `mkdocs.yml`, and no plugin or hook."""
    frames = frames_of(error)
    is_reading = any(frame.name == _READS_SETTINGS for frame in frames)
    return is_reading and not any(_is_own(frame, root) for frame in frames)


def _is_mistake(error: BaseException, root: Path) -> bool:
    """Whether it was raised in our code, or in what our code asked of others than the author."""
    frames = frames_of(error)
    # Who has MkDocs read the settings is not to blame for what stands in them.
    inner = [place for place, frame in enumerate(frames) if frame.name == _READS_SETTINGS]
    frames = frames[inner[-1] :] if inner else frames
    known = [frame for frame in frames if is_ours(frame) or _is_own(frame, root)]
    return bool(known) and is_ours(known[-1])


def _place(error: BaseException, root: Path) -> str:
    """File and line: the innermost of the project's own, else the innermost of all."""
    frames = frames_of(error)
    own = [frame for frame in frames if _is_own(frame, root)]
    found = (own or frames)[-1]
    path = Path(found.filename).absolute()
    shown = path.relative_to(root) if own else Path(*path.parts[-2:])
    return f"{shown.as_posix()}:{found.lineno}"


def _is_own(frame: FrameSummary, root: Path) -> bool:
    # With `-f mkdocs.yml` templates have relative names; code from a text has one as `<string>`.
    path = Path(frame.filename).absolute()
    is_file = not frame.filename.startswith("<") and "site-packages" not in path.parts
    return is_file and path.is_relative_to(root) and not is_ours(frame)
