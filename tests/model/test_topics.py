"""Topics: union of skills, tools, industries and tags, equal after case-folding."""

from __future__ import annotations

import pytest

from proofolio.model.addresses import topic_slug
from proofolio.model.project import Project
from proofolio.model.topics import collect_topics, topics_of


def project(id, **fields):
    return Project.model_validate({"id": id, "title": id, **fields})


def collect(*projects, offered=()):
    return collect_topics(projects, offered)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Causal inference", "causal-inference"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("F#/.NET", "f-sharp-net"),
        ("Größe", "größe"),
        ("機械学習", "機械学習"),
        ("  R ", "r"),
        ("!!!", ""),
    ],
)
def test_slug_is_readable_in_any_script(name, slug):
    assert topic_slug(name) == slug


def test_topics_of_an_entry_come_once_as_first_written():
    entry = project("a", skills=["Forecasting"], tools=["R"], tags=["FORECASTING", "!!!", "Maps"])
    assert topics_of(entry) == ("Forecasting", "R", "Maps")


def test_case_does_not_part_topics_and_offered_names_win():
    topics = collect(
        project("a", skills=["forecasting"]),
        project("b", tags=["FORECASTING"]),
        offered=["Forecasting"],
    )
    assert list(topics) == ["forecasting"]
    topic = topics["forecasting"]
    assert (topic.name, topic.offered) == ("Forecasting", True)
    assert [p.id for p in topic.entries] == ["a", "b"]


def test_two_proofs_or_an_offered_one_make_a_page():
    topics = collect(
        project("a", tools=["R", "SQL", "Maps"]), project("b", tools=["R"]), offered=["Maps"]
    )
    assert {slug: topic.address for slug, topic in topics.items()} == {
        "maps": "topics/maps/",
        "r": "topics/r/",
        "sql": "",
    }


def test_offered_without_proof_is_no_topic():
    assert collect(offered=["Cooking"]) == {}


@pytest.mark.parametrize("letters", ["x" * 5000, "ä" * 300, "数据" * 90, "many words of it " * 20])
def test_a_long_topic_has_an_address_that_a_folder_can_have(letters):
    slug = topic_slug(letters)
    assert 90 < len(slug.encode()) < 130
    assert topic_slug(f"{letters}other") != slug
    assert topic_slug(letters) == slug
    assert topic_slug("short") == "short"
