"""Sites with an entry of each kind, made from the records' own fields and built from files."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from proofolio.mistakes import mistake_of
from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS, AnyEntry
from proofolio.model.library import Library, Records
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.shapes import required_of
from proofolio.views.block_sections import LISTS
from proofolio.views.blocks import OPTIONS
from proofolio.views.parts.rows import ROWS
from proofolio.views.plans import PAGES, PageKind

Build = Callable[..., tuple[Path, list[str]]]
TODAY = dt.date(2026, 11, 20)
TOPIC = "Forecasting"
ID = "same"
"""The id of every entry: it is a name among its kind only."""
GIVEN = {"date": "2025-03-04", "start": "2025-03-04", "consent": {"status": "granted"}}
"""Fields that take no words."""
AT_A_PLACE = {"location": "Graz"}
"""What makes a thing of structured data of what would be none without it."""


def mark_of(kind: Kind[Any]) -> str:
    """A word that stands in the entry of this kind and nowhere else."""
    return f"Zq{kind.word}"


def entry_of(kind: Kind[Any], among: tuple[Kind[Any], ...] = KINDS) -> dict[str, Any]:
    """An entry with what is needed, about one topic, that names one entry of each other kind."""
    known = kind.record.model_fields
    names = (*required_of(kind.record), *kind.needed)
    entry = {name: GIVEN.get(name, f"{mark_of(kind)} {name}") for name in names}
    entry |= {name: value for name, value in AT_A_PLACE.items() if name in known}
    entry |= {name: [TOPIC] for name in kind.topics}
    entry |= {other.plural: [ID] for other in among if other.plural in known}
    if "aliases" in known:
        entry["aliases"] = [f"/old-{kind.word}/"]
    return entry | {"id": ID}


@dataclass(frozen=True)
class Told:
    """What tells of kinds without a site being built."""

    words: frozenset[str]
    """Keys of the English words."""
    code: Mapping[str, str]
    """Modules and templates of the package, by path in it."""
    docs: Mapping[str, str]
    """Guides by name."""
    example: frozenset[str]
    """Lists and folders of the example site."""
    pages: tuple[PageKind, ...]
    blocks: frozenset[str]
    rows: frozenset[str]
    """Records that stand in rows."""


@dataclass(frozen=True)
class Built:
    """A site with an entry of each kind that lacks nothing a build needs, as each room has it."""

    content: Content
    library: Library
    html: Mapping[str, str]
    """The pages that MkDocs wrote, by address."""
    search: tuple[dict[str, str], ...]
    told: Told
    failures: Mapping[str, str] = field(default_factory=dict)
    """Kinds whose entry ended the build, by word, with what was said."""

    def entry(self, kind: Kind[Any]) -> AnyEntry:
        """The entry of a kind."""
        return self.library.all(kind.record)[0]  # type: ignore[no-any-return]

    def body(self, address: str, part: str = "body") -> Tag:
        """The body of the page at this address, or another part of it."""
        html = self.html.get(address.partition("#")[0], "")
        found = BeautifulSoup(html, "html5lib").find(part)
        assert isinstance(found, Tag)
        return found

    def links(self, address: str) -> set[str]:
        """Where a page leads, its header and footer as well."""
        return {str(link["href"]) for link in self.body(address).find_all("a", href=True)}

    def graph(self, address: str) -> list[dict[str, Any]]:
        """What a page says of itself to search engines."""
        script = self.body(address, "html").find("script", type="application/ld+json")
        return json.loads(script.string or "")["@graph"] if script else []  # type: ignore[no-any-return]


ANYTHING = frozenset(kind.plural for kind in KINDS)
"""What the example of a repository that holds another's own site has."""


def read_told(root: Path) -> Told:
    """What tells of kinds in the package, in the guides and in the example."""
    package = root / "plugins" / "proofolio"
    files = [path for path in package.rglob("*") if path.suffix in (".py", ".html")]
    words = tomllib.loads((package / "views/words/en.toml").read_text(encoding="utf-8"))
    is_example = "Mirela Quandt" in (root / "mkdocs.yml").read_text(encoding="utf-8")
    lists = [*(root / "site_src" / "_data").iterdir(), *filter(Path.is_dir, root.iterdir())]
    return Told(
        words=frozenset(f"{section}.{key}" for section in words for key in words[section]),
        code={p.relative_to(package).as_posix(): p.read_text(encoding="utf-8") for p in files},
        docs={p.name: p.read_text(encoding="utf-8") for p in (root / "docs").glob("*.md")},
        example=frozenset(path.stem for path in lists) if is_example else ANYTHING,
        pages=PAGES,
        blocks=frozenset(set(OPTIONS) & set(LISTS)),
        rows=frozenset(record.__name__ for record in ROWS),
    )


def build_kinds(folder: Path, kinds: tuple[Kind[Any], ...], told: Told, build: Build) -> Built:
    """A site with an entry of each of these kinds."""
    profile = {"name": "Ana Kovač", "headline": "Forecasts that hold", "email": "a@k.example"}
    files: dict[str, Any] = {"site_src/_data/profile.yml": profile}
    for name in (kind.plural for kind in KINDS if kind.source == "folder"):
        (folder / name).mkdir()
    for kind in kinds:
        entry = entry_of(kind, kinds)
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
    site, _ = build(folder)
    search = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    html = {
        path.relative_to(site).as_posix().removesuffix("index.html"): path.read_text("utf-8")
        for path in site.rglob("index.html")
    }
    return Built(content, library, html, tuple(search["docs"]), told)


def build_what_can_be(
    make_folder: Callable[[], Path], kinds: tuple[Kind[Any], ...], told: Told, build: Build
) -> Built:
    """The site of all these kinds; if their entries end the build, of all but the guilty one."""
    try:
        return build_kinds(make_folder(), kinds, told, build)
    except (Exception, SystemExit) as error:
        reason, place = reason_of(error)
    # Of what is shown on the page of another, both end the build: the guilty one is named last.
    for guilty in sorted(kinds, key=lambda kind: -place.rfind(kind.word)):
        with suppress(Exception, SystemExit):
            others = tuple(kind for kind in kinds if kind is not guilty)
            built = build_kinds(make_folder(), others, told, build)
            return replace(built, failures={guilty.word: reason})
    pytest.fail(reason)


def reason_of(error: BaseException) -> tuple[str, str]:
    """Why a build ended, as it is said to an author, and the place in the code."""
    while error.__context__ is not None:
        error = error.__context__
    place = "".join(traceback.format_tb(error.__traceback__)) + str(error)
    if not isinstance(error, Exception):
        return str(error), place
    return str(mistake_of(error)).partition("\n")[0], place
