"""Every kind of secret is found in every way of writing it, and ordinary lines raise no alarm."""

from __future__ import annotations

import random
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.checks.secrets_in_parts import KINDS, letters, made

from proofolio.checks.secrets.leaks import find_secrets_in_file
from proofolio.checks.secrets.service_keys import PUBLIC, SECRET
from proofolio.checks.texts.file_texts import texts_of

CASES = Path(__file__).parents[1] / "cases/leaks"
FORMS = yaml.safe_load((CASES / "forms.yml").read_text(encoding="utf-8"))
TELLING = yaml.safe_load((CASES / "telling.yml").read_text(encoding="utf-8"))
HARMLESS = yaml.safe_load((CASES / "harmless.yml").read_text(encoding="utf-8"))


def filled(line: str, seed: int) -> str:
    """The line with letters by chance, and without the marks that keep it from being a secret."""
    chance = random.Random(seed)
    return re.sub(
        r"<([*#^%@=]\d+)?>", lambda part: letters(part[1], chance) if part[1] else "", line
    )


def rules_in(text: str) -> set[str]:
    return {found.rule for found in find_secrets_in_file(texts_of("a.md", text.encode()), "a.md")}


def whole_keys() -> Iterator[tuple[str, str]]:
    """Keys that are one word, and so can be cut anywhere."""
    for seed, kind in enumerate(KINDS):
        key = made(kind["parts"], seed)
        if re.fullmatch(r"[A-Za-z0-9_.~:+=-]{12,}", key):
            yield kind["rule"], key


@pytest.mark.parametrize("form", FORMS)
def test_every_key_is_found_in_every_way_of_writing(form: str) -> None:
    keys = list(whole_keys())
    assert len(keys) >= 100
    chance, missed = random.Random(form), []
    for rule, key in keys:
        cut = chance.randint(4, len(key) - 4)
        escaped, coded = re.sub(r"([^\w]|_)", r"\\\1", key), b64encode(key.encode()).decode()
        parts = {"first": key[:cut], "rest": key[cut:], "escaped": escaped, "coded": coded}
        text = f"Words before.\n\n{form.format(key=key, **parts)}\n\nAfter."
        if rule not in rules_in(text):
            missed.append((rule, text))
    assert missed == []


def test_an_underscore_is_emphasis_only_at_the_edge_of_a_word() -> None:
    keys = [(rule, key) for rule, key in whole_keys() if re.search(r"\w[-.~:]\w", key)]
    assert len(keys) >= 30
    texts = [
        (rule, re.sub(r"(?<=\w)[-.~:](?=\w)", r"_\g<0>", f"_{k}", count=1)) for rule, k in keys
    ]
    assert [(rule, text) for rule, text in texts if rule not in rules_in(f"Use {text}.")] == []


def test_underscores_in_a_key_are_its_own() -> None:
    keys = ["glrt-" + letters("@18", random.Random(seed)) for seed in range(20)]
    texts = [f"x = ''.join(['{key[:9]}__', '{key[9:]}'])" for key in keys]
    assert [text for text in texts if "service-key" not in rules_in(text)] == []


@pytest.mark.parametrize("line", TELLING)
def test_a_telling_name_gives_its_value_away(line: str) -> None:
    texts = [filled(line, seed) for seed in range(8)]
    assert [text for text in texts if not rules_in(f"Words.\n\n{text}\n\nWords.")] == []


@pytest.mark.parametrize(
    ("line", "least"),
    [
        ('password = "{}"', 4),
        ("DB_PASSWORD={}", 6),
        ("password: {}", 6),
        ('api_key = "{}"', 8),
        ("export X_API_KEY={}", 8),
        ('weather_key = "{}"', 16),
        ('newsapi = NewsApiClient("{}")', 16),
    ],
)
def test_a_value_counts_from_the_length_that_the_guide_names(line: str, least: int) -> None:
    for seed in range(20):
        value = "Qz1" + letters(f"*{least}", random.Random(seed))[3:]
        assert rules_in(line.format(value)) == {"password"}, value
        assert rules_in(line.format(value[:-1])) == set(), value


def test_figures_of_sixteen_count_from_thirty_two() -> None:
    for seed in range(20):
        value = letters("#32", random.Random(seed))
        assert rules_in(f'weather_key = "{value}"') == {"password"}
        assert rules_in(f'weather_key = "{value[:-1]}"') == set()


def test_ordinary_lines_raise_no_alarm() -> None:
    """Of a hundred that somebody else writes, three may; of these, none."""
    assert len(HARMLESS) >= 120
    texts = [filled(line, seed) for line in HARMLESS for seed in range(4)]
    assert [
        (text, rules) for text in texts if (rules := rules_in(f"Words.\n\n{text}\n\nEnd."))
    ] == []


def test_every_shape_that_is_looked_for_has_a_key_in_the_cases() -> None:
    texts = [made(kind["parts"], seed) for seed, kind in enumerate(KINDS)]
    found = {shape.pattern for shape in SECRET for text in texts if any(shape.matches(text))}
    assert [shape.of for shape in SECRET if shape.pattern not in found] == []
    assert len(PUBLIC) >= 7
