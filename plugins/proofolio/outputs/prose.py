"""An author's Markdown as HTML, converted with the site's own extensions.

All Markdown fields of an entry are converted as one document, so that footnotes and references
work across them. Addresses come out as `pf:address`, relative to the site; `finish` makes them
relative to the page they end up on, because an excerpt may stand on another page than its post.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape
from typing import Any

import markdown
from markdown.extensions import Extension

from proofolio.model.characters import without_controls
from proofolio.notebooks.limits import UNREADABLE, is_endless
from proofolio.outputs.formulas import replace_formulas
from proofolio.outputs.picture_sides import with_sides
from proofolio.outputs.tags import ATTRIBUTES
from proofolio.outputs.templating import relative_url
from proofolio.problems import Level, Problem, quoted
from proofolio.template_code import find_template_code
from proofolio.views.site import Heading, Html, Prose

Resolve = Callable[[str], "str | Problem"]
"""Address for a link as the author wrote it."""

_LEADING = re.compile(rf"<(?:a|img|source|video|audio|iframe)\b{ATTRIBUTES}>")
_ADDRESS = re.compile(r'\s(href|src|poster)="([^"]*)"')
_OUTSIDE = re.compile(r'\ssrc="((?:https?:)?//[^"]*)"')
_ALT = re.compile(r'\salt="([^"]*)"')
_TOKEN = re.compile(r'="pf:([^"]*)"')
_TAG = re.compile(r"<[^<>]+>")
_MORE = re.compile(r"<!--\s*more\s*-->")
_FOOTNOTES = '<div class="footnote">'


@dataclass(frozen=True)
class Dialect:
    """Python-Markdown's settings for the whole site."""

    extensions: Sequence[str | Extension]
    configs: Mapping[str, Any]
    mark: str = ""
    """Tells dialects apart; empty where what it makes may depend on more than the text."""
    _idle: list[markdown.Markdown] = field(default_factory=list, compare=False)
    """Converters that wait for the next text: making one takes as long as a short text."""

    def convert(self, text: str) -> tuple[Html, list[dict[str, Any]]]:
        """HTML and the tree of headings."""
        # A block in the text may have another text converted meanwhile, by another converter.
        converter = self._idle.pop() if self._idle else self._made()
        html = converter.convert(text)
        tokens = getattr(converter, "toc_tokens", [])
        self._idle.append(converter.reset())
        return html, tokens

    def _made(self) -> markdown.Markdown:
        return markdown.Markdown(extensions=self.extensions, extension_configs=self.configs)


def convert_fields(
    fields: Mapping[str, str], dialect: Dialect, resolve: Resolve
) -> tuple[Prose, tuple[Problem, ...]]:
    """An entry's Markdown fields as HTML, with the problems of its links."""
    written = {name: text for name, text in fields.items() if text.strip()}
    if not written:
        return Prose(), ()
    written, hard = _readable(written)
    document = "\n\n".join(f"<!--pf-field {name}-->\n\n{text}" for name, text in written.items())
    try:
        html, tokens = dialect.convert(document)
    except RecursionError:
        written = {name: as_it_stands(text) for name, text in written.items()}
        hard = (unreadable_text(),)
        document = "\n\n".join(f"<!--pf-field {n}-->\n\n{text}" for n, text in written.items())
        html, tokens = dialect.convert(document)
    html, problems = resolve_links(html, resolve)
    problems += hard
    html, lengths = with_sides(html)
    problems += lengths
    html, unsupported = replace_formulas(html)
    problems += tuple(unsupported_formula(command) for command in unsupported)
    problems += unread_code(html)
    parts, footnotes = _split(html, tuple(written))
    if footnotes:
        parts["footnotes"] = footnotes
    body = parts.get("body", "")
    excerpt = _MORE.split(body, maxsplit=1)[0] if _MORE.search(body) else ""
    first = next((parts[name] for name in written if name in parts), "")
    prose = Prose(
        fields=parts,
        headings=tuple(_headings(tokens, body)),
        excerpt=excerpt,
        text=first_paragraph(body or first),
        words=count_words(body),
    )
    return prose, problems


def as_it_stands(text: str) -> str:
    """A text that is not read as Markdown, as HTML in Markdown."""
    # A blank line would end the block, and Markdown would be read behind it.
    lines = escape(text).replace("[", "&#91;").replace("\n", "&#10;")
    return f"<pre><code>{lines}</code></pre>"


def unreadable_text() -> Problem:
    """Tells that a text is shown as it was written."""
    return Problem("unreadable-text", UNREADABLE)


def _readable(written: Mapping[str, str]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The fields, with those in place that Markdown would not come to an end with."""
    endless = {name for name, text in written.items() if is_endless(text)}
    readable = {n: as_it_stands(text) if n in endless else text for n, text in written.items()}
    return readable, (unreadable_text(),) * bool(endless)


def resolve_links(html: Html, resolve: Resolve) -> tuple[Html, tuple[Problem, ...]]:
    """The HTML with every address resolved to `pf:…`, also in an author's raw HTML."""
    problems: list[Problem] = []

    def address(match: re.Match[str]) -> str:
        name, written = match.groups()
        target = unescape(written)
        found = resolve(target)
        if isinstance(found, Problem):
            problems.append(found)
            # Words without a link are better than a link to nothing.
            return "" if name == "href" else match[0]
        if found == target:
            return match[0]
        return f' {name}="pf:{escape(found)}"'

    def tag(match: re.Match[str]) -> str:
        source = _OUTSIDE.search(match[0]) if match[0].startswith("<img") else None
        return outside(match, source) if source else _ADDRESS.sub(address, match[0])

    def outside(match: re.Match[str], source: re.Match[str]) -> str:
        address = unescape(source[1])
        text = (
            f"the picture {address} is on another host, which would learn of every visitor. "
            "Download it and link the file; until then it is shown as a link."
        )
        problems.append(Problem("outside-picture", text, level=Level.NOTE))
        alt = _ALT.search(match[0])
        return f'<a href="{source[1]}">{alt[1] if alt and alt[1] else escape(address)}</a>'

    return _LEADING.sub(tag, html), tuple(problems)


def finish(html: Html, page: str) -> Html:
    """The HTML with addresses as seen from the page at this address."""
    return lead(html, lambda address: relative_url(address, page))


def lead(html: Html, to: Callable[[str], str]) -> Html:
    """The HTML with each address of the site as `to` gives it."""
    return _TOKEN.sub(lambda match: f'="{escape(to(unescape(match[1])))}"', html)


def first_paragraph(html: Html) -> str:
    """The first paragraph as plain text; empty where there is none."""
    _, begins, rest = html.partition("<p>")
    paragraph, ends, _ = rest.partition("</p>")
    return plain_text(paragraph) if begins and ends else ""


def plain_text(html: Html) -> str:
    """HTML as text on one line."""
    return " ".join(without_controls(unescape(_TAG.sub("", html))).split())


def count_words(html: Html) -> int:
    """Words of a text; a Chinese or Japanese character counts as half a word."""
    text = unescape(_TAG.sub(" ", html))
    east_asian = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", text))
    return len(re.findall(r"[^\W\u3040-\u30ff\u3400-\u9fff]+", text)) + east_asian // 2


def unread_code(html: Html) -> tuple[Problem, ...]:
    """A problem for each piece of code that is shown as text: other tools', or a block's marker."""
    return tuple(
        _unfinished(problem) if problem.excerpt.startswith("{{<") else problem
        for problem in find_template_code(html)
    )


def _unfinished(problem: Problem) -> Problem:
    text = (
        f"{quoted(problem.excerpt)} is shown as text. A block stands alone between empty lines and "
        "ends with `>}}`; what only looks like one goes between backquotes."
    )
    return replace(problem, code="unfinished-block", text=text)


def unsupported_formula(command: str) -> Problem:
    """Tells that a formula is shown as its TeX."""
    text = f"the formula command {command} is not understood; its TeX is shown instead."
    return Problem("unsupported-formula", text, level=Level.NOTE)


def _split(html: Html, names: tuple[str, ...]) -> tuple[dict[str, Html], Html]:
    footnotes = ""
    at = html.rfind(_FOOTNOTES)
    if at >= 0:
        html, footnotes = html[:at], html[at:]
    parts: dict[str, Html] = {}
    rest = html
    for name in reversed(names):
        rest, mark, text = rest.rpartition(f"<!--pf-field {name}-->")
        if mark and text.strip():
            parts[name] = text.strip()
        elif not mark:
            rest = text
    return {name: parts[name] for name in names if name in parts}, footnotes


def _headings(tokens: list[dict[str, Any]], body: Html) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        if f'id="{token["id"]}"' in body:
            found.append(Heading(token["level"], token["id"], unescape(token["name"])))
        found += _headings(token["children"], body)
    return found
