"""Why a notebook could not be run at all, in an author's words."""

from __future__ import annotations


class CannotRun(Exception):
    """The author, or the machine, must change something first; its text says what."""
