"""`[@key]` in texts, pages and notebooks as links to a list at the end, with author and year.

It is read from finished HTML, so that it means the same whatever made that, and code stays code:
`[@key]`, `[see @a, p. 3; @b]`, `[-@key]` without the author, `@key` or `@key [p. 3]` in a sentence.
What is the key of nothing stays as it is written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from proofolio.model.library import Library
from proofolio.model.publication import Publication
from proofolio.model.record import make_id
from proofolio.problems import Problem
from proofolio.views.parts.references import Reference
from proofolio.views.site import Html

_TAG = re.compile(
    r"<!--(?P<mark>/?pf-block)-->|<!--.*?-->"
    r"""|<(?P<end>/?)(?P<name>[A-Za-z][\w-]*+)(?:[^<>"']++|"[^"]*"|'[^']*')*+>""",
    re.DOTALL,
)
_APART = frozenset(
    {"a", "button", "code", "iframe", "kbd", "math", "pre", "samp", "script", "style", "svg"}
    | {"template", "textarea", "title"}
)
_KEY = r"@(?:\{(?P<braced>[^{}\[\]]{1,200})\}|(?P<key>\w(?:[\w:.#$%&+?<>~/-]{0,200}\w)?))"
_CITED = re.compile(rf"(?P<quiet>-?)(?<![\w@./:+]){_KEY}")
_LOCATOR = r"(?P<locator>(?:pp?|ch|chap|sec|fig|tab|vol|no|S|Kap)\.|§|\d)[^\[\]@]*"
_ONE = re.compile(
    rf"\[(?P<group>[^\[\]@]*@[^\[\]]*)\]|(?<![\w@./:+\\-]){_KEY}(?:\s\[(?P<where>{_LOCATOR})\])?"
)


@dataclass
class Cited:
    """What a text cites, and the keys in it that are known to nobody."""

    works: dict[str, Publication] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)


def keys_in(html: Html) -> tuple[tuple[str, bool], ...]:
    """What may be the key of a work in a text, in order, and whether it stands in brackets."""
    found: dict[tuple[str, bool], None] = {}

    def note(match: re.Match[str]) -> str:
        for key in _CITED.finditer(match["group"] or match[0]):
            found[unescape(key["braced"] or key["key"]), bool(match["group"])] = None
        return match[0]

    _in_text(html, lambda text: _ONE.sub(note, text))
    return tuple(found)


def cited_in(html: Html, library: Library) -> Cited:
    """The works that a text cites, in the order in which they are named."""
    return cited_by(keys_in(html), library)


def cited_by(keys: Iterable[tuple[str, bool]], library: Library) -> Cited:
    """The works of these keys."""
    found = Cited()
    for key, is_grouped in keys:
        work, _ = _work(key, library)
        if work:
            found.works[work.id] = work
        elif is_grouped or _is_slip(key, library):
            found.unknown[key] = None
    return found


def cite(html: Html, library: Library, references: Mapping[str, Reference], page: str) -> Html:
    """The text with links to the list of references on a page: `pf:` and its address."""

    def link(work: Publication, words: str) -> str:
        target = escape(f"{page}#{references[work.id].anchor}")
        return f'<a class="pf-cite" href="{target}">{words}</a>'

    def one(match: re.Match[str]) -> str:
        if match["group"]:
            return _group(match, library, references, link)
        work, rest = _work_of(match, library)
        if work is None or work.id not in references:
            return match[0]
        told = references[work.id]
        where = f", {match['where']}" if match["where"] and not rest else ""
        left = rest + (f" [{match['where']}]" if match["where"] and rest else "")
        return f"{link(work, f'{escape(told.cited)} ({told.year}{where})')}{left}"

    return _in_text(html, lambda text: _ONE.sub(one, text))


def unknown_citation(key: str, library: Library, field_: str = "") -> Problem:
    """Tells of a key that is none, and which one may be meant."""
    if f"publication:{make_id(key)}" in library.hidden:
        hint = "It is not shown today, so it cannot be cited."
    elif near := difflib.get_close_matches(make_id(key), library.citable, n=1, cutoff=0.6):
        hint = f'Did you mean "@{near[0]}"? Else write it between backquotes.'
    else:
        hint = "Add it to `_data/references.bib`, or write it between backquotes."
    text = f'"@{key}" is no publication and no reference. {hint}'
    return Problem("unknown-citation", text, field=field_, excerpt=f"@{key}")


def _group(
    match: re.Match[str],
    library: Library,
    references: Mapping[str, Reference],
    link: Callable[[Publication, str], str],
) -> str:
    """`[see @a, p. 3; @b]`; as it is where one of them is unknown, or it cites nothing."""
    made: list[str] = []
    for part in _parts(match["group"]):
        key = _CITED.search(part)
        work, rest = _work_of(key, library) if key else (None, "")
        if key is None or work is None or work.id not in references:
            return match[0]
        told = references[work.id]
        words = told.year if key["quiet"] else f"{escape(told.cited)} {told.year}"
        before, after = part[: key.start()].lstrip(), part[key.end() :].rstrip()
        made.append(f"{before}{link(work, words)}{rest}{after}")
    return f"({'; '.join(made)})"


def _parts(group: str) -> list[str]:
    """What semicolons divide, each with one key; the words between belong to the one before."""
    parts: list[str] = []
    for piece in re.findall(r"(?:&#?\w{1,9};|[^;])+", group):
        if parts and (not _CITED.search(piece) or not _CITED.search(parts[-1])):
            parts[-1] += f";{piece}"
        else:
            parts.append(piece)
    return parts


def _work(key: str, library: Library) -> tuple[Publication | None, str]:
    """The work of a key, and what follows a shorter key that is known: `-based`."""
    shorter = key
    while shorter:
        if work := library.citable.get(make_id(shorter)):
            return work, key[len(shorter) :]
        found = re.match(r"(.*\w)[^\w]+\w*$", shorter)
        shorter = found[1] if found else ""
    return None, ""


def _work_of(match: re.Match[str], library: Library) -> tuple[Publication | None, str]:
    work, rest = _work(unescape(match["braced"] or match["key"]), library)
    return work, escape(rest)


def _is_slip(key: str, library: Library) -> bool:
    """Whether what stands in a sentence is surely meant to be a key: it has its year, or part."""
    id = make_id(key)
    return bool(re.search(r"\d", id)) and bool(
        difflib.get_close_matches(id, library.citable, n=1, cutoff=0.85)
    )


def _in_text(html: Html, change: Callable[[str], str]) -> Html:
    """The HTML with its words changed, but for code, formulas, links and blocks of ours."""
    if "@" not in html:
        return html
    parts, end, depth = [], 0, 0
    for tag in _TAG.finditer(html):
        text = html[end : tag.start()]
        parts += [change(text) if not depth and "@" in text else text, tag[0]]
        end = tag.end()
        if tag["mark"]:
            depth += -1 if tag["mark"].startswith("/") else 1
        elif (tag["name"] or "").lower() in _APART and not tag[0].endswith("/>"):
            depth = max(0, depth + (-1 if tag["end"] else 1))
    text = html[end:]
    return "".join([*parts, change(text) if not depth and "@" in text else text])
