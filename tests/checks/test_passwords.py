"""A value is secret by its name, its place and its letters; each way of writing it by itself.

No secret stands here: values are letters by chance, put together when a test runs.
"""

from __future__ import annotations

import random

import pytest
from tests.checks.secrets_in_parts import letters

from proofolio.checks.secrets.passwords import find_passwords

KEY = letters("*32", random.Random(1))
WORD = "Qz1" + letters("*9", random.Random(2))[3:]
JUMBLE = "QwMzKrTnVb" * 3
NAME = "settings_of_mine"


def values(text: str) -> list[str]:
    return [found.value for found in find_passwords(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("db_password = '{}'", "db_password"),
        ('{{"api-key": "{}"}}', "api-key"),
        ("password: {}\n", "password"),
        ("DB_PASSWORD={}\n", "DB_PASSWORD"),
        ("db: {{user: ada, password: {}}}", "password"),
        ("PGPASSWORD={} psql -h db", "PGPASSWORD"),
        ("Server=db;Uid=ada;Pwd={};", "Pwd"),
        ("host=db password={} dbname=churn", "password"),
        ("mysql --password={} churn", "--password"),
        ("tool --my-api-key {} churn", "--my-api-key"),
        ("curl -H 'X-Api-Key: {}' u", "X-Api-Key"),
        ("https://a.example/?v=1&my-api-key={}&n=1", "my-api-key"),
        ("os.getenv('DB_PASSWORD', '{}')", "DB_PASSWORD"),
        ("export WEATHER_TOKEN {}\n", "WEATHER_TOKEN"),
    ],
)
def test_a_value_is_told_with_its_place_and_name(text: str, name: str) -> None:
    text = "Words.\n" + text.format(KEY)
    (found,) = find_passwords(text)
    assert (found.rule, found.value, found.name) == ("password", KEY, name)
    assert found.start == text.index(KEY)


@pytest.mark.parametrize(
    ("line", "least"),
    [
        ("os.getenv('DB_PASSWORD', '{}')", 6),
        ("setdefault('DB_PASSWORD', '{}')", 6),
        ("Sys.setenv('DB_PASSWORD', '{}')", 6),
        ("putenv('DB_PASSWORD', '{}')", 6),
        ("db: {{user: ada, password: {}}}", 6),
        ("PGPASSWORD={} psql", 6),
        ("mysql --password={} churn", 6),
        ("Server=db;Uid=ada;Pwd={};", 6),
        ("password: {}\n", 6),
        ("curl -H 'X-Api-Key: {}'", 8),
        ("https://a.example/?api_key={}&n=1", 8),
        ("client_secret = '{}'", 8),
    ],
)
def test_how_long_a_value_must_be_depends_on_the_way_it_is_written(line: str, least: int) -> None:
    for text in (WORD, WORD[: least + 1], WORD[:least]):
        assert values(line.format(text)) == [text]
    assert values(line.format(WORD[: least - 1])) == []


@pytest.mark.parametrize("sign", ".:!?")
def test_a_sentence_in_quotes_is_no_password(sign: str) -> None:
    assert values('passphrase = "correct horse ' + 'battery"') == ["correct horse battery"]
    assert values(f'passphrase = "correct horse battery{sign}"') == []
    assert values('passphrase: "correct horse battery"') == []
    assert values('secret = "correct horse battery"') == []


@pytest.mark.parametrize(
    "text",
    [
        "password = {}\n",
        "password = config.{}\n",
        "a = 1\npassword = {}\n",
        "db: {{user: ada, password: my_{}_password}}",
        "db: {{user: ada, password: conf.{}}}",
        "connect(user=ada, password={})",
        "f(password={})",
        "export PASSWORD\n{}",
        "the password {}\n",
        "tool --password ${}",
        "mysql --password={} churn",
        "Server=db;Uid=ada;Pwd={};",
    ],
)
def test_a_name_in_code_is_no_value(text: str) -> None:
    assert values(text.format(NAME)) == []


@pytest.mark.parametrize(
    "text",
    ["connect(1, password={})", "connect(password={})", "f(myPASSWORD={})", "x.password={}; y()"],
)
def test_a_variable_with_figures_is_no_value_in_a_call(text: str) -> None:
    assert values(text.format(WORD)) == []
    assert values(f"PASSWORD={WORD} run") == [WORD]


def test_among_settings_a_word_with_figures_is_a_value() -> None:
    word = NAME + "2024"
    for text in ("[db]\n{}", "user = ada\n{}", "{}\nhost: db", "{}\nport=5432"):
        assert values(text.format(f"password = {word}\n")) == [word]
    assert values(f"x = f(1)\npassword = {word}\n") == []
    far = "x = f(1)\n" * 60
    assert values(f"[db]\n{far}password = {word}\n") == []


@pytest.mark.parametrize(
    ("value", "is_secret"),
    [
        (JUMBLE[:25], True),
        (JUMBLE[:24], False),
        ("Hausgarten" * 3, False),
        ("hausgartenmitbaumundzaun", False),
        ("haus9gar", True),
    ],
)
def test_what_is_said_to_be_a_key_reads_like_chance(value: str, is_secret: bool) -> None:
    assert bool(values(f"client_secret = '{value}'")) is is_secret


@pytest.mark.parametrize(
    "value",
    ["changeme", "/run/secrets/db1", "$2b$12$" + "a1" * 20, "${DB_PASSWORD}", "your-password-1"],
)
def test_stand_ins_paths_and_hashes_are_none(value: str) -> None:
    for line in ("password = '{}'", "password: {}\n", "tool --password '{}'"):
        assert values(line.format(value)) == []


@pytest.mark.parametrize("value", ["demo1234", "12345678", "churn-2024-vienna", "abcdefg9"])
def test_words_and_samples_are_no_key_but_may_be_a_password(value: str) -> None:
    assert values(f"client_secret = '{value}'") == []
    assert values(f"password = '{value}'") == [value]
