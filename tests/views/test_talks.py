"""The page of talks: what is to come first, each with its place and links."""

from __future__ import annotations

import datetime as dt

import pytest

HOSTILE = 'Tom & Co <script>alert("x")</script> 🎉 שלום'


def talk(id: str, start: str, **more: object) -> dict[str, object]:
    return {"id": id, "title": id.title(), "start": start, **more}


def test_upcoming_talks_come_first_and_soonest_first(make_site, read_page):
    talks = [
        talk("past", "2025-05-22"),
        talk("late", "2027-02-11"),
        talk("soon", "2026-12-01"),
        talk("older", "2024-01-01"),
    ]
    page = read_page(make_site(talks=talks), "talks/")
    assert [h.text for h in page.select("section h2")[:3]] == ["To come", "2025", "2024"]
    assert [a["id"] for a in page.select("article")] == ["soon", "late", "past", "older"]


@pytest.mark.parametrize(
    ("end", "is_upcoming"), [("2026-11-19", False), ("2026-11-20", True), ("2026-11", True)]
)
def test_talk_is_upcoming_until_its_last_day(make_site, read_page, end, is_upcoming):
    site = make_site(talks=[talk("a", "2026-11-18", end=end)], today=dt.date(2026, 11, 20))
    heading = read_page(site, "talks/").h2.text
    assert (heading == "To come") == is_upcoming


def test_talk_says_where_and_links_what_is_left_of_it(make_site, read_page):
    site = make_site(
        services=[{"id": "audit", "name": "Audit", "summary": "Two weeks."}],
        talks=[
            talk(
                "a",
                "2025-05-22",
                end="2025-05-23",
                kind="podcast",
                role="guest",
                event={
                    "name": "Base Load",
                    "url": "https://base.example",
                    "organizer": "Grid Club",
                },
                location="online",
                abstract="About *bands*.",
                links=[
                    {"url": "https://x.example/1", "kind": "slides"},
                    {"url": "https://x.example/2", "kind": "episode", "label": "Episode 41"},
                    {"url": "https://www.x.example/3"},
                ],
                services=["audit"],
                skills=["Forecasting"],
            )
        ],
    )
    row = read_page(site, "talks/").select_one("article#a")
    assert row.time.text == "22 May 2025 to 23 May 2025"
    meta = " ".join(row.select_one(".pf-card__meta").text.split())
    assert meta == "Podcast, as guest · Base Load · Grid Club, online"
    assert row.em.text == "bands"
    links = {a.text: a["href"] for a in row.select("a")}
    assert links == {
        "Base Load": "https://base.example",
        "Slides": "https://x.example/1",
        "Episode 41": "https://x.example/2",
        "x.example": "https://www.x.example/3",
        "Audit": "../services/#audit",
    }
    assert "Forecasting" in row.text


def test_service_leads_to_the_talk_and_back(make_site, read_page):
    site = make_site(
        services=[{"id": "audit", "name": "Audit", "summary": "Two weeks."}],
        talks=[talk("a", "2025-05-22", services=["audit"])],
    )
    proof = read_page(site, "services/").select_one("#audit .pf-proof a")
    assert proof["href"] == "../talks/#a"


def test_no_talks_make_no_page(make_site, plans_of):
    assert "talks/" not in plans_of(make_site())
    assert "talks/" not in plans_of(make_site(talks=[talk("a", "2025", status="unlisted")]))


def test_day_of_the_page_is_never_to_come(make_site, plans_of):
    site = make_site(talks=[talk("a", "2027-02-11"), talk("b", "2025-05-22")])
    assert plans_of(site)["talks/"].updated == dt.date(2025, 5, 22)


def test_what_an_author_writes_is_text(make_site, read_page):
    written = talk(
        "a",
        "2025",
        title=HOSTILE,
        event={"name": HOSTILE, "organizer": HOSTILE},
        location=HOSTILE,
        links=[{"url": "https://x.example", "label": HOSTILE}],
        tags=[HOSTILE],
    )
    page = read_page(make_site(talks=[written]), "talks/")
    assert not page.select("script")
    assert page.get_text().count(HOSTILE) == 6


def test_talk_to_come_proves_nothing_yet(make_site, read_page):
    def proofs(start: str) -> int:
        site = make_site(
            services=[{"id": "audit", "name": "Audit", "summary": "Two weeks."}],
            talks=[talk("a", start, services=["audit"])],
        )
        return len(read_page(site, "services/").select("#audit .pf-proof"))

    assert proofs("2026-11-19") == 1
    assert proofs("2026-11-20") == 0


def test_a_talk_and_the_project_it_is_about_lead_to_each_other(make_site, read_page):
    site = make_site(
        projects=[{"id": "gridcast", "title": "Gridcast"}, {"id": "other", "title": "Other"}],
        talks=[
            {"id": "bands", "title": "Bands", "start": "2026-01-05", "projects": ["gridcast"]},
            {"id": "hidden", "title": "No", "start": "2026-01-06", "status": "draft",
             "projects": ["gridcast"]},
        ],
    )  # fmt: skip
    row = read_page(site, "talks/").select_one("#bands")
    assert row.select_one('a[href="../projects/gridcast/"]').text == "Gridcast"
    links = read_page(site, "projects/gridcast/").select("section[aria-labelledby=pf-talks] h3 a")
    assert [(a.text, a["href"]) for a in links] == [("Bands", "../../talks/#bands")]
    assert not read_page(site, "projects/other/").select("section[aria-labelledby=pf-talks]")
