"""`_data/words.yml`: the author's own words for the interface, each checked before it is used."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale, UnknownLocaleError

from proofolio.problems import Problem, quoted
from proofolio.sources.files import Files
from proofolio.sources.names import nearest
from proofolio.sources.nodes import Node, Place, Scalar, Table, Unreadable
from proofolio.sources.reading import TABLES, Reading

WORDS = "words"
"""Name of the file."""

THEME = "material"
"""The section of Material's own words, whose templates escape nothing."""

Needed = Callable[[str], Mapping[str, str]]
"""The words of a language by `section.key`, as English says them."""

_MARKUP = re.compile(r"<[a-z/!?]|&(?:#?\w+);", re.IGNORECASE)
_UNSAID = ("_zero", "_one", "_two")
"""Forms of a number that need not say it: "one project"."""


@dataclass
class OwnWords:
    """The words that can be used, by language and `section.key`, and what is wrong with others."""

    path: str = ""
    """The file; empty where there is none."""
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_own_words(data: Path, files: Files, needed: Needed) -> OwnWords:
    """The author's words; whatever cannot be used is told, and left out."""
    paths = [data / f"{WORDS}{suffix}" for suffix in TABLES]
    path = next((path for path in paths if files.is_file(path)), None)
    if path is None:
        return OwnWords()
    text = Reading(files).text(path)
    found = OwnWords(text.place.path)
    if text.is_empty:
        return found
    found.problems += text.faults
    reader = _Reader(text.place, needed, found)
    for tag, node, line in text.node if isinstance(text.node, Table) else ():
        reader.language(tag, node, line)
    return found


def language_tag(written: str) -> str:
    """A language as its tag is written, `pt-BR` for `pt_br`; empty where nobody knows it."""
    try:
        return str(Locale.parse(written.strip().replace("-", "_"))).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return ""


@dataclass
class _Reader:
    place: Place
    needed: Needed
    found: OwnWords

    def language(self, written: str, node: Node, line: int) -> None:
        tag = language_tag(written)
        if not tag:
            self._tell("not-a-language", _no_language(written, self.needed("en")), line, written)
            return
        known = self.needed(tag)
        sections = {key.partition(".")[0] for key in known}
        for section, inner, at in self._table(node, line, written):
            where = f"{written}.{section}"
            if section not in sections:
                self._tell("unknown-key", _unknown(section, sections, "section"), at, where)
                continue
            own = {
                key.partition(".")[2]: text
                for key, text in known.items()
                if key.startswith(f"{section}.")
            }
            for key, value, place in self._table(inner, at, where):
                if text := self._word(section, key, value, place, own, where):
                    self.found.words.setdefault(tag, {})[f"{section}.{key}"] = text

    def _table(self, node: Node, line: int, where: str) -> Iterator[tuple[str, Node, int]]:
        if isinstance(node, Table):
            yield from node
        elif not isinstance(node, Unreadable) and not (isinstance(node, Scalar) and node.is_absent):
            text = "Lines of `key: word` are expected here. Write them, indented."
            self._tell("not-a-mapping", text, line, where)

    def _word(
        self, section: str, key: str, node: Node, line: int, own: Mapping[str, str], where: str
    ) -> str:
        """The word, or nothing where none is written or it cannot be used."""
        if isinstance(node, Unreadable) or (isinstance(node, Scalar) and _is_unsaid(node)):
            return ""
        if key not in own:
            text = _unknown(key, own, "word")
            self._tell("unknown-key", text, line, f"{where}.{key}")
            return ""
        if not isinstance(node, Scalar):
            self._tell("not-text", "A word is one text. Write it here.", line, f"{where}.{key}")
            return ""
        text = re.sub(r"\s*\n\s*", " ", node.text.strip("\n"))
        fault = _fault(key, text, own[key], is_theme=section == THEME)
        if fault:
            self._tell("bad-word", f"{quoted(text)} {fault}", line, f"{where}.{key}")
        return "" if fault else text

    def _tell(self, code: str, text: str, line: int, field: str) -> None:
        self.found.problems.append(self.place.problem(code, text, line, field))


def _is_unsaid(node: Scalar) -> bool:
    """Whether nothing is written; a space in quotation marks may stand between words."""
    return not node.text or (node.plain and node.is_absent)


def _no_language(written: str, english: Mapping[str, str]) -> str:
    if written in {key.partition(".")[0] for key in english}:
        return "This stands below no language. Put its tag above, as `en:`, and indent the words."
    names = {name: code for code, name in Locale("en").languages.items()}
    near = nearest(written, names, 0.85)
    advice = f"Write `{names[near].replace('_', '-')}`." if near else "Write one such as `sl`."
    return f"{quoted(written)} is no language's tag. {advice}"


def _unknown(written: str, known: object, what: str) -> str:
    names = list(known)  # type: ignore[call-overload]
    stem, _, form = written.rpartition("_")
    if f"{stem}_other" in names:
        forms = ", ".join(f"`{stem}_{name}`" for name in _forms(stem, names))
        return f"The language has no form `{form}` of a number. It has {forms}."
    near = nearest(written, names)
    advice = f"Did you mean `{near}`?" if near else "`proofolio words` writes all that there are."
    return f"There is no such {what}. {advice}"


def _forms(stem: str, names: list[str]) -> list[str]:
    return [name.removeprefix(f"{stem}_") for name in names if name.rpartition("_")[0] == stem]


def _fault(key: str, text: str, english: str, *, is_theme: bool) -> str:
    """What is wrong with a word; empty where it can be used."""
    if _MARKUP.search(text):
        return "holds HTML, and a word is plain text. Write it without."
    if not text.strip() and any(letter.isalnum() for letter in english):
        return "is blank. Write a word, or take the line out."
    if is_theme:
        return _theme_fault(text, english)
    needed = _placeholders(english) or set()
    found = _placeholders(text)
    if found is None:
        return f"has a brace that fills nothing in. Write {_listed(needed)}."
    if extra := found - needed:
        return f"has {_listed(extra)}, which nothing fills in. Write {_listed(needed)}."
    lacking = needed - found - ({"count"} if key.endswith(_UNSAID) else set())
    return f"lacks {_listed(lacking)}. Write it where it belongs." if lacking else ""


def _placeholders(text: str) -> set[str] | None:
    """The names in braces; None where braces hold anything else."""
    if not re.search(r"[{}]", text):
        return set()
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    names = {name for _, name, _, _ in parts if name is not None}
    is_plain = all(not spec and not conversion for _, _, spec, conversion in parts)
    is_plain = is_plain and all(name.isidentifier() for name in names)
    literal = "".join(before for before, _, _, _ in parts)
    return names if is_plain and not re.search(r"[{}]", literal) else None


def _theme_fault(text: str, english: str) -> str:
    if found := re.search(r'[<>&"{}]', text):
        return f"holds `{found.group()}`, which Material cannot show. Write it without."
    if "#" in english and text.count("#") != 1:
        return "needs one `#`, where Material puts the number. Write it where it belongs."
    return ""


def _listed(names: set[str]) -> str:
    return ", ".join(f"`{{{name}}}`" for name in sorted(names)) or "it without braces"
