"""What of a page the engine's search is to read.

Material's search parses the whole page, also what is marked `data-search-exclude`, and where marked
elements lie inside one another it indexes the rest of the outer one. So they are taken out before,
together with the tags that it ignores: a notebook's page has mostly those. With them goes `div`,
at whose end it would end the section that began inside: a notebook's heading stands in a cell of
its own, and the text under it in the next one.
"""

from __future__ import annotations

import re
from functools import cache

from proofolio.outputs.tags import ATTRIBUTES
from proofolio.views.site import Html

_MARK = "data-search-exclude"
_START_TAG = re.compile(rf"<([a-zA-Z][\w-]*){ATTRIBUTES}>")
_PERMALINK = re.compile(rf'<a class="headerlink"{ATTRIBUTES}>.*?</a>', re.DOTALL)
_VOID = ("br", "hr", "img", "input", "source", "track", "wbr")
_INLINE = (
    *("a", "abbr", "b", "button", "cite", "del", "em", "i", "img", "ins", "kbd", "mark", "q"),
    *("small", "span", "strong", "time", "u", "var", "wbr"),
    *("math", "annotation", "semantics", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo"),
    *("mover", "mpadded", "mphantom", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub"),
    *("msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover"),
)
_APART = ("div", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "dl", "dt", "dd")
# Labels that only a style sets apart from the words after them.
_LABEL_END = r"</(?:b|small|time)>(?=\w)"
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(_INLINE)})(?:\s{ATTRIBUTES})?/?>")
_APART_TAG = re.compile(rf"</?(?:{'|'.join(_APART)})(?:\s{ATTRIBUTES})?>|{_LABEL_END}")


def searchable(html: Html) -> Html:
    """The page without what is excluded from search, and without tags that search ignores."""
    html = _PERMALINK.sub("", _without_excluded(html))
    return _INLINE_TAG.sub("", _APART_TAG.sub(" ", html))


def _without_excluded(html: Html) -> Html:
    kept, done = [], 0
    at = html.find(_MARK)
    while at >= 0:
        start = html.rfind("<", done, at)
        tag = _START_TAG.match(html, start) if start >= 0 else None
        following = at + len(_MARK)
        # The words may stand in a text as well.
        if tag and tag.end() > at:
            kept.append(html[done : tag.start()])
            done = following = _end_of_element(html, tag)
        at = html.find(_MARK, following)
    return "".join((*kept, html[done:]))


def _end_of_element(html: Html, start: re.Match[str]) -> int:
    """Where the element ends; after its start tag if it has no content or no end."""
    depth = 0 if start[1] in _VOID else 1
    found = start
    for found in _tags_of(start[1]).finditer(html, start.end()) if depth else ():
        depth += -1 if found[1] else 1
        if not depth:
            break
    return start.end() if depth else found.end()


@cache
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?:\s{ATTRIBUTES})?>")
