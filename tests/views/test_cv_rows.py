"""Courses, certificates and prizes: on about, on the résumé and as blocks, each by what it is."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from proofolio.model.profile import Profile
from proofolio.outputs.blocks import render_block
from proofolio.views.blocks import parse_block
from proofolio.views.parts.sections import awards_list, credentials_list, teaching_list

BADGE = "https://www.credly.com/badges/00000000-0000-4000-8000-000000000001"
OVER = {"name": "Old", "issuer": "Board", "id": "B-1", "expires": "2026-10", "url": BADGE}
HELD = {"name": "New", "issuer": "Board", "expires": "2026-11", "url": "https://board.example/n"}
GOOD = {"name": "Ever", "url": "https://ever.example/x"}
PROFILE = {
    "teaching": [
        {"title": "First", "institution": "U", "role": "Tutor", "start": "2019", "end": "2020"},
        {"title": "Now", "url": "https://course.example/", "start": "2024-09"},
    ],
    "credentials": [OVER, HELD, GOOD],
    "awards": [
        {
            "title": "Sales",
            "awarder": "Kaggle",
            "rank": "12",
            "of": "1423",
            "medal": "gold",
            "url": "https://www.kaggle.com/competitions/sales",
        },
        {"title": "Talk", "awarder": "Days", "url": "https://days.example/", "summary": "Loud."},
    ],
}


def rows(page: BeautifulSoup, name: str) -> list[list[str]]:
    """Title, then what is said below it, of each row under a heading."""
    head = page.select_one(f"#pf-{name}")
    found = head.find_next(class_="pf-posts").select("article")
    return [[e.text.strip() for e in row.select("h3, p")] for row in found]


@pytest.mark.parametrize("address", ["about/", "resume/"])
def test_each_list_stands_on_about_and_resume(make_site, read_page, address):
    page = read_page(make_site(profile=PROFILE), address)
    assert rows(page, "teaching") == [["Now", "course.example"], ["First", "U, Tutor"]]
    assert rows(page, "credentials") == [
        ["New", "Board, valid until November 2026"],
        ["Ever", "ever.example"],
        ["Old", "Board, no. B-1, expired: October 2026", "Badge on Credly"],
    ]
    assert rows(page, "awards") == [
        ["Sales", "Kaggle, place 12 of 1,423, gold medal", "Competition on Kaggle"],
        ["Talk", "Days", "Loud."],
    ]
    assert page.select_one("#pf-awards").text == "Awards and competitions"


def test_a_certificate_holds_through_its_last_day(make_site):
    for day, held in ((dt.date(2026, 11, 30), 2), (dt.date(2026, 12, 1), 1)):
        site = make_site(profile={"credentials": [HELD, GOOD]}, today=day)
        assert len(credentials_list(site).rows) == held


def test_what_is_over_is_never_shown_as_valid(make_site, read_page):
    site = make_site(profile=PROFILE)
    assert [row.title for row in credentials_list(site).rows] == ["New", "Ever"]
    (over,) = read_page(site, "about/").select(".pf-cv--over")
    assert "valid" not in over.text


def test_prizes_alone_are_no_competitions(make_site, read_page):
    site = make_site(profile={"awards": [{"title": "Talk"}]})
    assert read_page(site, "resume/").select_one("#pf-awards").text == "Awards"
    for field, value in (("rank", "3"), ("medal", "bronze")):
        site = make_site(profile={"awards": [{"title": "Sales", field: value}]})
        assert "competitions" in read_page(site, "resume/").select_one("#pf-awards").text


def test_lists_for_home_are_as_long_as_wished(make_site):
    site = make_site(profile=PROFILE)
    for made, all_ in ((teaching_list, 2), (credentials_list, 2), (awards_list, 2)):
        assert [len(made(site, limit).rows) for limit in (None, 1)] == [all_, 1]
        assert made(make_site()).rows == ()


@pytest.mark.parametrize("name", ["teaching", "credentials", "awards"])
def test_blocks_show_them_with_a_way_to_more(make_site, name):
    site = make_site(profile=PROFILE)
    block, problems = parse_block(f'{{{{< {name} limit=1 title="Mine" >}}}}')
    assert problems == ()
    html, problems = render_block(block, site, "page/")
    found = BeautifulSoup(html, "html5lib")
    assert problems == ()
    assert [h.text for h in found.select("h2")] == ["Mine"]
    assert len(found.select("article h3")) == 1
    assert found.select_one(".pf-more")["href"].endswith("resume/")
    assert render_block(block, make_site(), "page/") == ("", ())


def test_a_list_of_hers_makes_the_page_about_her(make_site, plans_of):
    for name, (first, *_) in PROFILE.items():
        assert "about/" in plans_of(make_site(profile={name: [first]}))


def test_a_badge_stands_beside_its_name(make_site, read_page, tmp_path):
    image = {"src": "b.svg", "file": "site_src/b.svg", "decorative": "true"}
    site = make_site(profile={"credentials": [{"name": "New", "image": image}]})
    picture = read_page(site, "resume/").select_one("img.pf-cv__badge")
    assert (picture["src"], picture["alt"]) == ("../b.svg", "")


def test_without_an_end_a_certificate_holds_for_ever():
    today = dt.date(2026, 11, 20)
    held = Profile.model_validate({"name": "A", "headline": "B", "credentials": [OVER, HELD, GOOD]})
    assert [each.is_over(today) for each in held.credentials] == [True, False, False]
