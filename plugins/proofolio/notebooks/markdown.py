"""Markdown cells in nbconvert's dialect, with the page's own headings, links and formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, ClassVar, cast

from mistune.plugins import import_plugin
from nbconvert.filters.markdown_mistune import (
    IPythonRenderer,
    MarkdownWithMath,
    MathBlockParser,
    MathInlineParser,
)

from proofolio.notebooks.callouts import (
    callout,
    directive,
    fenced_divs,
    quoted_callout,
)
from proofolio.notebooks.dialect import github_flavour
from proofolio.notebooks.highlighting import code_block
from proofolio.notebooks.markup import INLINE_END, INLINE_MARK, LINK_MARK, normalised
from proofolio.notebooks.maths import plain_tex
from proofolio.notebooks.pictures import Pictures
from proofolio.notebooks.state import State, clean, slug, valid_id
from proofolio.problems import Level

_PIPE = "\ue003"
_HELD_INLINE = re.compile(f"{INLINE_MARK}(\\d+){INLINE_END}")
_HELD_BLOCK = re.compile(r'<pf-block n="(\d+)">')
_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>\n?", re.DOTALL)
_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)
_ATTRIBUTES = re.compile(r"\s*\{\s*([#.][^{}]*)\}\s*$")
_BREAK = re.compile(r"</?(?:p|div|h\d|li|ul|ol|tr|table|br|blockquote|pf-block|dd|dt)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_TABLE_CELL = re.compile(r"</t[dh]>")
_FOOTNOTE_SIGNS = re.compile(r'<sup class="footnote-ref".*?</sup>| <a [^>]*>↩</a>')
# Ours, and no writing system's: a notebook that holds them loses them.
_BLANK = re.compile(r"^[ \t]+$", re.MULTILINE)
_MARKS = re.compile("[\ue000-\ue01f]")

# A dollar sign is money unless its pair hugs the formula (or holds plain TeX), and no digit
# follows: `$5 and $6` stays text, `$x$ and $ \theta $` are formulas.
_PIECE = r"\\(?:text|mbox|textrm)\{[^{}]*\}|\\.|[^$\\\n]|\n(?![ \t]*\n)"
_TIGHT = r"(?!\d[\d.,]*[ \t]+[A-Za-z]{2,}(?![^$]*[\\^_=]))(?![\s$])(?:" + _PIECE + r")+?(?<!\s)"
_LOOSE = r"(?!\s*\d)(?=[^$]*[\\^_={}<>+])(?:" + _PIECE + r")+?|[ \t]*[A-Za-z][ \t]*"
INLINE_DOLLARS = rf"(?<![$\\])\$(?P<math_inline_tex>(?:{_TIGHT}|{_LOOSE}))(?<!\\)\$(?![\d$])"
_DOLLARS_IN_TEXT = re.compile(
    rf"(?s:(?<!\\)\$\$(?P<display>.+?)(?<!\\)\$\$)|{INLINE_DOLLARS}"
    r"|(?s:(?P<environment>\\begin\{(?P<name>[a-z]*\*?)\}.*?\\end\{(?P=name)\}))"
)
_ROW_MATH = re.compile(r"\$\$[^$\n]+\$\$|" + INLINE_DOLLARS.replace("math_inline_tex", "row"))


@dataclass(frozen=True)
class Prose:
    """A piece of Markdown on the page."""

    html: str
    text: str
    """What it says, without code."""
    summary: str
    """Its first paragraph, as plain text."""


@dataclass(frozen=True)
class _Held:
    html: str
    plain: str = ""
    tex: str = ""
    """Source of a formula on its own line."""


class _Inline(MathInlineParser):
    SPECIFICATION: ClassVar[dict[str, str]] = {
        **MathInlineParser.SPECIFICATION,
        "inline_math_tex": INLINE_DOLLARS,
        "equation_reference": r"\\(?P<ref_kind>eq)?ref\{(?P<ref_label>[^}\n]+)\}",
    }
    DEFAULT_RULES = ("equation_reference", *MathInlineParser.DEFAULT_RULES)

    def parse_equation_reference(self, match: re.Match[str], state: Any) -> int:
        attrs = {"label": match["ref_label"], "brackets": bool(match["ref_kind"])}
        state.append_token({"type": "equation_reference", "attrs": attrs})
        return match.end()


class _Renderer(IPythonRenderer):
    """Writes what nbconvert's Markdown parser found.

    Finished pieces (code, formulas) are held back and marked, so that the pass over raw HTML
    neither reads nor changes them.
    """

    def __init__(self, state: State, pictures: Pictures) -> None:
        super().__init__(escape=False)
        self.state, self.pictures = state, pictures
        self.held: list[_Held] = []
        self.needs_pass = False
        self.nested: Callable[[str], str] = str

    def hold_block(self, html: str, tex: str = "") -> str:
        self.held.append(_Held(html, tex=tex))
        return f'<pf-block n="{len(self.held) - 1}">\n'

    def hold_inline(self, html: str, plain: str) -> str:
        self.held.append(_Held(html, plain if html else ""))
        return f"{INLINE_MARK}{len(self.held) - 1}{INLINE_END}"

    # Blocks -------------------------------------------------------

    def block_code(self, code: str, info: str | None = None) -> str:
        info = unescape(info or "").strip()
        found = directive(code, info, self)
        if found is not None:
            self.needs_pass = True
            return found
        if info.startswith("{"):
            name = re.split(r"[\s}]", info.lstrip("{"), maxsplit=1)[0]
            if not re.match(r"[.=]?[\w+-]+$", name) or not code.strip():
                text = f"nothing here knows the directive {{{name}}}; its text is shown as code"
                self.state.report("unknown-directive", text, Level.NOTE)
            if not code.strip():
                return ""
        language = re.split(r"[\s,{}]+", info.lstrip("{."), maxsplit=1)[0] if info else ""
        return self.hold_block(code_block(code.replace(_PIPE, "|"), language))

    def block_html(self, html: str) -> str:
        self.needs_pass = True
        return self._with_formulas(html) + "\n"

    def inline_html(self, html: str) -> str:
        self.needs_pass = True
        return html

    def block_quote(self, text: str) -> str:
        return quoted_callout(text) or f"<blockquote>\n{text}</blockquote>\n"

    def callout(self, text: str, kind: str, title: str) -> str:
        return callout(text, kind, title)

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        own = _ATTRIBUTES.search(text)
        identifier = ""
        if own:
            text = text[: own.start()]
            identifier = next(
                (word[1:] for word in own.group(1).split() if word.startswith("#")), ""
            )
        given = f' id="{escape(valid_id(unescape(identifier)))}"' if identifier else ""
        text = _HELD_BLOCK.sub(rf"{INLINE_MARK}\1{INLINE_END}", text).replace("\n", " ")
        return f"<h{level}{given}>{text}</h{level}>\n"

    def table(self, text: str) -> str:
        self.needs_pass = True
        return f"<table>\n{text}</table>\n"

    def table_head(self, text: str) -> str:
        return f"<thead><tr>{text}</tr></thead>"

    def table_body(self, text: str) -> str:
        return f"<tbody>{text}</tbody>"

    def table_row(self, text: str) -> str:
        return f"<tr>{text}</tr>"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        tag = "th" if head else "td"
        style = f' style="text-align:{align}"' if align else ""
        return f"<{tag}{style}>{text}</{tag}>"

    def strikethrough(self, text: str) -> str:
        return f"<del>{text}</del>"

    def task_list_item(self, text: str, checked: bool = False) -> str:
        mark = '<span class="pf-task">☑</span>' if checked else '<span class="pf-task">☐</span>'
        head, tag, tail = text.partition("<p>")
        item = f"{mark} {text}" if head or not tag else f"{tag}{mark} {tail}"
        return f"<li>{item}</li>\n"

    # Lines --------------------------------------------------------

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = self.state.address(unescape(url).replace(_PIPE, "|"))
        if address is None:
            return text
        address = address.replace("pf-link:", LINK_MARK, 1)
        told = f' title="{escape(clean(unescape(title)))}"' if title else ""
        return f'<a href="{escape(address)}"{told}>{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        # Whether it stands in a link is known only to the pass over the finished HTML.
        self.needs_pass = True
        alt = unescape(_TAG.sub("", self._plain(text)))
        told = f' title="{escape(unescape(title))}"' if title else ""
        source = escape(unescape(url).replace(_PIPE, "|"))
        return f'<img src="{source}" alt="{escape(alt)}"{told}>'

    # Formulas -----------------------------------------------------

    def inline_math(self, body: str) -> str:
        tex = body.replace(_PIPE, "|")
        return self.hold_inline(self.state.maths.inline(tex), plain_tex(tex))

    def block_math(self, body: str) -> str:
        tex = body.replace(_PIPE, "|")
        html = self.state.maths.display(tex)
        if not html:
            return ""
        self.needs_pass = True
        return self.hold_block(html, tex)

    def latex_environment(self, name: str, body: str) -> str:
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")

    def equation_reference(self, label: str, brackets: bool) -> str:
        return self.hold_inline(self.state.maths.reference(label, brackets), label)

    def _with_formulas(self, html: str) -> str:
        """Raw HTML with the formulas of its text rendered, as Jupyter does."""
        if "$" not in html and "\\begin" not in html:
            return html
        parts = re.split(r"(<[^>]*>)", html)
        for index in range(0, len(parts), 2):
            parts[index] = _DOLLARS_IN_TEXT.sub(self._formula, parts[index])
        return "".join(parts)

    def _formula(self, match: re.Match[str]) -> str:
        if match["math_inline_tex"]:
            return self.inline_math(unescape(match["math_inline_tex"]))
        return self.block_math(unescape(match["display"] or match["environment"]))

    # Footnotes ----------------------------------------------------

    def footnote_ref(self, key: str, index: int) -> str:
        name = f"{self.state.cell + 1}-{index}"
        link = f'<a href="#fn-{name}">{index}</a>'
        return f'<sup class="footnote-ref" id="fnref-{name}">{link}</sup>'

    def footnotes(self, text: str) -> str:
        return f'<div class="footnote">\n<ol>\n{text}</ol>\n</div>\n'

    def footnote_item(self, text: str, key: str, index: int) -> str:
        name = f"{self.state.cell + 1}-{index}"
        back = f' <a href="#fnref-{name}" title="Back to the text">↩</a>'
        text = text.rstrip()
        text = text[:-4] + back + "</p>" if text.endswith("</p>") else text + back
        return f'<li id="fn-{name}">{text}</li>\n'

    # Out ----------------------------------------------------------

    def _plain(self, html: str) -> str:
        """The HTML without what is held back, formulas as plain TeX."""
        html = _HELD_INLINE.sub(lambda m: escape(self.held[int(m.group(1))].plain), html)
        return _HELD_BLOCK.sub("<pf-block>", html)

    def plain_text(self, html: str) -> str:
        html = _FOOTNOTE_SIGNS.sub("", _TABLE_CELL.sub(" ", self._plain(html)))
        text = unescape(_TAG.sub("", _BREAK.sub("\n", html))).replace(_PIPE, "|")
        return "\n".join(
            line for line in (" ".join(row.split()) for row in text.split("\n")) if line
        )

    def _in_line(self, held: _Held) -> str:
        """A piece where only words may stand: a formula of its own line becomes one of the line."""
        return self.state.maths.inline(held.tex) if held.tex else held.html

    def released(self, html: str) -> str:
        html = _HELD_BLOCK.sub(lambda m: self.held[int(m.group(1))].html, html)
        html = _HELD_INLINE.sub(lambda m: self._in_line(self.held[int(m.group(1))]), html)
        return html.replace(_PIPE, "|").replace(LINK_MARK, "pf-link:").replace("<p></p>\n", "")


class MarkdownPages:
    """nbconvert's Markdown for the cells of one notebook."""

    def __init__(self, state: State, pictures: Pictures) -> None:
        self._state, self._pictures = state, pictures
        self._renderer = _Renderer(state, pictures)
        plugins = ("task_lists", "def_list", "footnotes")
        self._markdown = MarkdownWithMath(
            self._renderer,
            block=MathBlockParser(),
            inline=_Inline(),
            plugins=[
                *map(import_plugin, plugins),
                cast(Any, fenced_divs),
                cast(Any, github_flavour),
            ],
        )
        self._renderer.nested = self._markdown.render

    def prose(
        self,
        source: str,
        attachments: Mapping[str, Mapping[str, str]] | None = None,
        listed: bool = True,
    ) -> Prose:
        """A cell's Markdown as HTML; its headings join the contents where they are listed."""
        self._pictures.attachments = attachments or {}
        renderer = self._renderer
        renderer.held.clear()
        renderer.needs_pass = False
        source = _BLANK.sub("", _MARKS.sub("", clean(source)))
        html = self._markdown.render(_with_protected_pipes(source))
        if renderer.needs_pass:
            html = normalised(html, self._state, self._pictures).html
        html = _HEADING.sub(lambda match: self._heading(match, listed), html)
        paragraph = next(
            (found for found in map(renderer.plain_text, _PARAGRAPH.findall(html)) if found), ""
        )
        text = renderer.plain_text(html)
        self.report_unsupported()
        return Prose(renderer.released(html).strip(), text, " ".join(paragraph.split()))

    def line(self, source: str) -> str:
        """A line of Markdown, such as a caption, without the paragraph round it."""
        html = self.prose(source, listed=False).html
        match = re.fullmatch(r"<p>(.*)</p>", html, re.DOTALL)
        return match.group(1) if match and "<p>" not in match.group(1) else html

    def _heading(self, match: re.Match[str], listed: bool) -> str:
        level, attributes, inner = int(match.group(1)), match.group(2), match.group(3).strip()
        plain = " ".join(self._renderer.plain_text(inner).split())
        if not plain:
            return inner
        own = re.search(r' id="([^"]*)"', attributes)
        if level == 1 and listed and not self._state.title:
            self._state.title = plain
            self._state.title_ids = {_jupyter_id(plain), slug(plain), own.group(1) if own else ""}
            # A picture beside the words of the title stays; the words go to the page's head.
            return "".join(re.findall(r"<img [^>]*>", inner))
        identifier = own.group(1) if own else self._state.claim(slug(plain))
        anchor = "" if own else self._old_anchor(plain)
        shown = self._state.level(level)
        if listed:
            self._state.list_heading(shown, identifier, plain)
        kept = re.sub(r' id="[^"]*"', "", attributes)
        return f'<h{shown} id="{escape(identifier)}"{kept}>{anchor}{inner}</h{shown}>\n'

    def _old_anchor(self, plain: str) -> str:
        """The id that Jupyter gives the heading, so that links made for it arrive."""
        old = _jupyter_id(plain)
        if not old or self._state.has_id(old):
            return ""
        return f'<span id="{escape(self._state.claim(old))}"></span>'

    def report_unsupported(self) -> None:
        """Tell the author which formulas of the cell are shown as source."""
        for tex in dict.fromkeys(self._state.maths.unsupported):
            text = f"the TeX {tex} cannot be shown as a formula; the page shows its source"
            self._state.report("unsupported-tex", text, Level.NOTE)
        self._state.maths.unsupported.clear()


def _jupyter_id(plain: str) -> str:
    return re.sub(r"\s+", "-", plain)


def _with_protected_pipes(source: str) -> str:
    """The source with the `|` of formulas marked, as tables would split at them."""
    if "|" not in source or "$" not in source:
        return source
    return "\n".join(
        _ROW_MATH.sub(lambda m: m.group().replace("|", _PIPE), line)
        if "|" in line and "$" in line
        else line
        for line in source.split("\n")
    )
