"""What a browser asks of other hosts, as a browser reads a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from proofolio.checks.requests import requests_of_page, requests_of_script, requests_of_style

CASES = yaml.safe_load(
    (Path(__file__).parent.parent / "cases/requests.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["html"][:60])
def test_a_piece_of_a_page_asks_these_hosts(case: dict[str, Any]) -> None:
    found = requests_of_page(case["html"], "own.example")
    assert dict(found) == case["asks"]


@pytest.mark.parametrize(
    "case", [c for c in CASES if "base " not in c["html"]], ids=lambda c: c["html"][:60]
)
def test_it_asks_the_same_within_a_page(case: dict[str, Any]) -> None:
    start = "<!doctype html><html><head><title>T</title></head><body>"
    bundle = "<script src='../assets/javascripts/bundle.1.min.js'></script>"
    page = f"{start}<p>Text.</p>{case['html']}<p>More.</p>{bundle}</body></html>"
    assert dict(requests_of_page(page, "own.example")) == case["asks"]


def test_styles_and_scripts_of_their_own_are_read_as_well() -> None:
    style = "@import 'https://a.example/x.css'; p { background: url(own.png) }"
    assert dict(requests_of_style(style)) == {"a.example": "a stylesheet"}
    assert dict(requests_of_script('el.src = "//b.example/x.js"')) == {"b.example": "a script"}


@pytest.mark.parametrize(
    "piece",
    [
        "/* x", "url(  ", "url('", 'url("', "@import ", "@namespace ", "import ( ", "from ", "new ",
        "<", "<img src=", "<template>", "<p style='url(", "fetch ( ", "x, ", ".src = ", "<b>",
    ],
)  # fmt: skip
def test_what_never_ends_is_read_in_time_that_grows_with_it(piece: str) -> None:
    """With time in squares of its length the suite would not end."""
    for text in (piece * 60_000, piece + " " * 200_000):
        assert not [*requests_of_page(text), *requests_of_style(text), *requests_of_script(text)]


@pytest.mark.slow
@pytest.mark.chromium
def test_whatever_a_browser_asks_is_told(browser: Any) -> None:
    context = browser.new_context()
    shown = ""
    asked: set[str] = set()

    def answer(route: Any) -> None:
        host = urlsplit(route.request.url).hostname or ""
        if host == "own.example":
            route.fulfill(body=shown, content_type="text/html")
        else:
            asked.add(host)
            route.abort()

    context.route("**/*", answer)
    page = context.new_page()
    for case in CASES:
        shown = f"<!doctype html><title>T</title>{case['html']}"
        page.goto("http://own.example/", wait_until="load")
    context.close()
    assert len(asked) > 15
    # An icon comes when it likes, so all are compared at once: none of them may be `no.example`.
    assert asked <= {host for case in CASES for host in case["asks"]}
