"""Whatever an author edits, a build that keeps what did not change makes what a clean one makes."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.walk import settings, sources
from tests.walk.author import Author
from tests.walk.builder import Builder
from tests.walk.changes import Edit, Place, Write
from tests.walk.comparison import MESSAGES, compared
from tests.walk.edits import EDITS
from tests.walk.walk import EACH, NOON, Walk, shortened

from proofolio.model.kinds import KINDS

WALKS = int(os.environ.get("PROOFOLIO_WALKS", "20"))
"""How many walks the long test goes."""


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    made = Builder(0, tmp_path_factory.mktemp("home"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def builders(
    builder: Builder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Builder, Builder]]:
    """One for warm builds and one for clean ones, in which sets have another order."""
    other = Builder(1, tmp_path_factory.mktemp("home"))
    yield builder, other
    other.stop()


def go(walk: Walk, many: int) -> None:
    if fault := walk.go(many):
        pytest.fail(str(fault), pytrace=False)
    assert len(walk.edits) == many
    assert walk.whole > many // EACH // 2, "most builds ended early, and showed nothing"


def test_twenty_edits_leave_nothing_old(tmp_path: Path, builder: Builder) -> None:
    go(Walk(1, 14, tmp_path, (builder,)), 20)


@pytest.mark.slow
def test_two_hundred_edits_leave_nothing_old(
    tmp_path: Path, builders: tuple[Builder, Builder]
) -> None:
    go(Walk(2, 60, tmp_path, builders), 200)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 100 + WALKS))
def test_walks_leave_nothing_old(
    seed: int, tmp_path: Path, builders: tuple[Builder, Builder]
) -> None:
    go(Walk(seed, 60, tmp_path, builders, cards=seed % 4 == 0), 200)


# What is edited


def begin(folder: Path) -> Author:
    place = Place(folder, NOON)
    for path, content in sources.make_sources(random.Random(3), 18).items():
        place.apply(Edit(0, "", (Write(path, content),)))
    return Author(random.Random(4), place, EDITS)


def test_every_kind_of_edit_is_made_the_same_for_a_seed(tmp_path: Path) -> None:
    one, other = (begin(tmp_path / name) for name in ("one", "other"))
    made = [one.edit() for _ in range(500)]
    assert made[:60] == [other.edit() for _ in range(60)]
    paths = {getattr(step, "path", "") for edit in made for step in edit.steps}
    assert all(any(kind.plural in path for path in paths) for kind in KINDS)
    assert one.chosen == set(EDITS)


def test_every_option_of_every_plugin_of_ours_is_set() -> None:
    rng = random.Random(5)
    written = sources.settings(rng, cards=False)
    words = "\n".join(settings.change_settings(rng, written) for _ in range(1500))
    options = settings.our_options()
    assert len(options) > 4
    assert [
        f"{plugin}: {name}"
        for plugin in options
        for name in options[plugin]
        if f"{plugin}: {name}: " not in words
    ] == []


# What is told of a difference


def test_a_difference_is_told_with_its_file_and_line() -> None:
    warm = {"a/index.html": b"<p>\n<b>old</b>", "gone.html": b"", MESSAGES: b"x"}
    clean = {"a/index.html": b"<p>\n<b>new</b>", "new.html": b"", MESSAGES: b"x"}
    told = [str(difference) for difference in compared(warm, clean)]
    assert told == [
        "a/index.html: line 2\n      warm:  '<b>old</b>'\n      clean: '<b>new</b>'",
        "gone.html: should not be there",
        "new.html: is missing",
    ]


@pytest.mark.parametrize("needed", [(3,), (1, 8), (2, 3, 9), ()])
def test_a_sequence_is_shortened_to_what_shows_it(needed: tuple[int, ...]) -> None:
    ten = [Edit(number, "", ()) for number in range(1, 11)]
    found = shortened(ten, lambda some: set(needed) <= {edit.number for edit in some})
    assert [edit.number for edit in found] == list(needed)
