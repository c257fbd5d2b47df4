"""The services page: offers with their proof, and what it says when there is no time."""

from __future__ import annotations

import datetime as dt

import pytest

HOSTILE = 'Tom & Co <script>alert("x")</script> 🎉 שלום'

REVIEW = {
    "id": "review",
    "name": "Forecast review",
    "summary": "You know what it can carry.",
    "audience": ["Planning leads"],
    "not_for": ["Trading"],
    "problems": ["Nobody looks at it on holidays."],
    "deliverables": ["A report"],
    "process": [{"title": "Call", "detail": "We name the decision.", "duration": "30 minutes"}],
    "price": {"amount": "6800", "currency": "EUR"},
    "duration": "2 weeks",
    "faqs": [{"question": "Who owns the code?", "answer": "You *do*."}],
}
BUILD = {
    "id": "build",
    "name": "Forecast in operation",
    "summary": "A forecast on your machines.",
    "problems": ["We add ten per cent and hope."],
}
GRIDCAST = {
    "id": "gridcast",
    "title": "Tomorrow's load",
    "services": ["review"],
    "outcomes": [
        {
            "key": "mape",
            "metric": "Error",
            "value": "5.1",
            "before": "7.8",
            "unit": "%",
            "checked_by": "The board",
            "evidence": ["https://board.example"],
        }
    ],
}
CALL = {"booking_url": "https://cal.example/ana"}


def many(count: int) -> list[dict[str, str]]:
    return [
        {"id": f"s{n}", "name": f"Service {n}", "summary": "What you get.", "order": str(n)}
        for n in range(count)
    ]


def test_offer_shows_price_duration_and_its_proof(make_site, read_page):
    site = make_site(services=[REVIEW], projects=[GRIDCAST])
    offer = read_page(site, "services/").select_one("article#review")
    assert offer.select_one(".pf-offer__price").get_text(" ") == "€6,800 2 weeks"
    proof = offer.select_one(".pf-proof")
    assert proof["data-mark"] == "checked"
    assert proof.a["href"] == "../projects/gridcast/#outcome-mape"
    assert "confirmed by The board" in proof.get_text()


@pytest.mark.parametrize(
    ("price", "text"),
    [
        ({"amount": "4800", "currency": "EUR"}, "€4,800"),
        ({"amount": "4800.50", "currency": "EUR"}, "€4,800.50"),
        ({"amount": "4800", "currency": "EUR", "display": "from"}, "from €4,800"),
        ({"amount": "2400", "currency": "CHF", "per": "month"}, "CHF2,400 a month"),
        ({"amount": "120", "currency": "EUR", "per": "hour"}, "€120 an hour"),
        ({"min": "4000", "max": "6000", "currency": "EUR"}, "€4,000 to €6,000"),
        ({"min": "4000", "currency": "EUR"}, "from €4,000"),
        ({"display": "on_request"}, "Price on request"),
    ],
)
def test_price_is_said_in_words(make_site, read_page, price, text):
    site = make_site(services=[{**REVIEW, "price": price, "duration": ""}])
    shown = read_page(site, "services/").select_one(".pf-offer__price").get_text()
    assert shown.replace("\xa0", "") == text


def test_price_of_an_engagement_serves_where_the_service_has_none(make_site, read_page):
    way = {"name": "Retainer", "price": {"amount": "900", "currency": "EUR", "per": "day"}}
    site = make_site(services=[{**BUILD, "engagements": [way]}])
    assert read_page(site, "services/").select_one(".pf-offer__price b").text == "€900 a day"


@pytest.mark.parametrize(
    ("count", "rows"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 2, 2])]
)
def test_offers_stand_three_in_a_row_and_none_alone_below_others(make_site, read_page, count, rows):
    page = read_page(make_site(services=many(count)), "services/")
    assert [len(row.select("article")) for row in page.select(".pf-offers")] == rows
    names = [article["id"] for article in page.select(".pf-offers article")]
    assert names == [f"s{n}" for n in range(count)]


def test_featured_service_is_marked_and_not_moved(make_site, read_page):
    services = many(3)
    services[1]["featured"] = "true"
    page = read_page(make_site(services=services), "services/")
    tags = [tag.text for tag in page.select(".pf-offer__tag")]
    assert tags == ["", "Most chosen", ""]
    assert len(page.select(".pf-offer--main")) == 1


def test_problem_leads_to_the_offer_that_solves_it(make_site, read_page):
    fit = read_page(make_site(services=[REVIEW, BUILD]), "services/").select_one(
        "section[aria-labelledby=pf-fit]"
    )
    assert "“Nobody looks at it on holidays.”" in fit.text
    links = {link.text: link["href"] for link in fit.select("a")}
    assert links == {"Forecast review": "#review", "Forecast in operation": "#build"}


def test_with_one_service_nothing_says_which_one_is_meant(make_site, read_page):
    page = read_page(make_site(services=[REVIEW]), "services/")
    assert not page.select("section[aria-labelledby=pf-fit] a")
    assert not page.select(".pf-steps__of")


def test_primary_niche_leads(make_site, read_page):
    niches = [
        {"id": "retail", "name": "Retail", "headline": "Tills that add up"},
        {"id": "energy", "name": "Energy", "headline": "Staff by the band", "primary": "true"},
    ]
    site = make_site(services=[{**REVIEW, "niches": ["energy", "retail"]}], niches=niches)
    page = read_page(site, "services/")
    assert page.h1.text == "Staff by the band"
    rows = page.select("section[aria-labelledby=pf-niches] h3 a")
    assert [row["href"] for row in rows] == ["energy/", "retail/"]


@pytest.mark.parametrize(
    ("status", "heading", "button"),
    [
        ("waitlist", "Booked for now, with a waiting list", "Join the waiting list"),
        ("referral_only", "Working by referral at present", "Say who sent you"),
        ("closed", "Not taking on new work at present", "Write for later"),
    ],
)
def test_without_time_heading_and_buttons_change(make_site, read_page, status, heading, button):
    profile = {"contact": CALL, "availability": {"status": status}}
    service = {**REVIEW, "cta": {"label": "Book now", "url": "https://cal.example/review"}}
    page = read_page(make_site(profile=profile, services=[service]), "services/")
    assert page.h1.text == heading
    assert page.select_one(".pf-band .pf-btn").text == button
    assert "cal.example" not in str(page)
    assert bool(page.select(".pf-offer .pf-btn")) == (status != "closed")


def test_open_page_sells_with_a_call(make_site, read_page):
    profile = {"contact": CALL, "availability": {"status": "open"}}
    page = read_page(make_site(profile=profile, services=[REVIEW]), "services/")
    assert page.select_one("#review .pf-btn")["href"] == "https://cal.example/ana"
    assert page.h1.text == "Forecasts that hold"


def test_closed_page_first_says_who_could_help(make_site, read_page):
    profile = {
        "availability": {"status": "closed"},
        "alliances": [{"name": "Studio Lorenz", "url": "https://lorenz.example"}],
    }
    site = make_site(profile=profile, services=[{**REVIEW, "refer_to": "studio lorenz"}])
    page = read_page(site, "services/")
    order = [section["aria-labelledby"] for section in page.select("section")]
    assert order.index("pf-allies") < order.index("pf-offers")
    assert page.select_one("#review a[href='https://lorenz.example']")


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (dt.date(2026, 12, 18), "One project from January, 16 hours a week"),
        (dt.date(2026, 12, 19), "One project from January, ask what is possible now"),
    ],
)
def test_numbers_of_availability_grow_stale(make_site, read_page, today, text):
    stated = {
        "status": "limited",
        "note": "One project from January",
        "hours_per_week": 16,
        "updated": "2026-11-03",
    }
    site = make_site(profile={"availability": stated}, services=[REVIEW], today=today)
    shown = read_page(site, "services/").select_one(".pf-head .pf-avail").text
    assert shown.strip() == f"{text}. Stated on 3 November 2026."


@pytest.mark.parametrize(("until", "is_shown"), [("2026-11-20", True), ("2026-11-19", False)])
def test_intro_offer_ends_with_its_last_day(make_site, read_page, until, is_shown):
    way = {"name": "First month", "intro_offer": {"text": "Half the price", "until": until}}
    page = read_page(make_site(services=[{**REVIEW, "engagements": [way]}]), "services/")
    assert ("Half the price" in page.text) == is_shown


def test_claim_without_proof_is_not_made(make_site, read_page):
    claims = [
        {"text": "Proven.", "evidence": ["project:gridcast"]},
        {"text": "Only said.", "evidence": []},
    ]
    site = make_site(services=[{**REVIEW, "claims": claims}], projects=[GRIDCAST])
    page = read_page(site, "services/")
    assert page.find("h4", string="Proven.").find_next("a")["href"].startswith("../projects/")
    assert "Only said." not in page.text


def test_empty_sections_leave_no_trace(make_site, read_page):
    page = read_page(make_site(services=[BUILD]), "services/")
    sections = {section["aria-labelledby"] for section in page.select("section")}
    assert sections == {"pf-offers", "pf-fit", "pf-cta"}
    bare = read_page(make_site(services=many(1)), "services/")
    assert {s["aria-labelledby"] for s in bare.select("section")} == {"pf-offers", "pf-cta"}
    assert not bare.select(".pf-ticks, .pf-key, dl, details")


def test_no_services_make_no_page(make_site, plans_of):
    assert "services/" not in plans_of(make_site())
    unlisted = make_site(services=[{**REVIEW, "status": "unlisted"}])
    assert "services/" not in plans_of(unlisted)
    off = make_site(services=[REVIEW], enabled=frozenset({"posts"}))
    assert "services/" not in plans_of(off)


def test_proof_on_a_page_that_is_switched_off_is_not_linked(make_site, read_page):
    quote = {"id": "ilse", "text": "It holds.", "consent": {"status": "granted"}, "author": {}}
    post = {"id": "bands", "title": "Bands", "date": "2026-01-05", "services": ["review"]}
    entries = {
        "services": [REVIEW],
        "testimonials": [{**quote, "services": ["review"]}],
        "posts": [post],
    }
    linked = read_page(make_site(**entries), "services/").select("#review .pf-proof a")
    assert {a["href"] for a in linked} == {"../testimonials/#ilse", "../posts/bands/"}
    only = make_site(**entries, enabled=frozenset({"services"}))
    assert not read_page(only, "services/").select("a[href*=testimonials], a[href*=posts]")


def test_what_an_author_writes_is_text(make_site, read_page):
    service = {
        "id": "x",
        "name": HOSTILE,
        "summary": HOSTILE,
        "audience": [HOSTILE],
        "not_for": [HOSTILE],
        "problems": [HOSTILE],
        "deliverables": [HOSTILE],
        "prerequisites": [HOSTILE],
        "process": [{"title": HOSTILE, "detail": HOSTILE, "duration": HOSTILE}],
        "duration": HOSTILE,
        "engagements": [{"name": HOSTILE, "includes": [HOSTILE], "duration": HOSTILE}],
        "faqs": [{"question": HOSTILE, "answer": "Yes."}],
        "cta": {"label": HOSTILE, "url": "https://x.example"},
        "refer_to": HOSTILE,
    }
    page = read_page(make_site(services=[service]), "services/")
    assert not page.select("script")
    assert page.get_text().count(HOSTILE) >= 16


def test_author_own_introduction_keeps_availability(make_site, plans_of):
    from dataclasses import replace

    from proofolio.outputs.pages import render_page
    from proofolio.views.plans import VIEWS

    site = make_site(
        profile={"availability": {"status": "closed", "note": "Back in May"}}, services=[REVIEW]
    )
    plan = replace(plans_of(site)["services/"], intro="<h1>Three ways</h1>")
    html = render_page(plan, site, VIEWS).html
    assert html.count("<h1>") == 1
    assert "<h1>Three ways</h1>" in html
    assert html.index("Back in May") < html.index('id="pf-offers"')
    assert "Not taking on new work at present" in html


@pytest.mark.parametrize(("status", "is_said"), [("closed", True), ("open", False)])
def test_a_closed_offer_says_who_does_it_in_place_of_its_button(
    make_site, read_page, status, is_said
):
    profile = {
        "availability": {"status": status},
        "alliances": [{"name": "Studio Lorenz", "url": "https://lorenz.example"}],
    }
    site = make_site(profile=profile, services=[{**REVIEW, "refer_to": "Studio Lorenz"}])
    offer = read_page(site, "services/").select_one("#review")
    assert bool(offer.select("a[href='https://lorenz.example']")) == is_said
    assert bool(offer.select(".pf-btn")) != is_said


def test_words_about_a_service_stand_beside_it(make_site, read_page):
    said = {"consent": {"status": "granted"}, "author": {"name": "Ilse"}, "services": ["review"]}
    quotes = [
        {**said, "id": "a", "text": "First.", "order": "1"},
        {
            **said,
            "id": "b",
            "text": "Second.",
            "order": "2",
            "edited": "translated",
            "incentive": "a free review",
        },
    ]
    site = make_site(services=[REVIEW], testimonials=quotes)
    page = read_page(site, "services/")
    assert page.select_one("section[aria-labelledby=pf-quote] blockquote").text == "“First.”"
    beside = page.select_one("#pf-about-review .pf-inline")
    assert beside.blockquote.text == "“Second.”"
    assert "Translated. In return: a free review." in beside.figcaption.text
