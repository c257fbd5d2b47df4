"""Formulas in an author's Markdown as MathML, as in notebooks."""

from __future__ import annotations

import re
from html import unescape

from proofolio.notebooks.maths.formulas import Maths
from proofolio.views.site import Html

_MARKED = re.compile(r'<(span|div) class="arithmatex">(.*?)</\1>', re.DOTALL)
_DELIMITED = re.compile(r"\s*\\([(\[])(.*?)\\[)\]]\s*", re.DOTALL)
_ALONE = re.compile(r'<p>\s*(<div class="pf-eq".*?</div>)\s*</p>', re.DOTALL)


def replace_formulas(html: Html) -> tuple[Html, tuple[str, ...]]:
    """The HTML with what arithmatex marked as MathML, and the TeX commands not understood."""
    if 'class="arithmatex"' not in html:
        return html, ()
    maths = Maths()
    for match in _MARKED.finditer(html):
        maths.learn(unescape(match[2]))

    def formula(match: re.Match[str]) -> str:
        delimited = _DELIMITED.fullmatch(unescape(match[2]))
        if not delimited:
            return match[0]
        is_inline = delimited[1] == "("
        return maths.inline(delimited[2]) if is_inline else maths.display(delimited[2])

    return _ALONE.sub(r"\1", _MARKED.sub(formula, html)), tuple(maths.unsupported)
