"""A corpus as the sources of a site by proofolio."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus import Corpus, Entry
from site_files import ADDRESS, TITLE, Landmarks, front_matter, landmarks, to_yaml, write

from notebooks import notebook, raw_cell


def write_proofolio(corpus: Corpus, folder: Path, *, cards: bool = False) -> Landmarks:
    """Without preview cards and variants, which no rival makes; with them as `proofolio new`."""
    plugins = [
        "search",
        {"proofolio/portfolio": {"cards": cards, "pictures": cards}},
        *(f"proofolio/{name}" for name in ("posts", "testimonials", "services")),
        {"proofolio/feeds": {"authority": "ada.example"}},
    ]
    settings = {
        "site_name": TITLE,
        "site_url": ADDRESS,
        "docs_dir": "site_src",
        "exclude_docs": "_data/\n",
        "theme": {"name": "material"},
        "plugins": plugins,
    }
    files = {"mkdocs.yml": to_yaml(settings)}
    for name, data in _proofolio_data(corpus).items():
        files[f"site_src/_data/{name}.yml"] = to_yaml(data)
    for entry in corpus.entries:
        fields = _proofolio_fields(entry)
        if entry.is_notebook:
            header = raw_cell(f"---\n{to_yaml(fields)}---")
            text = notebook((header, *entry.cells))
        else:
            text = front_matter(fields, entry.body)
        files[_proofolio_source(entry)] = text
    write(folder, files)
    return landmarks(corpus, _proofolio_source, lambda e: f"{e.kind}s/{e.id}/index.html")


def _proofolio_source(entry: Entry) -> str:
    return f"{entry.kind}s/{entry.id}.{'ipynb' if entry.is_notebook else 'md'}"


def _proofolio_fields(entry: Entry) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "title": entry.title,
        "summary": entry.summary,
        "date": entry.day.isoformat(),
        "niches": [entry.niche],
        "services": [entry.service],
        "skills": entry.facets["skills"],
        "tags": entry.facets["tags"],
    }
    if entry.kind == "post":
        return {**fields, "categories": entry.facets["categories"], "projects": [entry.about]}
    return {
        **fields,
        "kind": "client",
        "client": {"disclosure": "sector_only", "sector": entry.facets["industries"][0]},
        "tools": entry.facets["tools"],
        "industries": entry.facets["industries"],
        "featured": entry.number < 3,
        "outcomes": [
            {
                "metric": outcome.metric,
                "value": outcome.value,
                "before": outcome.before,
                "baseline": "The year before",
                "better": "lower",
                "verified_by": "client",
                **({"evidence": "#result"} if entry.is_notebook else {}),
            }
            for outcome in entry.outcomes
        ],
        **entry.sections,
    }


def _proofolio_data(corpus: Corpus) -> dict[str, Any]:
    profile = {
        "name": TITLE,
        "label": "Freelance data scientist",
        "headline": "Forecasts that people act on",
        "summary": "From the first question to a model that your own team runs.",
        "email": "ada@ada.example",
        "location": {"city": "Graz", "country_code": "AT"},
        "timezone": "Europe/Vienna",
        "skills": [
            {"name": name, "level": "strong", "offered": True} for name in corpus.words["skills"]
        ],
        "story": [{"period": "2019 to now", "title": "On my own", "learned": "To hand over."}],
    }
    quotes = {
        quote["id"]: {
            "text": quote["text"],
            "consent": "granted",
            "author": quote["author"],
            "role": quote["role"],
            "relation": quote["relation"],
            "projects": [quote["project"]],
            "services": [quote["service"]],
        }
        for quote in corpus.quotes
    }
    services = {
        service["id"]: {
            "name": service["name"],
            "summary": "Four weeks, one question, and an answer with an interval.",
            "niches": [corpus.niches[number % 4]["id"]],
            "price": "from 4800 EUR",
            "not_for": ["Teams that want their vendor confirmed"],
            "deliverables": ["A report", "The notebook", "A talk with your team"],
        }
        for number, service in enumerate(corpus.services)
    }
    niches = {
        niche["id"]: {
            "name": niche["name"],
            "headline": niche["headline"],
            "primary": number == 0,
            "why_me": "I have sat beside the people who use the number.",
        }
        for number, niche in enumerate(corpus.niches)
    }
    return {"profile": profile, "testimonials": quotes, "services": services, "niches": niches}
