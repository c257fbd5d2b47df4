"""A text as it stands, and as it reads when its escapes and its tags are undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import unquote

from proofolio.checks.texts.folding import fold

_SIGNS = (("&quot;", '"'), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
"""Entities of signs: nearly all there are, and replaced much sooner than others are found."""
_ENTITY = re.compile(r"&(?:#\w|[A-Za-z]+;)")
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U000([0-9a-fA-F]{5})|x([0-9a-fA-F]{2})|([!-/:-@\[-`{-~ntr]))"
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""One letter beyond the first 65,536, as JSON escapes it."""
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*")
_COLOUR = re.compile(r"\x1b\[[0-9;:?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07")
"""What a terminal takes for a colour, or for a link."""
_UNSEEN = re.compile("[\xad\u200b-\u200d\u2060\ufeff]+")
_FOLD = re.compile(r"\r?\n[ \t]")

_TAG = re.compile(r"<[^<>]*>")
# The last are the pieces that Office cuts a line into.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span"
    r"|strong|sub|sup|tspan|tt|u|var|wbr|[aw]:(?!p\b|t[cr]\b)\w+|text:(?:span|a)"
    r"|r|t|rPr|sz|color|rFont|family|charset|scheme|vertAlign)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_COMMENT = re.compile("<!--.{0,2000}?-->", re.DOTALL)
_LITERALS = re.compile(
    r"\\\r?\n[ \t]*|"
    r"([\"'`])[ \t]*[+.&|\\]?[ \t]*(?:\r?\n[ \t]*[+.&|]?[ \t]*)?[rbfu]{0,2}\1",
    re.IGNORECASE,
)
"""Where a text in code goes on in the next line, or ends and its next part begins."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\r?\n[ \t]*(?=[^\W\d_])")
"""Where a word goes on in the next line."""
_EMPHASIS = re.compile(r"[*`]+|~~")
_TARGET = r"(?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s?\)|\[[^\[\]\n]{0,99}\])"
_LINK = re.compile(rf"\[(?P<words>[^\[\]]{{0,300}})\]{_TARGET}|\]{_TARGET}|\[\^[\w-]+\]")
"""A link in Markdown; the end of one whose words hold another; and a footnote's number."""
_LAYERS = 4


def readings(text: str) -> Iterator[str]:
    """The text as it is seen, and what it is with its escapes undone, layer by layer."""
    return _layers(text, _seen)


def layers(text: str) -> Iterator[str]:
    """The same, folded.

    The last one may differ from the one before only in signs; it is for `without_tags`.
    """
    return _layers(text, lambda layer: fold(_COLOUR.sub("", layer) if "\x1b" in layer else layer))


def _layers(text: str, plain: Callable[[str], str]) -> Iterator[str]:
    last = None
    for _ in range(_LAYERS + 1):
        text = plain(text)
        if text == last:
            return
        yield text
        last, text = text, _undone(text)


def _seen(text: str) -> str:
    text = _COLOUR.sub("", text) if "\x1b" in text else text
    return text if text.isascii() else _UNSEEN.sub("", text)


def bare(text: str) -> str:
    """A text without tags, joined where they stood: quick, and good enough to pass most over."""
    return _TAG.sub("", text)


def without_colours(text: str) -> str:
    """A text without the tags that only colour words, also within an attribute or a comment."""
    return _INLINE.sub("", text)


def without_tags(text: str) -> str:
    """A text as it is seen: words that tags only colour are whole, others stand apart."""
    return _TAG.sub("\n", _COMMENT.sub("", without_colours(text)))


def joined(text: str) -> str:
    """A text whose words no emphasis, no link and no end of a line of code cuts in two."""
    if "](" in text or "][" in text or "[^" in text:
        text = _LINK.sub(lambda link: link["words"] or "", text)
    if "-\n" in text or "-\r" in text:
        text = _HYPHEN.sub("", text)
    return _EMPHASIS.sub("", _LITERALS.sub("", text))


def unfolded(text: str) -> str:
    """Lines of a contact or calendar file, which are broken anywhere, in one piece."""
    return _FOLD.sub("", text)


def _undone(text: str) -> str:
    if "&" in text:
        for entity, sign in _SIGNS:
            text = text.replace(entity, sign)
        if _ENTITY.search(text):
            text = unescape(text)
    if "\\" in text:
        text = _ESCAPE.sub(_character, text)
        if _PAIR.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "%" in text:
        text = _PERCENT.sub(lambda run: unquote(run[0], errors="replace"), text)
    return text


def _character(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3] or match[4]
    if not number:
        return _CONTROLS.get(match[5], match[5])
    code = int(number, 16)
    return chr(code) if code < 0x110000 else ""
