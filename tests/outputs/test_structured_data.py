"""JSON-LD says what a page shows, whole and valid, and nothing that may not be told."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.outputs.schema_page import SchemaPage
from proofolio.outputs.structured_data import as_script, make_graph

SITE = "https://ana.example/"
CARD = "https://ana.example/assets/cards/x.png"
HOSTILE = "</script><!-- <script> \"x\" 'y' & \u2028 \\ 👩‍🔬 数据 مرحبا ]]>"

REQUIRED = {
    # What Google documents as required, and what makes the others worth anything.
    "ProfilePage": {"mainEntity", "url", "name"},
    "Person": {"name"},
    "WebSite": {"name", "url"},
    "BlogPosting": {"headline", "author", "image", "datePublished"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Event": {"name", "startDate", "location"},
    "Place": {"address"},
    "VirtualLocation": {"url"},
    "Service": {"name", "provider"},
    "Offer": {"priceSpecification"},
    "PriceSpecification": {"priceCurrency"},
    "UnitPriceSpecification": {"priceCurrency", "unitText"},
    "CreativeWork": {"name"},
    "SoftwareSourceCode": {"name", "codeRepository"},
    "CollectionPage": {"name", "url"},
    "WebPage": {"name", "url"},
    "ImageObject": {"url"},
    "Audience": {"audienceType"},
    "Organization": {"name"},
    "PostalAddress": {"addressLocality"},
}

CONTENT: dict[str, Any] = {
    "profile": {
        "label": "Data scientist",
        "timezone": "Asia/Kolkata",
        "location": {"city": "Pune", "region": "Maharashtra"},
        "profiles": {"github": "https://github.example/ana"},
        "skills": ["Survival analysis", {"name": "Deep learning", "offered": False}],
        "summary": "I count, then model.",
        "work": [{"name": "Clinic", "position": "Analyst"}],
        "languages": ["Slovene"],
    },
    "projects": {
        "triage": {
            "title": "Who waits longest",
            "date": "2026-03-01",
            "updated": "2026-04-01",
            "kind": "client",
            "client": {"name": "Northgate Hospital", "disclosure": "named"},
            "collaborators": [{"name": "Ivo Marin", "url": "https://ivo.example/"}],
            "license": "MIT",
            "skills": ["Survival analysis"],
            "niches": ["clinics"],
            "outcomes": [
                {"metric": "Waiting", "value": "17.71", "unit": "min", "disclosure": "hidden"},
                {
                    "metric": "Visits",
                    "value": "4242",
                    "before": "5353",
                    "baseline": "The list of 2024",
                    "disclosure": "relative_only",
                },
            ],
            "links": [{"url": "https://git.example/triage", "kind": "repo"}],
        },
        "beds": {"title": "Beds", "skills": ["Survival analysis"]},
    },
    "posts": {
        "first": {"title": "First", "date": "2026-05-01", "authors": ["Ana Kovač", "Grace"]},
        "second": {"title": "Second", "date": "2026-05-02T10:00:00+02:00", "lang": "de"},
    },
    "services": [
        {
            "name": "Second look",
            "summary": "A second look.",
            "price": "from 4800 EUR",
            "audience": "Clinics",
            "niches": ["clinics"],
        },
        {
            "name": "Retainer",
            "summary": "Two days.",
            "price": "2400 EUR per month",
            "engagements": [
                {"name": "Two days a month", "price": "2400 EUR per month"},
                {"name": "A day", "price": {"min": "900", "max": "1200", "currency": "EUR"}},
            ],
        },
        {"name": "Talk", "summary": "On demand.", "price": "on request"},
    ],
    "niches": [{"name": "Clinics", "headline": "For clinics", "id": "clinics"}],
    "talks": [
        {
            "title": "Queues",
            "start": "2026-12-01",
            "location": "Graz",
            "event": {"name": "Days of Queues", "url": "https://queues.example/"},
        },
        {
            "title": "Online",
            "start": "2026-10-01",
            "end": "2026-10-02",
            "location": "online",
            "links": ["https://video.example/1"],
        },
        {"title": "Some day", "start": "2026-11", "location": "Graz"},
        {"title": "Nowhere", "start": "2026-10-09"},
        {"title": "Episode", "start": "2026-10-03", "kind": "podcast", "location": "online"},
    ],
    "testimonials": [{"text": "She counted first.", "consent": "granted", "author": "Ivo Marin"}],
}


@pytest.fixture
def loaded(load_site: Callable[..., Loaded]) -> Loaded:
    return load_site(**CONTENT)


def graph_of(loaded: Loaded, address: str, **changes: Any) -> list[dict[str, Any]]:
    """The nodes of a page, as a program reads them from the page."""
    plan = loaded.plans[address]
    page = SchemaPage(loaded.site, address, plan.title, plan.description, plan, CARD)
    script = as_script(make_graph(replace(page, **changes), loaded.plans))
    found = re.fullmatch(r'<script type="application/ld\+json">([^<]*)</script>', script)
    assert found, script
    graph = json.loads(found[1])
    assert graph["@context"] == "https://schema.org"
    assert graph["@graph"]
    return list(graph["@graph"])


def nodes_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every node with a type, however deep."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from nodes_in(item)


def one(nodes: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """The only node of a type at the top of the graph."""
    (node,) = (node for node in nodes if node["@type"] == kind)
    return node


def test_every_page_has_what_is_required_and_nothing_empty(loaded: Loaded) -> None:
    met = set()
    assert len(loaded.plans) > 12
    for address in loaded.plans:
        nodes = graph_of(loaded, address)
        ids = [node["@id"] for node in nodes]
        assert len(ids) == len(set(ids)), address
        assert [id for id in ids if not id.startswith(SITE)] == []
        for node in nodes_in(nodes):
            met.add(node["@type"])
            assert REQUIRED[node["@type"]] <= node.keys(), (address, node)
            assert not [key for key, value in node.items() if value in ("", [], {}, None)], node
    assert met == REQUIRED.keys()


def test_every_reference_is_to_a_node_of_the_same_page(loaded: Loaded) -> None:
    for address in loaded.plans:
        nodes = graph_of(loaded, address)
        known = {node["@id"] for node in nodes}
        named = set(re.findall(r'\{"@id": "([^"]*)"\}', json.dumps(nodes)))
        assert f"{SITE}#website" in named
        assert named <= known, address


def test_nothing_is_said_of_reviews_clients_or_hidden_numbers(loaded: Loaded) -> None:
    text = "".join(json.dumps(graph_of(loaded, address)) for address in loaded.plans)
    assert "Who waits longest" in text
    for word in ("Review", "Rating", "Northgate", "17.71", "4242", "5353", "She counted"):
        assert word not in text, word


@pytest.mark.parametrize("address", ["", "about/"])
def test_pages_about_the_author_are_profile_pages(loaded: Loaded, address: str) -> None:
    nodes = graph_of(loaded, address)
    assert one(nodes, "ProfilePage")["mainEntity"] == {"@id": f"{SITE}#person"}
    person = one(nodes, "Person")
    assert person["sameAs"] == ["https://github.example/ana"]
    assert person["jobTitle"] == "Data scientist"
    # Skills and languages stand on the page about her only.
    assert person.get("knowsAbout", []) == (["Survival analysis"] if address else [])


def test_a_home_page_of_her_own_says_no_more_than_the_frame(loaded: Loaded) -> None:
    person = one(graph_of(loaded, "", is_own=False), "Person")
    assert person.keys() == {"@type", "@id", "name", "url", "sameAs"}


def test_a_post_has_its_authors_and_dates_with_zone(loaded: Loaded) -> None:
    first = one(graph_of(loaded, "posts/first/"), "BlogPosting")
    assert [author["name"] for author in first["author"]] == ["Ana Kovač", "Grace"]
    assert first["author"][0]["@id"] == f"{SITE}#person"
    assert first["datePublished"] == "2026-05-01T00:00:00+05:30"
    second = one(graph_of(loaded, "posts/second/"), "BlogPosting")
    assert second["datePublished"] == "2026-05-02T10:00:00+02:00"
    assert second["inLanguage"] == "de"
    assert "dateModified" not in second


def test_a_project_with_its_code_is_source_code(loaded: Loaded) -> None:
    work = one(graph_of(loaded, "projects/triage/"), "SoftwareSourceCode")
    assert work["codeRepository"] == "https://git.example/triage"
    assert work["contributor"] == [
        {"@type": "Person", "name": "Ivo Marin", "url": "https://ivo.example/"}
    ]
    assert dt.datetime.fromisoformat(work["dateModified"]).tzinfo is not None
    assert one(graph_of(loaded, "projects/beds/"), "CreativeWork")["name"] == "Beds"


def test_prices_are_those_that_are_shown(loaded: Loaded) -> None:
    nodes = graph_of(loaded, "services/")
    offers = {
        node["name"]: [
            (offer.get("name", ""), offer["priceSpecification"]) for offer in node.get("offers", [])
        ]
        for node in nodes
        if node["@type"] == "Service"
    }
    euro = {"priceCurrency": "EUR"}
    month = {"@type": "UnitPriceSpecification", "price": "2400", **euro, "unitText": "month"}
    span = {"@type": "PriceSpecification", "minPrice": "900", "maxPrice": "1200", **euro}
    assert offers == {
        "Second look": [("", {"@type": "PriceSpecification", "minPrice": "4800", **euro})],
        "Retainer": [("Two days a month", month), ("A day", span)],
        "Talk": [],
    }


def test_only_appearances_with_day_and_place_are_events(loaded: Loaded) -> None:
    events = {n["name"]: n for n in graph_of(loaded, "talks/") if n["@type"] == "Event"}
    assert events.keys() == {"Queues", "Online"}
    assert events["Queues"]["location"]["address"] == "Graz"
    assert events["Queues"]["organizer"]["name"] == "Days of Queues"
    assert events["Online"]["location"]["url"] == "https://video.example/1"
    assert events["Online"]["endDate"] == "2026-10-02"
    assert events["Online"]["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("projects/triage/", ["Ana Kovač", "Work", "Who waits longest"]),
        ("services/clinics/", ["Ana Kovač", "Services", "Clinics"]),
        ("services/", ["Ana Kovač", "Services"]),
    ],
)
def test_the_way_to_a_page_begins_at_home(loaded: Loaded, address: str, names: list[str]) -> None:
    steps = one(graph_of(loaded, address), "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in steps] == names
    assert [step["position"] for step in steps] == list(range(1, len(names) + 1))
    assert steps[-1]["item"] == SITE + address
    assert not [n for n in graph_of(loaded, "") if n["@type"] == "BreadcrumbList"]


def test_a_page_that_the_author_wrote_is_a_web_page(loaded: Loaded) -> None:
    page = SchemaPage(loaded.site, "notes/day one/", "Notes", "")
    nodes = make_graph(page, loaded.plans)["@graph"]
    assert one(nodes, "WebPage")["url"] == f"{SITE}notes/day%20one/"
    assert "description" not in one(nodes, "WebPage")


def test_hostile_text_ends_no_script_and_comes_back_whole(
    load_site: Callable[..., Loaded],
) -> None:
    loaded = load_site(
        profile={"name": HOSTILE, "headline": HOSTILE, "label": HOSTILE},
        projects={"a": {"title": HOSTILE, "summary": HOSTILE, "license": HOSTILE}},
        services=[{"name": HOSTILE, "summary": HOSTILE, "audience": [HOSTILE]}],
    )
    shown = " ".join(HOSTILE.split())
    nodes = graph_of(loaded, "projects/a/")  # asserts that no `<` is left
    assert one(nodes, "CreativeWork")["name"] == shown
    assert one(nodes, "Person")["name"] == shown
    assert one(graph_of(loaded, "services/"), "Service")["audience"]["audienceType"] == shown
