"""Nothing is published further than any word of any tool says, in any kind and any spelling."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library, Records
from proofolio.model.profile import Profile
from proofolio.model.record import Entry
from proofolio.problems import Level
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.statuses import FLAGS, STATUSES

TODAY = dt.date(2026, 11, 20)
TRUE = ("true", "True", "TRUE", "yes", "Yes", "on", "1", '"true"', "'yes'", "y")
FALSE = ("false", "False", "no", "NO", "off", "0", '"false"', "n")
UNKNOWN = ("maybe", "[true]", "{a: b}", "2", "'null'", "2024", "ja")
ENTRY = {
    "project": "title: {id}",
    "post": "title: {id}\ndate: 2024-05-01",
    "talk": "title: {id}\nstart: 2024-05-01",
    "publication": "title: {id}\ndate: 2024",
    "service": "name: {id}\nsummary: s",
    "niche": "name: {id}\nheadline: h",
    "testimonial": "text: t\nconsent: granted",
}


def read(folder: Path, kind: Kind[Any], heads: list[str]) -> Content:
    """Entries of a kind, each with lines of its own: `e0`, `e1`, …"""
    place = kind.plural if kind.source == "folder" else f"site_src/_data/{kind.plural}"
    profile = "name: A\nheadline: H\nemail: a@b.example\n"
    files = {"site_src/_data/profile.yml": profile, "projects/x/.y": ""}
    for number, head in enumerate(heads):
        base = ENTRY[kind.word].replace("{id}", f"e{number}")
        files[f"{place}/e{number}.yml"] = f"{base}\n{head}\n"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return read_content(Folders(folder, folder / "site_src", folder / "projects", folder / "posts"))


def shown(content: Content) -> dict[str, Entry]:
    """What a build shows, by id."""
    profile = content.profile or Profile(name="A", headline="H")
    library, _ = Library.build(Records(profile, content.entries), TODAY)
    return {entry.id: entry for kind in KINDS for entry in library.all(kind.record)}


def is_within(entry: Entry | None, status: str) -> bool:
    """Whether an entry is published no further than a status says."""
    found = entry.status if entry else "draft"
    return STATUSES.index(found) >= STATUSES.index(status)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_every_flag_in_every_spelling(kind: Kind[Any], tmp_path: Path) -> None:
    told = [
        (f"{key}: {word}", meaning)
        for key, meanings in FLAGS.items()
        for words, meaning in zip((TRUE, FALSE), meanings, strict=True)
        for word in words
    ]
    content = read(tmp_path, kind, [line for line, _ in told])
    found = {entry.id: entry.status for entry in content.entries}
    wrong = [
        (line, meaning, found.get(f"e{number}"))
        for number, (line, meaning) in enumerate(told)
        if found.get(f"e{number}") != meaning
    ]
    assert len(told) > 300
    assert wrong == []
    assert content.problems == ()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_what_cannot_be_understood_stays_a_draft_and_is_told(
    kind: Kind[Any], tmp_path: Path
) -> None:
    keys = [key for key in FLAGS if key != "hide"]
    days = ("publishDate", "expiryDate", "publish_date", "expiry_date")
    lines = [f"{key}: {word}" for key, word in product((*keys, "status", *days), UNKNOWN)]
    lines = [line for line in lines if line != "sitemap: {a: b}"]
    content = read(tmp_path, kind, lines)
    assert len(lines) > 150
    assert shown(content) == {}
    assert {entry.status for entry in content.entries} == {"draft"}
    told = {
        (p.path.rpartition("/")[2], p.line) for p in content.problems if p.level == Level.PROBLEM
    }
    last = ENTRY[kind.word].count("\n") + 2
    assert told == {(f"e{number}.yml", last) for number in range(len(lines))}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_of_two_words_the_narrower_counts(kind: Kind[Any], tmp_path: Path) -> None:
    said = {
        "status: published": "published",
        "status: hidden": "unlisted",
        "status: archived": "archived",
        "draft: yes": "draft",
        "draft: no": "published",
        "hidden: true": "unlisted",
        "private: true": "draft",
        "published: false": "draft",
        "publishDate: 2027-01-01": "draft",
        "publishDate: 2026-01-01": "published",
        "expiryDate: 2026-11-20": "draft",
        "expiryDate: 2026-11-21": "published",
        "robots: noindex": "unlisted",
        "visibility: private": "draft",
    }
    pairs = [
        (one, two)
        for one, two in product(said, repeat=2)
        if one.partition(":")[0] != two.partition(":")[0]
    ]
    entries = shown(read(tmp_path, kind, [f"{one}\n{two}" for one, two in pairs]))
    wrong = []
    for number, pair in enumerate(pairs):
        narrow = max((said[line] for line in pair), key=STATUSES.index)
        entry = entries.get(f"e{number}")
        if not is_within(entry, narrow) or (narrow != "draft" and entry is None):
            wrong.append(pair)
    assert len(pairs) > 150
    assert wrong == []


def test_a_slip_in_a_word_publishes_nothing(tmp_path: Path) -> None:
    lines = ["staus: draft", "hiden: true", "privat: true", "drft: true", "expirydat: 2020-01-01"]
    content = read(tmp_path, KINDS[0], lines)
    assert shown(content) == {}
    assert len(content.problems) == len(lines)


def test_a_word_of_another_meaning_is_taken_for_no_slip(tmp_path: Path) -> None:
    words = ("site", "visual", "rendered", "list", "built", "sites", "renderer", "index_page")
    content = read(tmp_path, KINDS[0], [f"{word}: something" for word in words])
    assert {entry.id for entry in content.entries} == {f"e{n}" for n in range(len(words))}
    assert {entry.status for entry in content.entries} == {"published"}
    assert [problem.code for problem in content.problems] == ["unknown-key"] * len(words)
