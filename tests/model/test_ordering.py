"""What the author wrote comes first, then the day, and nothing is left to chance."""

from __future__ import annotations

import datetime as dt
import itertools

from proofolio.model.ordering import entry_order, latest_first, newest_first
from proofolio.model.project import Project
from proofolio.model.record import PartialDate

TODAY = dt.date(2026, 11, 20)


def test_what_has_no_order_comes_last_among_its_equals():
    written = [
        {"featured": "true", "order": "2"},
        {"featured": "true"},
        {"order": "-1"},
        {"order": "0"},
        {"order": "0.5"},
        {"order": "1000"},
        {},
    ]
    entries = [Project.model_validate({"id": "a", "title": "A", **each}) for each in written]
    keys = [entry_order(TODAY, entry) for entry in entries]
    assert all(one < two for one, two in itertools.pairwise(keys))


def test_newest_comes_first_and_what_has_no_day_last():
    days = [(2026, 11, 20), (2026, 11, 19), (2026, 10), (2025,), (2024, 12, 31), (1,)]
    keys = [newest_first(PartialDate(*day)) for day in days]
    assert all(one < two for one, two in itertools.pairwise([*keys, newest_first(None)]))


def test_stations_come_latest_first_and_what_goes_on_before_them():
    written = [
        ((2024, 3), None),
        ((2019,), None),
        ((2020,), (2025,)),
        ((2021,), (2024, 12)),
        ((2018,), (2024, 12)),
        (None, (2024, 11, 30)),
        ((2010,), (2012,)),
        (None, None),
    ]
    days = [tuple(day and PartialDate(*day) for day in span) for span in written]
    keys = [latest_first(*span) for span in days]
    assert all(one < two for one, two in itertools.pairwise(keys))
