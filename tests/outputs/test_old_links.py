"""Links of an author's own pages to addresses that she has left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from proofolio.outputs.old_links import lead_on
from proofolio.outputs.site_files import SiteFiles
from proofolio.problems import Level

FILES = SiteFiles(
    Path(),
    "site_src",
    "site_src/_data",
    {},
    frozenset({"posts/bands/", "both/"}),
    base="/me/",
    absent=frozenset({"projects/later/", "both/"}),
    old={"blog/2012/bands/": "posts/bands/", "old.html": "projects/x/"},
    absent_old=frozenset({"blog/later/", "draft/"}),
)


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("/blog/2012/bands/", "../posts/bands/"),
        ("/blog/2012/bands", "../posts/bands/"),
        ("/blog/2012/bands/index.html#x", "../posts/bands/#x"),
        ("/me/blog/2012/bands/?a=1#x", "../posts/bands/?a=1#x"),
        ("../blog/2012/bands/", "../posts/bands/"),
        ("/old.html", "../projects/x/"),
        ("/blog/2012/other/", "/blog/2012/other/"),
        ("https://other.example/blog/2012/bands/", "https://other.example/blog/2012/bands/"),
        ("//other.example/old.html", "//other.example/old.html"),
        ("#blog", "#blog"),
        ("", ""),
        ("pf:blog/2012/bands/", "pf:blog/2012/bands/"),
        ("../../../../old.html", "../projects/x/"),
    ],
)
def test_a_link_to_an_old_address_leads_on(written: str, there: str) -> None:
    html = f'<p><a class="x" href="{written}" title="a > b">Bands</a> /blog/2012/bands/</p>'
    made, problems = lead_on(html, "about/", "site_src/a.md", FILES)
    assert problems == ()
    assert made == html.replace(f'href="{written}"', f'href="{there}"')


def test_nothing_else_is_touched() -> None:
    html = '<img src="/old.html"><code>href="/old.html"</code><link href="/old.html">'
    assert lead_on(html, "", "site_src/a.md", FILES) == (html, ())


@pytest.mark.parametrize(
    "written", ["/blog/later/", "../draft/", "../projects/later/#x", "../projects/later/index.html"]
)
def test_of_a_link_to_what_is_not_shown_today_the_words_stay(written: str) -> None:
    made, problems = lead_on(
        f'<a class="x" href="{written}">Words</a>', "about/", "site_src/a.md", FILES
    )
    assert made == '<a class="x">Words</a>'
    assert [(problem.code, problem.level) for problem in problems] == [("hidden-link", Level.NOTE)]
    assert written in problems[0].text


def test_what_is_there_after_all_is_linked() -> None:
    html = '<a href="../both/">Words</a>'
    assert lead_on(html, "about/", "site_src/a.md", FILES) == (html, ())


@pytest.mark.parametrize("quotes", ['"{}"', "'{}'", "{}", ' = "{}"'])
@pytest.mark.parametrize(
    "target",
    ["../said/", "/said/", "../said.svg", "../said", "../said/#a", "../files/said.txt?a=1"],
)
def test_what_is_gone_is_found_however_html_is_typed(quotes: str, target: str) -> None:
    files = replace(FILES, absent=frozenset({"said/", "said.svg", "files/said.txt", "said"}))
    address = f"={quotes.format(target)}" if "=" not in quotes else quotes.format(target)
    for html, left in (
        (f"<a class=x HREF{address}>Words</a>", "<a class=x>Words</a>"),
        (f"<img alt='Words' src{address}>", "Words"),
    ):
        made, problems = lead_on(html, "hub/", "site_src/a.md", files)
        assert made == left
        assert [problem.code for problem in problems] == ["hidden-link"]
        for other in ("../saids/", "../", "#said", "https://a.example/said/", "mailto:a@b.example"):
            there = html.replace(target, other)
            assert lead_on(there, "hub/", "site_src/a.md", files) == (there, ())
