"""Questions that visitors ask, with their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proofolio.model.niche import Niche
from proofolio.model.service import Service
from proofolio.views.site import Html, Site


@dataclass(frozen=True)
class Answer:
    """A question with its answer."""

    question: str
    answer: Html


def answers_of(site: Site, owners: Iterable[Service | Niche]) -> tuple[Answer, ...]:
    """What these services and niches answer, in their order, each question once."""
    found: dict[str, Answer] = {}
    for owner in owners:
        for asked in owner.faqs:
            key = asked.question.casefold()
            if key not in found:
                html = site.markdown(asked.answer, owner.origin.path)
                found[key] = Answer(asked.question, html)
    return tuple(found.values())
