"""Home folders and addresses are told whole, nobody's are not, and a secret is told once."""

from __future__ import annotations

import random

import pytest
from tests.checks.secrets_in_parts import letters

from proofolio.checks.secrets.leak_rules import find_addresses, find_homes, find_keys, find_secrets

OPENAI = "sk-" + letters("*48", random.Random(1))


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("cd /home/ada/work", "/home/ada"),
        ("cd /export/home/ada/work", "/export/home/ada"),
        ("cd /var/home/ada", "/var/home/ada"),
        ("cd /usr/home/ada", "/usr/home/ada"),
        ("cd /Users/ada.lovelace/x", "/Users/ada.lovelace"),
        ("cd /mnt/c/Users/ada/x", "/mnt/c/Users/ada"),
        ("cd /c/Users/ada/x", "/c/Users/ada"),
        (r"cd C:\Users\Ada Lovelace\x", r"C:\Users\Ada Lovelace"),
        ("cd C:/Users/Ada King Lovelace/x", "C:/Users/Ada King Lovelace"),
        (r"cd C:\Documents and Settings\ada\x", r"C:\Documents and Settings\ada"),
        (r'"C:\\Users\\ada\\x"', r"C:\\Users\\ada"),
    ],
)
def test_a_home_folder_is_told_whole(text: str, folder: str) -> None:
    (found,) = find_homes(text)
    assert (found.rule, found.value, found.start) == ("home", folder, text.index(folder))


@pytest.mark.parametrize(
    "text",
    [
        "cd /home/$USER/work",
        "cd /home/%USERNAME%/work",
        "cd data/home/ada",
        "cd ~/home/ada",
        "cd ../home/ada",
        "/home/runner/work",
        "/home/...",
        *(f"/home/index.{end}" for end in
          ("html", "htm", "php", "asp", "aspx", "js", "css", "png", "svg", "jpg", "jpeg", "md")),
    ],
)  # fmt: skip
def test_a_variable_a_page_and_a_folder_inside_are_nobodys(text: str) -> None:
    assert list(find_homes(text)) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("write to ada@lovelace.io.", "ada@lovelace.io"),
        ("ada.k+x@web4all9.co.uk", "ada.k+x@web4all9.co.uk"),
        ("Ada@Lovelace.COM", "Ada@Lovelace.COM"),
        ("see http://a.at and write ada@lovelace.at", "ada@lovelace.at"),
    ],
)
def test_an_address_is_told_whole(text: str, address: str) -> None:
    (found,) = find_addresses(text)
    assert (found.rule, found.value, found.start) == ("email", address, text.index(address))


@pytest.mark.parametrize(
    "text",
    [
        "https://ada@lovelace.io/x",
        "ada@lovelace.AT",
        "ada@lovelace.values",
        "noreply@lovelace.io",
        *(f"vega@5.min.{end}" for end in ("js", "ts", "jl", "hs", "go", "kt")),
    ],
)
def test_a_login_a_file_and_a_method_are_no_address(text: str) -> None:
    assert list(find_addresses(text)) == []


def test_every_secret_of_a_text_is_told_once() -> None:
    first, second = "Fig" + "7tree2", "Oak" + "8leaf9"
    lines = [f'password = "{first}"', f'DB_PASSWORD = "{second}"', f'password = "{first}"']
    found = list(find_secrets("\n".join(lines)))
    assert [(each.rule, each.value) for each in found] == [
        ("password", first),
        ("password", second),
    ]


def test_a_key_that_has_a_name_is_a_key() -> None:
    for text in (f'password = "{OPENAI}"', f'password = "key:{OPENAI}"'):
        assert [(each.rule, each.value) for each in find_secrets(text)] == [("openai-key", OPENAI)]
    assert [each.what for each in find_keys(f"use {OPENAI} there")] == ["an OpenAI key"]
