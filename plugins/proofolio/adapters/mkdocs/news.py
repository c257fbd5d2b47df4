"""What `mkdocs serve` says of a build: what is new, what was made, and how long it took."""

from __future__ import annotations

import logging
import re
import time

import mkdocs

from proofolio.adapters.mkdocs.speak import log

_NOTES = re.compile(r"\w+\.(plugins\.proofolio|structure\..+)")
"""Loggers whose notes are about the content; those of others tell how a build goes on."""
_REQUESTS = re.compile(r"\w+\.livereload")
"""Loggers that tell what browsers asked for."""
_ALWAYS = "is_told_always"
TOLD_ALWAYS = {_ALWAYS: True}
"""What marks a message that is told again in every build, for `extra`."""


class News:
    """Follows the builds of one `mkdocs serve`."""

    def __init__(self) -> None:
        self.messages = NewMessages()
        self._begun = time.monotonic()
        self._pages = self._made = 0

    def begin(self) -> None:
        """A build begins."""
        self.messages.begin()
        self._begun = time.monotonic()
        self._pages = self._made = 0

    def page(self, *, is_kept: bool) -> None:
        """A page was written; `is_kept` if it is the one of a build before."""
        self._pages += 1
        self._made += not is_kept

    def end(self) -> None:
        """The site is there."""
        seconds = time.monotonic() - self._begun
        log.info(
            "Made %d of %d pages in %.1f s.", self._made, self._pages, seconds, extra=TOLD_ALWAYS
        )

    def fail(self) -> None:
        """The build did not come to its end, so what was not told may still be wrong."""
        self.messages.remember()
        log.error(
            "The site could not be built. Every page says why until it is mended.",
            extra=TOLD_ALWAYS,
        )


class NewMessages(logging.Filter):
    """Keeps a console from repeating what the build before has told already.

    What is mended and comes back is told again. Nothing else that listens, as what counts for
    `--strict`, hears less.
    """

    def __init__(self) -> None:
        super().__init__()
        self._before: frozenset[tuple[int, str]] = frozenset()
        self._now: set[tuple[int, str]] = set()
        # Under ProperDocs, which goes by MkDocs' name, this is its own logger.
        self._consoles = [
            handler
            for handler in logging.getLogger(mkdocs.__name__).handlers
            if isinstance(handler, logging.StreamHandler)
        ]
        for console in self._consoles:
            console.addFilter(self)

    def begin(self) -> None:
        """A build begins."""
        self._before, self._now = frozenset(self._now), set()

    def remember(self) -> None:
        """What the build before has told counts as told by this one too."""
        self._now |= self._before

    def stop(self) -> None:
        """Let everything be told again."""
        for console in self._consoles:
            console.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a message is new, or not about the content."""
        if hasattr(record, _ALWAYS) or not _is_of_content(record):
            return True
        told = (record.levelno, record.getMessage())
        self._now.add(told)
        return told not in self._before


def _is_of_content(record: logging.LogRecord) -> bool:
    if record.levelno >= logging.WARNING:
        return not _REQUESTS.fullmatch(record.name)
    return record.levelno == logging.INFO and bool(_NOTES.fullmatch(record.name))
