"""Words, names and keys are found by one reader: in every kind of file, in every way of writing."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.checks.published import ESCAPED, TEXTS, WHOLE, WRITTEN, packed

from proofolio.checks.confidential import hits_in
from proofolio.checks.confidential_terms import LIST, Terms, read_terms
from proofolio.checks.secrets.leaks import find_secrets_in_file
from proofolio.checks.texts.file_texts import texts_of
from proofolio.checks.texts.folding import letters_of
from proofolio.checks.withheld import Withheld, find_withheld

WORDS = "Ana rebuilt the whole café rota & saved us twelve hours"
NAME = "Nördwind Netze"
TOKEN = "ghp_" + "4Qm9Tz" * 6
OTHER = {"words": "Nobody rebuilt anything here in many years, they say", "name": "Sudwind Wetter",
         "token": "ghp_is_how_they_begin"}  # fmt: skip

Finds = Callable[[str, str, bytes], bool]


@pytest.fixture(scope="module")
def finds(tmp_path_factory: pytest.TempPathFactory) -> Finds:
    """`finds(what, name, content)`: whether a file holds the words, the name or the token."""
    root = tmp_path_factory.mktemp("list")
    (root / LIST).parent.mkdir()
    (root / LIST).write_text(NAME, encoding="utf-8")
    terms: Terms = read_terms(root)[0]
    withheld = Withheld("the words", "a.yml", 1, letters_of(WORDS))

    def find(what: str, name: str, content: bytes) -> bool:
        if what == "words":
            return bool(list(find_withheld(name, content, [withheld])))
        if what == "name":
            return bool(hits_in(terms, name, content))
        found = find_secrets_in_file(texts_of(name, content), name)
        assert not [secret for secret in found if secret.value in str(secret.problem)]
        return bool(found)

    return find


NO_SUCH = {("tags", "attribute"), ("tags", "drawing"), ("literals in lines", "lines in JSON"),
           ("hyphens", "lines in JSON")}  # fmt: skip
"""No element stands in an attribute or a comment, and no code in lists of its lines."""
SAID = {"words": WORDS, "name": NAME, "token": TOKEN}


@pytest.mark.parametrize("what", SAID)
def test_it_is_found_in_every_kind_of_file(what: str, finds: Finds) -> None:
    kinds = {**WHOLE, **TEXTS}
    assert len(kinds) > 50
    assert [kind for kind, make in kinds.items() if not finds(what, *make(SAID[what]))] == []
    assert [kind for kind, make in kinds.items() if finds(what, *make(OTHER[what]))] == []


@pytest.mark.parametrize("what", SAID)
def test_it_is_found_in_every_way_of_writing_it(what: str, finds: Finds) -> None:
    ways = ESCAPED if what == "token" else {**ESCAPED, **WRITTEN}
    pairs = [
        pair
        for pair in product(ways.items(), TEXTS.items())
        if (pair[0][0], pair[1][0]) not in NO_SUCH
    ]
    assert len(pairs) > 250
    missed = [
        (way, kind) for (way, write), (kind, make) in pairs
        if not finds(what, *make(write(SAID[what])))
    ]  # fmt: skip
    assert missed == []


@pytest.mark.parametrize("what", SAID)
def test_it_is_found_in_the_name_of_a_file(what: str, finds: Finds) -> None:
    said = SAID[what].replace("/", "")
    assert finds(what, f"a/{said}.csv", b"1")
    assert finds(what, f"{said.replace(' ', '-')}/index.html", b"<p>1</p>")


@pytest.mark.parametrize("paragraph", ["w:p", "a:p", "text:p", "si", "p"])
def test_lines_of_a_key_are_lines_in_an_office_file(paragraph: str) -> None:
    """A PuTTY key is many lines, and each is a paragraph there."""
    numbers = "".join(secrets.choice("abcdefgh0123456789") for _ in range(64))
    lines = ["PuTTY-User-Key-File-3: ssh-rsa", "Encryption: none", "Comment: a", "Public-Lines: 1",
             "AAAA" + numbers, "Private-Lines: 1", numbers]  # fmt: skip
    written = "".join(f"<{paragraph}><w:r><w:t>{n}</w:t></w:r></{paragraph}>" for n in lines)
    content = packed("word/document.xml", written.encode())
    found = find_secrets_in_file(texts_of("a.docx", content), "a.docx")
    assert {secret.rule for secret in found} == {"private-key"}


def test_what_cannot_be_read_is_told() -> None:
    def told(name: str, content: bytes) -> list[str]:
        return [text.unread for text in texts_of(name, content) if text.unread]

    closed = bytearray(packed("a.csv", b"1"))
    closed[6] |= 1
    closed[closed.index(b"PK\x01\x02") + 8] |= 1
    assert told("a.zip", bytes(closed)) == ["a file in it is encrypted"]
    assert told("a.pdf", b"%PDF-1.7\n<</Encrypt 2 0 R>>") == ["it is encrypted"]
    assert told("a.7z", b"7z\xbc\xaf\x27\x1c\0\4" + secrets.token_bytes(50)) != []
    assert told("a.zip", packed("a.csv", b"1")) == []


def test_no_bomb_is_unpacked_whole(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w", 8) as file:
        for name in "abc":
            file.writestr(f"{name}.txt", b"0" * 30_000_000)
    texts = list(texts_of("a.zip", (tmp_path / "a.zip").read_bytes()))
    assert sum(len(text.text) for text in texts) < 60_000_000
    assert [text.unread for text in texts if text.unread] != []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("password = 'Fig7tree2'", True),
        ("x" * 5_000 + "password='Fig7tree2'", False),
        ("x" * 5_000 + f" {TOKEN}", True),
        (f"{'x' * 99} {TOKEN}\n" + "y\n" * 600_000, True),
        ("password = 'Fig7tree2'\n" + "y\n" * 600_000, False),
    ],
)
def test_passwords_are_looked_for_only_in_what_somebody_typed(text: str, is_found: bool) -> None:
    found = find_secrets_in_file(texts_of("a.js", f"a\n{text}".encode()), "a.js")
    assert [secret.problem.line for secret in found] == ([2] if is_found else [])
