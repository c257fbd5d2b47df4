"""The text of entries for the rivals: they have no records, so it holds a project's too."""

from __future__ import annotations

from typing import Any

from corpus import Corpus, Entry

from notebooks import Cell, markdown_cell, notebook


def rival_body(entry: Entry) -> str:
    return "\n\n".join(part for part in (_rival_head(entry), entry.body) if part)


def rival_notebook(entry: Entry, metadata: dict[str, Any] | None = None) -> str:
    return notebook(rival_cells(entry), metadata)


def rival_cells(entry: Entry) -> tuple[Cell, ...]:
    """The cells of a notebook, with what a record would hold after the first."""
    first, *rest = entry.cells
    head = _rival_head(entry)
    return (first, *([markdown_cell(head)] if head else []), *rest)


def _rival_head(entry: Entry) -> str:
    parts = [f"## {name.title()}\n\n{text}" for name, text in entry.sections.items()]
    if entry.outcomes:
        rows = [f"| {o.metric} | {o.before} | {o.value} |" for o in entry.outcomes]
        table = "\n".join(["| Outcome | Before | After |", "|---|---:|---:|", *rows])
        parts.insert(0, table)
    return "\n\n".join(parts)


def rival_labels(entry: Entry) -> list[str]:
    """What makes pages of topics: the union that proofolio makes topics of."""
    names = (
        ("skills", "tags", "tools", "industries") if entry.kind == "project" else ("skills", "tags")
    )
    return [label for name in names for label in entry.facets[name]]


def rival_pages(corpus: Corpus) -> dict[str, str]:
    """Quotes, services and the author as one Markdown page each."""
    quotes = [f"> {q['text']}\n>\n> {q['author']}, {q['role']}" for q in corpus.quotes]
    services = [
        f"## {s['name']}\n\nFour weeks, one question, and an answer with an interval.\n\n"
        "from 4800 EUR\n\n- A report\n- The notebook\n- A talk with your team"
        for s in corpus.services
    ]
    niches = [
        f"## {n['name']}\n\n{n['headline']}\n\nI have sat beside the people who use the number."
        for n in corpus.niches
    ]
    about = "Freelance data scientist. From the first question to a model your own team runs."
    return {
        "Testimonials": "\n\n".join(quotes),
        "Services": "\n\n".join((*services, *niches)),
        "About": f"{about}\n\n" + "\n".join(f"- {name}" for name in corpus.words["skills"]),
    }


def plain_source(entry: Entry) -> str:
    return f"{entry.kind}s/{entry.id}.{'ipynb' if entry.is_notebook else 'md'}"
