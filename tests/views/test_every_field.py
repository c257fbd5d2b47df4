"""Every field of every kind: hostile text comes out as text, and each field comes out somewhere.

The records are made from their own field definitions, so that a new field is covered by itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from bs4 import BeautifulSoup
from tests.every_field import Filler, name_of

from proofolio.adapters.mkdocs.settings import EXTENSIONS
from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library, Records
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.record import Entry, PartialDate, Record
from proofolio.outputs.pages import render_page
from proofolio.outputs.prose import Dialect
from proofolio.outputs.site import BuiltSite
from proofolio.outputs.site_files import SiteFiles
from proofolio.views.plans import VIEWS, plan_site
from proofolio.views.words import Words

TODAY = dt.date(2026, 11, 20)
HOSTILE = "<script>alert({n})</script> \"q\" 'a' & {{{{ 613*709 }}}} 🎉 שלום"
IDS = {**{kind.plural: f"{kind.word}-1" for kind in KINDS}, "related": "project-2"}
IDENTIFIERS = {"doi": "10.1234/mark{n}x", "arxiv": "2401.{n:05}"}
"""What has a form of its own, by field."""
INTERNAL = {
    "origin": "where it was read from",
    "file": "a path, or a file name that the page shows by itself",
    "source": "a path, set while reading",
    "body_path": "a path",
    "meta": "passed to the engine",
    "subpages": "files of their own, tried with hostile text in tests/adapters/test_structure.py",
    "search": "passed to the engine",
    "requirements": "a path, for whoever runs the notebook",
    "family": "is how a text cites her",
    "other_names": "only say which author of a paper she is",
    "allow_leaks": "tells whoever reads the source, not the visitor",
}
"""Fields that are not words for visitors, by name."""


class ViewFiller(Filler):
    """Fills records as reading makes them, with a mark for each text."""

    def __init__(self) -> None:
        super().__init__()
        self.others: dict[str, Any] = {}
        """Another value for each field that holds no text, by path."""
        self.owner: type = Record
        """The record that has the field which is being filled, or inherits it."""

    def field(self, model: type[Record], name: str, info: Any, path: str) -> Any:
        self.owner = next(c for c in model.__mro__ if name in vars(c).get("__annotations__", ()))
        return None if name in INTERNAL else super().field(model, name, info, path)

    def value(self, kind: Any, metadata: list[Any], path: str) -> Any:
        if get_origin(kind) is Literal and len(get_args(kind)) > 1:
            self.note(path, get_args(kind)[1])
        return super().value(kind, metadata, path)

    def note(self, path: str, other: Any) -> None:
        """Remembers another value for a field that is not shared by kinds."""
        if self.owner.__module__ != "proofolio.model.record":
            self.others[path] = other

    def plain(self, kind: type, marker: str, path: str) -> Any:
        name = name_of(path)
        if kind in OTHER_VALUES:
            self.note(path, OTHER_VALUES[kind])
        if kind is str:
            return self.text(marker, name, path)
        if name in ("until", "expires", "expiry_date"):
            return "2027-03-04" if kind is dt.datetime else "2027-03"
        if name == "min_evidence":
            return 1
        plain = {
            bool: "true",
            Decimal: "5",
            int: 3,
            PartialDate: "2025-03",
            dt.datetime: "2025-03-04",
        }
        return plain.get(kind)

    def text(self, marker: str, name: str, path: str) -> str:
        number = len(self.marks)
        mark = f"mark{number}x"
        if name in IDS:
            return IDS[name]
        if name == "email":
            return f"{self.mark(mark, path)}@mail.example"
        if name == "currency":
            return "EUR"
        if marker == "id":
            return name
        if marker == "reference":
            return f"https://{self.mark(mark, path)}.example/"
        if marker == "address":
            return f"https://{self.mark(mark, path)}.example/"
        if marker == "markdown":
            return f"{self.mark(mark, path)} *text* & more"
        if marker == "text":
            return f"{self.mark(mark, path)} {HOSTILE.format(n=number)}"
        assert name in IDENTIFIERS, f"{path}: text has a Marker, or a form in IDENTIFIERS"
        return self.mark(IDENTIFIERS[name].format(n=number), path)


@pytest.fixture(scope="module")
def filler() -> ViewFiller:
    return ViewFiller()


@dataclass(frozen=True)
class FullSite:
    """A site whose records have every field filled."""

    profile: dict[str, Any]
    made: dict[str, dict[str, Any]]
    """The entry of each kind with every field, by its plural."""
    further: tuple[tuple[type[Entry], dict[str, Any]], ...]
    folder: Path

    def pages(self, *among: str) -> dict[str, str]:
        """Its pages by address; those below some addresses only, if any are given."""
        entries = [kind.record.model_validate(_pictured(self.made[kind.plural])) for kind in KINDS]
        entries += [record.model_validate(_pictured(fields)) for record, fields in self.further]
        records = Records(Profile.model_validate(_pictured(self.profile)), tuple(entries))
        library, _ = Library.build(records, TODAY)
        site = BuiltSite(
            name="Site",
            url="https://site.example/",
            library=library,
            words=Words("en"),
            enabled=frozenset({"posts", "testimonials", "services", "feeds"}),
            files=SiteFiles(self.folder, "site_src", "site_src/_data", {}, frozenset()),
            dialect=Dialect(list(EXTENSIONS), EXTENSIONS),
        )
        plans = [plan for plan in plan_site(site) if plan.address.startswith(among or "")]
        return {plan.address: render_page(plan, site, VIEWS).html for plan in plans}


@pytest.fixture(scope="module")
def full_site(filler: ViewFiller, tmp_path_factory: pytest.TempPathFactory) -> FullSite:
    """The records of that site."""
    root = tmp_path_factory.mktemp("site")
    (root / "picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    made = {
        kind.plural: filler.record(kind.record, kind.plural, id=IDS[kind.plural]) for kind in KINDS
    }
    made["testimonials"]["text"] += " " + made["testimonials"]["excerpt"]
    profile = filler.record(Profile, "profile", public=("phone", "address"))
    outcome = made["projects"]["outcomes"][0]
    outcomes = (
        outcome | {"key": "number", "sentence": ""},
        {"key": "words", "sentence": outcome["sentence"]},
        outcome | {"key": "checked", "sentence": "", "estimate": "false"},
        outcome | {"key": "change", "sentence": "", "disclosure": "relative_only"},
    )
    told = made["projects"] | {"outcomes": outcomes}
    client = dict(told["client"])
    others = (
        {
            "id": "project-2",
            "title": "Second",
            "client": client | {"disclosure": "described", "name": ""},
        },
        {"id": "p3", "title": "Third", "tags": made["testimonials"]["skills"]},
    )
    own = made["posts"] | {"id": "o2", "slug": "second", "external_url": ""}
    further = (*((Project, other) for other in others), (Post, own))
    return FullSite(profile, made | {"projects": told}, further, root)


@pytest.fixture(scope="module")
def pages(full_site: FullSite) -> dict[str, str]:
    """Every page of a site whose records have every field filled."""
    return full_site.pages()


def _pictured(value: Any) -> Any:
    """The values with a file for every picture, as `sources` sets it."""
    if isinstance(value, tuple):
        return tuple(map(_pictured, value))
    if not isinstance(value, dict):
        return value
    found = {name: _pictured(inner) for name, inner in value.items()}
    return found | {"file": "picture.svg"} if "decorative" in found else found


ELSEWHERE = {
    "slug": "part of an address",
    "aliases": "makes redirects",
    "src": "a path, of which the page shows the file",
    "lang": "set on the page by the frame, or on the quote",
    "network": "the key of an account whose name is shown",
    "username": "part of an account's address",
    "country_code": "for machines",
    "results": "names outcomes",
    "confirms": "names outcomes",
}
"""Fields that come out elsewhere than in the body of a page, by name."""


def test_every_kind_of_page_is_made(pages: dict[str, str]) -> None:
    assert {
        "", "projects/", "services/", "testimonials/", "posts/", "about/", "resume/", "talks/",
    } <= set(pages)  # fmt: skip
    assert len(pages) > 15


def test_every_text_comes_out_somewhere(filler: ViewFiller, pages: dict[str, str]) -> None:
    # A line may begin with a capital.
    everything = "\n".join(pages.values()).lower()
    assert len(filler.marks) > 150
    missing = [path for mark, path in filler.marks.items() if mark not in everything]
    # A logo stands in a row of names, in place of the name; the list of the profile comes first.
    logos = {path for path in filler.marks.values() if path.endswith(".logo.alt")}
    assert len(logos) > 2
    assert logos - set(missing)
    missing = [path for path in missing if ".logo." not in path]
    assert [path for path in missing if name_of(path) not in ELSEWHERE] == []


def test_hostile_text_is_text(pages: dict[str, str]) -> None:
    assert any("🎉" in page for page in pages.values())
    for address, page in pages.items():
        body = BeautifulSoup(page, "html5lib")
        scripts = [s for s in body.find_all("script") if "alert" in s.text]
        assert scripts == [], address
        assert "434617" not in body.text, address
        handlers = [
            n for e in body.find_all(True) for n in e.attrs if n.startswith(("on", '"', "'"))
        ]
        assert handlers == [], address


def test_hostile_text_comes_out_whole(filler: ViewFiller, pages: dict[str, str]) -> None:
    texts = "\n".join(unescape(page) for page in pages.values())
    whole = [n for n in range(len(filler.marks)) if HOSTILE.format(n=n) in texts]
    assert len(whole) > 100


# Values that are no words

OTHER_VALUES = {
    bool: "false",
    Decimal: "7",
    int: 9,
    PartialDate: "2025-11",
    dt.datetime: "2025-03-05",
}
"""Another value than the first, by type; a day in the same year, which a heading may say."""
UNSEEN = {
    "projects.outcomes.0.better": "told to whoever reads the file",
    "projects.outcomes.0.verified_by": "only asks; the mark is derived",
    "projects.outcomes.0.shown.0": "stands for the numbers with `range_only`",
    "testimonials.consent.date": "told to whoever reads the file",
    "testimonials.date": "only its year is shown",
    "testimonials.show_as": "reading shortens the name",
    "posts.series.part": "orders a series",
    "posts.feed": "keeps it out of feeds",
    "posts.toc": "is for the frame",
    "services.price.min": "stands for the amount",
    "services.price.max": "stands for the amount",
    "services.engagements.0.price.min": "stands for the amount",
    "services.engagements.0.price.max": "stands for the amount",
    "services.engagements.0.kind": "told to whoever reads the file",
    "niches.primary": "orders niches",
}
"""Fields that make no difference to the pages of this site, with the reason."""


def changed(value: Any, path: list[str], new: Any) -> Any:
    """The value with something else at a path."""
    if not path:
        return new
    if isinstance(value, tuple):
        place = int(path[0])
        return tuple(changed(v, path[1:], new) if n == place else v for n, v in enumerate(value))
    return value | {path[0]: changed(value[path[0]], path[1:], new)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_every_number_day_and_choice_makes_a_difference(
    filler: ViewFiller, full_site: FullSite, kind: Kind[Any]
) -> None:
    """To the pages of its kind: what is never shown need not be written."""
    # Entries of the profile would change places with it.
    profile = {name: value for name, value in full_site.profile.items() if name not in IDS}
    alone = replace(full_site, profile=profile)
    before = alone.pages(kind.listing)
    own = [path for path in filler.others if path.startswith(f"{kind.plural}.")]
    assert before
    silent = set()
    for path in own:
        made = changed(alone.made, path.split("."), filler.others[path])
        if replace(alone, made=made).pages(kind.listing) == before:
            silent.add(path)
    unseen = {path for path in UNSEEN if path.startswith(f"{kind.plural}.")}
    assert silent - unseen == set(), f"no page shows these of model/{kind.word}.py"
    assert unseen - silent == set(), "pages show these after all"


def test_fields_without_words_are_looked_at(filler: ViewFiller, full_site: FullSite) -> None:
    assert len(filler.others) > 20
    assert set(UNSEEN) < set(filler.others)
