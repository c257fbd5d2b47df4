"""A site with something in every field of every kind, made from the records themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from tests.every_field import Filler

from proofolio.model.kinds import KINDS
from proofolio.model.profile import Profile
from proofolio.model.record import PartialDate, Record

HOSTILE = "{{ 7 * 7 }} <script>alert(1)</script> \"q\" 's' & <b> 😀 שלום"
"""Goes into every line of text; nothing of it may become markup or be run."""
HOSTILE_MARKDOWN = "{{ 7 * 7 }} {% raw %} \"q\" 's' & 1 < 2 😀 שלום"
"""Goes into every Markdown field, where an author's own HTML is allowed."""

CV = 'Tom & Co\'s "cv" #1.pdf'
PDF = b"%PDF-1.7\n%%EOF\n"

IDS = {**{kind.plural: f"{kind.word}-1" for kind in KINDS}, "related": "project-1"}

SET_BY_HAND: dict[str, Any] = {
    "Image.src": "plot.svg",
    "Document.src": CV,
    "Profile.timezone": "Europe/Vienna",
    "Profile.results": ["outcome:project-1/k1"],
    "Profile.public": ["phone", "address"],
    "Profile.email": "ana@ana.example",
    "Location.country_code": "AT",
    "Notebook.file": "work.ipynb",
    "Outcome.evidence": ["https://proof.example/outcome"],
    "Testimonial.confirms": None,
    "Claim.evidence": ["project:project-1", "https://proof.example/claim"],
    "Price.currency": "EUR",
    "Availability.updated": "2026-11-10",
    "Consent.expires": "2030-01-01",
    "IntroOffer.until": "2030-01-01",
    "Credential.expires": "2030-01-01",
    "Page.meta": None,
    "Page.search": None,
    "Entry.lang": "en",
    "Entry.status": "published",
    "Entry.expiry_date": "2030-01-01",
    "Niche.min_evidence": "1",
    "Post.external_url": None,
    "Page.aliases": None,
    "Page.slug": None,
}
"""Fields whose value means something to the machine; none leaves the field out."""

SET_BY_READING = ("origin", "id", "width", "height", "body", "header_cell", "subpages")


def _base_name(model: type[Record], name: str) -> Iterator[str]:
    for parent in model.__mro__:
        yield f"{parent.__name__}.{name}"


class SourceFiller(Filler):
    """Fills records as an author would write them."""

    hostile, hostile_markdown = HOSTILE, HOSTILE_MARKDOWN

    @property
    def texts(self) -> dict[str, str]:
        """The mark of each field by its path."""
        return {path: mark for mark, path in self.marks.items()}

    def field(self, model: type[Record], name: str, info: Any, path: str) -> Any:
        left_out = (("Document", "file"), ("Image", "file"), ("Notebook", "source"))
        if name in SET_BY_READING or (model.__name__, name) in left_out:
            return None
        given = [SET_BY_HAND[key] for key in _base_name(model, name) if key in SET_BY_HAND]
        if given:
            return given[0]
        if name in ("doi", "arxiv"):
            # One number would make one publication of the two.
            number = "1" if path.startswith("Profile") else "2"
            return f"10.1234/{number}" if name == "doi" else f"2401.0000{number}"
        if name in IDS and model.__name__ != "Profile":
            return IDS[name]
        return super().field(model, name, info, path)

    def plain(self, kind: type, marker: str, path: str) -> Any:
        if marker in ("text", "markdown", "address"):
            name = self.mark(f"Zq{len(self.marks)}x", path)
            if marker == "address":
                return f"https://{name.lower()}.example/"
            return f"{name} {self.hostile_markdown if marker == 'markdown' else self.hostile}"
        if kind is bool or marker == "id":
            return None
        if kind in (int, Decimal):
            return "3"
        if kind in (PartialDate, datetime):
            return "2025-03-04"
        return super().plain(kind, marker, path)


def write_full_site(folder: Path, made: SourceFiller) -> None:
    """Write the sources of a site that has what `made` puts into every field."""
    data = folder / "site_src" / "_data"
    data.mkdir(parents=True)
    sources = {kind: data if kind.source == "list" else folder / kind.plural for kind in KINDS}
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>'
    notebook = {
        "cells": [{"cell_type": "markdown", "metadata": {}, "source": "1 + 1."}],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (data / CV).write_bytes(PDF)
    for place in set(sources.values()):
        place.mkdir(exist_ok=True)
        (place / "plot.svg").write_text(picture, encoding="utf-8")
        (place / "work.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    def write(path: Path, value: Any) -> None:
        # YAML has no tuples.
        lists = json.loads(json.dumps(value))
        path.write_text(yaml.safe_dump(lists, allow_unicode=True), encoding="utf-8")

    profile = made.record(Profile, "Profile")
    profile["profiles"] = {"github": "https://github.example/ana"}
    profile["headline"] = profile["headline"][:85]
    write(data / "profile.yml", profile)
    entries = {kind.word: made.record(kind.record, kind.record.__name__) for kind in KINDS}
    entries["project"]["outcomes"][0].update(key="k1", disclosure="exact")
    entries["project"]["outcomes"][0].pop("sentence")
    entries["testimonial"]["excerpt"] = entries["testimonial"]["text"]
    entries["testimonial"]["consent"] = {"status": "granted", "date": "2025-01-01"}
    for kind, place in sources.items():
        id, entry = IDS[kind.plural], entries[kind.word]
        if kind.source == "list":
            write(place / f"{kind.plural}.yml", {id: entry})
        else:
            write(place / f"{id}.yml", entry)
    write(folder / "projects" / "other.yml", {"title": "Second", "outcomes": "Zqsentence"})
    settings = Path(__file__).parent / "sites" / "minimal" / "mkdocs.yml"
    (folder / "mkdocs.yml").write_text(settings.read_text(encoding="utf-8"), encoding="utf-8")
