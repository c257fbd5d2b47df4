"""The head of a page holds what search engines, previews and readers ask for, escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.outputs.head import HeadFacts, make_head, og_locale
from proofolio.outputs.robots import make_robots

HOSTILE = "\"><script>alert('x')</script> & <b> 数据 مرحبا 👩‍🔬"
ACCOUNTS = {"github": "https://github.example/ana", "mastodon": "https://social.example/@ana"}


class _Tags(HTMLParser):
    """What a program reads from a head."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, list[str]] = {}
        self.others: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = given.get("property") or given.get("name", "")
            self.meta.setdefault(name, []).append(given.get("content", ""))
        elif tag == "link":
            self.links.setdefault(given["rel"], []).append(given["href"])
        else:
            self.others.append(tag)


def head_of(loaded: Loaded, address: str, **facts: Any) -> _Tags:
    plan = loaded.plans[address]
    given = {
        "title": plan.title,
        "description": plan.description,
        "plan": plan,
        "card": f"assets/cards/{address}x.png",
        "plans": loaded.plans,
    }
    return _Tags(make_head(loaded.site, HeadFacts(address, **{**given, **facts})))


@pytest.fixture
def loaded(load_site: Callable[..., Loaded]) -> Loaded:
    return load_site(
        profile={"profiles": ACCOUNTS, "summary": "I count.", "work": [{"name": "Clinic"}]},
        projects={
            "triage": {"title": "Who waits", "date": "2026-03-01", "updated": "2026-04-01"},
            "größe": {"title": "Size", "lang": "de", "canonical_url": "https://else.example/a"},
        },
        posts={"first": {"title": "First", "date": "2026-05-01"}},
    )


def test_a_page_tells_all_that_previews_ask_for(loaded: Loaded) -> None:
    tags = head_of(loaded, "projects/triage/")
    assert tags.links["canonical"] == ["https://ana.example/projects/triage/"]
    description = loaded.plans["projects/triage/"].description
    assert description
    assert tags.meta == {
        "og:url": ["https://ana.example/projects/triage/"],
        "og:title": ["Who waits"],
        "og:description": [description],
        "og:type": ["article"],
        "og:site_name": ["Ana Kovač"],
        "og:locale": ["en_GB"],
        "article:published_time": ["2026-03-01T00:00:00+00:00"],
        "article:modified_time": ["2026-04-01T00:00:00+00:00"],
        "og:image": ["https://ana.example/assets/cards/projects/triage/x.png"],
        "og:image:type": ["image/png"],
        "og:image:width": ["1200"],
        "og:image:height": ["630"],
        "og:image:alt": ["Who waits"],
        "twitter:card": ["summary_large_image"],
        "twitter:image:alt": ["Who waits"],
    }
    assert tags.others == ["script"]


@pytest.mark.parametrize(
    ("address", "kind"), [("", "website"), ("about/", "profile"), ("posts/first/", "article")]
)
def test_each_kind_of_page_has_its_type(loaded: Loaded, address: str, kind: str) -> None:
    tags = head_of(loaded, address)
    assert tags.meta["og:type"] == [kind]
    assert ("article:published_time" in tags.meta) is (kind == "article")


def test_other_accounts_are_named_on_the_pages_about_her_only(loaded: Loaded) -> None:
    assert head_of(loaded, "").links["me"] == list(ACCOUNTS.values())
    assert head_of(loaded, "about/").links["me"] == list(ACCOUNTS.values())
    assert "me" not in head_of(loaded, "projects/").links


def test_what_was_published_elsewhere_first_says_so(loaded: Loaded) -> None:
    tags = head_of(loaded, "projects/größe/")
    assert tags.links["canonical"] == tags.meta["og:url"] == ["https://else.example/a"]
    assert tags.meta["og:locale"] == ["de_DE"]
    # Other scripts are encoded, as browsers do it.
    assert tags.meta["og:image"][0].endswith("/projects/gr%C3%B6%C3%9Fe/x.png")


def test_without_the_sites_address_nothing_needs_one(load_site: Callable[..., Loaded]) -> None:
    loaded = load_site(url="", projects={"a": {"title": "A", "summary": "B."}})
    text = make_head(loaded.site, HeadFacts("projects/a/", "A", "B.", loaded.plans["projects/a/"]))
    tags = _Tags(text)
    assert tags.meta.keys() == {
        "og:title", "og:description", "og:type", "og:site_name", "og:locale", "twitter:card"
    }  # fmt: skip
    assert tags.links == {}
    assert "://" not in text


def test_a_missing_page_has_no_address(loaded: Loaded) -> None:
    tags = _Tags(make_head(loaded.site, HeadFacts(None, "", "")))
    assert "canonical" not in tags.links
    assert "og:url" not in tags.meta
    assert tags.meta["twitter:card"] == ["summary"]
    assert tags.others == []


def test_hostile_text_stays_text(loaded: Loaded) -> None:
    tags = head_of(loaded, "projects/triage/", title=HOSTILE, description=HOSTILE)
    assert tags.meta["og:title"] == tags.meta["og:image:alt"] == [HOSTILE]
    assert tags.meta["og:description"] == [HOSTILE]
    assert tags.others == ["script"]


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_US"), ("en_GB", "en_GB"), ("de", "de_DE"), ("pt-BR", "pt_BR"), ("zh", "zh_CN"),
     ("zh-Hant", "zh_TW"), ("ar", "ar_EG"), ("tlh", ""), ("not a language", "")],
)  # fmt: skip
def test_languages_get_their_likeliest_country(language: str, locale: str) -> None:
    assert og_locale(language) == locale


@pytest.mark.parametrize(
    ("url", "is_made"),
    [("https://ana.example/", True), ("https://ana.example/portfolio/", False), ("", False)],
)
def test_robots_are_told_at_the_root_of_a_host_only(url: str, is_made: bool) -> None:
    text = make_robots(url)
    assert bool(text) is is_made
    assert (f"Sitemap: {url}sitemap.xml\n" in text) is is_made


def test_a_robots_file_of_her_own_is_kept(
    write_site: Callable[..., Path], build_site: Callable[..., Path]
) -> None:
    folder = write_site(projects={"triage": {"title": "Who waits", "summary": "We counted."}})
    assert "Sitemap: https://ana.example/" in (build_site(folder) / "robots.txt").read_text()
    (folder / "site_src" / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    assert (build_site(folder) / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_every_built_page_has_its_own_words_and_a_card(example_site: Path) -> None:
    pages = [p for p in example_site.rglob("index.html") if "http-equiv" not in p.read_text()]
    assert len(pages) > 30
    descriptions = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        tags = _Tags(text.partition("</head>")[0])
        descriptions += tags.meta["description"]
        assert tags.meta["og:description"] == tags.meta["description"], page
        card = tags.meta["og:image"][0].partition("quandt.example/")[2]
        assert (example_site / card).is_file(), page
        data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
        assert len(data) == 1, page
        assert json.loads(data[0])["@graph"]
        assert tags.links["canonical"] == tags.meta["og:url"]
    assert len(descriptions) == len(set(descriptions))
