"""Stations of the author's life in order of time, whatever their order in the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from proofolio.model.ordering import latest_first
from proofolio.model.profile import Education, Job
from proofolio.views.site import Site

Station = TypeVar("Station", Job, Education)


def jobs_of(site: Site) -> tuple[Job, ...]:
    """Positions, those that go on first and then by their ends."""
    return _in_order(site.library.profile.work)


def studies_of(site: Site) -> tuple[Education, ...]:
    """Degrees and courses, in the same way."""
    return _in_order(site.library.profile.education)


def _in_order(stations: Iterable[Station]) -> tuple[Station, ...]:
    return tuple(sorted(stations, key=lambda each: latest_first(each.start, each.end)))
