"""A kind of entry is told of wherever it has to be: shown on a site that is built from files.

The entries are made from the records' own fields, so that a new kind is covered by itself. Whoever
forgets one of the places (`tests/kind_places.py`) reads its name here. What a build cannot do
without is looked for first, and a kind that lacks it is left out of the site; so is one whose entry
ends the build. No kind costs the tests of another.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from tests import kind_places as places
from tests.kind_places import forgotten, needs_of
from tests.kind_sites import Build, Built, Told, build_what_can_be, mark_of, read_told

from proofolio.model.addresses import address_of
from proofolio.model.kind import Kind, by_id
from proofolio.model.kinds import KINDS, PROOFS, AnyEntry, name_clashes
from proofolio.model.library import Records
from proofolio.model.profile import Profile
from proofolio.model.publication import PUBLICATION
from proofolio.model.record import Entry, Page, SubPage
from proofolio.model.talk import TALK, Talk
from proofolio.views.parts.rows import ROWS
from proofolio.views.plans import PAGES


@pytest.fixture(scope="module")
def told(root: Path) -> Told:
    """What tells of kinds in the package, in the guides and in the example."""
    return read_told(root)


@pytest.fixture(scope="module")
def make_folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes the folder of a site without content."""

    def make() -> Path:
        folder = tmp_path_factory.mktemp("kinds")
        shutil.copy(root / "tests" / "sites" / "minimal" / "mkdocs.yml", folder)
        return folder

    return make


@pytest.fixture(scope="module")
def built(told: Told, make_folder: Callable[[], Path], build_report: Build) -> Built:
    """The site of an entry of each kind that lacks nothing."""
    kinds = tuple(kind for kind in KINDS if not needs_of(kind, told))
    return build_what_can_be(make_folder, kinds, told, build_report)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_a_kind_is_told_of_in_every_place(kind: Kind[Any], built: Built) -> None:
    if found := list(forgotten(kind, built)):
        pytest.fail(f"{kind.word} was forgotten:\n" + "\n".join(found), pytrace=False)


# That forgetting is noticed


def without_talks(told: Told) -> Mapping[str, Told]:
    """What tells of kinds without talks in one place, by what is said."""
    code, docs = told.code, told.docs

    def without(path: str) -> Told:
        return replace(told, code={name: text for name, text in code.items() if name != path})

    def reworded(old: str, new: str, path: str = "content.md") -> Told:
        assert old in docs[path]
        return replace(told, docs={**docs, path: docs[path].replace(old, new)})

    keys = ["proof.talk", "talks_page.lead", "common.talks", "topic.talks_one", "topic.talks_other"]
    keys += ["niche.talks", "project.talks", "topic.talks"]
    things = "outputs/schema_things.py"
    return {
        "PAGES of views/plans.py has no page at `talks/`, its `listing`": replace(
            told, pages=tuple(page for page in PAGES if page.of is not TALK)
        ),
        "ROWS of views/parts/rows.py: it has no block": replace(
            told, blocks=told.blocks - {"talks"}
        ),
        "outputs/templates/talks.html is missing": without("outputs/templates/talks.html"),
        "outputs/templates/blocks/talks.html is missing": without(
            "outputs/templates/blocks/talks.html"
        ),
        **{
            f"views/words/en.toml lacks `{key}`": replace(told, words=told.words - {key})
            for key in keys
        },
        "outputs/schema_things.py says nothing of a Talk": replace(
            told, code={**code, things: code[things].replace("isinstance(entry, Talk)", "False")}
        ),
        "docs/reference.md does not describe it; `make golden` does": reworded(
            "## Talk\n", "", "reference.md"
        ),
        'docs/content.md has no heading that names it, such as "## A talk"': reworded(
            "## A talk", "## Speaking"
        ),
        "docs/content.md: the line of `_data/` does not name talks": reworded(
            "testimonials, talks", "testimonials"
        ),
        "docs/content.md: the table of strengths does not say what a talk weighs": reworded(
            "a talk", "an evening"
        ),
        "docs/blocks.md has no line for the block `talks`": reworded(
            "| `talks` |", "| |", "blocks.md"
        ),
        "checks/__init__.py has no line for checks/content/talks.py": replace(
            told, code={**code, "checks/content/talks.py": ""}
        ),
        "the example has no site_src/_data/talks.yml": replace(
            told, example=told.example - {"talks"}
        ),
    }


def test_what_is_forgotten_in_a_file_is_told_of_with_its_name(built: Built) -> None:
    """And a kind that lacks what a build needs is not looked for on a site that lacks it."""
    cases = without_talks(built.told)
    assert len(cases) > 15
    for said, told in cases.items():
        nowhere = replace(built, told=told, html={}, search=())
        is_needed = bool(needs_of(TALK, told))
        found = list(forgotten(TALK, nowhere if is_needed else replace(built, told=told)))
        assert found == [said]
    makers = (*places.NEEDS, *places.BESIDES)
    assert len(makers) > 5
    assert [made for made in makers if not any(any(made(TALK, t)) for t in cases.values())] == []


def test_a_kind_of_pages_of_its_own_needs_them(told: Told) -> None:
    listed_only = tuple(page for page in PAGES if page.name != "project")
    project = next(kind for kind in KINDS if kind.word == "project")
    said = list(places.missing_pages(project, replace(told, pages=listed_only)))
    assert said == [
        "PAGES of views/plans.py and `has_page` of its Kind do not agree on pages of its own"
    ]


def site_without_talks(built: Built) -> Mapping[Callable[[Kind[Any], Built], bool], Built]:
    """The site as it is where talks are left out of one place."""
    content, library, word = built.content, built.library, mark_of(TALK)
    read = tuple(entry for entry in content.entries if not isinstance(entry, Talk))
    alone = built.entry(TALK).model_copy(update={other.plural: () for other in KINDS})
    html = built.html.items()
    unnamed = replace(built, html={address: text.replace(word, "") for address, text in html})
    silent = {a: text.replace("application/ld+json", "text/plain") for a, text in html}
    nothing = {a: re.sub(r'\{"@type":"Event".*?\}\}', '{"@type":"Person"}', t) for a, t in html}
    alien = {a: re.sub(r'href="[./]*talks/"', 'href="#"', text) for a, text in html}
    unfound = tuple(doc for doc in built.search if word not in str(doc))
    unlinked = replace(built, library=replace(library, entries={**library.entries, Talk: (alone,)}))
    return {
        places.is_read: replace(built, content=replace(content, entries=read)),
        places.is_in_the_library: replace(
            built, library=replace(library, entries={**library.entries, Talk: ()})
        ),
        places.is_linked: unlinked,
        places.is_ordered: built,  # its order is taken away below
        places.is_proof: unlinked,
        places.is_known_by_its_address: built,  # so is what it is known as
        places.is_listed: unnamed,
        places.is_led_to: replace(built, html=alien),
        places.is_on_a_page: unnamed,
        places.is_found: replace(built, search=unfound),
        places.is_under_its_topics: unnamed,
        places.is_on_the_page_of_its_niche: unnamed,
        places.is_in_structured_data: replace(built, html=silent),
        places.is_a_thing: replace(built, html=nothing),
    }


@pytest.mark.parametrize("place", places.PLACES, ids=lambda place: place.__name__)
def test_a_kind_left_out_of_a_place_is_told_of_with_the_place(
    place: Callable[[Kind[Any], Built], bool], built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_read(today: dt.date, entry: Entry) -> tuple[()]:
        return ()

    forgetful = {TALK: {"order": as_read}, PUBLICATION: {"known_as": by_id}}
    kinds = tuple(replace(kind, **forgetful.get(kind, {})) for kind in KINDS)  # type: ignore[arg-type]
    monkeypatch.setattr("proofolio.model.library.KINDS", kinds)
    monkeypatch.setattr("proofolio.model.library.PROOFS", [k for k in kinds if k.weight])
    # Talks have no address of their own that a claim could cite.
    kind = PUBLICATION if place is places.is_known_by_its_address else TALK
    assert places.PLACES[place] in list(forgotten(kind, site_without_talks(built)[place]))


def test_the_reasons_to_be_passed_over_are_for_kinds_that_need_them(told: Told) -> None:
    assert places.NO_THING.keys() <= {kind.word for kind in KINDS}
    assert not [k for k in places.SAID_BY_THEMSELVES if f"proof.{k.word}" in told.words]
    assert [kind for kind in PROOFS if places.CITED.keys() & kind.record.model_fields.keys()]


def test_a_kind_whose_entry_ends_the_build_costs_no_other(
    told: Told,
    make_folder: Callable[[], Path],
    build_report: Build,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asks_for_a_word(site: Any, talk: Talk) -> object:
        return site.words("talks_page.nothing")

    monkeypatch.setitem(ROWS, Talk, asks_for_a_word)  # type: ignore[arg-type]
    kinds = tuple(kind for kind in KINDS if kind.word in ("service", "talk", "niche"))
    found = build_what_can_be(make_folder, kinds, told, build_report)
    assert found.failures.keys() == {"talk"}
    said = list(forgotten(TALK, found))
    assert len(said) == 1
    assert said[0].startswith("its entry ends the build: ")
    assert "views/words/en.toml lacks `talks_page.nothing`" in said[0]
    service = next(kind for kind in kinds if kind.word == "service")
    assert places.is_listed(service, found)


def test_every_record_of_entries_is_among_the_kinds() -> None:
    # A further page belongs to its entry, and is none.
    made = {*Entry.__subclasses__(), *Page.__subclasses__()} - {Page, SubPage}
    ours = {record for record in made if record.__module__.startswith("proofolio.")}
    assert len(ours) > 5
    assert ours == {kind.record for kind in KINDS} == set(get_args(AnyEntry))
    assert len(KINDS) == len(ours)
    assert {kind.record.__module__ for kind in KINDS} == {
        f"proofolio.model.{kind.word}" for kind in KINDS
    }


@pytest.mark.parametrize("name", ["Tool", "Award", "Skill", "Outcome", "Link", "Course"])
def test_a_kind_is_called_as_nothing_else_is(name: str) -> None:
    """`tools` of a project are topics, and no entries of a kind `tool`."""
    record = type(name, (Entry,), {})
    kind = replace(TALK, record=record, plural=f"{name.lower()}s")
    clashes = list(name_clashes((*KINDS, kind)))
    assert all(f"`{kind.word}" in clash for clash in clashes)
    assert bool(clashes) == (name != "Course")


def test_an_old_address_leads_to_the_entry_of_its_kind(built: Built) -> None:
    kinds = [kind for kind in KINDS if "aliases" in kind.record.model_fields]
    assert len(kinds) > 1
    for kind in kinds:
        page = built.html[f"old-{kind.word}/"]
        assert f"https://ana.example/{address_of(built.entry(kind))}" in page


def test_an_entry_of_an_unknown_kind_is_refused() -> None:
    class Course(Entry):
        """A kind that nobody has listed."""

    profile = Profile(name="Ana", headline="Counts")
    with pytest.raises(TypeError, match=r"Course is not among KINDS in model/kinds\.py"):
        Records(profile, (Course(id="a"),))  # type: ignore[arg-type]
