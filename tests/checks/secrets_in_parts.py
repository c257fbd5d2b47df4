"""Secrets of every kind, made when a test runs, so that none stands in the repository."""

from __future__ import annotations

import random
import string
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parents[1] / "cases/leaks/secrets.yml"
KINDS = yaml.safe_load(CASES.read_text(encoding="utf-8"))
LETTERS = {
    "*": string.digits + string.ascii_letters,
    "#": "0123456789abcdef",
    "^": string.digits + string.ascii_uppercase,
    "%": string.digits + string.ascii_lowercase,
    "@": "-_" + string.digits + string.ascii_letters,
    "=": string.digits,
}


def letters(part: str, chance: random.Random) -> str:
    """As many letters as `*20` and the like say."""
    alphabet, count = LETTERS[part[0]], int(part[1:])
    if part[0] == "=":
        return "".join(chance.choices(alphabet, k=count))
    # A figure and a letter, so that chance cannot leave them out.
    return (alphabet[-1] + "1" + "".join(chance.choices(alphabet, k=count)))[:count]


def made(parts: list[Any], seed: int) -> str:
    """A secret of these parts, the same in every run."""
    chance = random.Random(seed)
    return "".join(
        letters(part, chance) if part[0] in LETTERS and part[1:].isdigit() else part
        for part in map(str, parts)
    )
