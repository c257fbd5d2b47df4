"""Tokens made to be public are told wherever they stand, once, and stop nothing."""

from __future__ import annotations

import json
import random
import re
import shutil
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.checks.secrets_in_parts import letters

from proofolio.adapters.mkdocs.check import read_site
from proofolio.checks.findings import Finding
from proofolio.checks.secrets.leaks import PUBLIC_TOKEN, find_leaks, find_secrets_in_file
from proofolio.checks.secrets.service_keys import PUBLIC
from proofolio.checks.texts.file_texts import texts_of
from proofolio.problems import Level

SITE = Path(__file__).parent.parent / "sites" / "checked"


def signed(role: str) -> str:
    claims = {"iss": "supabase", "ref": "abcdefghijklmnopqrst", "role": role, "iat": 1700000000}
    body = urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + body + "." + "Qx7_" * 10


TOKENS: dict[str, Callable[[random.Random], str]] = {
    "Mapbox": lambda chance: "pk" + ".eyJ" + letters("*60", chance) + "." + letters("@22", chance),
    "Stripe, live": lambda chance: "pk" + "_live_" + letters("*24", chance),
    "Stripe, test": lambda chance: "pk" + "_test_" + letters("*24", chance),
    "PostHog": lambda chance: "phc" + "_" + letters("*43", chance),
    "Supabase": lambda chance: "sb" + "_publishable_" + letters("*24", chance) + "_x1",
    "Supabase, signed": lambda chance: signed("anon"),
    "Sentry": lambda chance: (
        f"https://{letters('#32', chance)}@o{letters('=6', chance)}.ingest"
        f".sentry.io/{letters('=7', chance)}"
    ),
    "reCAPTCHA": lambda chance: "6L" + letters("@38", chance),
    "Google Analytics": lambda chance: "G-" + letters("^10", chance),
    "Google Analytics, old": lambda chance: f"UA-{letters('=8', chance)}-1",
    "Google Tag Manager": lambda chance: "GTM-" + letters("^7", chance),
    "AdSense": lambda chance: "ca-pub-" + letters("=16", chance),
    "New Relic": lambda chance: "NRJS-" + letters("#19", chance),
    "Datadog": lambda chance: "pub" + letters("#32", chance),
}
"""Tokens that tell themselves."""
AROUND = {
    "a captcha": '<div class="cf-turnstile" data-sitekey="{0x4AAAAAAA@14}"></div>',
    "Cloudflare": "<script src='beacon.js' data-cf-beacon='{{\"token\": \"{#32}\"}}'></script>",
    "Algolia": "const algolia = {{ appId: 'R2IYF7ETH7', searchApiKey: '{#32}' }};",
    "Algolia, loud": "ALGOLIA_APP_ID=R2IYF7ETH7\nALGOLIA_SEARCH_KEY={#32}\n",
    "DocSearch": "docsearch({{\n  appId: 'R2IYF7ETH7',\n  apiKey: '{#32}',\n  indexName: 'a'\n}});",
}
"""Tokens that only what stands around tells."""


def lines() -> list[tuple[str, str, str]]:
    """Kind, token and a text that holds it, of every kind."""
    found = []
    for seed in range(3):
        for kind, make in TOKENS.items():
            token = make(random.Random(f"{kind}{seed}"))
            found += [(kind, token, form.format(token)) for form in FORMS]
        for kind, form in AROUND.items():
            before, _, rest = form.replace("{{", "\0").replace("}}", "\1").partition("{")
            parts, _, behind = rest.partition("}")
            fixed, sign, count = parts.partition("@") if "@" in parts else parts.partition("#")
            token = fixed + letters(sign + count, random.Random(f"{kind}{seed}"))
            text = f"{before}{token}{behind}".replace("\0", "{").replace("\1", "}")
            found.append((kind, token, text))
    return found


FORMS = ("{}", "Write `{}`.", 'key = "{}"', "const apiKey = '{}';", "API_KEY={}", "token: {}",
         'value: "{}"')  # fmt: skip


def test_every_kind_is_told_and_is_no_secret() -> None:
    assert len(lines()) > 250
    wrong = []
    for kind, token, text in lines():
        for name in ("a.md", "a.yml", "a.js", "a.html"):
            content = f"Words.\n\n{text}\n\nWords.\n".encode()
            found = find_secrets_in_file(texts_of(name, content), name)
            if [(each.rule, each.value) for each in found] != [(PUBLIC_TOKEN, token)]:
                wrong.append((kind, name, text, [(each.rule, each.value) for each in found]))
    assert wrong == []


def test_every_shape_has_a_token_in_these_cases() -> None:
    texts = [text for _, _, text in lines()]
    missing = [shape for shape in PUBLIC if not any(any(shape.matches(text)) for text in texts)]
    assert [(shape.of, shape.hints) for shape in missing] == []


@pytest.mark.parametrize(
    "text",
    [
        'SUPABASE_KEY = "{}"'.format(signed("service_role")),
        'search_api_key = "{}"'.format(letters("#32", random.Random(1))),
        "secret: {}".format("6L" + letters("@38", random.Random(2))),
        "sk" + "_live_" + letters("*24", random.Random(3)),
    ],
)
def test_what_is_like_one_is_a_secret_still(text: str) -> None:
    found = find_secrets_in_file(texts_of("a.md", text.encode()), "a.md")
    assert [each.rule == PUBLIC_TOKEN for each in found] == [False]


# In a project

TOKEN = TOKENS["Mapbox"](random.Random(7))
IDS = [TOKENS["Google Analytics"](random.Random(seed)) for seed in (1, 2)]


def said(folder: Path) -> list[Finding]:
    return [f for f in read_site(folder / "mkdocs.yml").findings() if f.check.id == "SEC-008"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns(".cache"))
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert 'cache: "", ' in text
    settings.write_text(text.replace('cache: "", ', ""), encoding="utf-8")
    return folder


def notebook(text: str) -> str:
    cell = {"cell_type": "code", "source": text, "outputs": [], "metadata": {}, "id": "a"}
    whole = {"cells": [{**cell, "execution_count": 1}], "metadata": {}, "nbformat": 4}
    return json.dumps({**whole, "nbformat_minor": 5})


PLACES = {
    "mkdocs.yml": "{old}\nextra:\n  map: {token}\n",
    "site_src/own.md": "# Own\n\nA page.\n\n<i data-key='{token}'></i>\n",
    "site_src/map.js": "mapboxgl.accessToken = '{token}';\n",
    "site_src/map.html": "<p>{token}</p>\n",
    "projects/load.yml": "{old}\ntags: [{token}]\n",
    "projects/map.ipynb": "",
}


def plant(folder: Path, name: str, token: str) -> None:
    path = folder / name
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    text = PLACES[name].format(old=old, token=token) if PLACES[name] else notebook(f"k = '{token}'")
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", PLACES)
def test_it_is_told_wherever_it_stands_also_the_second_time(project: Path, name: str) -> None:
    plant(project, name, TOKEN)
    for _ in range(2):
        (found,) = said(project)
        assert found.problem.path == name
        assert found.severity == "info"
        assert TOKEN not in found.problem.text


def test_it_is_told_once_with_the_first_places(project: Path) -> None:
    for name in PLACES:
        plant(project, name, TOKEN)
    (found,) = said(project)
    assert found.problem.path == "mkdocs.yml"
    assert "too." in found.problem.text
    assert sum(name in found.problem.text for name in PLACES) == 3, found.problem.text
    assert "and 2 more" in found.problem.text


def test_an_id_for_analytics_belongs_into_the_settings(project: Path) -> None:
    settings = project / "mkdocs.yml"
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"\nextra:\n  analytics:\n    provider: google\n    property: {IDS[0]}\n")
    page = project / "site_src/own.md"
    page.write_text(f"# Own\n\nThe id `{IDS[0]}`.\n", encoding="utf-8")
    assert said(project) == []
    page.write_text(f"# Own\n\nThe ids `{IDS[0]}` and `{IDS[1]}`.\n", encoding="utf-8")
    (found,) = said(project)
    assert IDS[1] in found.problem.text


def test_the_author_lets_it_pass(project: Path) -> None:
    plant(project, "site_src/map.js", TOKEN)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    allowed = "allow_leaks: {site_src/map.js: {public-token: The map needs it}}"
    new = re.sub(r"- proofolio/portfolio.*", f"- proofolio/portfolio: {{{allowed}}}", text)
    assert new != text
    settings.write_text(new, encoding="utf-8")
    assert [f for f in read_site(settings).findings() if f.check.family in ("SEC", "CFG")] == []


def test_a_build_tells_it_and_publishes(
    project: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    for name in PLACES:
        plant(project, name, TOKEN)
    site, messages = build_report(project)
    assert (site / "own/index.html").is_file()
    assert [text for text in messages if not text.startswith("INFO")] == []
    assert sum("made to be public" in text for text in messages) == 1


def test_a_notebook_tells_it_as_a_note() -> None:
    source = notebook(f"k = '{TOKEN}'").encode()
    found: list[Any] = list(find_leaks(source, "a.ipynb", ()))
    assert [(each.code, each.level) for each in found] == [("leaked-public-token", Level.NOTE)]
