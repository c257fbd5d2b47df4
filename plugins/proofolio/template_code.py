"""Code of other tools' templates and dialects that a page would show to its visitors as text.

It is looked for in what a text became, so what is read here, or by an extension that an author
switches on, is never told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

from proofolio.problems import Problem, quoted

CODE = "template-code"

_SIGNS = re.compile(r"\{|:::|===|8&lt;|8<|!!!|\?\?\?|\[!|\[-?@|\[\[|:[a-z]|\w~|\^\w")
"""Without one of these in it, a text holds none."""
_APART = re.compile(
    r"<(pre|code|kbd|samp|math|script|style|svg|textarea|template)\b.*?</\1\s*>", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)[^<>]*>")
_PHRASES = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "del", "dfn", "em", "font", "i", "ins", "mark"),
        *("q", "s", "small", "span", "strong", "sub", "sup", "u"),
    }
)
_WAS_CODE = "\ue01f"
"""Stands where code or a formula was."""
_CODE_IN_MARKDOWN = re.compile(
    r"^[ \t]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\1|\Z)|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)

_OPEN_FENCE = re.compile(r"^[ \t]*:{3,}[ \t]*[{A-Za-z]", re.MULTILINE)
_ATTRIBUTE = (
    r"(?:[.#][A-Za-z_][\w-]*|(?:target|rel|width|height|style|class|id|loading|align|lang|title|alt"
    r"|download|fig-[\w-]+|data-[\w-]+|aria-[\w-]+)=(?:\"[^\"\n]*\"|'[^'\n]*'|“[^”\n]*”|[\w%#./:-]+))"
)
_QUOTED = r"[\"'“‘][^\n]*[\"'”’]"


@dataclass(frozen=True)
class Syntax:
    """A way to write what nothing here reads."""

    pattern: str
    what: str
    advice: str
    in_notebooks: str = ""
    """The advice in a notebook, where it is another; "-" where notebooks tell it in their way."""


@dataclass(frozen=True)
class Source:
    """A file that a text was written in."""

    path: str
    text: str
    line: int = 1
    """Where what is looked at begins."""

    def find(self, excerpt: str, start: int = 0) -> int:
        """Where a piece of the page stands; it may be written with other signs. -1 if nowhere."""
        words = re.split(r"[\"'“”‘’_*~\\<>&–—]", excerpt, maxsplit=1)[0].rstrip()
        sign = re.match(r"\W+", excerpt)
        begin = max(start, self._begin)
        for piece in (excerpt, words, sign[0].strip() if sign else ""):
            # A line may break where the page has a space.
            spaced = r"\s+".join(map(re.escape, piece.split()))
            if len(piece) > 1 and (found := re.compile(spaced).search(self._prose, begin)):
                return found.start()
        return self.find(excerpt) if start else -1

    @cached_property
    def _prose(self) -> str:
        """The text with blanks for code, so that places and lines stay."""
        return _CODE_IN_MARKDOWN.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), self.text)

    @cached_property
    def _begin(self) -> int:
        return len("".join(self.text.splitlines(keepends=True)[: self.line - 1]))


_PLAIN = "Write what it stands for as Markdown, or take it out."

SYNTAXES: Mapping[str, Syntax] = {
    "shortcode": Syntax(
        r"\{\{<(?:(?!>\}\}|\{\{)[^\n]){0,300}(?:>\}\})?"
        r"|\{\{%\s*/?\s*[\w\"'“-](?:(?!%\}\}|\{\{)[^\n]){0,300}(?:%\}\})?",
        "a shortcode of Hugo or Quarto",
        _PLAIN,
    ),
    "liquid": Syntax(
        r"\{%-?\s*[A-Za-z_](?:[^%{}]|%(?!\})|\{\{[^{}]*\}\}){0,500}?%\}"
        r"|\{\{-?\s*(?:[\"'“‘][^\"'\n]{0,200}[\"'”’]\s*\||[A-Za-z_]\w*(?:\.\w|\[|\s*\||\s*\())"
        r"[^{}\n]{0,200}\}\}"
        r"|(?<![\\^_}\w])\{\{-?\s+[A-Za-z_]\w*\s+-?\}\}",
        "code of a template (Liquid, Jinja)",
        _PLAIN,
    ),
    "fence": Syntax(
        r"^[ \t]*:{3,}(?:[ \t]*(?:\{[^}\n]*\}|[A-Za-z][\w-]*)[^\n]*)?$",
        "a fence of Quarto, Pandoc or MyST",
        "Write `!!! note` and, indented below, the text; or take the fences out.",
        "Begin and end it in the same cell, or take the fences out.",
    ),
    "tab": Syntax(
        rf"^[ \t]*={{3}}[!+]{{0,2}}[ \t]+{_QUOTED}[ \t]*$",
        "a tab of Material",
        "Add `pymdownx.tabbed: {alternate_style: true}` to `markdown_extensions` in mkdocs.yml.",
        "Notebooks have no tabs: write a heading.",
    ),
    "snippet": Syntax(
        r"[-–—]+8<[-–—]+[^\n]*",
        "an inclusion by `pymdownx.snippets`",
        "Add that to `markdown_extensions` in mkdocs.yml, or copy the text here.",
        "Copy the text here.",
    ),
    "admonition": Syntax(
        rf"^[ \t]*(?:!{{3}}|\?{{3}}\+?)[ \t]*[A-Za-z][\w-]*(?:[ \t]+[\w-]+)*(?:[ \t]+{_QUOTED})?"
        r"[ \t]*$",
        "an admonition",
        "Leave an empty line before it, and add `admonition` (for `???`, `pymdownx.details`) to "
        "`markdown_extensions` in mkdocs.yml.",
        "In a notebook write a quotation that begins with `> [!NOTE]`.",
    ),
    "alert": Syntax(
        r"^[ \t]*\[![A-Za-z]{3,20}\][+-]?(?=\s|$)",
        "an alert of GitHub or Obsidian",
        "Write `!!! note` and, indented below, the text.",
        "Write one of NOTE, TIP, WARNING, IMPORTANT and CAUTION.",
    ),
    "attributes": Syntax(
        r"\{:\s*(?:[.#][A-Za-z_][\w-]*|[A-Za-z][\w-]*=)[^{}\n]{0,200}\}|\{:\s*(?:no_)?toc\s*\}"
        rf"|\{{\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\}}",
        "a list of attributes",
        "It counts right behind a link or picture, or at the end of a block; `attr_list` reads it.",
        "Notebooks read none there: take it out.",
    ),
    "role": Syntax(
        rf"\{{[a-z][\w.:-]*\}}(?={_WAS_CODE})",
        "a role of MyST",
        _PLAIN,
        "-",
    ),
    "citation": Syntax(
        r"\[-?@[A-Za-z][\w:.+/-]*(?:[;,\s][^\]\n]*)?\]",
        "a citation, which posts, projects and pages alone can hold",
        "Write author and year, and a link.",
    ),
    "wikilink": Syntax(
        r"(?<![\w\])])\[\[[A-Za-z][^\[\],\n]{0,80}\]\](?!\w)",
        "a link or anchor of a wiki",
        "Write `[words](file.md)`.",
    ),
    "raised": Syntax(
        r"(?<=[A-Za-z)])~[\d+-]{1,4}~(?![~\w]*~)|(?<=[A-Za-z\d)])\^(?:[\d+-]{1,4}|[a-z]{2})\^(?!\^)",
        "a raised or lowered sign of Pandoc",
        "Write `<sup>2</sup>` or `<sub>2</sub>`, or a formula: `$x^2$`.",
    ),
    "icon": Syntax(
        r"(?<![\w:/.-]):(?:(?:material|fontawesome|octicons|simple)(?:-\w+)+|[a-z][a-z0-9_]{2,30})"
        r":(?![\w:/])",
        "an icon or emoji by its name",
        "Write the sign itself, or add `pymdownx.emoji` to `markdown_extensions` in mkdocs.yml, as "
        "Material's guide says.",
        "Write the sign itself.",
    ),
}
"""By their names; of two that begin at one place, the first."""

_ANY = re.compile(
    "|".join(f"(?P<{name}>{syntax.pattern})" for name, syntax in SYNTAXES.items()), re.MULTILINE
)


def is_citation(problem: Problem) -> bool:
    """Whether it is told of a citation, which some texts can hold."""
    return re.match(r"\[-?@", problem.excerpt) is not None


def find_template_code(html: str, *, in_notebook: bool = False) -> tuple[Problem, ...]:
    """A problem for each piece that the HTML shows as text; code and formulas may hold any."""
    if not _SIGNS.search(html):
        return ()
    found: list[Problem] = []
    text = _shown_text(html)
    for match in _ANY.finditer(text):
        if not match[0].strip(" \t:") and _OPEN_FENCE.search(text):
            # The end of a fence whose beginning is told.
            continue
        syntax = SYNTAXES[match.lastgroup or ""]
        advice = (in_notebook and syntax.in_notebooks) or syntax.advice
        if advice != "-":
            found.append(_problem(match[0].strip(), syntax.what, advice))
    return tuple(found)


def with_lines(problems: Iterable[Problem], sources: Sequence[Source]) -> Iterator[Problem]:
    """The problems with the file and line where what they quote was written.

    What none of the sources holds was written elsewhere, and is told there.
    """
    begun: dict[tuple[Source, str], int] = {}
    for problem in problems:
        if not problem.excerpt:
            yield problem
            continue
        for source in sources:
            at = source.find(problem.excerpt, begun.get((source, problem.excerpt), 0))
            if at >= 0:
                begun[source, problem.excerpt] = at + 1
                yield replace(problem, path=source.path, line=source.text.count("\n", 0, at) + 1)
                break


def _problem(written: str, what: str, advice: str) -> Problem:
    text = (
        f"{quoted(written)} is shown as text: {what}, which nothing reads here. {advice} What is "
        "to be read as it stands goes between backquotes."
    )
    return Problem(CODE, text, excerpt=written)


def _shown_text(html: str) -> str:
    """What a visitor reads, with a mark in place of code, formulas and the like."""
    text = _APART.sub(_WAS_CODE, _COMMENT.sub("", html))
    text = _TAG.sub(lambda tag: "" if tag[1].lower() in _PHRASES else "\n", text)
    return unescape(text)
