"""How a visitor reaches the author: a message names its page, and a phone keeps the address."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

CALL = {"booking_url": "https://cal.example/ana", "preferred": "call", "response_days": 2}
PROJECT = {"id": "load", "title": "50% & more: „Lastgänge“ für 王?", "tags": ["Energy"]}


def subjects(page):
    """What the messages that a page begins say they are about."""
    mails = [a["href"] for a in page.select("a[href^='mailto:']")]
    assert mails
    assert all(mail.startswith("mailto:a@kovac.example?") and mail.isascii() for mail in mails)
    return {parse_qs(urlsplit(mail).query, strict_parsing=True)["subject"][0] for mail in mails}


def test_a_message_names_the_page_it_begins_on(make_site, read_page, plans_of):
    site = make_site(
        projects=[PROJECT],
        posts=[{"id": "note", "title": "A note", "date": "2026-01-02"}],
        services=[{"id": "review", "name": "Review + plan", "summary": "s", "niches": ["grid"]}],
        niches=[{"id": "grid", "name": "Grids", "headline": "For grids"}],
        talks=[{"id": "talk", "title": "Talk", "start": "2025-01-01"}],
        testimonials=[{"id": "t", "text": "Good.", "consent": {"status": "granted"}}],
        profile={"story": [{"title": "Alone", "learned": "Much."}], "work": [{"name": "A"}]},
    )
    plans = plans_of(site)
    assert len({plan.kind for plan in plans.values()}) >= 10
    for address, plan in plans.items():
        said = subjects(read_page(site, address))
        page = "Ana Kovač" if plan.kind == "home" else plan.title
        assert f"Regarding: {page}" in said, address
        assert said <= {f"Regarding: {page}", "Regarding: Review + plan"}, address


def test_an_offer_without_a_call_begins_a_message_about_it(make_site, read_page):
    service = {"id": "review", "name": "Review & plan", "summary": "s", "featured": "true"}
    page = read_page(make_site(services=[service]), "services/")
    assert "Regarding: Review & plan" in subjects(page)


def test_the_band_says_what_to_ask_how_soon_and_keeps_the_address(make_site, read_page):
    contact = {**CALL, "ask_for": ["the decision", "your data"]}
    band = read_page(make_site(profile={"contact": contact}), "").select_one(".pf-band")
    assert "Please say: the decision, your data." in band.text
    assert "Answers within 2 working days." in band.text
    links = {a.text: a["href"] for a in band.select("a")}
    assert links["Book a call"] == "https://cal.example/ana"
    assert links["Save my contact"] == "contact.vcf"
    assert not band.select("iframe, script, form, img")


@pytest.mark.parametrize("status", ["waitlist", "referral_only", "closed"])
def test_without_time_the_button_writes_about_the_page(make_site, read_page, status):
    profile = {"contact": CALL, "availability": {"status": status}}
    page = read_page(make_site(profile=profile, projects=[PROJECT]), "projects/load/")
    button = page.select_one(".pf-band .pf-btn")
    assert button["href"].startswith("mailto:")
    assert "https://cal.example/ana" not in str(page)


@pytest.mark.parametrize(
    ("profile", "has_card"),
    [
        ({}, False),
        ({"email": "a@kovac.example"}, True),
        ({"phone": "+43 1"}, False),
        ({"phone": "+43 1", "public": ("phone",)}, True),
    ],
)
def test_there_is_a_card_where_there_is_something_to_keep(make_site, read_page, profile, has_card):
    site = make_site(profile={"contact": CALL})
    told = site.library.profile.model_copy(update={"email": "", **profile})
    site.library = replace(site.library, profile=told)
    page = read_page(site, "")
    assert page.select("a[href='https://cal.example/ana']")
    assert bool(page.select("a[href$='contact.vcf']")) == has_card
