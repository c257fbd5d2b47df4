"""Secrets are found wherever a notebook can hold them, and nothing is cried out in vain.

No secret-like text stands in this repository: `tests/cases/leaks` has them in parts.
"""

from __future__ import annotations

import base64
import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image, PngImagePlugin
from tests.checks.secrets_in_parts import KINDS, made

from proofolio.checks.secrets.leaks import SECRETS, find_leaks, find_secrets_in_text, redact_homes
from proofolio.notebooks.reader import read_notebook
from proofolio.problems import Level

ROOT = Path(__file__).parents[2]
SECRET_TEXTS = [(kind["rule"], made(kind["parts"], n)) for n, kind in enumerate(KINDS)]


def code(source: str = "1", *outputs: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "execution_count": 1,
            "outputs": list(outputs), **more}  # fmt: skip


def shown(mime: str, content: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": {mime: content}}


def stream(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def markdown(source: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source, **more}


def notebook(*cells: dict[str, Any], **metadata: Any) -> bytes:
    document = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document).encode()


def attached(content: bytes, mime: str) -> dict[str, Any]:
    data = {"a file": {mime: base64.b64encode(content).decode()}}
    return markdown("![](attachment:a%20file)", attachments=data)


def picture(text: str) -> bytes:
    """A picture whose own metadata says this, pressed together."""
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Comment", text, zip=True)
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def coloured(text: str) -> str:
    """As a highlighter shows it: each word in an element of its own, characters escaped."""
    return " ".join(f"<span class='s'>{html.escape(part)}</span>" for part in text.split(" "))


def traceback(text: str) -> dict[str, Any]:
    lines = ["\x1b[0;31mValueError\x1b[0m: bad key", *(f"\x1b[1;32m{x}\x1b[0m" for x in
             text.split("\n"))]  # fmt: skip
    return {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": lines}


def halved(text: str) -> list[dict[str, Any]]:
    """As `print(…, end="")` twice saves it."""
    middle = len(text) // 2
    return [stream(text[:middle]), stream(text[middle:])]


PLACES: dict[str, Callable[[str], bytes]] = {
    "source": lambda text: notebook(code(f"{text}\n")),
    "source in lines": lambda text: notebook(code(text.splitlines(keepends=True))),  # type: ignore[arg-type]
    "Markdown": lambda text: notebook(markdown(f"See\n{text}\n")),
    "raw cell": lambda text: notebook({"cell_type": "raw", "metadata": {}, "source": text}),
    "stream": lambda text: notebook(code("1", stream(f"{text}\n"))),
    "two streams": lambda text: notebook(code("1", *halved(text))),
    "result": lambda text: notebook(code("1", shown("text/plain", f"{text}"))),
    "result as repr": lambda text: notebook(code("1", shown("text/plain", repr(text)))),
    "HTML": lambda text: notebook(code("1", shown("text/html", f"<p>{html.escape(text)}</p>"))),
    "coloured HTML": lambda text: notebook(code("1", shown("text/html", coloured(text)))),
    "numbered characters": lambda text: notebook(
        code("1", shown("text/html", "".join(f"&#{ord(letter)};" for letter in text)))
    ),
    "JSON output": lambda text: notebook(
        code("1", shown("application/json", {"a": [1, {"b": text}]}))
    ),
    "JSON in text": lambda text: notebook(code("1", stream(json.dumps({"a": text})))),
    "JSON in JSON": lambda text: notebook(code("1", stream(json.dumps(json.dumps([text]))))),
    "percent-escaped": lambda text: notebook(code("1", stream(quote(text, safe="")))),
    "data address": lambda text: notebook(markdown(
        f"![](data:text/plain;base64,{base64.b64encode(text.encode()).decode()})")),
    "traceback": lambda text: notebook(code("1", traceback(text))),
    "cell's metadata": lambda text: notebook(markdown("a", metadata={"x": {"y": text}})),
    "notebook's metadata": lambda text: notebook(markdown("a"), papermill={"parameters": [text]}),
    "attached text": lambda text: notebook(attached(text.encode(), "text/plain")),
    "attached drawing": lambda text: notebook(
        attached(f"<svg><!-- {html.escape(text)} --></svg>".encode(), "image/svg+xml")),
    "attached picture": lambda text: notebook(attached(picture(text), "image/png")),
    "output picture": lambda text: notebook(
        code("1", shown("image/png", base64.b64encode(picture(text)).decode()))),
    "old format": lambda text: json.dumps({"nbformat": 3, "worksheets": [{"cells": [
        {"cell_type": "code", "input": [text], "outputs": [
            {"output_type": "pyout", "html": f"<b>{html.escape(text)}</b>"}]}]}]}).encode(),
    "damaged file": lambda text: notebook(code(f"{text}\n"))[:-9],
}  # fmt: skip


def test_there_are_enough_secrets() -> None:
    assert len(SECRET_TEXTS) >= 30
    assert {rule for rule, _ in SECRET_TEXTS} == set(SECRETS)


@pytest.mark.parametrize("place", PLACES)
def test_every_secret_is_found_and_masked(place: str) -> None:
    missed = []
    for rule, text in SECRET_TEXTS:
        dangers = [found for found in find_leaks(PLACES[place](text), "a.ipynb", ()) if
                   found.level is Level.DANGER]  # fmt: skip
        if rule not in {found.code for found in dangers}:
            missed.append((rule, text))
        pieces = [piece for piece in re.findall(r"\w{7,}", text) if re.search(r"\d", piece)]
        for found in dangers:
            assert pieces
            assert not [piece for piece in pieces if piece in str(found)]
            assert found.path == "a.ipynb"
    assert missed == []


def test_a_key_in_a_file_that_is_attached_is_found() -> None:
    """Also where the file is no text: a model, a table, a database."""
    keys = [(kind["rule"], made(kind["parts"], n)) for n, kind in enumerate(KINDS)]
    keys = [pair for pair in keys if pair[0] != "password" and len(pair[1].split()) == 1]
    assert len(keys) > 100
    missed = []
    for rule, key in keys:
        content = b"\x80\x04\x95\xff\x00" + key.encode() + b"\x00\x94\xff."
        found = find_leaks(notebook(attached(content, "application/octet-stream")), "a.ipynb", ())
        if rule not in {problem.code for problem in found}:
            missed.append(key)
    assert missed == []


def test_message_names_cell_and_rule_and_says_revoke_first() -> None:
    _, secret = SECRET_TEXTS[0]
    (found,) = find_leaks(notebook(markdown("a"), code(f"k = {secret!r}")), "a.ipynb", ())
    assert str(found).startswith("a.ipynb: cell 2: this looks like an OpenAI key: `sk-p…`")
    assert found.text.index("Revoke") < found.text.index("clear the output")
    assert "openai-key" in found.text


def test_rule_can_be_switched_off() -> None:
    source = notebook(code(f"{SECRET_TEXTS[0][1]} ada@lovelace.io"))
    codes = [found.code for found in find_leaks(source, "a.ipynb", (), {"openai-key"})]
    assert codes == ["leaked-email"]


# What is not secret


@pytest.mark.parametrize(
    "text",
    [
        ".sk-toggleable__control sk-estimator-doc-link sk-top-container-1234567890abcdef",
        'tokenizer.pad_token = "<|endoftext|>"; eos_token="</s>"; token = "the"',
        'api_key = "YOUR_API_KEY"; password = "<your password>"; secret = "xxxxxxxx"',
        'password = os.environ["DB_PASSWORD"]; key = getpass("API key: ")',
        'api_key = f"{key}"; PASSWORD = "${DB_PASSWORD}"; token=config.token1',
        "postgresql://user:password@localhost/db postgres://postgres:postgres@localhost:5432/x",
        "postgresql://{user}:{password}@{host}/db https://example.com:8080/a@b",
        'if line == "-----BEGIN PRIVATE KEY-----":',
        "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA",
        'df.sort_values(key="Population2024"); sorted(x, key=lambda item: item[1])',
        'keywords = "churn2024"; primary_key = "customer_id"; hf_hub_download("gpt2")',
        "Password: choose a long one. The token is split at each space.",
        'pipeline("sentiment", token="distilbert-base-uncased-finetuned-sst-2-english")',
        "AKIA" + "IOSFODNN7EXAMPLE",
    ],
)
def test_ordinary_text_is_no_secret(text: str) -> None:
    assert [str(found.problem) for found in find_secrets_in_text(text, "a.md")] == []


def test_real_notebooks_raise_no_false_alarm() -> None:
    """At most one notebook in a hundred is thought to hold a secret; none really does."""
    files = sorted((ROOT.parent / "shared/notebooks").glob("*.ipynb"))
    if not files:
        pytest.skip("the real notebooks are not on this machine")
    alarms = [
        f"{file.name}: {found}"
        for file in files
        for found in find_leaks(file.read_bytes(), file.name, ())
        if found.level is Level.DANGER
    ]
    assert len({alarm.partition(":")[0] for alarm in alarms}) <= len(files) / 100, alarms


# Home folders


@pytest.mark.parametrize(
    "folder",
    ["/home/ada/work/churn.csv", "/Users/ada.lovelace/churn", r"C:\Users\Ada Lovelace\churn.csv",
     "C:/Users/ada/churn", "/mnt/c/Users/ada/churn", "file:///home/ada/churn", "d:\\users\\ada"],
)  # fmt: skip
def test_home_folder_is_found_and_redacted(folder: str) -> None:
    lines = f'File \x1b[0;32m{folder}\x1b[0m\n{folder}\nopen("{folder}")'
    source = notebook(code(lines, stream(lines), traceback(lines)), path=folder)
    found = find_leaks(source, "a.ipynb", ())
    assert {problem.code for problem in found} == {"leaked-home"}
    assert {problem.field for problem in found} == {"cell 1", "metadata"}
    assert all("redact_home: true" in problem.text for problem in found)
    redacted = redact_homes(source)
    assert find_leaks(redacted, "a.ipynb", ()) == ()
    notebook_read, _ = read_notebook(redacted)
    assert notebook_read is not None
    assert "~" in notebook_read.cells[0].source


@pytest.mark.parametrize(
    "text",
    ["/home/jovyan/work", "https://ana.example/home/ada", "https://ana.example/Users/ada",
     "/home/<user>/x", "/Users/{name}/x", "~/work", "see /home/index.html", "users/ada"],
)  # fmt: skip
def test_nobodys_folder_stays(text: str) -> None:
    source = notebook(code(text))
    assert find_leaks(source, "a.ipynb", ()) == ()
    assert redact_homes(source) == source


# Addresses


def test_others_addresses_are_problems_and_own_ones_are_not() -> None:
    source = notebook(markdown("ada@lovelace.io, charles@babbage.co.uk"))
    found = find_leaks(source, "a.ipynb", ("Ada@Lovelace.io",))
    assert [(problem.code, problem.level) for problem in found] == [("leaked-email", Level.PROBLEM)]
    assert "charles" not in str(found[0])
    assert "babbage" not in str(found[0])


@pytest.mark.parametrize(
    "text",
    ["ada@example.com", "ada@lovelace.example", "git@github.com:ada/churn.git", "W@X.values",
     "1+ada@users.noreply.github.com", "fig@2x.png", "vega@5.min.js", "@app.route", "y = A@B.T"],
)  # fmt: skip
def test_what_is_nobodys_address_is_fine(text: str) -> None:
    assert find_leaks(notebook(code(text)), "a.ipynb", ()) == ()


# Pictures


def test_place_of_a_picture_is_a_problem() -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 0.0)}
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    (found,) = find_leaks(notebook(attached(out.getvalue(), "image/jpeg")), "a.ipynb", ())
    assert (found.code, found.field, found.level) == ("leaked-gps", "cell 1", Level.PROBLEM)


def test_picture_without_place_is_fine() -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Camera"
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    assert find_leaks(notebook(attached(out.getvalue(), "image/jpeg")), "a.ipynb", ()) == ()


# Markdown and YAML


def test_line_of_a_text_is_named_and_how_to_let_it_pass() -> None:
    (found,) = find_secrets_in_text(f"a\n\n{SECRET_TEXTS[0][1]}\n", "posts/a.md")
    assert str(found.problem).startswith("posts/a.md:3: this looks like an OpenAI key: `sk-p…`")
    assert "`allow_leaks: {posts/a.md: {openai-key: " in found.problem.text


@pytest.mark.parametrize("escape", [str, html.escape, lambda text: quote(text, safe="")])
def test_every_secret_is_found_in_a_text(escape: Callable[[str], str]) -> None:
    texts = [
        (rule, f"---\ntitle: A\n---\n\nSee\n\n{escape(text)}\n") for rule, text in SECRET_TEXTS
    ]
    missed = [
        (rule, text)
        for rule, text in texts
        if rule not in {found.rule for found in find_secrets_in_text(text, "a.md")}
    ]
    assert missed == []


def test_long_text_before_and_after_hides_nothing() -> None:
    rule, secret = next(pair for pair in SECRET_TEXTS if pair[0] == "password")
    for gap in (10, 130, 480, 700):
        words = "the token of an author is a key " * (gap // 32) + "\n"
        text = f"{words}{secret}\n{words}{secret}\n"
        assert rule in {found.rule for found in find_secrets_in_text(text, "a.md")}
