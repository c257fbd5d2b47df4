"""Names that say what stands beside them is secret, and names that only look so."""

from __future__ import annotations

import pytest

from proofolio.checks.secrets.telling_names import names_in


@pytest.mark.parametrize("word", ["password", "passwd", "passphrase", "pwd", "pass", "pw"])
def test_a_password_may_be_called_so(word: str) -> None:
    for name in (word, word.upper(), f"db_{word}", f"x{word.title()}", f"{word}_1"):
        (found,) = names_in(f"{name} = x")
        assert (found.whole, found.is_password, found.is_secret) == (name, True, False)
        assert found.text[found.end :] == " = x"


@pytest.mark.parametrize(
    "word", ["secret", "key", "token", "auth", "credential", "credentials", "signature", "sig"]
)
def test_a_key_may_be_called_so(word: str) -> None:
    (found,) = names_in(f"weather_{word}=x")
    assert (found.whole, found.is_password) == (f"weather_{word}", False)
    assert found.is_secret is (word == "secret")


@pytest.mark.parametrize(
    "name",
    ["xpass", "xpw", "compass", "COMPASS", "bypass", "passage", "keyboard", "tokenizer", "author",
     "design", "appid", "signal"],
)  # fmt: skip
def test_a_word_that_only_holds_it_is_none(name: str) -> None:
    assert list(names_in(f"{name} = x")) == []


@pytest.mark.parametrize(
    "kind",
    ["low", "high", "band", "all", "forward", "backward", "first", "second", "third", "single",
     "one", "two", "multi", "by", "boarding", "season"],
)  # fmt: skip
def test_a_filter_or_a_ticket_is_no_password(kind: str) -> None:
    for name in (f"{kind}_pass", f"{kind}-pass", f"{kind.title()}_Pass", f"my_{kind}_pass"):
        assert list(names_in(f"{name} = x")) == []


def test_a_password_needs_no_mark_before_it() -> None:
    (found,) = names_in("mypassword = x")
    assert (found.whole, found.is_password) == ("mypassword", True)


@pytest.mark.parametrize(
    "owner",
    ["api", "app", "access", "private", "account", "auth", "encryption", "signing", "subscription",
     "master", "storage", "service", "admin", "bearer", "refresh", "secret", "session", "bot", "id",
     "security", "sas", "personal", "deploy", "oauth"],
)  # fmt: skip
def test_whose_key_it_is_says_that_it_is_secret(owner: str) -> None:
    for name in (f"{owner}_key", f"{owner}-token", f"{owner}Key"):
        *_, found = names_in(f"{name} = x")
        assert (found.word.lower(), found.is_secret) == (
            name[len(owner) :].strip("_-").lower(),
            True,
        )
        assert not found.is_harmless


@pytest.mark.parametrize(
    "name",
    [
        "cache_key",
        "rowKey",
        "my-sort-key",
        "dedupe_key",
        "dedupKey",
        "next_page_token",
    ],
)
def test_keys_of_tables_and_texts_open_nothing(name: str) -> None:
    assert [found.is_harmless for found in names_in(f"{name} = x")] == [True]


# What stands before a name


def test_a_name_knows_its_line() -> None:
    lines = {
        "password = x": "",
        "export password = x": "export ",
        "\npassword = x": "",
        "a = 1\n  - password = x": "  - ",
        f"a\n{'b ' * 115}password = x": "b " * 115,
        f"\n{'b ' * 140}password = x": "…",
        f"{'b ' * 140}password = x": "…",
    }
    for text, line in lines.items():
        (found,) = names_in(text)
        assert found.line == line


def test_letters_that_grow_when_small_move_no_name() -> None:
    text = "İİİ DB_PASSWORD = x"
    (found,) = names_in(text)
    assert (found.whole, found.start) == ("DB_PASSWORD", text.index("PASSWORD"))
