"""A walk of random edits: after every tenth the warm build must be what a clean one is."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.walk.author import SITTING, Author
from tests.walk.builder import Builder, Built
from tests.walk.changes import Edit, Place
from tests.walk.comparison import Difference, differences
from tests.walk.edits import EDITS
from tests.walk.sources import make_sources

NOON = 1795176000
"""2026-11-20 12:00 UTC, the day on which all tests take place."""
EACH = SITTING
TRIES = 24
"""Sequences that are tried to find a shorter one that shows a difference."""


@dataclass(frozen=True)
class Fault:
    """A difference that was found, and the edits after which it showed."""

    seed: int
    size: int
    number: int
    found: list[Difference]
    smallest: tuple[Edit, ...]
    is_after_one_build: bool

    def __str__(self) -> str:
        first = "\n    ".join(map(str, self.found[:6]))
        needed = "\n    ".join(map(str, self.smallest))
        how = "between two builds" if self.is_after_one_build else "with a build after every tenth"
        return (
            f"seed {self.seed}, {self.size} entries, after edit {self.number}: {len(self.found)}"
            f" of the site's files are not as a clean build makes them\n    {first}\n"
            f"  {len(self.smallest)} edits, {how}, show it:\n    {needed}"
        )


class Walk:
    """Edits of one seed on a site of so many entries."""

    def __init__(
        self,
        seed: int,
        size: int,
        folder: Path,
        builders: tuple[Builder, ...],
        *,
        cards: bool = False,
    ) -> None:
        self.seed = seed
        self.size = size
        self.folder = folder
        self.builders = builders
        """The first for warm builds, the last for clean ones."""
        self.whole = 0
        """Comparisons of sites that were built to the end."""
        self.edits: list[Edit] = []
        for path, content in make_sources(random.Random(seed), size, cards=cards).items():
            file = folder / "start" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def go(self, many: int) -> Fault | None:
        """Do so many edits; the first difference, with the smallest sequence that shows it."""
        warm, clean = self._start("warm"), self._start("sources")
        author = Author(random.Random(self.seed + 1), clean, EDITS)
        self._build(warm)
        for number in range(1, many + 1):
            self.edits.append(author.edit())
            warm.apply(self.edits[-1])
            if number % EACH == 0:
                built = self._build(warm)
                self.whole += built.is_whole
                if found := differences(built, self._clean(clean)):
                    return self._fault(number, found)
        return None

    # Builds

    def _start(self, name: str, at: str = "start") -> Place:
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder / at, folder)
        return Place(folder, NOON)

    def _build(self, place: Place) -> Built:
        return self.builders[0].build(place.folder, place.clock)

    def _clean(self, place: Place) -> Built:
        """The site as built from the sources alone, in a home where nothing is kept."""
        copy, home = self.folder / "clean", self.folder / "home"
        for folder in (copy, home):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(place.folder, copy)
        home.mkdir()
        return self.builders[-1].build(copy, place.clock, home=home)

    # Shorter sequences

    def _fault(self, number: int, found: list[Difference]) -> Fault:
        before, last = self.edits[: number - EACH], self.edits[number - EACH :]
        shows = self._shows_between_two_builds(before)
        is_enough = shows(last)
        smallest = shortened(last, shows) if is_enough else self.edits
        return Fault(self.seed, self.size, number, found, tuple(smallest), is_enough)

    def _shows_between_two_builds(self, before: list[Edit]) -> Callable[[list[Edit]], bool]:
        """Whether with edits between a first build and a second this is no clean one."""
        place = self._start("before")
        for edit in before:
            place.apply(edit)
        clock = place.clock
        self._build(place)

        def shows(edits: list[Edit]) -> bool:
            warm = self._start("warm", "before")
            clean = self._start("sources")
            warm.clock = clock
            for edit in (*before, *edits):
                clean.apply(edit)
            for edit in edits:
                warm.apply(edit)
            return bool(differences(self._build(warm), self._clean(clean)))

        return shows


def shortened(edits: list[Edit], shows: Callable[[list[Edit]], bool]) -> list[Edit]:
    """Fewer of the edits that still show it, as far as a few tries can tell."""
    tries = iter(range(TRIES))
    kept = edits
    for dropped in _halves(edits):
        if next(tries, None) is None:
            break
        rest = [edit for edit in kept if edit not in dropped]
        if rest != kept and shows(rest):
            kept = rest
    return kept


def _halves(edits: list[Edit]) -> Iterator[list[Edit]]:
    """What may be dropped at once: a half, then each by itself."""
    middle = len(edits) // 2
    yield edits[:middle]
    yield edits[middle:]
    for edit in edits:
        yield [edit]
