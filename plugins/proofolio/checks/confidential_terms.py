"""Names that must not be known: the author's list, which Git does not see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from proofolio.checks.texts.folding import (
    LETTER,
    LETTER_OR_DIGIT,
    SIGN,
    fold,
    is_spaceless,
    spellings,
)
from proofolio.problems import Level, Problem

LIST = "private/confidential.txt"
"""Where the terms are written, one a line, beside `mkdocs.yml`."""

LARGEST = 1_000_000
_SHORTEST = 3
_SHORTEST_SPACELESS = 2
_LONGEST = 200
_GENITIVE = 5
"""Letters from which a final s is the same word: "Nordwinds Zähler"."""
_APART = 24
"""Signs and blanks between two words of one term, a line break with its indentation among them."""

_NAME = re.compile(r"""\bname:\s*(?:"([^"]*)"|'([^']*)'|([^,}#]*))""")
_COMMENT = re.compile(r"^#|\s#(?=\s|$)")


@dataclass(frozen=True)
class Term:
    """One name that must reach no output."""

    number: int
    """Its place in the list, by which messages name it."""
    line: int
    """Its line in the list."""
    ways: tuple[tuple[str, re.Pattern[str]], ...] = field(repr=False)
    """Ways to write it: the first word, to look for, and all of it, to match from there."""
    path: str = LIST
    """The file it is written in."""


class Terms:
    """All names that must reach no output."""

    def __init__(self, terms: Sequence[Term] = ()) -> None:
        self.terms = tuple(terms)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    @property
    def written(self) -> tuple[str, ...]:
        """Every way to write every term: with others, other things are looked for."""
        return tuple(pattern.pattern for term in self.terms for _, pattern in term.ways)

    def mask(self, path: str) -> str:
        """A path as it may be printed: `…` for every part that holds a term."""
        parts = path.split("/")
        shown = [_masked(part) if self._holds(part) else part for part in parts]
        return "…" if self._holds("/".join(shown)) else "/".join(shown)

    def _holds(self, text: str) -> bool:
        return any(find_term(term, fold(text)) is not None for term in self.terms)


def read_terms(root: Path) -> tuple[Terms, tuple[Problem, ...]]:
    """The terms of a project, and what is wrong with its list; none where there is no list.

    A list that cannot be read is a danger: without it nothing would be looked for.
    """
    file = root / LIST
    if not file.exists() and not file.is_symlink():
        return Terms(), ()
    try:
        text = _decoded(file)
    except (OSError, ValueError) as error:
        return Terms(), (_unreadable(file, error),)
    terms: list[Term] = []
    problems: list[Problem] = []
    if file.is_symlink():
        said = (
            "this is a symbolic link. Put the list itself here, where Git ignores it: of a link "
            "nobody sees whether what it leads to is public."
        )
        problems.append(Problem("confidential-link", said, LIST))
    for line, written in _lines(text):
        if reason := _unusable(written):
            problems.append(Problem("confidential-unusable", reason, LIST, line))
        else:
            terms.append(Term(len(terms) + 1, line, tuple(_ways(written))))
    return Terms(terms), tuple(problems)


def with_clients(terms: Terms, problems: Iterable[Problem], root: Path) -> Terms:
    """The same with the names of clients that stand beside a disclosure that hides them."""
    found = list(terms.terms)
    for problem in problems:
        if problem.code == "client-named" and problem.line:
            name = _name_in(root / problem.path, problem.line)
            if name and not _unusable(name):
                number = len(found) + 1
                found.append(Term(number, problem.line, tuple(_ways(name)), problem.path))
    return Terms(found)


def find_term(term: Term, cased: str, lower: str | None = None) -> tuple[int, int] | None:
    """Where a term begins and ends in folded text; `lower` is that text in small letters."""
    if lower is None:
        lower = cased.lower()
    return next(find_all(term, cased, lower), None)


def find_all(term: Term, cased: str, lower: str) -> Iterator[tuple[int, int]]:
    """Every place of a term in folded text."""
    for word, pattern in term.ways:
        start = lower.find(word)
        while start >= 0:
            match = pattern.match(lower, start)
            if match and _begins(cased, lower, start) and _ends(cased, lower, match.end()):
                yield start, match.end()
            start = lower.find(word, start + 1)


def _begins(cased: str, lower: str, start: int) -> bool:
    """Whether a word begins here: after a sign, or with a capital as in `ourAcme`."""
    if start == 0 or is_spaceless(lower[start]):
        return True
    return not _IN_WORD.match(lower, start - 1) or (
        cased[start].isupper() and cased[start - 1].islower()
    )


def _ends(cased: str, lower: str, end: int) -> bool:
    """Whether a word ends here: before a sign, a figure as in `acme2`, or a capital."""
    if end == len(lower) or is_spaceless(lower[end - 1]):
        return True
    if lower[end - 1].isdigit():
        return not lower[end].isdigit()
    is_hump = cased[end].isupper() and (
        cased[end - 1].islower() or cased[end + 1 : end + 2].islower()
    )
    return is_hump or not _ANY_LETTER.match(lower, end)


_IN_WORD = re.compile(LETTER_OR_DIGIT)
_ANY_LETTER = re.compile(LETTER)


def _ways(written: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    for words in spellings(written):
        pattern = f"{SIGN}{{0,{_APART}}}".join(map(re.escape, words))
        ends_plain = len(words[-1]) < _GENITIVE or not words[-1].isalpha()
        suffix = "" if ends_plain or is_spaceless(words[-1][-1]) else f"(?:s(?!{LETTER}))?"
        yield words[0], re.compile(pattern + suffix)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and term of each line that holds one; a term that stands twice counts once."""
    seen = set()
    for number, line in enumerate(text.splitlines(), 1):
        written = _COMMENT.split(line.strip(), maxsplit=1)[0].strip()
        words = spellings(written)
        if written and words not in seen:
            seen.add(words)
            yield number, written


def _name_in(file: Path, line: int) -> str:
    """The client's name in a line of a source, if it is written there as names usually are."""
    try:
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return ""
    match = _NAME.search(lines[line - 1]) if line <= len(lines) else None
    return next(filter(None, match.groups()), "").strip() if match else ""


def _unusable(written: str) -> str:
    """Why a line cannot be looked for; empty if it can. The line itself is never printed."""
    letters = "".join(spellings(written)[0])
    if not letters:
        return "this line has no letter and no figure. Write a name, or `#` before a comment."
    needed = _SHORTEST_SPACELESS if any(map(is_spaceless, letters)) else _SHORTEST
    if len(letters) < needed:
        return (
            f"this name is shorter than {needed} letters, which stand everywhere by chance, so it "
            "is not looked for. Write a longer form of it."
        )
    if len(written) > _LONGEST:
        return f"this line is longer than {_LONGEST} characters. Write one name a line."
    return ""


def _decoded(file: Path) -> str:
    if not file.is_file():
        raise OSError
    content = file.read_bytes()
    if len(content) > LARGEST:
        raise ValueError("it is larger than 1 MB")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def _unreadable(file: Path, error: Exception) -> Problem:
    if isinstance(error, UnicodeDecodeError):
        reason = "it is not UTF-8. Save it again as UTF-8"
    elif isinstance(error, ValueError):
        reason = f"{error}. Write one name a line"
    elif file.is_symlink() and not file.exists():
        reason = "it is a symbolic link that leads nowhere. Put the list itself here"
    elif file.is_dir():
        reason = "it is a folder. Write a text file, one name a line"
    else:
        reason = "it cannot be opened. Let your user read it"
    text = f"the list of confidential names was not read, so nothing is looked for: {reason}."
    return Problem("confidential-unreadable", text, LIST, level=Level.DANGER)


def _masked(part: str) -> str:
    stem, dot, suffix = part.rpartition(".")
    return f"…{dot}{suffix}" if stem and len(suffix) <= 5 else "…"
