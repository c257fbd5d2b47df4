"""Confidential names in what is published, and in the sources it is made of."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from proofolio.checks.confidential_terms import LIST, Term, Terms, find_all
from proofolio.checks.texts.file_texts import Texts, texts_of
from proofolio.checks.texts.written_ways import joined, layers, without_tags
from proofolio.checks.withheld import Withheld, withheld_in
from proofolio.problems import Level, Problem

SHOWN = 5
"""Places that a message names."""
LARGEST_SOURCE = 20_000_000

_CLASS = re.compile(r"(?:md|pf)-[a-z0-9_-]*$")
_OPENING = re.compile(r"</?$")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"[^\"]*|'[^']*|[^\s\"'>]*)$")
_WORDS = (
    "address area article aside audio base body button canvas caption center cite class code color"
    " content data details dialog dir figure font footer for form frame head header height html"
    " icon id image input kind label lang legend link list main map mark menu meta meter method"
    " name nav object open option output picture progress property rel role ruby scope script"
    " search section select shape size slot source span start style summary symbol table target"
    " template text time title track type use value video view wide width wrap"
)
_OF_HTML = frozenset(_WORDS.split())
"""Elements and attributes that may be somebody's name as well."""
_NEAR = 2_000
_MARKS = re.compile(rb"[*`~]+")
_SKIPPED = frozenset({".git", ".cache", ".venv", "venv", "node_modules", "__pycache__", "site"})


@dataclass(frozen=True)
class Hit:
    """A term, and where it stands."""

    term: Term
    name: str = field(repr=False)
    """File, relative to the folder that was looked through: it may hold the term itself."""
    path: str
    """The same as it may be printed."""
    where: str
    """In the author's words: `its text`, `the attribute alt`, `cell 3`."""
    line: int | None = None


def find_in_site(
    folder: Path,
    terms: Terms,
    withheld: Collection[Withheld] = (),
    public: Collection[Path] = (),
    sources: Mapping[int, Iterable[Hit]] | None = None,
) -> list[Problem]:
    """A danger for each term, and each withheld text, that a built site holds anywhere.

    In bytes, names and metadata; each file is read once. Files that are the same in one of the
    `public` folders (the theme's) are passed over, as everybody has them. `sources` are hits in the
    sources, to say where to mend it.
    """
    hits: list[Hit] = []
    problems: list[Problem] = []
    for name in sorted(names_in(folder)) if terms or withheld else ():
        content = Path(f"{folder}/{name}").read_bytes()
        if same_in(public, name, content):
            continue
        texts = list(texts_of(name, content))
        hits += hits_in_texts(terms, name, texts)
        problems += withheld_in(name, texts, withheld, f"/{name}")
    return [*explain(hits, sources or {}), *problems]


def find_in_sources(terms: Terms, root: Path, folders: Iterable[Path]) -> list[Problem]:
    """A problem for each place of the sources that holds a term: they may be public too."""
    return [
        Problem(
            "confidential-source",
            f"this holds {_named(hit.term)} ({hit.where}). Take it out, here and in the history.",
            hit.path,
            hit.line,
        )
        for hit in hits_in_sources(terms, root, folders)
    ]


def hits_in_sources(terms: Terms, root: Path, folders: Iterable[Path]) -> Iterator[Hit]:
    """Every place in the sources: the line of a text, the cell of a notebook."""
    if not terms:
        return
    for path in dict.fromkeys(path for folder in folders for path in _files(folder)):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        content = _source_of(path)
        if name == LIST or content is None:
            continue
        is_text = path.suffix != ".ipynb" and b"\0" not in content
        # A name may be half in bold.
        marked = _MARKS.sub(b"", content) if path.suffix in (".md", ".yml", ".yaml") else b""
        hits = {
            hit.term: hit for hit in (*hits_in(terms, name, marked), *hits_in(terms, name, content))
        }
        for hit in hits.values():
            line = _line_of(hit.term, content, marked) if is_text else None
            yield replace(hit, line=line)


def hits_in(terms: Terms, name: str, content: bytes) -> list[Hit]:
    """The terms that one file holds, each once, with where."""
    return hits_in_texts(terms, name, texts_of(name, content))


def hits_in_texts(terms: Terms, name: str, texts: Texts) -> list[Hit]:
    """The same in what a file says."""
    found: dict[int, Hit] = {}
    for text in texts:
        left = [term for term in terms.terms if term.number not in found]
        for term, place in find_in_text(left, text.text):
            found[term.number] = Hit(term, name, terms.mask(name), place or text.where)
    return list(found.values())


def find_in_text(terms: Iterable[Term], text: str) -> Iterator[tuple[Term, str]]:
    """The terms that a text holds, however it is escaped, with the attribute if one holds it."""
    left = list(terms)
    cased = lower = ""
    for cased in layers(text) if left else ():
        lower = cased.lower()
        for term in tuple(left):
            for start, end in find_all(term, cased, lower):
                if not _is_markup(lower, start, end):
                    left.remove(term)
                    yield term, _place(lower, start)
                    break
    for whole in _whole(cased) if left else ():
        lower = whole.lower()
        for term in tuple(left):
            if next(find_all(term, whole, lower), None):
                left.remove(term)
                yield term, ""


def _whole(cased: str) -> Iterator[str]:
    """The text as it is read where marks or tags cut a word in two."""
    unmarked = joined(cased)
    if unmarked != cased:
        yield unmarked
    if "<" in unmarked:
        yield without_tags(unmarked)


def explain(hits: Iterable[Hit], sources: Mapping[int, Iterable[Hit]]) -> list[Problem]:
    """One danger for each term, at the source that holds it, with where it was published."""
    places: dict[int, list[Hit]] = {}
    for hit in hits:
        places.setdefault(hit.term.number, []).append(hit)
    problems = []
    for number, found in sorted(places.items()):
        known = list(sources.get(number, ()))
        text = (
            f"{_named(found[0].term)} must not be published, but "
            f"{_listed(f'/{hit.path} ({hit.where})' for hit in found)} "
            f"{'holds' if len(found) == 1 else 'hold'} it. "
        )
        if known:
            text += f"Take it out of {_listed(map(_source, known))}."
        else:
            text += (
                "Take it out where that comes from; if the name is also a common word, write a "
                "longer form of it in the list."
            )
        path, line = (
            (known[0].path, known[0].line) if known else (found[0].term.path, found[0].term.line)
        )
        problems.append(Problem("confidential-term", text, path, line, level=Level.DANGER))
    return problems


def by_term(hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    """Hits by the number of their term."""
    grouped: dict[int, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.term.number, []).append(hit)
    return grouped


def _named(term: Term) -> str:
    return f"confidential name {term.number} (line {term.line} of {term.path})"


def _source(hit: Hit) -> str:
    return f"{hit.path}:{hit.line}" if hit.line else f"{hit.path} ({hit.where})"


def _listed(places: Iterable[str]) -> str:
    each = list(places)
    more = f" and {len(each) - SHOWN} more" if len(each) > SHOWN else ""
    return ", ".join(each[:SHOWN]) + more


def _source_of(path: Path) -> bytes | None:
    """The bytes of a source; none where it cannot be read, which those who need it say."""
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST_SOURCE else None
    except OSError:
        return None


def _line_of(term: Term, *contents: bytes) -> int | None:
    """The line that holds a term, or the first of two lines that hold it together."""
    for content in contents:
        lines = content.decode("utf-8", "replace").splitlines()
        for together in (1, 2):
            for number in range(1, len(lines) + 1):
                text = "\n".join(lines[number - 1 : number - 1 + together])
                if next(find_in_text([term], text), None):
                    return number
    return None


def _is_markup(lower: str, start: int, end: int) -> bool:
    """Whether this is HTML's own word, or the theme's, and nobody's name: `<meta`, `md-source`."""
    before = lower[max(0, start - 40) : start]
    if _CLASS.search(before):
        return True
    word = lower[start:end]
    if _OPENING.search(before):
        return word in _OF_HTML
    return before[-1:].isspace() and lower[end : end + 1] == "=" and word in _OF_HTML


def _place(lower: str, start: int) -> str:
    """In which part of a page a place is; nothing where it is just its text."""
    opened = lower.rfind("<", 0, start)
    if lower.rfind("<!--", 0, start) > lower.rfind("-->", 0, start):
        return "a comment"
    if opened > lower.rfind(">", 0, start):
        # A picture may be written into an attribute, and its letters run on for ever.
        attribute = _ATTRIBUTE.search(lower, max(opened, start - _NEAR), start)
        return f"the attribute {attribute[1]}" if attribute else ""
    script = lower.rfind("<script", 0, start)
    if script > lower.rfind("</script", 0, start):
        is_data = "ld+json" in lower[script : lower.find(">", script)]
        return "its structured data" if is_data else "a script"
    return "its title" if lower.rfind("<title", 0, start) > lower.rfind("</title", 0, start) else ""


def names_in(folder: Path | str, before: str = "") -> Iterator[str]:
    """All files below a folder, by their names from there."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from names_in(entry.path, f"{before}{entry.name}/")
            elif entry.is_file():
                yield before + entry.name


def same_in(public: Collection[Path], name: str, content: bytes) -> bool:
    """Whether one of the folders has the same file, so that it gives nobody away."""
    for folder in public:
        same = Path(f"{folder}/{name}")
        if same.is_file() and same.stat().st_size == len(content):
            return same.read_bytes() == content
    return False


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not _SKIPPED.intersection(path.relative_to(folder).parts):
            yield path
