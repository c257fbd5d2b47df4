"""What stands above quotes holds for everybody who is quoted."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest

from proofolio.model.testimonial import Relation, Testimonial
from proofolio.views.parts.said import said_key
from proofolio.views.word_tables import shipped_words

RELATIONS = get_args(Relation)
WORKED_FOR = {"client", "supervisor", "manager"}
TAUGHT = {"mentee", "student"}


def quotes(*relations: str) -> list[Testimonial]:
    return [
        Testimonial.model_validate(
            {"id": f"q{number}", "text": "x", "consent": {"status": "granted"}, "relation": who}
        )
        for number, who in enumerate(relations)
    ]


@pytest.mark.parametrize("relation", RELATIONS)
def test_one_relation_is_named_in_the_number_of_all_quotes(relation: str) -> None:
    assert said_key(quotes(relation), total=1) == f"said.{relation}"
    assert said_key(quotes(relation), total=7) == f"said.{relation}s"
    assert said_key(quotes(relation, relation), total=2) == f"said.{relation}s"


def test_mixed_relations_get_words_that_hold_for_all() -> None:
    pairs = list(combinations(RELATIONS, 2))
    assert len(pairs) > 30
    for pair in pairs:
        found = said_key(quotes(*pair), total=2)
        if set(pair) <= WORKED_FOR:
            assert found == "said.worked_for", pair
        elif set(pair) <= TAUGHT:
            assert found == "said.taught", pair
        elif set(pair) & TAUGHT:
            assert found == "said.people", pair
        else:
            assert found == "said.worked_with", pair


def test_every_key_has_words() -> None:
    words = shipped_words("en")
    sizes = range(1, len(RELATIONS) + 1)
    found = {
        said_key(quotes(*among), total)
        for size in sizes
        for among in combinations(RELATIONS, size)
        for total in (1, 5)
    }
    assert found == {key for key in words if key.startswith("said.")}
