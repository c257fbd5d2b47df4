"""What is given where a key or password is always given, and what only stands at such a place.

No secret stands here: keys are letters by chance, and passwords are put together when a test runs.
"""

from __future__ import annotations

import random
from base64 import b64encode

import pytest
from tests.checks.secrets_in_parts import letters

from proofolio.checks.secrets.sign_ins import find_sign_ins

KEY = letters("*40", random.Random(1))
WORD = "Sommer" + "2024"
UUID = "-".join(letters(part, random.Random(2)) for part in ("#8", "#4", "#4", "#4", "#12"))
LOGIN = b64encode(f"ada:{WORD}".encode()).decode()

FORMS = [
    (f'"Bearer {KEY}"', KEY, "Authorization"),
    (f"Authorization: {KEY}", KEY, "Authorization"),
    (f'"Authorization"  :  "{KEY}"', KEY, "Authorization"),
    (f"AUTHORIZATION: token {KEY}", KEY, "Authorization"),
    (f"Basic {LOGIN}", LOGIN, "Authorization"),
    (f'get(u, auth=("ada", "{WORD}"))', WORD, "auth"),
    (f"curl -u ada:{WORD} https://a.example", WORD, "user"),
    (f"wget --user=ada:{WORD} https://a.example", WORD, "user"),
    (f"machine a.example login ada password {WORD}", WORD, "password"),
    (f"machine ware-house login ada password {WORD}", WORD, "password"),
    (f"default login ada password {WORD}", WORD, "password"),
    (f"CREATE USER ada IDENTIFIED BY '{WORD}'", WORD, "password"),
    (f"CREATE USER ada PASSWORD '{WORD}'", WORD, "password"),
    (f"ALTER ROLE ada WITH PASSWORD '{WORD}'", WORD, "password"),
    (f"wandb login {KEY}", KEY, "wandb login"),
    (f"vault login -no-print {KEY}", KEY, "vault login"),
    (f"ngrok authtoken {KEY}", KEY, "authtoken"),
    (f'wandb.login("{KEY}")', KEY, "login"),
    (f'login(user, "{KEY}")', KEY, "login"),
]


@pytest.mark.parametrize(("text", "value", "name"), FORMS)
def test_a_sign_in_is_told_with_its_place_and_name(text: str, value: str, name: str) -> None:
    text = f"Words.\n{text}\nWords."
    found = list(find_sign_ins(text))
    assert {(each.rule, each.value, each.name) for each in found} == {("password", value, name)}
    assert {each.start for each in found} == {text.index(value)}


@pytest.mark.parametrize(
    "call", ["login", "Client", "ClientV2", "authenticate", "OAuthHandler", "set_access_token"]
)
def test_a_call_that_is_given_a_key_may_be_given_a_number_too(call: str) -> None:
    assert [found.value for found in find_sign_ins(f'x = a.{call}("{KEY}")')] == [KEY]
    assert list(find_sign_ins(f'x = a.{call}("{UUID}")')) == []


@pytest.mark.parametrize(
    "call",
    ["OpenAI", "Anthropic", "Groq", "Mistral", "MistralAI", "Together", "Pinecone", "Roboflow",
     "Replicate", "Bot"],
)  # fmt: skip
def test_a_service_is_given_nothing_but_a_key(call: str) -> None:
    for key in (KEY, UUID):
        assert [found.value for found in find_sign_ins(f'x = {call}("{key}")')] == [key]
    assert list(find_sign_ins(f'x = {call}("gpt-4o-mini")')) == []


@pytest.mark.parametrize("login", ["ada:qzx", "ada:hunter22", "ada:hunter222", "ä:hunter2"])
def test_a_login_of_any_length_is_read_with_and_without_its_end(login: str) -> None:
    coded = b64encode(login.encode()).decode()
    for written in (coded, coded.rstrip("=")):
        assert [found.value for found in find_sign_ins(f"Basic {written} ")] == [written]


@pytest.mark.parametrize(
    "content",
    [b"ada:ab", b":hunter22", b"hunter22222", b"ada:\x01\x02\x03\x04", b"\xff\xfe\xfd\xfc\xfb\xfa",
     b"ada:password"],
)  # fmt: skip
def test_other_words_after_basic_are_no_login(content: bytes) -> None:
    assert list(find_sign_ins(f"Basic {b64encode(content).decode()} ")) == []
    assert list(find_sign_ins("Basic understanding of it")) == []


@pytest.mark.parametrize("sign", ".,:;!?")
def test_a_sentence_about_machines_is_none(sign: str) -> None:
    assert list(find_sign_ins(f"machine learning login page password policy{sign}")) == []
    assert list(find_sign_ins(f"the default login ada password policy{sign}")) == []


@pytest.mark.parametrize(
    "text",
    [
        f'auth=("ada", "{"changeme"}")',
        'auth=("ada", "/run/secrets/db")',
        f"Bearer {'x' * 40}",
        f"Bearer sk_{'abcdefg' + KEY}",
        f'pivot = Pivot("{UUID}")',
    ],
)
def test_stand_ins_paths_and_samples_are_none(text: str) -> None:
    assert list(find_sign_ins(text)) == []
