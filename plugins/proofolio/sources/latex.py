"""LaTeX in BibTeX files as plain text: accents, letters, dashes, formulas."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import unescape
from typing import Any

_LINKED = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ADDRESS = re.compile(r"\\url\s*\{([^{}]*)\}")
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|scp|span|p|jats:[\w-]+)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_ACCENT = re.compile(
    r"""\\(?:["'`^~=.]\s*|[uvHtcdbkr](?:\s+|(?=[{\\])))"""
    r"(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"
)
_NAMED = re.compile(r"\\((?:La|Bib)?TeX)\b(?:\{\})?")
_RAISED = re.compile(r"\$\s*([_^])\{?(\d+)\}?\s*\$")
_DIGITS = {
    "_": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
    "^": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
}
_FORMULA = re.compile(r"(?<!\\)\$\$?.+?(?<!\\)\$\$?", re.DOTALL)
_MARKS = re.compile(r"([*_`#\[\]\\])")
_ESCAPED = re.compile(r"\\([_%&#$~{}])|\{\\textasciitilde\}|\\textasciitilde\s*(?:\{\})?")
_DASHES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_DASH = re.compile("|".join(map(re.escape, _DASHES)))


def plain_latex(text: str) -> str:
    """A line of a BibTeX file as it is read aloud: without braces, commands and tags."""
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text:
        text = with_accents(_NAMED.sub(r"\1", text))
    if "$" in text:
        text = _RAISED.sub(lambda found: found[2].translate(_DIGITS[found[1]]), text)
    if "\\" in text or "$" in text:
        text = re.sub(r"(?<!\\)&", r"\&", text)
        text = _decoded(_ADDRESS.sub(r"\1", _LINKED.sub(r"\2", text)))
    else:
        text = _DASH.sub(lambda match: _DASHES[match[0]], text.replace("{", "").replace("}", ""))
    return " ".join(text.split())


def with_accents(text: str) -> str:
    """The text with its accents as letters, and everything else as it is written."""
    return _ACCENT.sub(lambda found: _decoded(found[0]), text) if "\\" in text else text


def markdown_latex(text: str) -> str:
    """A longer text as Markdown that says the same: paragraphs and formulas stay."""
    paragraphs = re.split(r"\n\s*\n|\\par\b", _TAG.sub("", text))
    return "\n\n".join(filter(None, map(_paragraph, paragraphs)))


def plain_address(text: str) -> str:
    """An address or number without the escapes that LaTeX asks for."""
    text = _ESCAPED.sub(lambda match: match[1] or "~", text).replace("{_}", "_")
    text = _LINKED.sub(r"\1", _ADDRESS.sub(r"\1", text))
    return text.replace("{", "").replace("}", "").strip().strip("<>")


def _paragraph(text: str) -> str:
    parts, end = [], 0
    for found in _FORMULA.finditer(text):
        parts += [_as_text(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, _as_text(text[end:])]).strip()


def _as_text(text: str) -> str:
    """Words in which Markdown and HTML find nothing to read."""
    before, after = (" " * bool(text[slice_].isspace()) for slice_ in (slice(1), slice(-1, None)))
    plain = plain_latex(text)
    marked = _MARKS.sub(r"\\\1", plain.replace("&", "&amp;")).replace("<", "&lt;")
    return f"{before}{marked}{after}" if plain else before


@lru_cache(maxsize=4096)
def _decoded(text: str) -> str:
    try:
        return str(_decoder().latex_to_text(text))
    except Exception:
        # It stumbles over commands that lack what belongs to them; the words are still there.
        return re.sub(r"\\[A-Za-z]+\s*|[{}]", "", text)


@cache
def _decoder() -> Any:
    # Only what is written in LaTeX needs it.
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

    return LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces=True)
