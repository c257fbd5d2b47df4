"""How far a build has come, for whoever waits for it at a terminal."""

from __future__ import annotations

import logging
import os
import sys
import time
from typing import TextIO

import mkdocs

from proofolio.adapters.mkdocs.speak import log

PATIENCE = 2.0
"""Seconds after which it is shown."""
_OFTEN = 0.1
_WIDTH = 30


class Progress(logging.Filter):
    """One line that is written over and over, and makes room for every message.

    There is none in a pipe, in CI, or with `--quiet`.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__()
        self._stream = stream or sys.stderr
        self._begun = time.monotonic()
        self._next = self._begun + PATIENCE
        self._line = ""
        is_seen = self._stream.isatty() and "CI" not in os.environ
        self._is_seen = is_seen and log.isEnabledFor(logging.INFO)
        # Under ProperDocs, which goes by MkDocs' name, this is its own logger.
        self._consoles = [*logging.getLogger(mkdocs.__name__).handlers] if self._is_seen else []
        for console in self._consoles:
            console.addFilter(self)

    def tick(self, what: str, done: int, total: int) -> None:
        """Show that so many are done, such as `Pages`; nothing while the build is quick."""
        now = time.monotonic()
        if not self._is_seen or now < self._next:
            return
        self._next = now + _OFTEN
        full = _WIDTH * done // max(done, total, 1)
        self.clear()
        self._line = f"{what} [{'#' * full}{'-' * (_WIDTH - full)}] {done} of {max(done, total)}"
        self._stream.write(self._line)
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._line:
            self._stream.write(f"\r{' ' * len(self._line)}\r")
            self._stream.flush()
            self._line = ""

    def stop(self) -> None:
        """Take the line away for good."""
        self.clear()
        self._is_seen = False
        for console in self._consoles:
            console.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Make room for a message that is about to be printed."""
        self.clear()
        return True
