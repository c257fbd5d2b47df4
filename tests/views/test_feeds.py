"""What is in a feed and what never is, when it was published, and under which id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from proofolio.model.record import kind_of
from proofolio.outputs.site import BuiltSite
from proofolio.problems import Level
from proofolio.views.feeds.feed import Feed, FeedItem, FeedSettings, item_id
from proofolio.views.feeds.item import feed_item, shortened
from proofolio.views.feeds.plan import feed_aliases, feeds_of_page, in_fixed_zone, plan_feeds

MakeSite = Callable[..., BuiltSite]
ALL = FeedSettings("kovac.example", include=("posts", "projects", "testimonials"))
DAY = dt.datetime(2026, 5, 1, 9, 30, tzinfo=dt.UTC)


def post(id: str, date: dt.datetime | None = DAY, **fields: Any) -> dict[str, Any]:
    return {"id": id, "title": f"Post {id}", "date": date, "body": f"Text of {id}.", **fields}


def project(id: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "title": f"Project {id}", "date": DAY, "problem": "It was slow.", **fields}


def said(id: str, **consent: Any) -> dict[str, Any]:
    granted = {"status": "granted", "scope": ["website", "feed"], **consent}
    return {
        "id": id, "text": "It held.", "consent": granted, "date": "2026-05-02", "role": "Head",
    }  # fmt: skip


def feeds_of(site: BuiltSite, settings: FeedSettings = ALL) -> dict[str, Feed]:
    feeds, _ = plan_feeds(site, settings)
    return {feed.key: feed for feed in feeds}


def ids(feed: Feed) -> list[str]:
    return [f"{kind_of(entry)}:{entry.id}" for entry in feed.entries]


def item_of(site: BuiltSite, key: str, settings: FeedSettings = ALL) -> FeedItem:
    kind, _, id = key.partition(":")
    entry = site.library.find(kind, id)
    assert entry is not None
    return feed_item(site, entry, settings)


def test_every_kind_is_there_newest_first(make_site: MakeSite) -> None:
    site = make_site(
        posts=[post("old", DAY - dt.timedelta(days=9)), post("b"), post("a")],
        projects=[project("p", date=DAY + dt.timedelta(hours=1))],
        testimonials=[said("t")],
    )
    assert ids(feeds_of(site)["site"]) == [
        "testimonial:t", "project:p", "post:a", "post:b", "post:old",
    ]  # fmt: skip
    assert ids(feeds_of(site)["projects"]) == ["project:p"]


FUTURE = DAY.replace(year=2027)
HIDDEN: dict[str, dict[str, list[dict[str, Any]]]] = {
    "a draft": {"posts": [post("x", status="draft")], "projects": [project("x", status="draft")]},
    "unlisted": {
        "posts": [post("x", status="unlisted")],
        "projects": [project("x", status="unlisted")],
        "testimonials": [{**said("x"), "status": "unlisted"}],
    },
    "archived": {
        "posts": [post("x", status="archived")],
        "projects": [project("x", status="archived")],
    },
    "of the future": {"posts": [post("x", FUTURE)], "projects": [project("x", date=FUTURE)]},
    "to end in the future": {"projects": [project("x", date=None, end="2027-01")]},
    "kept out": {"posts": [post("x", feed="false")]},
    "undated": {"posts": [post("x", None)], "projects": [project("x", date=None)]},
    "unconsented": {
        "testimonials": [
            said("pending", status="pending"),
            said("withdrawn", status="withdrawn"),
            said("elsewhere", scope=["website"]),
            said("expired", expires="2026-11"),
            {**said("undated"), "date": None},
        ]
    },
}


@pytest.mark.parametrize("drafts", [False, True], ids=["build", "serve"])
@pytest.mark.parametrize("why", HIDDEN)
def test_nothing_hidden_is_in_a_feed(make_site: MakeSite, why: str, drafts: bool) -> None:
    assert feeds_of(make_site(**HIDDEN[why], drafts=drafts)) == {}
    shown = {kind: [*entries] for kind, entries in HIDDEN[why].items()}
    shown.setdefault("posts", []).append(post("shown"))
    feeds = feeds_of(make_site(**shown, drafts=drafts))
    assert ids(feeds["site"]) == ["post:shown"]


def test_what_is_not_asked_for_is_not_there(make_site: MakeSite) -> None:
    content = {"posts": [post("a")], "projects": [project("p")], "testimonials": [said("t")]}
    default = feeds_of(make_site(**content), FeedSettings("a.example"))
    assert ids(default["site"]) == ["post:a", "project:p"]
    only = feeds_of(make_site(**content), FeedSettings("a.example", include=("posts",)))
    assert ids(only["site"]) == ["post:a"]
    assert ids(only["projects"]) == ["project:p"]
    off = make_site(**content, enabled=frozenset({"feeds"}))
    assert ids(feeds_of(off)["site"]) == ["project:p"]


def test_publications_are_there_and_have_a_feed_where_they_are_asked_for(
    make_site: MakeSite,
) -> None:
    paper = {"id": "a", "title": "Bands", "date": "2025-06", "abstract": "On *bands*."}
    paper["authors"] = ["A. Kovač", "B. Lee", "others"]  # type: ignore[assignment]
    to_come = {"id": "b", "title": "Later", "date": "2031"}
    bare = {"id": "c", "title": "Bare", "date": "2024", "venue": "Journal"}
    site = make_site(publications=[paper, to_come, bare])
    assert "publications" not in feeds_of(site)
    feeds = feeds_of(site, replace(ALL, include=("publications",)))
    assert ids(feeds["publications"]) == ids(feeds["site"]) == ["publication:a", "publication:c"]
    assert feeds["publications"].address("feed.xml") == "publications/feed.xml"
    item = item_of(site, "publication:a")
    assert (item.address, item.summary) == ("publications/a/", "On bands.")
    assert [(author.name, author.url) for author in item.authors] == [
        ("A. Kovač", site.url),
        ("B. Lee", ""),
    ]
    assert item.parts[0].html == "<p>On <em>bands</em>.</p>"
    assert item_of(site, "publication:c").lead == "Journal"


def test_a_niche_has_exactly_its_own(make_site: MakeSite) -> None:
    site = make_site(
        niches=[
            {"id": "grids", "name": "Grids", "headline": "For grids"},
            {"id": "heat", "name": "Heat", "headline": "For heat"},
            {"id": "none", "name": "None", "headline": "For nobody"},
        ],
        posts=[post("a", niches=["grids"]), post("b"), post("c", niches=["none"])],
        projects=[project("p", niches=["grids"]), project("q", date=None, niches=["heat"])],
    )
    feeds = feeds_of(site)
    assert feeds.keys() == {"site", "projects", "niche:grids"}
    assert ids(feeds["niche:grids"]) == ["post:a", "project:p"]
    assert feeds["niche:grids"].address("feed.xml") == "services/grids/feed.xml"
    pointed = feeds_of_page(tuple(feeds.values()), "services/grids/")
    assert [feed.key for feed in pointed] == ["site", "niche:grids"]
    assert [feed.key for feed in feeds_of_page(tuple(feeds.values()), None)] == ["site"]


def test_a_topic_has_a_feed_where_the_author_names_it(make_site: MakeSite) -> None:
    site = make_site(
        posts=[post("a", tags=["C++", "SQL"]), post("b", skills=["c++"]), post("c", tags=["SQL"])],
        projects=[project("p", tools=["C++"]), project("q")],
        testimonials=[{**said("t"), "skills": ["C++"]}],
    )
    assert feeds_of(site).keys() == {"site", "projects"}
    settings = replace(ALL, topics=("C++", "c++"))
    feeds = feeds_of(site, settings)
    assert ids(feeds["topic:c-plus-plus"]) == ["testimonial:t", "post:a", "post:b", "project:p"]
    assert feeds["topic:c-plus-plus"].address("feed.xml") == "topics/c-plus-plus/feed.xml"
    assert feeds["topic:c-plus-plus"].title == "Ana Kovač: C++"
    pointed = feeds_of_page(tuple(feeds.values()), "topics/c-plus-plus/")
    assert [feed.key for feed in pointed] == ["site", "topic:c-plus-plus"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"topics": ("R",)}, 'topics: there is no page of "R" with a dated entry'),
        ({"aliases": {"a.xml": "b.xml"}}, 'aliases: "b.xml" is no feed of this site. Name one of'),
        ({"aliases": {"../a.xml": "feed.xml"}}, 'aliases: "../a.xml" is no place for a file'),
    ],
)
def test_a_setting_that_leads_to_nothing_is_said(
    make_site: MakeSite, settings: dict[str, Any], told: str
) -> None:
    site = make_site(posts=[post("a", tags=["R"])])
    feeds, problems = plan_feeds(site, replace(ALL, **settings))
    (problem,) = problems
    assert str(problem).startswith(f"mkdocs.yml: proofolio/feeds: {told}")
    assert problem.level is Level.PROBLEM
    assert feed_aliases(feeds, replace(ALL, **settings)) == {}


def test_no_more_than_the_limit(make_site: MakeSite) -> None:
    posts = [post(f"p{n:02}", DAY + dt.timedelta(days=n)) for n in range(40)]
    site = make_site(posts=posts)
    assert len(feeds_of(site)["site"].entries) == 30
    assert feeds_of(site)["site"].entries[0].id == "p39"
    assert len(feeds_of(site, FeedSettings("a", limit=0))["site"].entries) == 40
    assert len(feeds_of(site, FeedSettings("a", limit=5))["site"].entries) == 5


# Ids


def test_an_id_is_made_of_authority_kind_and_id_alone(make_site: MakeSite) -> None:
    before = item_of(make_site(posts=[post("a")]), "post:a")
    moved = make_site(
        posts=[post("a", slug="b", title="Another", niches=["n"], updated=DAY, summary="New")],
        niches=[{"id": "n", "name": "N", "headline": "N"}],
    )
    moved.url = "http://elsewhere.example/site/"
    after = item_of(moved, "post:a")
    assert after.address != before.address
    assert after.id == before.id == "urn:uuid:e3c5b699-708f-5344-b7b1-b9d7747e0039"


def test_ids_differ(make_site: MakeSite) -> None:
    site = make_site(posts=[post("a"), post("b", title="Post a")], projects=[project("a")])
    found = {item_of(site, key).id for key in ("post:a", "post:b", "project:a")}
    found.add(item_of(site, "post:a", FeedSettings("b.example")).id)
    assert len(found) == 4


def test_one_letter_has_one_id_however_it_is_composed() -> None:
    assert item_id("kovač", "post", "a") == item_id("kovac\u030c ", "post", "a")


# Dates


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        ("2026-05-01T09:30:00.678901+05:30", "2026-05-01T09:30:00+05:30"),
        ("2026-05-01T09:30:00-08:00", "2026-05-01T09:30:00-08:00"),
        ("2026-05-01T09:30:00Z", "2026-05-01T09:30:00+00:00"),
        ("2026-05-01T09:30:00+00:53:28", "2026-05-01T08:36:32+00:00"),
    ],
)
def test_offsets_are_kept_and_whole(moment: str, written: str) -> None:
    assert in_fixed_zone(dt.datetime.fromisoformat(moment)).isoformat() == written


def test_an_hour_that_the_clock_leaves_out_is_one_moment() -> None:
    missing = dt.datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Vienna"))
    fixed = in_fixed_zone(missing)
    assert fixed.timestamp() == missing.timestamp()


def test_a_project_without_a_date_has_that_of_its_end(make_site: MakeSite) -> None:
    site = make_site(
        profile={"timezone": "Europe/Vienna"},
        projects=[
            project("a", date=None, start="2024-01", end="2025-06"),
            project("b", date=None, start="2024"),
        ],
    )
    assert item_of(site, "project:a").published.isoformat() == "2025-06-01T00:00:00+02:00"
    assert item_of(site, "project:b").published.isoformat() == "2024-01-01T00:00:00+01:00"


def test_updated_only_where_the_author_says_so(make_site: MakeSite) -> None:
    later = DAY + dt.timedelta(days=30)
    site = make_site(posts=[post("a"), post("b", updated=later)])
    assert item_of(site, "post:a").updated == DAY
    assert item_of(site, "post:b").updated == later


def test_updated_from_git_only_when_asked(make_site: MakeSite) -> None:
    from proofolio.model.record import Origin

    later = DAY + dt.timedelta(days=30)
    origin = {"origin": Origin("posts/a.md", body_path="posts/a.md")}
    site = make_site(posts=[post("a", **origin)])
    asked = FeedSettings("a.example", changed={"posts/a.md": later})
    assert item_of(site, "post:a", asked).updated == later
    earlier = FeedSettings("a.example", changed={"posts/a.md": DAY - dt.timedelta(days=1)})
    assert item_of(site, "post:a", earlier).updated == DAY


@pytest.mark.parametrize(
    ("updated", "why"),
    [
        (DAY - dt.timedelta(days=2), "is earlier than the day it was published"),
        (DAY.replace(year=2027), "is still to come"),
    ],
)
def test_an_update_that_cannot_be_is_said_and_left_out(
    make_site: MakeSite, updated: dt.datetime, why: str
) -> None:
    from proofolio.model.record import Origin

    origin = Origin("posts/a.md", 1, {"updated": 4})
    site = make_site(posts=[post("a", updated=updated, origin=origin)])
    _, problems = plan_feeds(site, ALL)
    (problem,) = problems
    assert str(problem).startswith(f"posts/a.md:4: updated: {updated.date()} {why}")
    assert problem.level is Level.NOTE
    assert item_of(site, "post:a").updated == DAY


def test_undated_projects_are_said_once(make_site: MakeSite) -> None:
    site = make_site(projects=[project("a", date=None), project("b", date=None), project("c")])
    _, problems = plan_feeds(site, ALL)
    (problem,) = problems
    assert problem.level is Level.NOTE
    assert "a, b." in problem.text


# What an item says


def test_a_post_written_elsewhere_leads_there(make_site: MakeSite) -> None:
    site = make_site(
        posts=[post("a", external_url="https://medium.com/@a/x", summary="Short.", body="")]
    )
    item = item_of(site, "post:a")
    assert item.address == "https://medium.com/@a/x"
    assert (item.lead, item.more, item.parts) == ("Short.", "Read it on Medium", ())


def test_a_project_tells_its_results_in_words(make_site: MakeSite) -> None:
    outcome = {
        "key": "mape", "metric": "Error", "value": "5.1", "before": "7.8", "unit": "%",
        "checked_by": "The board", "evidence": ["https://board.example"],
    }  # fmt: skip
    item = item_of(make_site(projects=[project("p", outcomes=[outcome])]), "project:p")
    (result,) = item.results
    assert result.startswith("Error: from 7.8 to 5.1%. 2.7 percentage points lower (35% less).")
    assert result.endswith("Confirmed by The board.")
    assert [part.heading for part in item.parts] == ["Problem"]
    assert item.more


def test_numbers_that_may_not_be_told_are_in_no_item(make_site: MakeSite) -> None:
    outcomes = [
        {"key": "a", "metric": "Cost", "value": "51234", "before": "78", "disclosure": "hidden"},
        {
            "key": "b", "metric": "Error", "value": "51235", "before": "78999",
            "disclosure": "relative_only",
        },
    ]  # fmt: skip
    item = item_of(make_site(projects=[project("p", outcomes=outcomes)]), "project:p")
    assert len(item.results) == 1
    told = repr(item)
    assert not [number for number in ("51234", "51235", "51,235", "78999") if number in told]


def test_a_nameless_witness_stays_nameless(make_site: MakeSite) -> None:
    quote = {**said("t"), "author": {"name": "Grace Hopper"}, "show_as": "role_only"}
    item = item_of(make_site(testimonials=[quote]), "testimonial:t")
    assert item.title == "Testimonial: Head"
    assert "Grace" not in repr(item)


def test_summaries_instead_of_texts(make_site: MakeSite) -> None:
    site = make_site(posts=[post("a", summary="Short.")], projects=[project("p", summary="Brief.")])
    settings = FeedSettings("a.example", content="summary")
    for key, lead in (("post:a", "Short."), ("project:p", "Brief.")):
        item = item_of(site, key, settings)
        assert (item.lead, item.parts, item.results) == (lead, (), ())
        assert item.more


def test_a_long_summary_ends_at_a_word() -> None:
    text = shortened("word " * 100)
    assert len(text) <= 300
    assert text.endswith("word…")
    assert shortened(" short \n one ") == "short one"
