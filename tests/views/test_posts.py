"""The listing of posts: pinned first, by year, bounded, and never a link to nothing."""

from __future__ import annotations

import pytest


def post(id: str, date: str = "2026-03-01", **more: object) -> dict[str, object]:
    return {"id": id, "title": id.title(), "date": date, **more}


def rows(page) -> list[str]:
    return [a["href"] for a in page.select(".pf-post h3 a")]


def test_years_are_listed_newest_first(make_site, read_page):
    site = make_site(posts=[post("a", "2024-05-01"), post("b"), post("c", "2026-08-01")])
    page = read_page(site, "posts/")
    assert [h.text for h in page.select("section h2")[:2]] == ["2026", "2024"]
    assert rows(page) == ["c/", "b/", "a/"]
    assert [time["datetime"] for time in page.select(".pf-post time")] == [
        "2026-08-01",
        "2026-03-01",
        "2024-05-01",
    ]


def test_featured_posts_are_pinned_and_not_repeated(make_site, read_page):
    site = make_site(posts=[post("a", "2024-05-01", featured="true"), post("b")])
    page = read_page(site, "posts/")
    assert page.h2.text == "Worth reading first"
    assert rows(page) == ["a/", "b/"]


def test_row_says_what_when_and_how_long(make_site, read_page):
    body = "word " * 221
    site = make_site(posts=[post("a", summary="In short.", tags=["SQL", "R", "Go"], body=body)])
    row = read_page(site, "posts/").select_one(".pf-post")
    assert row.select_one("time").text == "1 Mar 2026"
    assert [p.text for p in row.select("p")] == ["In short.", "SQL · R · 2 min"]


@pytest.mark.parametrize(
    ("words", "minutes"), [(1, "1 min"), (220, "1 min"), (221, "2 min"), (0, "")]
)
def test_reading_time_is_rounded_up(make_site, read_page, words, minutes):
    site = make_site(posts=[post("a", body="word " * words, summary="S")])
    meta = read_page(site, "posts/").select_one(".pf-card__meta")
    assert (meta.text if meta else "") == minutes


def test_written_reading_time_wins(make_site, read_page):
    site = make_site(posts=[post("a", body="word", readtime=12)])
    assert read_page(site, "posts/").select_one(".pf-card__meta").text == "12 min"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://medium.com/@ana/x", "on Medium"),
        ("https://ana.substack.com/p/x", "on Substack"),
        ("https://www.weekly.example/x", "on weekly.example"),
        ("https://notmedium.com/x", "on notmedium.com"),
    ],
)
def test_post_written_elsewhere_says_where_and_leads_there(
    make_site, read_page, plans_of, address, place
):
    site = make_site(posts=[post("a", external_url=address)])
    page = read_page(site, "posts/")
    assert rows(page) == [address]
    assert page.select_one(".pf-card__meta").text == place
    assert "posts/a/" not in plans_of(site)


def test_summary_is_the_first_paragraph_where_none_is_written(make_site, read_page):
    site = make_site(posts=[post("a", body="# Head\n\nFirst *words*.\n\nSecond.")])
    assert read_page(site, "posts/").select_one(".pf-post p").text == "First words."


def test_listing_stays_short_and_leads_to_years(make_site, read_page, plans_of):
    many = [post(f"p{n}", f"2026-01-{n % 28 + 1:02d}") for n in range(40)]
    many += [post(f"q{n}", f"2025-01-{n + 1:02d}") for n in range(3)]
    site = make_site(posts=many)
    page = read_page(site, "posts/")
    assert len(rows(page)) == 30
    assert page.select_one("a.pf-more")["href"] == "year/2026/"
    assert page.select_one("a.pf-more").text == "All 40 of 2026"
    chips = {a["href"]: a.text for a in page.select("a.pf-chip")}
    assert chips == {"year/2026/": "2026 40", "year/2025/": "2025 3"}
    assert {"posts/year/2026/", "posts/year/2025/"} <= set(plans_of(site))


def test_year_page_has_all_of_its_year(make_site, read_page):
    site = make_site(posts=[post("a", "2024-05-01", featured="true"), post("b"), post("c")])
    page = read_page(site, "posts/year/2026/")
    assert page.h1.text == "Writing of 2026"
    assert rows(page) == ["../../b/", "../../c/"]
    assert page.select_one(".pf-kicker a")["href"] == "../../"
    current = page.select_one("a[aria-current=page]")
    assert current.text == "2026 2"


def test_one_short_year_needs_no_pages_of_years(make_site, read_page, plans_of):
    site = make_site(posts=[post("a"), post("b")])
    assert not [address for address in plans_of(site) if "/year/" in address]
    assert not read_page(site, "posts/").select(".pf-chip")


def test_unlisted_and_archived_posts_are_in_no_listing(make_site, read_page, plans_of):
    site = make_site(posts=[post("a"), post("b", status="unlisted"), post("c", status="archived")])
    assert rows(read_page(site, "posts/")) == ["a/"]
    plans = plans_of(site)
    assert not plans["posts/b/"].is_listed
    assert plans["posts/c/"].is_listed


def test_future_and_draft_posts_are_seen_only_while_editing(make_site, read_page, plans_of):
    written = [post("a"), post("b", "2026-11-21"), post("c", status="draft")]
    assert rows(read_page(make_site(posts=written), "posts/")) == ["a/"]
    page = read_page(make_site(posts=written, drafts=True), "posts/")
    assert rows(page) == ["b/", "a/", "c/"]
    assert [p.text for p in page.select(".pf-card__meta")] == ["draft", "draft"]


def test_draft_without_a_date_stands_last(make_site, read_page):
    undated = {"id": "x", "title": "X", "status": "draft"}
    page = read_page(make_site(posts=[post("a"), undated], drafts=True), "posts/")
    assert [h.text for h in page.select("section h2")[:2]] == ["2026", "Without a date"]


def test_no_posts_make_no_page(make_site, plans_of):
    assert not [address for address in plans_of(make_site()) if address.startswith("posts/")]
    off = make_site(posts=[post("a")], enabled=frozenset({"services"}))
    assert not [address for address in plans_of(off) if address.startswith("posts/")]


def test_every_page_has_its_own_description(make_site, plans_of):
    site = make_site(posts=[post("a"), post("b", "2025-01-01"), post("c", "2024-01-01")])
    found = [plan.description for plan in plans_of(site).values()]
    assert len(set(found)) == len(found)


def test_day_of_the_listing_comes_from_its_posts(make_site, plans_of):
    site = make_site(posts=[post("a", updated="2026-10-05"), post("b", "2026-09-01")])
    plans = plans_of(site)
    assert plans["posts/"].updated.isoformat() == "2026-10-05"
    assert plans["posts/b/"].updated.isoformat() == "2026-09-01"


def test_a_long_year_has_pages(make_site, read_page, plans_of):
    many = [post(f"p{n:03}", f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}") for n in range(120)]
    site = make_site(posts=[*many, post("old", "2025-01-01")])
    addresses = [f"posts/year/2026/{page}" for page in ("", "page/2/", "page/3/")]
    plans = plans_of(site)
    assert [address for address in plans if "/year/2026/" in address] == addresses
    assert plans[addresses[1]].title == "Writing of 2026, page 2 of 3"
    first, second, third = (read_page(site, address) for address in addresses)
    shown = [
        a["href"].split("/")[-2] for page in (first, second, third) for a in page.select("h3 a")
    ]
    assert shown == [f"p{n:03}" for n in reversed(range(120))]
    assert second.h1.text == "Writing of 2026"
    assert second.h2.text == "120 posts, page 2 of 3"
    assert [a["href"] for a in first.select(".pf-turn a")] == ["page/2/"]
    turn = {a["rel"][0]: a["href"] for a in second.select(".pf-turn a")}
    assert turn == {"prev": "../../", "next": "../3/"}
    assert [a["href"] for a in third.select(".pf-turn a")] == ["../2/"]
    assert second.select_one("a[aria-current=page]").text == "2026 120"
    assert not read_page(site, "posts/year/2025/").select(".pf-turn")


def test_each_post_is_converted_once_whatever_lists_it(make_site, read_page, monkeypatch):
    from proofolio.outputs import kept_prose as outputs

    converted = []
    convert = outputs.convert_fields

    def counting(*given, **more):
        converted.append(given)
        return convert(*given, **more)

    monkeypatch.setattr(outputs, "convert_fields", counting)
    site = make_site(posts=[post(f"p{n}", body="Words.", tags=["SQL"]) for n in range(5)])
    for address in ("posts/", "posts/p1/", "posts/p2/", "topics/sql/"):
        read_page(site, address)
    assert len(converted) == 5
