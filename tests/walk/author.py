"""The author of a walk: who knows what stands where, and edits it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping

from tests.walk.changes import Edit, Place, Step, Write

from proofolio.model.kinds import KINDS

FOLDERS = tuple(kind for kind in KINDS if kind.source == "folder")
LISTS = tuple(kind for kind in KINDS if kind.source == "list")

SETTINGS = "mkdocs.yml"
SITTING = 10
"""Edits that are made in a row."""

Chosen = tuple[str, tuple[Step, ...]] | None
"""What is done, in words, and its steps; none where there is nothing to do it to."""


class Author:
    """Edits the site in a place, one edit after another."""

    def __init__(self, rng: random.Random, place: Place, edits: Mapping[EditKind, int]) -> None:
        self.rng = rng
        self.kinds = [each for each, weight in edits.items() for _ in range(weight)]
        self.place = place
        self.sitting = self.kinds
        """Kinds of edits that are made now."""
        self.turns: list[EditKind] = []
        """Kinds that are still to have a sitting."""
        self.made = 0
        self.chosen: set[EditKind] = set()
        """Kinds of edits that were made."""
        self.whole: dict[str, bytes] = {}
        """What broken files held before."""
        self.broken: set[bytes] = set()
        """What they held when they were."""
        self.earlier: dict[str, list[bytes]] = defaultdict(list)
        """What files held before, whatever became of them."""

    def edit(self) -> Edit:
        """The next edit, which is done."""
        if self.made % SITTING == 0:
            self._sit_down()
        made = None
        while made is None:
            made = (kind := self.rng.choice(self.sitting))(self)
            if made is None and self.rng.random() < 0.1:
                self.sitting = self.kinds  # of these nothing may be left to do
        self.chosen.add(kind)
        words, steps = made
        self.made += 1
        edit = Edit(self.made, words, steps)
        self._remember(steps)
        self.place.apply(edit)
        if len(set(self.sitting)) == 2 and any(getattr(s, "path", "") == SETTINGS for s in steps):
            # Once is enough: with every change all is made anew, which hides the one before.
            self.sitting = [each for each in self.sitting if each is not kind]
        return edit

    def _sit_down(self) -> None:
        """Choose what to do next: anything, or only edits of two kinds, each of which has its turn.

        Where nearly all changes at once, hardly anything of an earlier build is used again.
        """
        self.sitting = self.kinds
        if self.rng.random() < 0.7:
            if len(self.turns) < 2:
                kinds = list(dict.fromkeys(self.kinds))
                self.turns = self.rng.sample(kinds, len(kinds))
            self.sitting = [self.turns.pop(), self.turns.pop()]

    # What there is

    def files(self, folder: str, *endings: str) -> list[str]:
        """Files below a folder with one of these endings, in order."""
        root = self.place.folder
        found = (path for path in (root / folder).rglob("*") if path.is_file())
        names = sorted(path.relative_to(root).as_posix() for path in found)
        return [name for name in names if name.endswith(endings or "")]

    def entries(self) -> list[str]:
        """Files of entries that have their own."""
        endings = (".md", ".yml", ".ipynb")
        return [path for kind in FOLDERS for path in self.files(kind.plural, *endings)]

    def pages(self) -> list[str]:
        """Pages that are no entries."""
        return self.files("site_src", ".md")

    def read(self, path: str) -> bytes:
        return (self.place.folder / path).read_bytes()

    def text(self, path: str) -> str:
        return self.read(path).decode()

    def pick(self, paths: list[str]) -> str:
        """One of the files, as far as it is not broken."""
        whole = [path for path in paths if path not in self.whole]
        return self.rng.choice(whole) if whole else ""

    # How it changes

    def write(self, path: str, content: bytes | str, words: str) -> Chosen:
        """A file gets this content; now and then its time stays, as with some tools."""
        written = content.encode() if isinstance(content, str) else content
        keeps_time = self.rng.random() < 0.25
        return f"{words} of {path}{' (same time)' * keeps_time}", (
            Write(path, written, keeps_time),
        )

    def _remember(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            path = getattr(step, "path", "")
            if path and (self.place.folder / path).is_file():
                before = self.read(path)
                if before not in self.broken:
                    self.earlier[path].append(before)


EditKind = Callable[[Author], Chosen]
"""Looks at what there is, and chooses what to do to it."""
