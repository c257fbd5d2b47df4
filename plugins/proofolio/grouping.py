"""Many problems told as few messages: what is alike is said once, with the first places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from proofolio.problems import Level, Problem, quoted

PLACES = 3
"""How many places a message names."""

_CELL = re.compile(r"(cell )(\d+)(?:: )?(.*)", re.DOTALL)
_QUOTED = re.compile(r'"([^"\n]{1,60})"|`([^`\n]{1,60})`')
_MOST_WORDS = 10
_LONGEST_WORD = 30


@dataclass(frozen=True)
class Group:
    """Problems of one kind that are told together."""

    problems: tuple[Problem, ...]
    are_alike: bool = True
    """Whether all say the same; else the first is said, and what the others are about."""

    @property
    def first(self) -> Problem:
        """The one that is told in full."""
        return self.problems[0]

    @property
    def rest(self) -> int:
        """How many of them a message does not name."""
        return max(0, len(self.problems) - PLACES)

    def __str__(self) -> str:
        """The message as printed: `posts/a.md:8, posts/b.md:9 and 4 more: hidden: …`."""
        if not self.are_alike:
            first = str(self.first)
            return f"{first}{'' if first.endswith(('.', ')')) else '.'} {_others(self.problems)}"
        if len(self.problems) == 1:
            return str(self.first)
        field = field_and_cell(self.first)[0]
        return str(replace(self.first, path=places_of(self.problems), line=None, field=field))


def grouped(problems: Iterable[Problem], most: int = 0) -> tuple[Group, ...]:
    """The problems as groups, in the order of the first of each; every problem is in one.

    What says the same of several places is one group; dangers only where they are in one file.
    Where there are more than `most`, each kind of problem keeps its most frequent groups, as many
    as there is room for, and all its others are one; notes give way first, and dangers never.
    """
    alike: dict[tuple[object, ...], list[Problem]] = defaultdict(list)
    for problem in dict.fromkeys(problems):
        file = problem.path if problem.level in (Level.DANGER, Level.LEFT_OUT) else ""
        # What is quoted from the file may differ: it is one mistake, made in several places.
        text = (
            problem.text.removeprefix(quoted(problem.excerpt)) if problem.excerpt else problem.text
        )
        key = (problem.code, problem.level, text, field_and_cell(problem)[0], file)
        alike[key].append(problem)
    groups = [
        Group(tuple(found), are_alike=len({problem.text for problem in found}) == 1)
        for found in alike.values()
    ]
    return tuple(groups) if not most or len(groups) <= most else _narrowed(groups, most)


def places_of(problems: Sequence[Problem], most: int = PLACES) -> str:
    """Where they are: `a.md:8, b.ipynb: cell 2, 5 and 3 more`; all of them where `most` is 0."""
    shown = problems[:most] if most else problems
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in shown:
        by_path[problem.path].append(problem)
    listed = ", ".join(part for path, there in by_path.items() for part in _spots(path, there))
    left = len(problems) - len(shown)
    return f"{listed} and {left} more" if left else listed


def _spots(path: str, problems: Sequence[Problem]) -> Iterable[str]:
    cells = [cell for problem in problems if (cell := field_and_cell(problem)[1])]
    if len(cells) == len(problems):
        return [f"{path}: cell {', '.join(dict.fromkeys(cells))}"]
    return dict.fromkeys(_place(problem) for problem in problems)


def _place(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}" if problem.line else problem.path


def field_and_cell(problem: Problem) -> tuple[str, str]:
    """The field without the notebook's cell that it stands in, and the cell's number."""
    found = _CELL.fullmatch(problem.field)
    return (found[3], found[2]) if found else (problem.field, "")


def _about(problem: Problem) -> str:
    """What a problem is about, in a word: its field, or what its text quotes first."""
    if problem.excerpt:
        return quoted(problem.excerpt, _LONGEST_WORD)[1:-1]
    found = _QUOTED.search(problem.text)
    return field_and_cell(problem)[0] or (next(filter(None, found.groups())) if found else "")


def _others(problems: Sequence[Problem]) -> str:
    """The places of further problems than the first, and what each is about where they differ."""
    about = list(map(_about, problems))
    if len(set(about)) == 1:
        about = [""] * len(problems)
    named = [
        f"{places_of([problem])} ({word})" if word else places_of([problem])
        for problem, word in zip(problems[1:PLACES], about[1:PLACES], strict=True)
    ]
    text = f"Likewise {', '.join(named)}"
    if len(problems) <= PLACES:
        return f"{text}."
    words = list(dict.fromkeys(filter(None, about[PLACES:])))
    listed = ", ".join(words[:_MOST_WORDS]) + (", …" if len(words) > _MOST_WORDS else "")
    return f"{text} and {len(problems) - PLACES} more{f' ({listed})' if listed else ''}."


def _narrowed(groups: Sequence[Group], most: int) -> tuple[Group, ...]:
    """The groups, of which each kind of problem makes no more than there is room for."""
    kinds: dict[tuple[str, Level], list[Group]] = defaultdict(list)
    for group in groups:
        kinds[group.first.code, group.first.level].append(group)
    limits = _limits(kinds, most)
    place = {group: number for number, group in enumerate(groups)}
    kept: list[tuple[int, Group]] = []
    for (_, level), kind in kinds.items():
        frequent = sorted(kind, key=lambda group: -len(group.problems))
        room = limits.get(level, len(kind))
        single, others = (
            (kind, []) if len(kind) <= room else (frequent[: room - 1], frequent[room - 1 :])
        )
        kept += [(place[group], group) for group in single]
        if others:
            others.sort(key=place.__getitem__)
            found = tuple(problem for group in others for problem in group.problems)
            kept.append((place[others[0]], Group(found, are_alike=False)))
    return tuple(group for _, group in sorted(kept, key=itemgetter(0)))


def _limits(kinds: Mapping[tuple[str, Level], Sequence[Group]], most: int) -> dict[Level, int]:
    """How many groups each kind of a level may make; problems get their room before notes."""
    sizes = [(level, len(kind)) for (_, level), kind in kinds.items()]
    limits = {Level.PROBLEM: 1, Level.NOTE: 1}
    for level in limits:
        for room in range(2, max(size for _, size in sizes) + 1):
            wider = {**limits, level: room}
            if sum(min(size, wider.get(of, size)) for of, size in sizes) > most:
                break
            limits = wider
    return limits
