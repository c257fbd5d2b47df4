"""Every field of every kind: hostile text comes out as text, and each field comes out somewhere.

The records are made from their own field definitions, so that a new field is covered by itself.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from tests.every_field import Filler, name_of

from proofolio.adapters.mkdocs.settings import EXTENSIONS
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library, Records
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.record import PartialDate, Record
from proofolio.outputs.pages import render_page
from proofolio.outputs.prose import Dialect
from proofolio.outputs.site import BuiltSite
from proofolio.outputs.site_files import SiteFiles
from proofolio.views.plans import VIEWS, plan_site
from proofolio.views.words import Words

TODAY = dt.date(2026, 11, 20)
HOSTILE = "<script>alert({n})</script> \"q\" 'a' & {{{{ 613*709 }}}} 🎉 שלום"
IDS = {**{kind.plural: f"{kind.word}-1" for kind in KINDS}, "related": "project-2"}
INTERNAL = {
    "origin": "where it was read from",
    "file": "a path, or a file name that the page shows by itself",
    "source": "a path, set while reading",
    "body_path": "a path",
    "meta": "passed to the engine",
    "search": "passed to the engine",
    "allow_leaks": "tells whoever reads the source, not the visitor",
}
"""Fields that are not words for visitors, by name."""


class ViewFiller(Filler):
    """Fills records as reading makes them, with a mark for each field."""

    def field(self, model: type[Record], name: str, info: Any, path: str) -> Any:
        return None if name in INTERNAL else super().field(model, name, info, path)

    def plain(self, kind: type, marker: str, path: str) -> Any:
        name = name_of(path)
        if kind is str:
            return self.text(marker, name, path)
        if name in ("until", "expires"):
            return "2027-03"
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

    def text(self, marker: str, name: str, path: str) -> str | None:
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
        return None


@pytest.fixture(scope="module")
def filler() -> ViewFiller:
    return ViewFiller()


@pytest.fixture(scope="module")
def pages(filler: ViewFiller, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page of a site whose records have every field filled."""
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
    made |= {"projects": told}
    entries = [kind.record.model_validate(_pictured(made[kind.plural])) for kind in KINDS]
    entries += [Project.model_validate(_pictured(other)) for other in others]
    entries.append(Post.model_validate(_pictured(own)))
    records = Records(Profile.model_validate(_pictured(profile)), tuple(entries))
    library, _ = Library.build(records, TODAY)
    site = BuiltSite(
        name="Site",
        url="https://site.example/",
        library=library,
        words=Words("en"),
        enabled=frozenset({"posts", "testimonials", "services", "feeds"}),
        files=SiteFiles(root, "site_src", "site_src/_data", {}, frozenset()),
        dialect=Dialect(list(EXTENSIONS), EXTENSIONS),
    )
    return {plan.address: render_page(plan, site, VIEWS).html for plan in plan_site(site)}


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
    everything = "\n".join(pages.values())
    assert len(filler.marks) > 150
    missing = [path for mark, path in filler.marks.items() if mark not in everything]
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
