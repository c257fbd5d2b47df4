"""A kind of entry is told of wherever it has to be: shown on a site that is built from files.

The entries are made from the records' own fields, so that a new kind is covered by itself. Whoever
forgets one of the places reads its name here.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from proofolio.model.addresses import address_of
from proofolio.model.kind import Kind
from proofolio.model.kinds import CLAIMS, KINDS, PROOFS, AnyEntry
from proofolio.model.library import Library, Records
from proofolio.model.profile import Profile
from proofolio.model.proof import proofs_of
from proofolio.model.record import Entry, Page
from proofolio.model.references import parse_reference
from proofolio.model.talk import TALK, Talk
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.shapes import required_of
from proofolio.views.block_sections import LISTS
from proofolio.views.blocks import OPTIONS
from proofolio.views.plans import PAGES, PageKind

TODAY = dt.date(2026, 11, 20)
TOPIC = "Forecasting"
ID = "same"
"""The id of every entry: it is a name among its kind only."""
GIVEN = {"date": "2025-03-04", "start": "2025-03-04", "consent": {"status": "granted"}}
"""Fields that take no words."""


def mark_of(kind: Kind[Any]) -> str:
    """A word that stands in the entry of this kind and nowhere else."""
    return f"Zq{kind.word}"


def entry_of(kind: Kind[Any]) -> dict[str, Any]:
    """An entry with what is needed, about one topic, that names one entry of each other kind."""
    names = (*required_of(kind.record), *kind.needed)
    entry = {name: GIVEN.get(name, f"{mark_of(kind)} {name}") for name in names}
    entry |= {name: [TOPIC] for name in kind.topics}
    others = [other for other in KINDS if other.plural in kind.record.model_fields]
    entry |= {other.plural: [ID] for other in others}
    if "aliases" in kind.record.model_fields:
        entry["aliases"] = [f"/old-{kind.word}/"]
    return entry | {"id": ID}


@dataclass(frozen=True)
class Built:
    """A site with an entry of each kind, as each room has it."""

    content: Content
    library: Library
    html: Mapping[str, str]
    """The pages that MkDocs wrote, by address."""
    reference: str
    search: tuple[dict[str, str], ...]
    pages: tuple[PageKind, ...] = PAGES
    blocks: frozenset[str] = frozenset(set(OPTIONS) & set(LISTS))

    def entry(self, kind: Kind[Any]) -> AnyEntry:
        """The entry of a kind."""
        return self.library.all(kind.record)[0]  # type: ignore[no-any-return]

    def body(self, address: str, part: str = "body") -> Tag:
        """The body of the page at this address, or another part of it."""
        html = self.html.get(address.partition("#")[0], "")
        found = BeautifulSoup(html, "html5lib").find(part)
        assert isinstance(found, Tag)
        return found


@pytest.fixture(scope="module")
def built(
    root: Path, build_report: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Built:
    """The site of an entry of each kind."""
    folder = tmp_path_factory.mktemp("kinds")
    shutil.copy(root / "tests" / "sites" / "minimal" / "mkdocs.yml", folder)
    profile = {"name": "Ana Kovač", "headline": "Forecasts that hold", "email": "a@k.example"}
    files: dict[str, Any] = {"site_src/_data/profile.yml": profile}
    for kind in KINDS:
        entry = entry_of(kind)
        if kind.source == "list":
            files[f"site_src/_data/{kind.plural}.yml"] = [entry]
        else:
            files[f"{kind.plural}/{ID}.yml"] = entry
    for name, value in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    folders = Folders(folder, folder / "site_src", folder / "projects", folder / "posts")
    content = read_content(folders)
    assert [str(problem) for problem in content.problems] == []
    assert content.profile
    library, problems = Library.build(Records(content.profile, content.entries), TODAY)
    assert [str(problem) for problem in problems] == []
    site, _ = build_report(folder)
    search = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    html = {
        path.relative_to(site).as_posix().removesuffix("index.html"): path.read_text("utf-8")
        for path in site.rglob("index.html")
    }
    reference = (root / "docs" / "reference.md").read_text(encoding="utf-8")
    return Built(content, library, html, reference, tuple(search["docs"]))


# The places


def is_read(kind: Kind[Any], built: Built) -> bool:
    return [type(entry) for entry in built.content.entries].count(kind.record) == 1


def is_in_the_library(kind: Kind[Any], built: Built) -> bool:
    target = parse_reference(f"{kind.word}:{ID}")
    return built.library.find(target.kind, target.id) is not None


def is_linked(kind: Kind[Any], built: Built) -> bool:
    """Both ways: what it names knows of it."""
    entry = built.entry(kind)
    named = [other for other in KINDS if other.plural in kind.record.model_fields]
    return all(entry in built.library.about(kind.record, built.entry(other)) for other in named)


def is_ordered(kind: Kind[Any], built: Built) -> bool:
    """What an author puts first, or what is newer, comes first, wherever it stands in the files."""
    first = {"order": "1", "date": "2026-01-02", "start": "2026-01-02"}
    known = {name: value for name, value in first.items() if name in kind.record.model_fields}
    older = entry_of(kind) | {"id": "older"}
    entries = tuple(map(kind.record.model_validate, (older, older | {"id": "a"} | known)))
    found, _ = Library.build(Records(built.library.profile, entries), TODAY)
    return [entry.id for entry in found.all(kind.record)] == ["a", "older"]


def is_proof(kind: Kind[Any], built: Built) -> bool:
    """What may prove something proves the claims that it names."""
    claims = [claim for claim in CLAIMS if claim.plural in kind.record.model_fields]
    found = [proofs_of(built.library, built.entry(claim)) for claim in claims]  # type: ignore[arg-type]
    kinds = [{proof.kind for proof in proofs} for proofs in found]
    return kind not in PROOFS or all(kind.word in told for told in kinds)


def has_a_kind_of_page(kind: Kind[Any], built: Built) -> bool:
    """A listing of its own or with others, and a page for each where it has one."""
    lists = any(page.address == kind.listing for page in built.pages)
    own = any(page.name == kind.word and page.of is kind for page in built.pages)
    return lists and own == kind.has_page


def is_listed(kind: Kind[Any], built: Built) -> bool:
    return mark_of(kind) in built.body(kind.listing).text


def is_on_a_page(kind: Kind[Any], built: Built) -> bool:
    address = address_of(built.entry(kind))
    body, place = built.body(address), address.partition("#")[2]
    return mark_of(kind) in body.text and (not place or body.find(id=place) is not None)


def is_found(kind: Kind[Any], built: Built) -> bool:
    """Where it is, not merely where it is mentioned."""
    page = address_of(built.entry(kind)).partition("#")[0]
    here = [doc for doc in built.search if doc["location"].partition("#")[0] == page]
    return any(mark_of(kind) in f"{doc['title']} {doc['text']}" for doc in here)


def is_under_its_topics(kind: Kind[Any], built: Built) -> bool:
    return not kind.topics or mark_of(kind) in built.body(f"topics/{TOPIC.lower()}/").text


def is_on_the_page_of_its_niche(kind: Kind[Any], built: Built) -> bool:
    is_named = "niches" in kind.record.model_fields
    return not is_named or mark_of(kind) in built.body(f"services/{ID}/").text


def has_a_block(kind: Kind[Any], built: Built) -> bool:
    return kind.plural in built.blocks


def is_in_the_reference(kind: Kind[Any], built: Built) -> bool:
    return f"## {kind.record.__name__}\n" in built.reference


def is_in_structured_data(kind: Kind[Any], built: Built) -> bool:
    """Its page says what it is and where; the build asks `entry_node` of every entry."""
    script = built.body(address_of(built.entry(kind)), "html").find(
        "script", type="application/ld+json"
    )
    nodes = json.loads(script.string or "")["@graph"] if script else []
    types = {node["@type"] for node in nodes}
    return bool(types & {"WebPage", "CollectionPage"}) and "BreadcrumbList" in types


PLACES: Mapping[Callable[[Kind[Any], Built], bool], str] = {
    is_read: "sources: nothing reads its files",
    is_in_the_library: "model/library.py: no reference finds it",
    is_linked: "model/library.py: what it names does not know of it",
    is_ordered: "`order` of its Kind: it stands as it was read",
    is_proof: "model/proof.py: it does not prove what it names",
    has_a_kind_of_page: "PAGES of views/plans.py: it has no kind of page",
    is_listed: "`listing` of its Kind: that page does not show it",
    is_on_a_page: "address: it is not there",
    is_found: "search: it is not found",
    is_under_its_topics: "ROWS of views/parts/rows.py: its topics do not show it",
    is_on_the_page_of_its_niche: "ROWS of views/parts/rows.py: its niche does not show it",
    has_a_block: "ROWS of views/parts/rows.py: it has no block",
    is_in_the_reference: "docs/reference.md: it is not described",
    is_in_structured_data: "structured data: its page says nothing of itself",
}


def check(kind: Kind[Any], built: Built, *places: Callable[[Kind[Any], Built], bool]) -> None:
    """Fails with the places in which a kind was forgotten."""
    forgotten = [PLACES[place] for place in places if not place(kind, built)]
    assert not forgotten, f"{kind.word} was forgotten. {'; '.join(forgotten)}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_a_kind_is_told_of_in_every_place(kind: Kind[Any], built: Built) -> None:
    check(kind, built, *PLACES)


def without_talks(built: Built) -> Mapping[Callable[[Kind[Any], Built], bool], Built]:
    """The site as it is where talks are left out of one place."""
    content, library, word = built.content, built.library, mark_of(TALK)
    read = tuple(entry for entry in content.entries if not isinstance(entry, Talk))
    alone = built.entry(TALK).model_copy(update={other.plural: () for other in KINDS})
    unnamed = {address: html.replace(word, "") for address, html in built.html.items()}
    silent = {
        a: html.replace("application/ld+json", "text/plain") for a, html in built.html.items()
    }
    unlinked = replace(built, library=replace(library, entries={**library.entries, Talk: (alone,)}))
    unseen = replace(built, html=unnamed)
    return {
        is_read: replace(built, content=replace(content, entries=read)),
        is_in_the_library: replace(
            built, library=replace(library, entries={**library.entries, Talk: ()})
        ),
        is_linked: unlinked,
        is_ordered: built,  # its order is taken away below
        is_proof: unlinked,
        has_a_kind_of_page: replace(built, pages=tuple(p for p in PAGES if p.of is not TALK)),
        is_listed: unseen,
        is_on_a_page: unseen,
        is_found: replace(built, search=tuple(d for d in built.search if word not in str(d))),
        is_under_its_topics: unseen,
        is_on_the_page_of_its_niche: unseen,
        has_a_block: replace(built, blocks=built.blocks - {"talks"}),
        is_in_the_reference: replace(built, reference=built.reference.replace("## Talk", "")),
        is_in_structured_data: replace(built, html=silent),
    }


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_a_kind_left_out_of_a_place_is_told_of_with_the_place(
    place: Callable[[Kind[Any], Built], bool], built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_read(today: dt.date, entry: Entry) -> tuple[()]:
        return ()

    kinds = [replace(kind, order=as_read) if kind is TALK else kind for kind in KINDS]
    monkeypatch.setattr("proofolio.model.library.KINDS", tuple(kinds))
    with pytest.raises(AssertionError, match=f"talk was forgotten. {re.escape(PLACES[place])}"):
        check(TALK, without_talks(built)[place], place)


def test_every_record_of_entries_is_among_the_kinds() -> None:
    made = {*Entry.__subclasses__(), *Page.__subclasses__()} - {Page}
    ours = {record for record in made if record.__module__.startswith("proofolio.")}
    assert len(ours) > 5
    assert ours == {kind.record for kind in KINDS} == set(get_args(AnyEntry))
    assert len(KINDS) == len(ours)
    assert {kind.record.__module__ for kind in KINDS} == {
        f"proofolio.model.{kind.word}" for kind in KINDS
    }


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


IN_THE_PROFILE = {
    "plugins/proofolio/model/profile.py",
    "plugins/proofolio/outputs/resume_json.py",
    "plugins/proofolio/sources/forms.py",
    "plugins/proofolio/sources/names.py",
    "plugins/proofolio/views/pages/resume.py",
    "tests/cases/sources/forms.yml",
    "tests/model/test_strength.py",
    "tests/outputs/test_resume_json.py",
    "tests/test_kinds.py",
    "tests/views/test_resume.py",
}
"""Where publications are told of because JSON Resume has them in the profile, as no other kind."""

MENTION = re.compile(
    r'(model|pages|parts|content)\.publications?\b|^publications? = |publications?[./-]|"publications"|'
    r"/\* publications \*/",
    re.MULTILINE,
)


def files_of_a_publication(root: Path) -> set[str]:
    """The files of the package and the tests that know of publications, by name or by text."""
    files = (
        path
        for folder in ("plugins/proofolio", "tests")
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".html", ".toml", ".css", ".yml"}
    )
    return {
        path.relative_to(root).as_posix()
        for path in files
        if "publication" in path.name or MENTION.search(path.read_text("utf-8"))
    }


def told_files(text: str, root: Path) -> set[str]:
    """The files that a part of CONTRIBUTING names, for a publication."""
    named = re.findall(
        r"`([\w/.-]+\.(?:py|html|md|toml|yml|css))`", text.replace("workshop", "publication")
    )
    folders = (root, root / "plugins" / "proofolio")
    return {
        next(
            (path.relative_to(root).as_posix() for f in folders if (path := f / name).exists()),
            name,
        )
        for name in named
    }


def test_contributing_names_the_files_of_a_kind(root: Path) -> None:
    """Exactly those that the newest kind touches, but for what only some kinds need."""
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = text.partition("## How to add a kind")[2].partition("\n## ")[0]
    always, _, sometimes = told.partition("Some kinds need more")
    _, _, steps = always.partition("\n1. ")
    named = told_files(steps, root) - {"plugins/proofolio/model/record.py"}
    assert len(named) > 20
    assert {path for path in named if not (root / path).exists()} == set()
    code = {path for path in named if path.startswith(("plugins/", "tests/"))}
    assert code == files_of_a_publication(root) - told_files(sometimes, root) - IN_THE_PROFILE
    places = {path for place in PLACES.values() for path in re.findall(r"views/[\w/]+\.py", place)}
    assert places
    assert {path for path in places if path not in told} == set()
