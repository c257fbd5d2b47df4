"""The mark of a number: who checked it, whether anybody can, or whose word it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from proofolio.model.outcome import Outcome, RestsOn

Level = Literal["checked", "open", "shown", "told"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""What a mark says, what convinces most first."""

Caveat = Literal["", "simulated", "estimate"]


@dataclass(frozen=True)
class Mark:
    """What a reader may believe of a number, and where it can be seen. Derived, never typed."""

    level: Level = "told"
    """`checked` by somebody else, `open` to be checked by anybody, `shown` in the notebook, or
    `told` by the author alone."""
    who: str = ""
    """Who checked it."""
    others: tuple[str, ...] = ()
    """Who else did."""
    quote: str = ""
    """Id of the testimonial that says or confirms it."""
    address: str = ""
    """The page elsewhere at which somebody else shows it."""
    rests_on: RestsOn | None = None
    """The data behind it, where the author says so."""
    caveat: Caveat = ""
    """What must be said wherever the number stands; one thing at most."""

    @property
    def rank(self) -> int:
        """Its place among the levels, 0 for what convinces most."""
        return LEVELS.index(self.level)


@dataclass(frozen=True)
class Result:
    """An outcome with the mark that it has today."""

    outcome: Outcome
    mark: Mark
