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


NO_SUCH = {("literals in lines", "lines in JSON"), ("hyphens", "lines in JSON")}
"""No code stands in lists of its lines."""
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


@pytest.mark.parametrize("what", SAID)
@pytest.mark.parametrize("name", ["a.js", "a.json", "a.log", "a.csv", "a.html"])
def test_it_is_found_in_lines_and_files_of_any_length(what: str, name: str, finds: Finds) -> None:
    for before, after in (("x," * 5_000, ",y" * 5_000), ("x, y\n" * 1_000_000, "y\n" * 600_000)):
        assert finds(what, name, f"{before} {SAID[what]} {after}".encode())
        assert not finds(what, name, f"{before} {OTHER[what]} {after}".encode())


PASSWORDS = ("password = 'Fig7tree2'", '"password": "Fig7tree2"', "db_pass='Fig7tree2'",
             "api_key = 'Qz1walnut09'", "&api_key=Qz1walnut09&", '{"client_secret":"Qz1walnut09"}',
             "curl -u ada:Fig7tree2 https://lovelace.io", "mysql --password=Fig7tree2 churn",
             "Server=db;Uid=ada;Pwd=Fig7tree2;")  # fmt: skip


def secrets_in(text: str) -> list[tuple[str, int | None]]:
    found = find_secrets_in_file(texts_of("a.js", text.encode()), "a.js")
    return [(secret.value, secret.problem.line) for secret in found]


@pytest.mark.parametrize("text", PASSWORDS)
def test_a_password_is_found_in_a_long_line_and_a_large_file(text: str) -> None:
    (value, _), *_ = secrets_in(text)
    long = "const a = [1, 2]; " * 300
    assert secrets_in(f"a\n{long}{text} {long}\n") == [(value, 2)]
    assert secrets_in(f"a\n{text}\n" + "y = 1\n" * 1_000_000) == [(value, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "password = 'geheimnis'",
        'currentPass:"offscreen"',
        'DEFAULT_TOKEN="eyJzZXNzaW9uX2lkIjogImRlZmF1bHQifQ"',
    ],
)
def test_the_words_of_a_program_are_no_passwords(text: str) -> None:
    long = "const a = [1, 2]; " * 300
    assert secrets_in(f"a\n{text}\n") != []
    assert secrets_in(f"a\n{long}{text} {long}\n") == []


def test_the_words_of_html_are_nobodys_name(finds: Finds, tmp_path: Path) -> None:
    (tmp_path / LIST).parent.mkdir()
    (tmp_path / LIST).write_text("Main\nArticle\n", encoding="utf-8")
    terms = read_terms(tmp_path)[0]
    for marks in ("", "*a* `b`", "<b>c</b>", "[a](b)"):
        page = f"<main class='x'>{marks}<article>a</article></main>"
        assert hits_in(terms, "a.html", page.encode()) == []
        assert len(hits_in(terms, "a.html", f"{page} Main {marks}".encode())) == 1
