"""Invented content, the same for every tool: projects, posts, and what stands around them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from prose import Writer

from notebooks import Cell

HERE = Path(__file__).parent
LAST_DAY = date(2025, 10, 31)


@dataclass(frozen=True)
class Outcome:
    metric: str
    before: float
    value: float


@dataclass(frozen=True)
class Entry:
    """A project or a post."""

    kind: str
    id: str
    title: str
    summary: str
    day: date
    number: int
    sections: dict[str, str]
    """What a project's record says besides its body: problem, data, approach, limitations."""
    outcomes: tuple[Outcome, ...]
    niche: str
    service: str
    facets: dict[str, list[str]]
    about: str
    """Id of the project a post is about."""
    body: str
    """Markdown, empty where there are cells."""
    cells: tuple[Cell, ...]

    @property
    def is_notebook(self) -> bool:
        return bool(self.cells)


@dataclass(frozen=True)
class Corpus:
    """Everything a site is made of."""

    projects: tuple[Entry, ...]
    posts: tuple[Entry, ...]
    quotes: tuple[dict[str, Any], ...]
    services: tuple[dict[str, Any], ...]
    niches: tuple[dict[str, Any], ...]
    words: dict[str, Any]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.projects + self.posts


def make_corpus(size: int, seed: int, *, markdown_only: bool = False) -> Corpus:
    """`size` projects and as many posts. A smaller corpus begins like a larger one."""
    words = tomllib.loads((HERE / "vocabulary.toml").read_text(encoding="utf-8"))
    niches = tuple({"id": make_id(niche["name"]), **niche} for niche in words["niches"])
    services = tuple({"id": make_id(name), "name": name} for name in words["services"])
    projects = tuple(
        _entry("project", n, seed, words, notebook=n % 2 == 0 and not markdown_only)
        for n in range(size)
    )
    posts = tuple(
        _entry("post", n, seed, words, notebook=n % 5 == 0 and not markdown_only)
        for n in range(size)
    )
    quotes = tuple(_quote(n, seed, words, projects) for n in range(max(4, size // 4)))
    return Corpus(projects, posts, quotes, services, niches, words)


def make_id(name: str) -> str:
    """An id of lower-case words and hyphens, which every tool takes as a slug."""
    kept = "".join(c if c.isalnum() else " " for c in name.lower())
    return "-".join(kept.split())


def _entry(kind: str, number: int, seed: int, words: dict[str, Any], *, notebook: bool) -> Entry:
    name = f"{seed}/{kind}/{number}"
    writer = Writer(words, name)
    title = f"{words[f'{kind}s'][number % 20]}, {number // 20 + 1}"
    is_project = kind == "project"
    metrics = ("Error (MAPE)", "Hours a week by hand") if is_project else ()
    outcomes = tuple(Outcome(name, writer.number(8, 20), writer.number(2, 7)) for name in metrics)
    printed = "\n".join(f"{o.metric}: {o.before} -> {o.value}" for o in outcomes) or writer.log()
    fields = ("problem", "data", "approach", "limitations") if is_project else ()
    facets = {
        "skills": writer.pick("skills", 2),
        "tools": writer.pick("tools", 3),
        "industries": writer.pick("industries"),
        "tags": writer.pick("tags", 2),
        "categories": writer.pick("categories"),
    }
    return Entry(
        kind=kind,
        id=make_id(title),
        title=title,
        summary=writer.paragraph(2).replace("*", "").replace("`", ""),
        # A day every few, from 2015 on, whatever the size of the corpus.
        day=LAST_DAY - timedelta(days=(number * 37 + (0 if is_project else 11)) % 3900),
        number=number,
        sections={field: writer.paragraph(3) for field in fields},
        outcomes=outcomes,
        niche=make_id(words["niches"][number % 4]["name"]),
        service=make_id(words["services"][number % 5]),
        facets=facets,
        about=make_id(f"{words['projects'][number % 20]}, {number // 20 + 1}"),
        body="" if notebook else writer.body(420 if is_project else 1100),
        cells=writer.cells(title, printed, name) if notebook else (),
    )


def _quote(
    number: int, seed: int, words: dict[str, Any], projects: tuple[Entry, ...]
) -> dict[str, Any]:
    writer = Writer(words, f"{seed}/quote/{number}")
    project = projects[number * 4 % len(projects)]
    return {
        "id": f"quote-{number + 1}",
        "text": " ".join(writer.random.sample(words["sentences"]["quotes"], 3)),
        "author": f"{words['names'][number % 10]} {words['surnames'][number % 9]}",
        "role": writer.pick("roles")[0],
        "relation": writer.pick("relations")[0],
        "project": project.id,
        "service": project.service,
    }
