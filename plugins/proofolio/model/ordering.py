"""The order in which entries are listed: always total, never by chance."""

from __future__ import annotations

import datetime as dt
from typing import Any

from proofolio.model.record import Entry, PartialDate


def newest_first(day: PartialDate | None) -> tuple[int, ...]:
    """Sorts by a day, newest first, and what has none last."""
    return (1,) if day is None else (0, *(-part for part in day.sort_key))


def latest_first(start: PartialDate | None, end: PartialDate | None) -> tuple[Any, ...]:
    """Sorts stations of a life: what goes on first, then by their ends, and undated ones last."""
    goes_on = start is not None and end is None
    last = (-end.last.toordinal(),) if end else ()
    return (not goes_on, end is None, *last, newest_first(start))


def entry_order(today: dt.date, entry: Entry) -> tuple[Any, ...]:
    """Sorts by what the author wrote: featured first, then by `order`."""
    return (not entry.featured, entry.order is None, entry.order or 0)
