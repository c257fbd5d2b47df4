"""Exceptions that nobody expected, as problems: the mistakes that are ours to mend."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from traceback import FrameSummary

from proofolio.problems import Level, Problem

CODE = "mistake"
PACKAGE = Path(__file__).parent
_MADE = "while making "


@contextmanager
def making(what: str) -> Iterator[None]:
    """Have an exception that passes by say what was being made."""
    try:
        yield
    except Exception as error:
        error.add_note(f"{_MADE}{what}")
        raise


@contextmanager
def spared(problems: list[Problem], what: str) -> Iterator[None]:
    """Add an exception to the problems, so that one entry costs none of the others."""
    try:
        yield
    except Exception as error:
        # Nobody can say beforehand what our own mistakes raise.
        problems.append(mistake_of(error, what))


def mistake_of(error: Exception, what: str = "") -> Problem:
    """The exception in an author's words; `what` was being made, unless it knows more exactly.

    A file that cannot be read or written is no mistake of ours.
    """
    notes = (note for note in getattr(error, "__notes__", ()) if note.startswith(_MADE))
    made = next(notes, "").removeprefix(_MADE) or what
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        return Problem("unreadable-file", f"{name}{error.strerror}.", made, trace=trace)
    own = [frame for frame in frames_of(error) if is_ours(frame)]
    place = f"{Path(own[-1].filename).relative_to(PACKAGE)}:{own[-1].lineno}, " if own else ""
    text = (
        f"could not be read or made ({place}{words_of(error)}).\n"
        f"This is a mistake in proofolio {version('proofolio')}, not in your content. Please "
        "report it, with the file if you may; `-v` shows more."
    )
    return Problem(CODE, text, made or "this site", level=Level.DANGER, trace=trace)


def words_of(error: BaseException) -> str:
    """Name and words of an exception, also of one that does not know how to be shown."""
    try:
        text = str(error)
    except Exception:
        # Other people's exceptions may hold anything.
        text = ""
    return ": ".join(part for part in (type(error).__name__, text) if part)


def frames_of(error: BaseException) -> list[FrameSummary]:
    """Where an exception came from, the innermost place last."""
    frames = list(traceback.extract_tb(error.__traceback__))
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(file, str) and isinstance(line, int):
        # A template or a module that cannot be read stands in no frame.
        frames.append(FrameSummary(file, line, ""))
    return frames


def is_ours(frame: FrameSummary) -> bool:
    """Whether this is a place in proofolio."""
    return PACKAGE in Path(frame.filename).parents
