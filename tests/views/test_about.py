"""The page about the author: only what is known, each skill with its proof."""

from __future__ import annotations

HOSTILE = 'Tom & Co <script>alert("x")</script> 🎉 שלום'


def test_name_headline_and_contact_make_no_page(make_site, plans_of):
    assert "about/" not in plans_of(make_site())
    assert "about/" in plans_of(make_site(profile={"summary": "I count."}))


def test_story_has_bold_run_ins(make_site, read_page):
    part = {"period": "2022", "title": "Alone", "learned": "To *listen*.", "how": "Slowly."}
    page = read_page(make_site(profile={"story": [part]}), "about/")
    story = page.select_one(".pf-story li")
    assert [b.text for b in story.select("b")] == ["Learned", "How"]
    assert story.em.text == "listen"
    assert page.select("h2")[0].text == "What I learned, what I built, and how"


def test_offered_skill_shows_its_proof(make_site, read_page):
    site = make_site(
        profile={
            "skills": [
                {"name": "Forecasting", "level": "expert"},
                {"name": "Unproven"},
                {"name": "Rust", "level": "learning", "offered": "false"},
            ]
        },
        projects=[{"id": "gridcast", "title": "Gridcast", "skills": ["forecasting"]}],
    )
    page = read_page(site, "about/")
    first, second = page.select(".pf-skills > div")
    assert first.dt.a["href"] == "../topics/forecasting/"
    assert first.select_one(".pf-proof a")["href"] == "../projects/gridcast/"
    assert "expert" in first.dt.text
    assert not second.select("a, .pf-proof")
    assert "I also know: Rust (learning)." in page.text


def test_proof_that_is_not_published_does_not_count(make_site, read_page):
    site = make_site(
        profile={"skills": [{"name": "Forecasting"}]},
        projects=[
            {"id": "a", "title": "A", "skills": ["Forecasting"], "status": "draft"},
            {"id": "b", "title": "B", "skills": ["Forecasting"], "status": "archived"},
            {"id": "c", "title": "C", "skills": ["Forecasting"], "status": "unlisted"},
        ],
    )
    assert not read_page(site, "about/").select(".pf-skills a")


def test_only_what_is_known_has_a_heading(make_site, read_page):
    page = read_page(
        make_site(profile={"goal": ["clients"], "limits": ["No dashboards."]}), "about/"
    )
    assert [h.text for h in page.select("h2, h3")] == [
        "Strengths and limits",
        "What I do not do",
        "Have a question like these?",
    ]
    assert not page.select("img")


def test_accounts_elsewhere_are_mine(make_site, read_page):
    account = {"network": "github", "name": "GitHub", "url": "https://github.example/ana"}
    site = make_site(profile={"summary": "I count.", "profiles": [account]})
    mine = read_page(site, "about/").select("a[rel=me]")
    assert [a["href"] for a in mine] == ["https://github.example/ana"]


def test_telephone_and_address_are_private(make_site, read_page, plans_of):
    private = {"phone": "+43 1 2345", "address": "Secret Lane 5", "summary": "I count."}
    work = {"work": [{"name": "Utility", "position": "Analyst"}]}
    site = make_site(profile={**private, **work})
    pages = [str(read_page(site, address)) for address in plans_of(site) if address]
    assert len(pages) == 2
    assert not [page for page in pages if "2345" in page or "Secret Lane" in page]


def test_further_pages_are_named_where_they_exist(make_site, read_page):
    talk = {"id": "esd", "title": "Reserve", "start": "2025-05-22"}
    bare = make_site(profile={"summary": "I count."})
    assert "Talks" not in read_page(bare, "about/").text
    full = make_site(profile={"summary": "I count.", "work": [{"name": "Utility"}]}, talks=[talk])
    links = [a["href"] for a in read_page(full, "about/").select(".pf-more a")]
    assert links == ["../resume/", "../talks/"]


def test_closed_author_offers_no_call(make_site, read_page):
    profile = {
        "summary": "I count.",
        "contact": {"booking_url": "https://cal.example/ana"},
        "availability": {"status": "closed"},
    }
    assert "cal.example" not in str(read_page(make_site(profile=profile), "about/"))


def test_what_an_author_writes_is_text(make_site, read_page):
    profile = {
        "name": HOSTILE,
        "label": HOSTILE,
        "headline": HOSTILE,
        "pronouns": HOSTILE,
        "location": {"city": HOSTILE},
        "skills": [{"name": HOSTILE}],
        "strengths": [HOSTILE],
        "limits": [HOSTILE],
        "looking_for": {"kinds": [HOSTILE], "ask": HOSTILE},
        "alliances": [{"name": HOSTILE, "role": HOSTILE}],
        "communities": [{"name": HOSTILE}],
        "giving_back": {"mentoring": HOSTILE},
        "languages": [{"language": HOSTILE}],
    }
    page = read_page(make_site(profile=profile), "about/")
    assert not page.select("script")
    assert page.get_text().count(HOSTILE) == 15
