"""Tokens made to be public are told, once each, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from proofolio.checks.secrets.leaks import Secret
from proofolio.problems import Problem

CODE = "leaked-public-token"
SHOWN = 3
"""Places that a message names."""


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each token once, at its first place and with the next ones."""
    kept: list[Problem] = []
    tokens: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.code != CODE:
            kept.append(problem)
        elif problem not in (places := tokens.setdefault(problem.text, [])):
            places.append(problem)
    return [*kept, *map(_with_places, tokens.values())]


def expected_tokens(extra: Mapping[str, Any]) -> frozenset[str]:
    """What stands below `extra.analytics` in the settings, where such a token belongs."""
    return frozenset(_texts_in(extra.get("analytics")))


def said_of(secrets: Iterable[Secret], expected: frozenset[str]) -> list[Problem]:
    """What to say of secrets and tokens, but for the tokens that stand where they belong."""
    return [s.problem for s in secrets if not (s.is_public and s.value in expected)]


def _texts_in(value: Any) -> Iterable[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _texts_in(each)
    if isinstance(value, str):
        yield value


def _with_places(found: list[Problem]) -> Problem:
    first, *others = sorted(found, key=lambda each: (each.path, each.line or 0))
    if not others:
        return first
    places = [f"{each.path}:{each.line}" if each.line else each.path for each in others]
    named = list(dict.fromkeys(places))
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    return replace(first, text=f"{first.text} It stands in {', '.join(named[:SHOWN])}{more} too.")
