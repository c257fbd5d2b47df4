"""Pages as readers of microformats see them, with a parser of theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import mf2py
import pytest

URL = "https://quandt.example/"

Read = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def things_of(example_site: Path) -> Read:
    """The things on a page that stand in no other."""

    def read(address: str) -> list[dict[str, Any]]:
        text = (example_site / address / "index.html").read_text(encoding="utf-8")
        items: list[dict[str, Any]] = mf2py.parse(text, url=URL + address)["items"]
        return items

    return read


def only(things: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    (thing,) = (thing for thing in things if thing["type"] == [kind])
    properties: dict[str, Any] = thing["properties"]
    return properties


def test_the_home_page_has_the_card_that_stands_for_the_site(things_of: Read) -> None:
    card = only(things_of(""), "h-card")
    assert card["name"] == ["Mirela Quandt"]
    assert card["url"] == card["uid"] == [URL]
    assert card["photo"] == [{"value": f"{URL}assets/portrait.svg", "alt": "Mirela Quandt"}]
    assert card["note"][0].startswith("I work with electricity networks")


def test_the_page_about_her_is_a_card_with_all_her_accounts(things_of: Read) -> None:
    card = only(things_of("about/"), "h-card")
    assert card["name"] == ["Mirela Quandt"]
    assert card["uid"] == [URL]
    assert URL in card["url"]
    assert len(card["url"]) > 2
    assert card["email"] == ["mailto:mirela@quandt.example"]
    assert card["job-title"] == ["Freelance data scientist for electricity networks"]
    assert card["photo"][0]["value"].startswith(URL)


def test_a_post_is_an_entry_with_author_and_date(things_of: Read) -> None:
    entry = only(things_of("posts/clock-changes/"), "h-entry")
    assert entry["name"] == ["The hour that happens twice"]
    assert entry["url"] == entry["uid"] == [f"{URL}posts/clock-changes/"]
    assert entry["published"] == ["2026-10-25"]
    assert "Time series" in entry["category"]
    (author,) = entry["author"]
    assert author["type"] == ["h-card"]
    assert author["properties"] == {"name": ["Mirela Quandt"], "url": [URL]}
    assert len(entry["content"][0]["value"]) > 500
    assert "Have a question like these?" not in entry["content"][0]["value"]


def test_a_project_is_an_entry_too(things_of: Read) -> None:
    entry = only(things_of("projects/gridcast/"), "h-entry")
    assert entry["name"] == ["Tomorrow’s load, with error bars the control room believes"]
    assert entry["published"][0].startswith("2025-07-21")
    assert entry["author"][0]["properties"]["name"] == ["Mirela Quandt"]
    assert entry["summary"][0].startswith("The shifts of Netz Hohenfern")
    assert "What it cannot do" in entry["content"][0]["value"]


def test_the_list_of_posts_is_a_feed(things_of: Read) -> None:
    (feed,) = things_of("posts/")
    assert feed["type"] == ["h-feed"]
    assert feed["properties"]["url"] == [f"{URL}posts/"]
    entries = [child["properties"] for child in feed["children"]]
    assert len(entries) > 3
    for entry in entries:
        assert {"name", "url", "published", "summary"} <= entry.keys()
        assert entry["url"][0].startswith("https://")
    assert f"{URL}posts/clock-changes/" in [entry["url"][0] for entry in entries]


def test_authors_who_are_others_lead_nowhere(
    write_site: Callable[..., Path], build_site: Callable[..., Path]
) -> None:
    post = {"title": "Two", "date": "2026-05-01", "authors": ["Ana Kovač", "Grace <b>"]}
    site = build_site(write_site(projects={"a": {"title": "A"}}, posts={"two": post}))
    text = (site / "posts/two/index.html").read_text(encoding="utf-8")
    found = mf2py.parse(text, url="https://ana.example/posts/two/")["items"]
    authors = only(found, "h-entry")["author"]
    assert [author["properties"] for author in authors] == [
        {"name": ["Ana Kovač"], "url": ["https://ana.example/"]},
        {"name": ["Grace <b>"]},
    ]
