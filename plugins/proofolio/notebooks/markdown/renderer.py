"""HTML of what nbconvert's Markdown parser finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer

from proofolio.notebooks.highlighting import code_block
from proofolio.notebooks.html.builder import INLINE_END, INLINE_MARK, LINK_MARK
from proofolio.notebooks.markdown.callouts import callout, directive, quoted_callout
from proofolio.notebooks.markdown.dollars import FORMULAS_IN_TEXT, PIPE
from proofolio.notebooks.maths.formulas import plain_tex
from proofolio.notebooks.state import State, clean, valid_id
from proofolio.problems import Level

_HELD_INLINE = re.compile(f"{INLINE_MARK}(\\d+){INLINE_END}")
_HELD_BLOCK = re.compile(r'<pf-block n="(\d+)">')
_ATTRIBUTES = re.compile(r"\s*\{\s*([#.][^{}]*)\}\s*$")
_ON_ITS_OWN = re.compile(
    r"\s*\\begin\{(equation|align|gather|multline|eqnarray|flalign|alignat)(\*?)\}"
    r".*\\end\{\1\2\}\s*",
    re.DOTALL,
)
_BREAK = re.compile(r"</?(?:p|div|h\d|li|ul|ol|tr|table|br|blockquote|pf-block|dd|dt)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
# A formula may hold `<=`, which begins no tag.
_HTML_TAG = re.compile(r"(<!--.*?-->|</?[A-Za-z][^>]*>)", re.DOTALL)
_TABLE_CELL = re.compile(r"</t[dh]>")
_FOOTNOTE_SIGNS = re.compile(r'<sup class="footnote-ref".*?</sup>| <a [^>]*>↩</a>')


@dataclass(frozen=True)
class _Held:
    html: str
    plain: str = ""
    tex: str = ""
    """Source of a formula on its own line."""


class Renderer(IPythonRenderer):
    """Writes what nbconvert's Markdown parser found.

    Finished pieces (code, formulas) are held back and marked, so that the pass over raw HTML
    neither reads nor changes them.
    """

    def __init__(self, state: State) -> None:
        super().__init__(escape=False)
        self.state = state
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
        return self.hold_block(code_block(code.replace(PIPE, "|"), language))

    def block_html(self, html: str) -> str:
        self.needs_pass = True
        return self._with_formulas(html) + "\n"

    def inline_html(self, html: str) -> str:
        self.needs_pass = True
        return html

    def block_quote(self, text: str) -> str:
        return quoted_callout(text, self) or f"<blockquote>\n{text}</blockquote>\n"

    def callout(self, text: str, kind: str, title: str) -> str:
        return callout(text, kind, title or (self.state.words(kind) if kind else ""))

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

    def mark(self, text: str) -> str:
        return f"<mark>{text}</mark>"

    def task_list_item(self, text: str, checked: bool = False) -> str:
        mark = '<span class="pf-task">☑</span>' if checked else '<span class="pf-task">☐</span>'
        head, tag, tail = text.partition("<p>")
        item = f"{mark} {text}" if head or not tag else f"{tag}{mark} {tail}"
        return f"<li>{item}</li>\n"

    # Lines --------------------------------------------------------

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = self.state.address(unescape(url).replace(PIPE, "|"))
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
        source = escape(unescape(url).replace(PIPE, "|"))
        return f'<img src="{source}" alt="{escape(alt)}"{told}>'

    # Formulas -----------------------------------------------------

    def inline_math(self, body: str) -> str:
        if _ON_ITS_OWN.fullmatch(body):
            return self.block_math(body)
        tex = body.replace(PIPE, "|")
        return self.hold_inline(self.state.maths.inline(tex), plain_tex(tex))

    def block_math(self, body: str) -> str:
        tex = body.replace(PIPE, "|")
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
        parts = _HTML_TAG.split(html)
        for index in range(0, len(parts), 2):
            parts[index] = FORMULAS_IN_TEXT.sub(self._formula, parts[index])
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
        told = escape(self.state.words("back"))
        back = f' <a href="#fnref-{name}" title="{told}">↩</a>'
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
        text = unescape(_TAG.sub("", _BREAK.sub("\n", html))).replace(PIPE, "|")
        return "\n".join(
            line for line in (" ".join(row.split()) for row in text.split("\n")) if line
        )

    def _in_line(self, held: _Held) -> str:
        """A piece where only words may stand: a formula of its own line becomes one of the line."""
        return self.state.maths.inline(held.tex) if held.tex else held.html

    def released(self, html: str) -> str:
        html = _HELD_BLOCK.sub(lambda m: self.held[int(m.group(1))].html, html)
        html = _HELD_INLINE.sub(lambda m: self._in_line(self.held[int(m.group(1))]), html)
        return html.replace(PIPE, "|").replace(LINK_MARK, "pf-link:").replace("<p></p>\n", "")
