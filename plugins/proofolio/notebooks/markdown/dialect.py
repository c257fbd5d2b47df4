"""Where JupyterLab reads Markdown as GitHub does and mistune does not."""

from __future__ import annotations

import re
from typing import Any

from nbconvert.filters.markdown_mistune import MathBlockParser

_LONE_ELEMENT = re.compile(r" {0,3}<[A-Za-z][\w-]*(?:[ \t][^<>\n]*)?/>[ \t]*(?:\n|$)")
_DELIMITERS = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\n?")
_OTHER_BLOCK = re.compile(
    r" {0,3}(?:>|#{1,6}(?:[ \t]|$)|`{3}|~{3}|[-*+][ \t]|\d+[.)][ \t]|<[a-z/!]|:{3}|\$\$)"
    r"| {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$",
    re.IGNORECASE,
)
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_ADDRESS = r"https?://[^\s<]+|(?<![\w.@/])www\.[\w-]+\.[^\s<]+"
_MAIL = r"(?<![\w.@/:+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![\w@-])"
_END_OF_MARKED = re.compile(r"(?<![\s=\\])==(?![\w=])")
_ALIGNS = {(True, True): "center", (True, False): "left", (False, True): "right"}


class Blocks(MathBlockParser):
    """nbconvert's rules for blocks, to which a line that is only `<img … />` is one of HTML."""

    def parse_raw_html(self, m: re.Match[str], state: Any) -> int | None:
        end: int | None = super().parse_raw_html(m, state)
        if end is not None or not _LONE_ELEMENT.match(state.src, state.cursor):
            return end
        blank = self.BLANK_LINE.search(state.src, state.cursor)
        end = int(blank.start() if blank else state.cursor_max)
        state.append_token({"type": "block_html", "raw": state.get_text(end)})
        return end


def github_flavour(markdown: Any) -> None:
    """Plugin for mistune: tables, struck and marked words, bare addresses; not by its own."""
    markdown.block.register("table", r"^ {0,3}[^\n]*\|[^\n]*(?:\n|$)", _table, before="paragraph")
    markdown.inline.register("strikethrough", r"~{1,2}(?=[^\s~])", _struck, before="link")
    markdown.inline.register("mark", r"(?<![\w=])==(?=[^\s=])", _marked, before="link")
    markdown.inline.register("url_link", _ADDRESS, _address)
    markdown.inline.register("mail_link", _MAIL, _mail)


def _table(block: Any, match: re.Match[str], state: Any) -> int | None:
    """A table whose rows may be short or long: cells are added or dropped to fit the head."""
    head = _cells(match.group())
    line = state.get_line(match.end())
    if "|" not in match.group() + line or not _DELIMITERS.fullmatch(line):
        return None
    marks = _cells(line)
    if len(marks) != len(head):
        return None
    aligns = [_ALIGNS.get((mark[:1] == ":", mark[-1:] == ":")) for mark in marks]
    position = match.end() + len(line)
    rows = []
    while position < state.cursor_max:
        line = state.get_line(position)
        if not line.strip() or _OTHER_BLOCK.match(line):
            break
        cells = (_cells(line) + [""] * len(head))[: len(head)]
        rows.append({"type": "table_row", "children": _row(cells, aligns, head=False)})
        position += len(line)
    children = [{"type": "table_head", "children": _row(head, aligns, head=True)}]
    if rows:
        children.append({"type": "table_body", "children": rows})
    state.append_token({"type": "table", "children": children})
    return int(position)


def _row(cells: list[str], aligns: list[str | None], head: bool) -> list[Any]:
    return [
        {"type": "table_cell", "text": text, "attrs": {"align": align, "head": head}}
        for text, align in zip(cells, aligns, strict=True)
    ]


def _cells(line: str) -> list[str]:
    text = line.strip()
    text = text.removeprefix("|")
    cells = _PIPE.sub("\\1\n", text).split("\n")
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [cell.strip() for cell in cells]


def _struck(inline: Any, match: re.Match[str], state: Any) -> int | None:
    if state.src[match.start() - 1 : match.start()] == "~":
        return None
    end = re.compile(rf"(?<![\s~\\]){match.group()}(?!~)")
    return _between(inline, match, state, "strikethrough", end)


def _marked(inline: Any, match: re.Match[str], state: Any) -> int | None:
    return _between(inline, match, state, "mark", _END_OF_MARKED)


def _between(
    inline: Any, match: re.Match[str], state: Any, token: str, ending: re.Pattern[str]
) -> int | None:
    end = ending.search(state.src, match.end())
    if end is None:
        return None
    inner = state.copy()
    inner.src = state.src[match.end() : end.start()]
    state.append_token({"type": token, "children": inline.render(inner)})
    return end.end()


def _address(inline: Any, match: re.Match[str], state: Any) -> int:
    """A bare address, without the punctuation of the sentence round it."""
    text = match.group()
    if getattr(state, "brackets", ()) and "]" in text:
        text = text[: text.index("]")]
    while text:
        bare = re.sub(r"(?:[?!.,:*_~'\";]|&\w+;)+$", "", text)
        if bare.endswith(")") and bare.count(")") > bare.count("("):
            bare = bare[:-1]
        if bare == text:
            break
        text = bare
    return _linked(inline, match, state, text, text if "://" in text else f"http://{text}")


def _mail(inline: Any, match: re.Match[str], state: Any) -> int:
    return _linked(inline, match, state, match.group(), f"mailto:{match.group()}")


def _linked(inline: Any, match: re.Match[str], state: Any, text: str, url: str) -> int:
    if state.in_link or state.in_image:
        inline.process_text(text, state)
    else:
        words = [{"type": "text", "raw": text}]
        token = {"type": "link", "children": words, "attrs": {"url": url}, "_autolink": text}
        state.append_token(token)
    return match.start() + len(text)
