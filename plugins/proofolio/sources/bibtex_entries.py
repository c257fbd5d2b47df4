"""From an entry of a BibTeX file to the fields that it would have in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel import Locale

from proofolio.model.publication import PUBLICATION_TYPES
from proofolio.problems import Level, Problem
from proofolio.sources.bibtex import BibEntry
from proofolio.sources.bibtex_dates import date_of
from proofolio.sources.bibtex_names import (
    ADDRESSES,
    ALL_PLACES,
    KNOWN,
    LINKS,
    LISTS,
    PLACES,
    PRIVATE,
    SWITCHES,
    TEXTS,
    TYPES,
)
from proofolio.sources.bibtex_people import people_of, table_from
from proofolio.sources.bibtex_values import MONTHS
from proofolio.sources.latex import markdown_latex, plain_address, plain_latex
from proofolio.sources.names import nearest
from proofolio.sources.nodes import Node, Place, Scalar, Sequence, Table

_ARXIV = re.compile(r"arxiv\s*(?:preprint)?\s*(?:arxiv)?[:\s]+(\d{4}\.\d{4,5}(?:v\d+)?)", re.I)
_BARE_ADDRESS = re.compile(r"https?://\S+")
_MARK = re.compile(r"[*†‡]+(?=\s*(?:,|\band\b|$))")
_CENTRAL = "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC"
_ARCHIVES = (
    ("pmid", "https://pubmed.ncbi.nlm.nih.gov/", "PubMed"),
    ("pmcid", _CENTRAL, "PubMed Central"),
    ("pmc", _CENTRAL, "PubMed Central"),
)
"""Numbers of archives, with the addresses that they end."""


def table_of(entry: BibEntry, place: Place) -> tuple[Table, list[Problem]]:
    """The entry as a mapping of our fields, each with its line, and what is wrong with it."""
    made = _Made(entry, place)
    made.fill()
    return Table(made.nodes, made.lines, entry.line), made.problems


class _Made:
    def __init__(self, entry: BibEntry, place: Place) -> None:
        self.entry, self.place, self.fields = entry, place, entry.fields
        self.nodes: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.type = PUBLICATION_TYPES.get(entry.type, entry.type)

    def fill(self) -> None:
        self._type()
        self._title()
        for role in ("author", "editor"):
            if written := self.fields.get(role):
                people = people_of(written, role, self.fields.get(f"{role}+an"), self._report)
                shown = (
                    people if role == "author" else tuple(each.values["name"] for each in people)
                )
                self._put_node(f"{role}s", Sequence(shown, written.line), written.line)
        for table, plain in ((TEXTS, plain_latex), (ADDRESSES, plain_address)):
            for source, name in table.items():
                if (written := self.fields.get(source)) and name not in self.nodes:
                    self._put(name, plain(written.text), written.line)
        self._numbers()
        used = self._venue()
        self._press(used)
        self._date_and_note()
        self._lists()
        self._links()
        if abstract := self.fields.get("abstract"):
            self._put("abstract", markdown_latex(abstract.text), abstract.line)
        self._language()
        self._put("bibtex", written_entry(self.entry), self.entry.line)
        self._slips()

    def _put(self, name: str, text: str, line: int) -> None:
        if text.strip():
            self._put_node(name, Scalar(text, line, plain=False), line)

    def _put_node(self, name: str, node: Node, line: int) -> None:
        self.nodes[name], self.lines[name] = node, line

    def _report(self, text: str, line: int, field: str, code: str = "not-a-date") -> None:
        self.problems.append(self.place.problem(code, text, line, field))

    def _text(self, *names: str) -> str:
        """What the first of these fields that is written says."""
        texts = (plain_latex(self.fields[name].text) for name in names if name in self.fields)
        return next(filter(None, texts), "")

    def _type(self) -> None:
        written = self.entry.type
        if written not in TYPES:
            near = nearest(written, TYPES)
            hint = f"Did you mean `@{near}`?" if near else "Write `@misc` for what has no type."
            text = f"There is no type `@{written}`. {hint}"
            self._report(text, self.entry.line, "", "unknown-word")
        if self.type in PUBLICATION_TYPES.values() or self.type in ("dataset", "software"):
            self._put("type", self.type, self.entry.line)

    def _title(self) -> None:
        parts = [self._text(name) for name in ("title", "subtitle")]
        written = self.fields.get("title")
        line = written.line if written else self.entry.line
        self._put("title", ": ".join(filter(None, parts)), line)

    def _numbers(self) -> None:
        """What stands in fields that hold a number of arXiv besides others."""
        if written := self.fields.get("eprint"):
            archive = self._text("archiveprefix", "eprinttype").casefold()
            text = plain_address(written.text)
            if archive == "arxiv" or (not archive and re.fullmatch(r"\d{4}\.\d{4,5}(v\d+)?", text)):
                self.nodes.setdefault("arxiv", Scalar(text, written.line, plain=False))
                self.lines.setdefault("arxiv", written.line)
        found = _ARXIV.search(self._text("journal", "journaltitle"))
        if found and "arxiv" not in self.nodes:
            self._put("arxiv", found[1], self.entry.line)
        is_preprint = "arxiv" in self.nodes and self.type in ("misc", "online")
        if is_preprint or found:
            self._put("type", "preprint", self.entry.line)
        for name in ("pages", "volume"):
            node = self.nodes.get(name)
            if isinstance(node, Scalar):
                text = re.sub(r"(?<=\d)\s*[-‐‑–—]+\s*(?=\w)", "–", node.text)
                self._put(name, text, node.line)

    def _venue(self) -> str:
        """Puts the place where it appeared, and says which field named it."""
        for name in (*PLACES.get(self.type, ()), *ALL_PLACES):
            if self._text(name):
                extra = {"journaltitle": "journalsubtitle", "booktitle": "booksubtitle"}
                text = [self._text(name), self._text(extra.get(name, ""))]
                self._put("venue", ": ".join(filter(None, text)), self.fields[name].line)
                return name
        return ""

    def _press(self, used: str) -> None:
        names = ("publisher", "institution", "school", "organization", "address", "location")
        told: dict[str, int] = {}
        for name in names:
            if name != used and (text := self._text(name)):
                told.setdefault(text, self.fields[name].line)
        if told:
            self._put("press", ", ".join(told), next(iter(told.values())))

    def _date_and_note(self) -> None:
        date, line, words = date_of(self.fields, self._report)
        if date:
            self._put("date", date, line)
        elif not words:
            text = "It has no `year`, so none is shown. Add it."
            place = self.entry.line
            self.problems.append(self.place.problem("missing", text, place, "year", Level.NOTE))
        kind = self._text("type") if self.type in ("thesis", "report", "book") else ""
        if PUBLICATION_TYPES.get(kind.casefold()):
            kind = ""
        noted = [self._text(name) for name in ("note", "addendum", "pubstate")]
        how = self._text("howpublished")
        if address := _BARE_ADDRESS.fullmatch(how.strip("<>")):
            if "url" not in self.nodes:
                self._put("url", address[0], self.fields["howpublished"].line)
            how = ""
        told = dict.fromkeys(filter(None, (words, kind, how, *noted)))
        if told:
            names = ("note", "pubstate", "howpublished", "addendum", "year", "type", "date")
            line = next(self.fields[name].line for name in names if name in self.fields)
            self._put("note", ". ".join(text.rstrip(".") for text in told), line)
        award = [self._text(name) for name in ("award_name", "award")]
        if source := self.fields.get("award") or self.fields.get("award_name"):
            self._put("award", ": ".join(dict.fromkeys(filter(None, award))), source.line)

    def _lists(self) -> None:
        found: dict[str, list[Node]] = {}
        lines: dict[str, int] = {}
        for source, name in LISTS.items():
            if written := self.fields.get(source):
                parts = filter(None, map(str.strip, re.split("[,;]", plain_latex(written.text))))
                found.setdefault(name, []).extend(Scalar(p, written.line, False) for p in parts)
                lines.setdefault(name, written.line)
        for name, nodes in found.items():
            self._put_node(name, Sequence(tuple(nodes), lines[name]), lines[name])

    def _links(self) -> None:
        nodes = [table_from(fields, line) for fields, line in self._found_links()]
        if nodes:
            self._put_node("links", Sequence(tuple(nodes), nodes[0].line), nodes[0].line)

    def _found_links(self) -> Iterator[tuple[Mapping[str, str], int]]:
        for name, kind in LINKS.items():
            if (written := self.fields.get(name)) and (url := plain_address(written.text)):
                yield ({"url": url, "kind": kind} if kind else {"url": url}), written.line
        html = self.fields.get("html")
        if html and "url" in self.fields and (url := plain_address(html.text)):
            yield {"url": url}, html.line
        for field, start, label in _ARCHIVES:
            number = re.search(r"\d+", self._text(field))
            if number:
                yield {"url": f"{start}{number[0]}/", "label": label}, self.fields[field].line

    def _language(self) -> None:
        written = self.fields.get("langid") or self.fields.get("language")
        code = _languages().get(plain_latex(written.text).casefold(), "") if written else ""
        if written and code:
            self._put("lang", code, written.line)

    def _slips(self) -> None:
        for name, written in self.fields.items():
            near = nearest(name, KNOWN, 0.85) if name not in KNOWN and "+" not in name else ""
            if near:
                text = f"Nothing reads `{name}`. Did you mean `{near}`?"
                problem = self.place.problem("unknown-key", text, written.line, name, Level.NOTE)
                self.problems.append(problem)


def written_entry(entry: BibEntry) -> str:
    """The entry to be copied: as it is written, without what is its author's alone."""
    lines = []
    for name, written in entry.fields.items():
        if name in PRIVATE or name in SWITCHES or name.startswith("bdsk-") or "+" in name:
            continue
        text = written.text.strip()
        if name in ("author", "editor"):
            text = _MARK.sub("", text)
        is_bare = text.isdigit() or (name == "month" and text in MONTHS)
        lines.append(f"  {name} = {text if is_bare else '{' + text + '}'},\n")
    return f"@{entry.type}{{{entry.key},\n{''.join(lines)}}}"


@cache
def _languages() -> Mapping[str, str]:
    """Tags of languages by their English names, and by those that babel of LaTeX gives them."""
    names: Iterable[tuple[str, str]] = Locale("en").languages.items()
    found = {name.casefold(): tag for tag, name in names if "_" not in tag and len(tag) == 2}
    told = {tag: tag for tag in found.values()}
    others = {
        "ngerman": "de",
        "british": "en",
        "american": "en",
        "brazilian": "pt",
        "naustrian": "de",
    }
    return {**told, **found, **others}
