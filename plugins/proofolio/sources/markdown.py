"""A Markdown text taken apart: front matter, heading, first paragraph; never converted here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice

from proofolio.model.characters import CONTROLS, without_controls
from proofolio.model.cited import without_citations
from proofolio.notebooks.maths.formulas import plain_tex
from proofolio.problems import Problem
from proofolio.sources.nodes import Node, Place
from proofolio.sources.plain_headers import read_plain_header
from proofolio.sources.yaml import parse_yaml

_FRONT_MATTER = re.compile(
    r"-{3}[ \t]*\n(.*?)^(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_OTHER_FORM = re.compile(r"\+{3}[ \t]*\n|\{\s*\"[\w-]+\"\s*:")
"""TOML and JSON, as Hugo reads them."""
MAX_PLAIN = 5000
MAX_TOLD = 20
"""Invisible characters of a text that are told."""
# As arithmatex reads them: no space inside the signs, so that money stays money.
_FORMULA = re.compile(
    r"(?<![\\$\w])(?P<signs>\${1,2})(?![\s$])(?P<tex>(?:[^$\\\n]|\\.)+?)(?<!\s)(?P=signs)(?![\d$])"
    r"|\\\((?P<round>.+?)\\\)|\\\[(?P<square>.+?)\\\]"
)
_MORE = re.compile(r"<!--\s*more\s*-->")
_FENCE = re.compile(r"^(`{3,}+|~{3,}+)[^\n]*\n.*?(^\1`*~*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
# What begins a block that is no paragraph: heading, list, table, quote, HTML, admonition, rule,
# shortcode, definition, image alone.
_NO_PARAGRAPH = re.compile(
    r"#|[-*+]\s|\d+[.)]\s|\||>|</?[a-zA-Z!]|!!!|\?\?\?|:::|===|([-*_]\s*){3,}$|\{\{|\{%|\{:|\$\$|"
    r"\\begin|\\\[|\[\^?[^\]]+\]:|\*\[|!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])(\{[^}]*\})?\s*$|"
    r"#\|| {4}|\t"
)

# Headings and rules that stand right above a paragraph.
_ABOVE = re.compile(
    r"\A(?: {0,3}#{1,6}[^\n]*\n| {0,3}(?:[-*_][ \t]*+){3,}+(?:\n|\Z)"
    r"|\S[^\n]*\n(?:=+|--+)[ \t]*(?:\n|\Z))+"
)
_ANY_HEADING = re.compile(
    r"^ {0,3}(?P<marks>#(?!#)|#{2,6}(?=[ \t]))(?P<words>[^\n]+)$"
    r"|^ {0,3}(?![#>|*+-])(?P<over>\S[^\n]*)\n {0,3}(?P<line>=+|-{2,})[ \t]*$"
    r"|<h(?P<level>[1-6])\b[^<>]*>(?P<html>.{1,2000}?)</h(?P=level)\s*>",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_LEADING = re.compile(r"(?<=[.!?…])\s[^.!?…]*:\Z")
_MARK = re.compile(r"[*_`~]|\]\(")
_LINK = re.compile(r"!?\[([^\[\]]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(
    r"(?<![\w\\*_~/])(\*{1,3}|_{1,3}|~~)(?=[^\s*_~])(.+?)(?<=[^\s\\*_~])\1(?![\w*_~])"
)
_CODE = re.compile(r"(?<![\w`])(`++)\s?(.+?)\s?(?<!`)\1(?!`)")


@dataclass(frozen=True)
class Document:
    """A Markdown file: what its front matter holds, and the text below."""

    node: Node | None
    body: str
    line: int
    """Line on which the body begins."""
    problems: tuple[Problem, ...] = ()


def printable(text: str, place: Place) -> tuple[str, tuple[Problem, ...]]:
    """A text without the characters that no page holds, and the lines they stood in."""
    lines: dict[int, str] = {}
    for match in islice(CONTROLS.finditer(text), MAX_TOLD):
        lines.setdefault(text.count("\n", 0, match.start()), f"U+{ord(match[0]):04X}")
    told = tuple(
        place.problem(
            "invisible-character",
            f"This line holds the invisible character {name}, left out of the page. Delete it.",
            place.line + offset,
        )
        for offset, name in lines.items()
    )
    return without_controls(text) if told else text, told


def read_markdown(text: str, place: Place) -> Document:
    """The parts of a Markdown text."""
    above = len(text) - len(text.lstrip("\n"))
    match = _FRONT_MATTER.match(text, above)
    if match:
        begins = place.line + above + 1
        node, problems = parse_yaml(match[1], Place(place.path, begins, place.part))
        line = place.line + text.count("\n", 0, match.end())
        return Document(node, text[match.end() :], line, tuple(problems))
    if told := _OTHER_FORM.match(text, above):
        name = "TOML" if told[0].startswith("+") else "JSON"
        message = f"This front matter is {name}. Write it as YAML, between lines of `---`."
        return Document(None, text, 1, (place.problem("bad-yaml", message, place.line + above),))
    if re.compile(r"---[ \t]*\n[\w-]+:").match(text, above):
        message = "The front matter that begins here has no end. Write `---` on a line below it."
        return Document(None, text, 1, (place.problem("bad-yaml", message, place.line + above),))
    if plain := read_plain_header(text, place):
        return Document(plain.table, plain.body, plain.line, plain.problems)
    return Document(None, text, place.line)


def split_heading(body: str) -> tuple[str, str, int]:
    """The first-level heading that a text begins with, the text below, and lines between."""
    match = re.match(r"\s*#(?!#)[ \t]([^\n]+)(?:\n|\Z)", body) or re.match(
        r"\s*(?![#>\-*|])(\S[^\n]*)\n=+[ \t]*(?:\n|\Z)", body
    )
    title = _heading(match[1]) if match else ""
    if not match or not title:
        return "", body, 0
    return title, body[match.end() :], body.count("\n", 0, match.end())


def title_of(texts: Sequence[str]) -> str:
    """What the cells of a notebook are called: its first first-level heading, else its first.

    Headings are written with `#`, underlined, or as `<h1>`; what stands in code is none.
    """
    found = [heading for text in texts for heading in _headings(text)]
    highest = (heading for heading in found if heading[0] == 1)
    return next(highest, found[0] if found else (0, ""))[1]


def _headings(text: str) -> Iterator[tuple[int, str]]:
    """Level and plain text of each heading of a text."""
    for match in _ANY_HEADING.finditer(_FENCE.sub("", text)):
        if marks := match["marks"]:
            level, words = len(marks), match["words"]
        elif match["line"]:
            level, words = 1 if match["line"][0] == "=" else 2, match["over"]
        else:
            level, words = int(match["level"]), unescape(_TAG.sub(" ", match["html"]))
        if title := _heading(" ".join(words.split())):
            yield level, title


def _heading(line: str) -> str:
    line = line.rstrip()
    return plain_text(re.sub(r"(?<=[ \t])#+$", "", line) if line.endswith("#") else line)


def summary_of(body: str) -> str:
    """The text before `<!-- more -->`, else the first paragraph, as plain text."""
    before = _MORE.split(_FENCE.sub("", body), maxsplit=1)
    paragraphs = _paragraphs(before[0])
    text = next(paragraphs, "") if len(before) == 1 else " ".join(paragraphs)
    # What leads to a list, which is not part of it, would end in nothing.
    return _LEADING.sub("", text)


def _paragraphs(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        block = _ABOVE.sub("", block)
        is_paragraph = block.strip() and not _NO_PARAGRAPH.match(block.rstrip())
        if is_paragraph and (plain := plain_text(block)):
            yield plain


def plain_text(text: str) -> str:
    """A paragraph of Markdown without its marks, on one line."""
    # Longer than any summary, and short enough for expressions that look ahead.
    text = re.sub(r"<!--.*?-->", "", text[:MAX_PLAIN], flags=re.DOTALL)
    text = _FORMULA.sub(lambda m: plain_tex(m["tex"] or m["round"] or m["square"]), text)
    text = without_citations(re.sub(r"!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])", "", text))
    text = re.sub(r"\[\^[^\]]+\]", "", text)
    text = re.sub(r"\[([^\]]+)\](\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"\{:?\s*[.#][^}]*\}", "", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    text = re.sub(r"<(https?://[^>]+)>", r"\1", text)
    text = re.sub(r"(\*{1,3}|~~|==)(?=\S)(.+?)(?<=\S)\1", r"\2", text, flags=re.DOTALL)
    text = re.sub(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text, flags=re.DOTALL)
    text = re.sub(r"(?<!`)(`++)\s?(.+?)\s?(?<!`)\1(?!`)", r"\2", text, flags=re.DOTALL)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!|<>~$])", r"\1", text)
    return " ".join(without_controls(unescape(text)).split())


def without_marks(text: str) -> str:
    """A title or summary without the marks of Markdown, which would be shown as they are.

    Only what stands around words is one: `a*b*c` and `[Draft]` are not, and HTML is text.
    """
    if not _MARK.search(text):
        return text
    text, rest = text[:MAX_PLAIN], text[MAX_PLAIN:]
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))
    text = _CODE.sub(r"\2", text)
    return re.sub(r"\\([*_`\[\]])", r"\1", text) + rest


def title_of_name(name: str) -> str:
    """A title made of a file's name: `2024-05-01-load_forecasts` is "Load forecasts"."""
    words = re.sub(r"[-_\s]+", " ", split_date(name)[1]).strip()
    return words[:1].upper() + words[1:] or name


def split_date(name: str) -> tuple[str, str]:
    """The date that a file's name begins with, and the rest of the name."""
    match = re.match(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+(.+))?$", name)
    return (match[1], match[2] or "") if match else ("", name)
