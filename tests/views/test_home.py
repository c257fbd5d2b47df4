"""The default home page: what it says first, and what it does not say at all."""

from __future__ import annotations

import pytest

CALL = {"booking_url": "https://cal.example/ana", "response_days": "2", "ask_for": ["your data"]}


def project(id, **fields):
    return {"id": id, "title": f"Project {id}", **fields}


def outcome(key="error", **fields):
    return {"key": key, "metric": f"Metric {key}", "value": "5", "before": "8", **fields}


def quote(id, **fields):
    return {
        "id": id,
        "text": f"Words of {id}.",
        "consent": {"status": "granted"},
        "author": {"name": f"Name {id}"},
        **fields,
    }


def service(id, **fields):
    return {"id": id, "name": f"Service {id}", "summary": "You know.", **fields}


def post(id, **fields):
    return {"id": id, "title": f"Post {id}", "date": "2026-01-02", **fields}


def sections(page):
    return [heading.text for heading in page.select("h2")]


def test_profile_alone_is_a_hero_and_a_call(make_site, read_page):
    page = read_page(make_site(profile={"goal": ["clients"]}), "")
    assert page.h1.text == "Forecasts that hold"
    assert sections(page) == ["Have a question like these?"]
    mail = "mailto:a@kovac.example?subject=Regarding%3A%20Ana%20Kova%C4%8D"
    links = [link["href"] for link in page.select("a[href]:not([hidden])")]
    assert links == [mail, mail, mail, "contact.vcf"]
    assert page.select("figure, dl, article, section:not(.pf-band)") == []


def test_everything_in_the_order_of_the_design(make_site, read_page):
    site = make_site(
        profile={"contact": CALL, "story": [{"title": "Alone", "learned": "Much."}]},
        projects=[project("a", outcomes=[outcome()], featured="true"), project("b"), project("c")],
        testimonials=[quote("ilse", projects=["b"])],
        services=[service("review", process=[{"title": "Call"}])],
        posts=[post("note")],
    )
    assert sections(read_page(site, "")) == [
        "Selected work",
        "What a client says",
        "How I can help",
        "How it goes",
        "How I came here",
        "Writing",
        "Have a question like these?",
    ]


@pytest.mark.parametrize(
    ("switch", "heading"),
    [
        ("posts", "Writing"),
        ("testimonials", "What clients say"),
        ("services", "How I can help"),
    ],
)
def test_what_is_switched_off_leaves_no_trace(make_site, read_page, switch, heading):
    everything = frozenset({"posts", "testimonials", "services"})
    content = {
        "projects": [project("a", outcomes=[outcome()], services=["review"])],
        "testimonials": [quote("ilse", projects=["a"]), quote("ivo")],
        "services": [service("review")],
        "posts": [post("note", projects=["a"])],
    }
    assert heading in sections(read_page(make_site(**content), ""))
    page = read_page(make_site(**content, enabled=everything - {switch}), "")
    assert heading not in sections(page)
    assert page.select(f'a[href^="{switch}/"]') == []
    words = {"posts": "Post note", "testimonials": "Words of", "services": "Service review"}
    assert words[switch] not in page.text


def test_headline_ends_in_the_square_not_in_a_full_stop(make_site, read_page):
    site = make_site(profile={"headline": "Forecasts that hold."})
    assert read_page(site, "").h1.text == "Forecasts that hold"


def test_hero_says_who_where_when_and_how_fast(make_site, read_page):
    site = make_site(
        profile={
            "goal": ["clients"],
            "label": "Data scientist",
            "location": {"city": "Graz"},
            "summary": "I *count*.",
            "contact": CALL,
            "availability": {"status": "limited", "hours_per_week": "16", "updated": "2026-11-01"},
        },
        projects=[project("a")],
    )
    hero = read_page(site, "").select_one(".pf-hero")
    assert hero.select_one(".pf-id").text == "Ana KovačData scientist, Graz"
    assert hero.select_one(".pf-lead em").text == "count"
    assert [link["href"] for link in hero.select(".pf-btn")] == [CALL["booking_url"], "projects/"]
    assert hero.select_one(".pf-avail").text == (
        "A little time for new work, 16 hours a week. Answers within 2 working days."
    )


def test_strip_shows_what_the_author_chose(make_site, read_page):
    site = make_site(
        profile={"results": ["outcome:b/two", "outcome:a/one"]},
        projects=[
            project("a", outcomes=[outcome("one")], featured="true"),
            project("b", outcomes=[outcome("one"), outcome("two")]),
        ],
    )
    tiles = read_page(site, "").select(".pf-strip > div")
    assert [tile.dt.text for tile in tiles] == ["Metric two", "Metric one"]
    assert tiles[0].select_one(".pf-proof a")["href"] == "projects/b/#outcome-two"
    assert tiles[0].select_one(".pf-proof").text == "Project b, told by me"


def test_strip_falls_back_to_the_featured_results(make_site, read_page):
    site = make_site(
        projects=[
            project("a", outcomes=[outcome("one")]),
            project(
                "b",
                outcomes=[
                    outcome("two"),
                    outcome("checked", checked_by="The board", evidence=["https://board.example"]),
                ],
                featured="true",
            ),
        ]
    )
    tiles = read_page(site, "").select(".pf-strip dt")
    assert [tile.text for tile in tiles] == ["Metric checked"]


def test_lead_card_needs_a_proof_or_a_quote(make_site, read_page):
    bare = read_page(make_site(projects=[project("a"), project("b")]), "")
    assert bare.select_one(".pf-card--lead") is None
    assert len(bare.select(".pf-grid .pf-card")) == 2
    proved = make_site(projects=[project("a", outcomes=[outcome()]), project("b")])
    assert read_page(proved, "").select_one(".pf-card--lead h3").text == "Project a"


def test_one_quote_with_a_full_name_beside_its_work(make_site, read_page):
    site = make_site(
        projects=[project("a"), project("b")],
        testimonials=[
            quote("role", show_as="role_only", featured="true"),
            quote("initial", show_as="first_initial", featured="true"),
            quote("plain", featured="true"),
            quote("work", projects=["b"]),
        ],
    )
    quotes = read_page(site, "").select(".pf-quote")
    assert [q.blockquote.text for q in quotes] == ["“Words of work.”"]


def test_quote_of_the_lead_card_is_not_told_twice(make_site, read_page):
    site = make_site(
        projects=[project("a")],
        testimonials=[quote("one", projects=["a"], featured="true"), quote("two")],
    )
    page = read_page(site, "")
    assert page.select_one(".pf-card--lead blockquote").text == "“Words of one.”"
    assert [q.text for q in page.select(".pf-quote blockquote")] == ["“Words of two.”"]


def test_offers_say_price_and_whom_they_are_not_for(make_site, read_page):
    offer = service("review", price={"amount": "4800", "currency": "EUR"}, not_for=["Trading"])
    row = read_page(make_site(services=[offer]), "").select_one(".pf-row")
    assert row.select_one(".pf-row__r").text == "€4,800"
    assert "Not for: Trading" in row.p.text


def test_figure_of_the_featured_project_stands_once(make_site, read_page, tmp_path):
    (tmp_path / "projects").mkdir()
    (tmp_path / "projects" / "a.svg").write_bytes(b"<svg/>")
    image = {"src": "a.svg", "file": "projects/a.svg", "alt": "A curve", "caption": "It falls"}
    featured = project("a", image=image, featured="true", outcomes=[outcome()])
    page = read_page(make_site(projects=[featured]), "")
    figure = page.select_one(".pf-hero figure")
    assert figure.img["alt"] == "A curve"
    assert " ".join(figure.figcaption.text.split()) == "Fig. 1. It falls. Explained in Project a."
    assert [image["src"] for image in page.select("img")].count("projects/a.svg") == 1


def test_title_and_description_come_from_the_profile(make_site, plans_of):
    plan = plans_of(make_site(profile={"label": "Data scientist"}))[""]
    assert plan.title == "Ana Kovač, Data scientist"
    assert plan.description == "Forecasts that hold. Data scientist."
