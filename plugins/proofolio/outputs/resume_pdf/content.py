"""What `resume.pdf` says: the résumé's page as plain data, with whole addresses."""

from __future__ import annotations

from typing import Any

from proofolio.model.characters import without_controls
from proofolio.outputs.feeds.addresses import absolute
from proofolio.outputs.prose import lead
from proofolio.outputs.resume_pdf.rich_text import Block, blocks_of
from proofolio.views.pages.resume import ResultRow, ResumeView
from proofolio.views.parts.cv_rows import CvRow
from proofolio.views.parts.links import Link
from proofolio.views.site import Html, Site

WIDEST = 11.0
"""The column of dates, as a multiple of the size of letters."""
LONGEST_ADDRESS = 44
"""Letters of an address that is printed in place of its words."""
_NARROWEST = 6.5
_LETTER = 0.5
"""About how wide a letter is."""


def content_of(site: Site, view: ResumeView) -> Any:
    """Everything that is printed, with each address as a reader far from the site needs it."""
    return _printable(_content(site, view))


def _content(site: Site, view: ResumeView) -> dict[str, Any]:
    words = site.words
    rows = [row for section in view.sections for row in section.rows]
    facts = {"skills": view.skills, "languages": view.languages}
    labels = [words(f"resume_page.{name}") for name, text in facts.items() if text]
    return {
        "title": words.joined((view.name, view.title)),
        "name": view.name,
        "label": view.label,
        "lang": words.language.partition("-")[0],
        "rtl": words.direction == "rtl",
        "comma": words("comma"),
        "contact": [_contact(site, item) for item in view.contact],
        "summary": _blocks(site, view.summary),
        "results": [_result(site, row) for row in view.results],
        "sections": [
            {"heading": section.heading, "rows": [_row(site, row) for row in section.rows]}
            for section in view.sections
        ],
        "facts": [
            {"label": words(f"resume_page.{name}"), "text": text}
            for name, text in facts.items()
            if text
        ],
        "words": {
            name: words(f"resume_page.{name}") for name in ("results", "skills_and_languages")
        },
        "column": _column([*(row.when.short for row in rows), *labels]),
    }


def _row(site: Site, row: CvRow) -> dict[str, Any]:
    return {
        "when": row.when.short,
        "title": row.title,
        "told": [
            *([_link(site, row.place)] if row.place else []),
            *([{"text": row.after, "url": ""}] if row.after else []),
            *([{**_link(site, row.link), "whole": True}] if row.link else []),
        ],
        "summary": _blocks(site, row.summary),
        "text": row.text,
        "points": list(row.points),
    }


def _result(site: Site, row: ResultRow) -> dict[str, Any]:
    line, proof = row.line, row.proof
    named = [_link(site, proof.link)] if proof.link else []
    return {
        "before": line.before,
        "number": line.number,
        "after": line.after,
        "url": absolute(line.address, site.url) if line.address else "",
        "proof": [*named, *([{"text": proof.mark, "url": ""}] if proof.mark else [])],
    }


def _contact(site: Site, link: Link) -> dict[str, str]:
    """A way to reach the author; an account by its address, which paper keeps as well."""
    made = _link(site, link)
    if link.address.startswith(("https://", "http://")):
        shown = link.address.partition("://")[2].removeprefix("www.").rstrip("/")
        made["text"] = shown if len(shown) <= LONGEST_ADDRESS else link.label
    return made


def _link(site: Site, link: Link) -> dict[str, str]:
    return {"text": link.label, "url": absolute(link.address, site.url) if link.address else ""}


def _blocks(site: Site, html: Html) -> list[Block]:
    return blocks_of(lead(html, lambda address: absolute(address, site.url)))


def _column(texts: list[str]) -> float:
    """Room for the longest of them, as far as the other column can spare it."""
    longest = max(map(len, texts), default=0)
    return min(WIDEST, max(_NARROWEST, longest * _LETTER))


def _printable(value: Any) -> Any:
    """The same without characters that no font shows, in every text."""
    if isinstance(value, str):
        return without_controls(value).replace("\ufeff", "")
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return value
