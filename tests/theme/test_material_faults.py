"""What we mend in Material is still to be mended there, and each repair is still in place.

Should the first half of a test fail, Material has changed: look whether the repair is needed, and
whether it still meets what it was made for. (Markup that is mended afterwards: test_material.py.)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import material
import pytest

from proofolio.outputs.material import make_stylesheet

TEMPLATES = Path(material.__file__).parent / "templates"
PALETTE = "assets/stylesheets/palette.*.min.css"
STYLES, SCRIPT = "assets/stylesheets/main.*.min.css", "assets/javascripts/bundle.*.min.js"

FAULTS = {
    "every page asks Google for fonts": ("base.html", r"fonts\.googleapis\.com"),
    "the skip link is missing without a list of contents": (
        "base.html",
        r'data-md-component="skip">\s*\{% if page\.toc \| first is defined',
    ),
    "a rule for every element there is": (PALETTE, r"\[data-md-color-switching\] \*"),
    "the palette has a sheet of its own": (
        "base.html",
        r"'assets/stylesheets/palette\.\w+\.min\.css'",
    ),
    "tabs are too pale": (STYLES, r"\.md-tabs__link\{[^}]*opacity:\.7"),
    "comments in code are too pale": (
        STYLES,
        r"--md-code-hl-comment-color:var\(--md-default-fg-color--light\)",
    ),
    "the copyright is too pale": (STYLES, r"\.md-copyright\{[^}]*--md-footer-fg-color--lighter"),
    "buttons take the colour of the header": (
        STYLES,
        r"\.md-button\{[^}]*color:var\(--md-primary-fg-color\)",
    ),
    "small print is half seen through": (STYLES, r"\.md-typeset small\{opacity:\.75\}"),
    "the closed search is reached by Tab": (
        "partials/search.html",
        r'class="md-search__scrollwrap" tabindex="0"',
    ),
    "the hidden way back to the top is reached by Tab": (
        STYLES,
        r"\.md-top\[hidden\]\{(?![^}]*visibility)[^}]*opacity:0",
    ),
    "the search dialog has no name": ("partials/search.html", r'role="dialog">'),
    "the search index comes with every page": (SCRIPT, r'namedItem\("search"\)'),
    "a feed is taken for a translation": (SCRIPT, r'"link\[rel=alternate\]"'),
    "the copy button stands in a nav without a name": (SCRIPT, r'"nav",\{class:"md-code__nav"\}'),
    "each block of code lays the page out anew": (SCRIPT, r'"content\.lazy"\)\?'),
    "the page is told of features in JSON": ("base.html", r'"features": features'),
    "the script competes with the styles": (
        "base.html",
        r"<script src=\"\{\{ 'assets/javascripts/b",
    ),
    "sections of the navigation have an empty tabindex": (
        "partials/nav-item.html",
        r'tabindex = "0" if not is_section',
    ),
}
"""What is wrong, the file of Material it is in, and how it looks there."""


@pytest.mark.parametrize("fault", FAULTS)
def test_material_still_has_the_fault(fault: str) -> None:
    name, pattern = FAULTS[fault]
    (file,) = TEMPLATES.glob(name)
    assert re.search(pattern, file.read_text(encoding="utf-8")), f"{name}: {fault}"


def test_no_fault_would_be_seen_in_a_file_without_it() -> None:
    assert not [fault for fault, (_, p) in FAULTS.items() if re.search(p, "<p>Nothing wrong.</p>")]


@pytest.mark.parametrize(
    "rule",
    [
        ".md-typeset .md-button{",
        ".md-typeset small{opacity:1}",
        ".md-header .md-search__output{visibility:hidden}",
        ".md-top[hidden]{visibility:hidden}",
    ],
)
def test_the_stylesheet_has_the_repair(rule: str) -> None:
    assert rule in make_stylesheet()


def test_the_repairs_hold_in_a_browser(address: str, open_page: Callable[..., Any]) -> None:
    for dark in (False, True):
        page = open_page(f"{address}notes/", dark=dark)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        colour = "(e) => getComputedStyle(e).color"
        quiet, first = (page.locator(".md-button").nth(n) for n in (0, 1))
        assert quiet.evaluate(colour) != ground
        assert first.evaluate("(e) => getComputedStyle(e).backgroundColor") != ground
        assert page.locator("small").last.evaluate("(e) => getComputedStyle(e).opacity") == "1"
        output = page.locator(".md-search__output")
        assert output.evaluate("(e) => getComputedStyle(e).visibility") == "hidden"
        assert page.locator(".md-search").get_attribute("aria-label") == "Search"


def test_parts_of_material_that_are_not_ours_do_not_come(framed: Path) -> None:
    text = (framed / "notes" / "index.html").read_text(encoding="utf-8")
    for name in ("md-tabs", "md-footer__link", "md-copyright", "md-source"):
        assert f'class="{name}' not in text
    assert "googleapis" not in text
