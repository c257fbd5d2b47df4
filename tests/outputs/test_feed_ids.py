"""The committed ids of entries, and what a build says when they change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from proofolio.outputs.feeds.ids import FILE, KnownItem, id_problems, read_ids, write_ids
from proofolio.problems import Level

OLD = KnownItem("post:old", "tag:old", "posts/old.md", "Loads", dt.date(2026, 5, 1))
NEW = KnownItem("post:new", "tag:new", "posts/new.md", "Heat", dt.date(2026, 6, 2))


def test_what_is_written_is_read_back() -> None:
    items = (OLD, replace(NEW, title='Größe: 数据 # "x" ' + "and so on " * 40))
    assert read_ids(write_ids(items)) == {item.key: item for item in items}


def test_the_file_is_for_people_too() -> None:
    """Signs as they are and a line for each field, so that a diff can be read."""
    text = write_ids([replace(OLD, title="Größe 数据 " + "and so on " * 40)])
    lines = text.splitlines()
    assert lines[0].startswith("# Ids of the entries in the feeds")
    assert [line.strip().partition(":")[0] for line in lines if line.startswith("  ")] == [
        "date", "file", "id", "title",
    ]  # fmt: skip
    assert "Größe 数据 and" in text


@pytest.mark.parametrize(
    "text",
    [
        "- nothing",
        "{[",
        "post:a: one",
        "post:a: {id: x, file: f, title: T}",
        "post:a: {id: x, file: f, title: T, date: soon}",
        "post:a: {id: x, file: f, date: 2026-05-01}",
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_a_problem(text: str) -> None:
    assert read_ids(text) is None
    (problem,) = id_problems(read_ids(text), [NEW])
    assert (problem.code, problem.path) == ("bad-feed-ids", FILE)


def test_an_empty_file_knows_nothing() -> None:
    assert read_ids("# all gone\n") == {}


def test_what_is_as_it_was_or_is_gone_is_no_news() -> None:
    assert id_problems({OLD.key: OLD, NEW.key: NEW}, [NEW]) == ()


def test_another_authority_is_told_once() -> None:
    known = {item.key: replace(item, id=f"{item.id}-then") for item in (OLD, NEW)}
    fresh = replace(NEW, key="post:fresh")
    (problem,) = id_problems(known, [OLD, NEW, fresh])
    assert (problem.code, problem.path) == ("changed-authority", "mkdocs.yml")
    assert problem.level is Level.PROBLEM


def test_new_entries_are_told_in_order() -> None:
    others = [replace(NEW, key=f"post:{id}") for id in "cab"]
    (problem,) = id_problems({}, others)
    assert (problem.code, problem.path, problem.level) == ("new-feed-ids", FILE, Level.NOTE)
    assert problem.text.startswith("not in it yet: post:a, post:b, post:c. Run")


@pytest.mark.parametrize("same", ["path", "title", "day"])
def test_an_entry_that_was_moved_is_known_by_any_of_three(same: str) -> None:
    then = KnownItem("post:old", "tag:old", "posts/old.md", "Loads", dt.date(2026, 5, 1))
    now = KnownItem("post:new", "tag:new", "posts/new.md", "Heat", dt.date(2026, 6, 2))
    (fresh,) = id_problems({then.key: then}, [now])
    assert fresh.code == "new-feed-ids"
    now = replace(now, **{same: getattr(then, same)})
    (renamed,) = id_problems({then.key: then}, [now])
    assert "Write `id: old`" in renamed.text
    other = replace(then, key="project:old")
    (fresh,) = id_problems({other.key: other}, [now])
    assert fresh.code == "new-feed-ids"


def test_a_renamed_entry_is_told_where_its_id_is_written() -> None:
    now = replace(NEW, title=OLD.title)
    other = replace(NEW, key="post:other", title="Wind", path="posts/other.md", day=OLD.day)
    (problem,) = id_problems({OLD.key: OLD, other.key: other}, [now, other])
    assert (problem.code, problem.path, problem.field) == ("changed-id", "posts/new.md", "id")
    assert problem.level is Level.PROBLEM


def test_the_file_tells_more_than_the_title_and_the_title_more_than_the_day() -> None:
    path, title, day = (replace(OLD, key=f"post:by-{name}") for name in ("path", "title", "day"))
    path = replace(path, title="A", day=dt.date(2020, 1, 1))
    title = replace(title, path="a.md", day=dt.date(2020, 1, 2))
    day = replace(day, path="b.md", title="B")
    now = replace(OLD, key="post:now")
    for gone, known_as in (
        ((day, title, path), "by-path"),
        ((day, title), "by-title"),
        ((day,), "by-day"),
    ):
        (problem,) = id_problems({item.key: item for item in gone}, [now])
        assert f'readers know this as "{known_as}"' in problem.text


def test_entries_without_a_title_are_not_alike_for_that() -> None:
    then, now = (replace(item, title="") for item in (OLD, NEW))
    (problem,) = id_problems({then.key: then}, [now])
    assert problem.code == "new-feed-ids"


def test_an_entry_that_is_still_there_or_only_hidden_was_no_other() -> None:
    now = replace(NEW, title=OLD.title)
    for current, hidden in (([OLD, now], ()), ([now], (OLD.key,))):
        (problem,) = id_problems({OLD.key: OLD}, current, hidden)
        assert problem.code == "new-feed-ids"
