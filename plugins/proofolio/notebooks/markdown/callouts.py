"""Callouts of Quarto, MyST, fastpages and GitHub, all as Material's admonitions."""

from __future__ import annotations

import re
from html import escape
from typing import Any, Protocol

from proofolio.notebooks.highlighting import code_block
from proofolio.notebooks.state import clean

_KINDS = frozenset({"note", "tip", "warning", "important", "caution", "danger"})
_OTHER_KINDS = {
    "attention": "warning", "hint": "tip", "error": "danger", "seealso": "note", "info": "note",
    "admonition": "note", "success": "tip",
}  # fmt: skip
_OPENING = r"^ {0,3}:{3,}[ \t]*(?P<div_info>\{[^}\n]*\}|[\w-]+)(?P<div_title>[^\n]*)$"
_MARK = re.compile(r"^ {0,3}(:{3,})[ \t]*(\S?)")
_QUOTED = re.compile(
    r"<p>(?:\[!(NOTE|TIP|WARNING|IMPORTANT|CAUTION)\]|(Note|Tip|Warning|Important|Caution):)\s*",
)
_DIRECTIVE = re.compile(r"\{([\w:-]+)\}\s*(.*)")
_OPTION = re.compile(r"\A(?::[\w-]+:[^\n]*\n|\s*\n)*")
_TITLE = re.compile(r"""title\s*=\s*"([^"]*)"|title\s*=\s*'([^']*)'""")


class Writer(Protocol):
    """What a directive needs of the Markdown renderer."""

    def nested(self, source: str, /) -> str: ...
    def hold_block(self, html: str, /) -> str: ...
    def block_math(self, body: str) -> str: ...
    def callout(self, text: str, kind: str, title: str) -> str: ...


def callout(html: str, kind: str, title: str) -> str:
    """An admonition round the HTML, or a plain division where the kind is none of ours."""
    if not kind:
        return f"<div>\n{html}</div>\n"
    head = f'<p class="admonition-title">{escape(clean(title))}</p>'
    return f'<div class="admonition {kind}">\n{head}\n{html}</div>\n'


def quoted_callout(html: str, writer: Writer) -> str | None:
    """A quotation that begins `Note:` or `[!NOTE]` as admonition; None for any other."""
    match = _QUOTED.match(html.lstrip())
    if not match:
        return None
    kind = (match.group(1) or match.group(2)).lower()
    body = "<p>" + html.lstrip()[match.end() :]
    return writer.callout(body.replace("<p></p>", "", 1), kind, "")


def directive(code: str, info: str, writer: Writer) -> str | None:
    """A fence that is a MyST directive, written as what it means; None for plain code."""
    match = _DIRECTIVE.match(info)
    if not match:
        return None
    name, argument = match.groups()
    options = _OPTION.match(code)
    body = code[options.end() :] if options else code
    kind = kind_of(name)
    if kind:
        return writer.callout(writer.nested(body), kind, argument)
    if name == "math":
        return writer.block_math(body)
    if name in ("figure", "image") and argument:
        alt = re.search(r"^:alt:\s*(.+)$", code, re.MULTILINE)
        words = escape(alt.group(1) if alt else "")
        caption = f"<figcaption>{writer.nested(body)}</figcaption>" if body.strip() else ""
        return f'<figure><img src="{escape(argument)}" alt="{words}">{caption}</figure>\n'
    if name in ("code-block", "code", "code-cell", "sourcecode"):
        return writer.hold_block(code_block(body, argument))
    return None


def kind_of(name: str) -> str:
    """The admonition that a directive's or class's name means; empty for none."""
    name = name.lower().removeprefix("callout-")
    return name if name in _KINDS else _OTHER_KINDS.get(name, "")


def fenced_divs(markdown: Any) -> None:
    """Plugin for mistune: `::: {.callout-note}` and `:::{note}`, which may nest.

    One that goes on in another cell leaves its fences there, which say nothing to a reader.
    """
    markdown.block.register("fenced_div", _OPENING, _parse, before="paragraph")
    markdown.block.register("fenced_div_end", r"^ {0,3}:{3,}[ \t]*$", _skip, before="paragraph")


def _parse(block: Any, match: re.Match[str], state: Any) -> int | None:
    start = match.end() + 1
    depth, position = 1, start
    while position < state.cursor_max:
        line = state.get_line(position)
        mark = _MARK.match(line)
        if mark:
            depth += 1 if mark.group(2) else -1
        if not depth:
            break
        position += len(line)
    if depth:
        return start if match["div_info"].startswith("{") else None
    child = state.child_state(state.src[start:position])
    block.parse(child)
    kind, title = _kind_and_title(match["div_info"], match["div_title"].strip())
    children = child.tokens
    if kind and not title and children and children[0]["type"] == "heading":
        title = children.pop(0)["text"]
    attrs = {"kind": kind, "title": title}
    state.append_token({"type": "callout", "children": children, "attrs": attrs})
    return position + len(state.get_line(position))


def _skip(block: Any, match: re.Match[str], state: Any) -> int:
    return match.end() + 1


def _kind_and_title(info: str, rest: str) -> tuple[str, str]:
    words = info.strip("{}").split()
    kinds = [kind_of(word.lstrip(".")) for word in words]
    kind = next((kind for kind in kinds if kind), "")
    title = _TITLE.search(info)
    return kind, (title.group(1) or title.group(2)) if title else rest.strip(": ")
