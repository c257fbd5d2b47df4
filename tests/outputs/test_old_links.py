"""Links of an author's own pages to addresses that she has left."""

from __future__ import annotations

import pytest

from proofolio.outputs.old_links import lead_on

OLD = {"blog/2012/bands/": "posts/bands/", "old.html": "projects/x/"}


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
    made = lead_on(html, "about/", OLD, "/me/")
    assert made == html.replace(f'href="{written}"', f'href="{there}"')


def test_nothing_else_is_touched() -> None:
    html = '<img src="/old.html"><code>href="/old.html"</code><link href="/old.html">'
    assert lead_on(html, "", OLD) == html
