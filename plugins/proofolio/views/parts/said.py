"""What stands above quotes: by what those who speak were to the author."""

from __future__ import annotations

from collections.abc import Sequence

from proofolio.model.testimonial import Relation, Testimonial

_MIXED: tuple[tuple[str, frozenset[Relation]], ...] = (
    ("worked_for", frozenset({"client", "supervisor", "manager"})),
    ("taught", frozenset({"mentee", "student"})),
    (
        "worked_with",
        frozenset(
            {
                "client",
                "supervisor",
                "manager",
                "colleague",
                "report",
                "collaborator",
                "organizer",
            }
        ),
    ),
)
"""Words that hold for several relations, the closest first."""


def said_key(quotes: Sequence[Testimonial], total: int) -> str:
    """Key of the words above some of the `total` quotes that there are; they hold for each."""
    relations = {quote.relation for quote in quotes}
    if len(relations) == 1:
        (relation,) = relations
        return f"said.{relation}" if total == 1 else f"said.{relation}s"
    mixed = (name for name, among in _MIXED if relations <= among)
    return f"said.{next(mixed, 'people')}"
