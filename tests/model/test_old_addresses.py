"""Old addresses: whatever is written, what leads on stays within the site."""

from __future__ import annotations

import posixpath
import re
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from proofolio.model.old_addresses import FIELDS, NoAddress, old_path, read_pattern
from proofolio.model.post import Post
from proofolio.model.record import Origin

SITE = "https://ana.example/me/"
PIECES = ["/", "//", "..", ".", "%2e%2e", "%2F", "\\", "evil.example", "javascript:", ":", "?", "#",
          "a", "b.html", "index.html", "x.pdf", "%00", "\n", "%ff", " ", "文", "https://",
          "ana.example/me/", "z" * 300, ":year", "data:"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join) | st.text(max_size=40))
@example("/%2e%2e/%2e%2e/etc")
@example("https://ana.example/me/../../x")
@example("/a/..\\..\\b/")
def test_what_leads_on_stays_within_the_site(written: str) -> None:
    try:
        path = old_path(written, SITE)
    except NoAddress:
        return
    assert posixpath.normpath(f"/site/{path}").startswith("/site")
    assert not path.startswith("/")
    assert "//" not in path
    assert not {"\\", "?", "#", "\0", "\n"} & set(path)
    assert path == "" or path.endswith(("/", ".html", ".htm"))
    assert all(len(part.encode()) <= 200 for part in path.split("/"))


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/blog/x/", "blog/x/"),
        ("/blog/x", "blog/x/"),
        ("blog/x/index.html", "blog/x/"),
        ("/blog/x.html", "blog/x.html"),
        ("/blog/x.php", "blog/x.php/"),
        ("//blog//x/"[1:], "blog/x/"),
        (f"/{quote('文')}/", "文/"),
        ("https://ana.example/me/blog/x/", "blog/x/"),
        ("/v1.2/", "v1.2/"),
        ("/node.js/", "node.js/"),
        ("/", ""),
    ],
)
def test_an_address_is_a_path_below_the_site(written: str, path: str) -> None:
    assert old_path(written, SITE) == path


@pytest.mark.parametrize(
    "written",
    ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "mailto:a@b.example",
     "/x/?p=1", "/x/#y", "../x", "/a/../x", "/x.pdf", "/feed.xml", "https://ana.example/other/",
     "/blog/:year/:title/"],
)  # fmt: skip
def test_what_is_no_page_of_this_site_is_refused(written: str) -> None:
    with pytest.raises(NoAddress):
        old_path(written, SITE)


def post(**fields: Any) -> Post:
    given: dict[str, Any] = {
        "id": "2012-09-05-bands",
        "slug": "bands",
        "title": "Bands, not numbers",
        "date": "2012-09-05T20:12",
        "categories": ["Data science"],
        "origin": Origin("posts/2012-09-05-Bands.md"),
    }
    return Post.model_validate(given | fields)


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/blog/{date:%Y}/{slug}/", "/blog/2012/bands/"),
        ("blog/{date:%Y}/{date:%m}/{date:%d}/{slug}/", "blog/2012/09/05/bands/"),
        ("/blog/{date:%Y/%m/%d}/{title}.html", "/blog/2012/09/05/bands-not-numbers.html"),
        ("/{date:%y-%-m-%-d}-{id}/", "/12-9-5-2012-09-05-bands/"),
        ("/{date:%b}/{date:%B}/{slug}/", "/Sep/September/bands/"),
        ("/{date}/{slug}/", "/2012-09-05/bands/"),
        ("/{category}/{file}/", "/data-science/2012-09-05-Bands/"),
    ],
)
def test_a_pattern_makes_the_address_of_an_entry(pattern: str, address: str) -> None:
    assert read_pattern(pattern).of(post()) == address


@pytest.mark.parametrize("lack", [{"date": None}, {"categories": []}])
def test_an_entry_that_lacks_what_stands_in_it_has_none(lack: dict[str, Any]) -> None:
    assert read_pattern("/{date:%Y}/{category}/{slug}/").of(post(**lack)) == ""


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("/blog/:year/:title/", "`:year`. Write `{date:%Y}`"),
        ("/blog/", "the same for all"),
        ("/blog/{date:%Y}/", "the same for all"),
        ("/blog/{slg}/", "`{slg}`"),
        ("/blog/{slug.__class__}/", "a brace"),
        ("/blog/{date:%Q}/{slug}/", "`{date:%Q}`"),
        ("/blog/{slug:%Y}/", "`{slug:%Y}`"),
        ("/blog/{slug", "a brace"),
        ("/blog/{date:{slug}}/", "a brace"),
        ("https://evil.example/{slug}/", "not an address of this site"),
        ("/../{slug}/", "out of the site"),
        ("/{slug}?x=1", "`?` or `#`"),
        ("//evil.example/{slug}/", "not an address of this site"),
        ("/{slug}.pdf", "a file"),
        ("", "the same for all"),
    ],
)
def test_a_pattern_that_makes_no_addresses_is_told(pattern: str, said: str) -> None:
    with pytest.raises(NoAddress, match=re.escape(said)):
        read_pattern(pattern)


def test_every_field_may_stand_in_a_pattern() -> None:
    tried = [
        read_pattern(f"/{{{one}}}/{{{two}}}/{{slug}}/") for one, two in product(FIELDS, FIELDS)
    ]
    assert len(tried) == len(FIELDS) ** 2
    assert all(pattern.of(post()).startswith("/") for pattern in tried)
