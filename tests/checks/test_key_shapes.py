"""A key is told by its maker's way of writing, and not by what only looks like it.

No key stands here: those that are found are put together when a test runs.
"""

from __future__ import annotations

import json
import random
import re
from base64 import urlsafe_b64encode

import pytest
from tests.checks.secrets_in_parts import letters

from proofolio.checks.secrets.key_shapes import ALONE, END, shape
from proofolio.checks.secrets.leak_rules import find_keys

OWN = shape("own", "a key", "ky_ kz_", rf"k[yz]_[A-Za-z0-9_]{{10,}}{END}")
AFTER = shape("own", "a key", "Q~", r"[a-z]{3}\dQ~[a-z0-9]{10}", reach=4)
LONE = shape("own", "a key", "6L", r"6L[A-Za-z0-9]{10}", before=ALONE)
FIRST, SECOND = "ky_" + letters("*12", random.Random(1)), "kz_" + letters("*12", random.Random(2))


def found(text: str) -> list[str]:
    return [each.value for each in find_keys(text)]


def test_every_key_of_a_text_is_found_wherever_it_begins() -> None:
    for text in (FIRST, f"{FIRST} {FIRST}", f"a {FIRST}\n{FIRST} b", f"{FIRST}-{SECOND}"):
        matches = [match.group() for match in OWN.matches(text)]
        assert matches == re.findall(f"{FIRST}|{SECOND}", text)
    for text in ("abc7Q~" + "d1" * 5, " abc7Q~" + "d1" * 5):
        assert [match.group() for match in AFTER.matches(text)] == [text.strip()]


@pytest.mark.parametrize("before", ["x", "X", "7"])
def test_the_end_of_a_longer_word_is_no_key(before: str) -> None:
    assert list(OWN.matches(before + FIRST)) == []
    assert list(LONE.matches(f"{before}6Labcdefgh12")) == []


@pytest.mark.parametrize("before", ["+", "-", "_", "a/", "+/"])
def test_letters_in_the_middle_of_a_picture_are_no_key(before: str) -> None:
    assert [match.group() for match in LONE.matches("https:/6Lqwmzkrtn12")] == ["6Lqwmzkrtn12"]
    assert list(LONE.matches(f"{before}6Lqwmzkrtn12")) == []


@pytest.mark.parametrize("after", ["b", "B", "M", "7"])
def test_the_beginning_of_a_longer_word_is_no_key(after: str) -> None:
    key = "AK" + "IA" + letters("^16", random.Random(3))
    assert found(f"{key} ") == [key]
    assert found(f"{key}{after}") == []


@pytest.mark.parametrize(
    ("body", "is_key"),
    [
        ("qwmzkrtnvbxp", False),
        ("QWMZKRTNVBXP", False),
        ("908172635443", False),
        ("qwmzkr-tnvbxp", False),
        ("qwmzkrtnvb90", True),
        ("QWMZKRTNVB90", True),
        ("qwmzkrTNVBXP", True),
        ("QWMZ90KRTN_qwmzkrtnv", True),
        ("qwmz1234567krtn", False),
    ],
)
def test_a_key_is_made_of_two_kinds_of_letters(body: str, is_key: bool) -> None:
    assert bool(list(OWN.matches(f"ky_{body}"))) is is_key


@pytest.mark.parametrize(
    ("body", "is_key"),
    [
        ("HausgartenMitBaum" + "12qw", True),
        ("a1b2c3d4e5f6g7h8i9k0", True),
        ("abq1dez2ghk3mnprstuv", True),
        ("hausgartenmitbaum2012", False),
        ("HausgartenMitBaumUndZaun", False),
    ],
)
def test_where_the_beginning_tells_little_the_rest_is_dense(body: str, is_key: bool) -> None:
    assert bool(found(f"fw_{body}")) is is_key


@pytest.mark.parametrize(
    ("login", "host", "is_secret"),
    [
        ("tracker:tracker", "localhost", False),
        ("tracker:tracker", "LOCALHOST", False),
        ("tracker:tracker", "127.0.0.1", False),
        ("tracker:tracker", "0.0.0.0", False),
        ("tracker:tracker", "db", False),
        ("tracker:tracker", "host", False),
        ("tracker:tracker", "postgres", False),
        ("tracker:tracker", "db.lovelace.io", True),
        ("ada:Sommer" + "2024", "localhost", True),
        (":Sommer" + "2024", "localhost", True),
        ("ada:Sommer" + "2024", "db.lovelace.io", True),
        ("ada:password", "db.lovelace.io", False),
        ("ada:$DB_PASSWORD", "db.lovelace.io", False),
    ],
)
def test_an_address_with_a_password_is_told_unless_it_is_a_stand_in(
    login: str, host: str, is_secret: bool
) -> None:
    address = f"postgresql://{login}@{host}"
    assert found(f"dsn = '{address}/x'") == ([address] if is_secret else [])


@pytest.mark.parametrize(
    "around", ["{0}", "devstoreaccount1;{0}", "{0};a.example/devstoreaccount1"]
)
def test_the_key_of_an_emulator_is_known_to_all(around: str) -> None:
    key = "AccountKey=" + letters("*60", random.Random(4)) + "=="
    assert found(around.format(key)) == ([] if "devstore" in around else [key])


@pytest.mark.parametrize(
    "around", ["{0}", "Twilio: {0}", "{0} of twilio", "account_sid={0}", "API_KEY_SID = {0}"]
)
def test_an_identifier_is_a_key_where_twilio_is_spoken_of(around: str) -> None:
    key = "S" + "K" + letters("#32", random.Random(5))
    assert found(around.format(key)) == ([] if around == "{0}" else [key])


def test_the_half_of_a_key_that_is_for_pages_may_be_seen() -> None:
    key = "6L" + letters("*38", random.Random(6))
    assert [each.rule for each in find_keys(f"site_key: {key}")] == ["public-token"]
    assert "public-token" not in {each.rule for each in find_keys(f"SECRET_KEY: {key}")}


@pytest.mark.parametrize(
    ("id", "is_one"),
    [("ABCDEFGHIJ", False), ("9081726354", False), ("ABC90DEFGH", True), ("4ABCDEFGHI", True),
     ("Q908172635", True)],
)  # fmt: skip
def test_an_id_of_measuring_has_letters_and_figures(id: str, is_one: bool) -> None:
    assert bool(found(f"gtag('config', 'G-{id}')")) is is_one


@pytest.mark.parametrize(("role", "is_secret"), [("anon", False), ("anonymizer", True)])
def test_a_signed_token_is_public_only_where_it_says_so(role: str, is_secret: bool) -> None:
    head, claims = (
        urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
        for said in ({"alg": "HS256"}, {"iss": "supabase", "role": role})
    )
    token = f"{head}.{claims}.{letters('@43', random.Random(7))}"
    assert ("jwt" in {each.rule for each in find_keys(f"key: {token}")}) is is_secret
