"""TeX as authors write it, in the words that the converter to MathML knows."""

from __future__ import annotations

import re

from proofolio.notebooks.maths.macros import group

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+)\*?\}")
# Environments in the converter's words; an empty word drops the pair and keeps its content.
_ENVIRONMENTS = {
    **dict.fromkeys(("equation", "displaymath", "math", "subequations"), ""),
    **dict.fromkeys(("align", "aligned", "alignat", "alignedat", "flalign", "eqnarray"), "align*"),
    **dict.fromkeys(("gather", "gathered", "multline"), "rows"),
    "dcases": "cases",
}
_IGNORED = re.compile(
    r"\\(?:nonumber|notag|require\s*\{[^}]*\}|allowbreak|displaylimits|"
    r"bgroup|egroup|relax|noindent|hfill|hfil|phantomsection)(?![A-Za-z])"
)
# A backslash at the end of a line is a space, also behind the two that end a row.
_SPACE_AT_END = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=\n)")
_ROWS = re.compile(r"\\begin\{rows\}(.*?)\\end\{rows\}", re.DOTALL)
_ROW_SPACE = re.compile(r"\\\\\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|px|in)\s*\]")
_ROW_EDGES = re.compile(r"\\\\|\\begin|\\end|(?<!\\)[{}]")
_TEXT = re.compile(r"\\(text(?:rm|bf|it|normal)?|mbox|mathrm)\s*(?=\{)")
# Signs of HTML inside `\text`, which the converter would pass on as they stand.
SHELTERED = {"<": "\ue010", ">": "\ue011", "&": "\ue012"}
_SHELTER = str.maketrans(SHELTERED)


def converted(tex: str, rows: bool) -> str:
    """The formula in the converter's words; with `rows`, loose `\\\\` begin new rows."""
    tex = _SPACE_AT_END.sub(r"\1 ", _IGNORED.sub(" ", tex))
    return _with_plain_texts(_modern(tex, rows)).strip()


def _with_plain_texts(tex: str) -> str:
    """The formula with `\\text` holding only text: `$x$` within it stands beside it."""
    position = 0
    while match := _TEXT.search(tex, position):
        body, end = group(tex, match.end())
        parts = re.split(r"(?<!\\)\$", body)
        for index in range(0, len(parts), 2):
            words = parts[index].translate(_SHELTER)
            parts[index] = rf"\{match.group(1)}{{{words}}}" if words else ""
        made = "".join(parts) or "{}"
        tex = tex[: match.start()] + made + tex[end:]
        position = match.start() + len(made)
    return tex


def _modern(tex: str, rows: bool) -> str:
    """Environments in the form the converter knows, unnumbered: numbers are ours to give."""

    def environment(match: re.Match[str]) -> str:
        edge, name = match.groups()
        known = _ENVIRONMENTS.get(name)
        return match.group() if known is None else rf"\{edge}{{{known}}}" if known else ""

    tex = _ROW_SPACE.sub(r"\\\\ ", tex)
    if "eqnarray" in tex:
        tex = re.sub(r"&\s*([=<>]|\\[A-Za-z]+)\s*&", r"& \1 ", tex)
    if "alignat" in tex or "alignedat" in tex:
        tex = re.sub(r"(\\begin\{align(?:ed)?at\*?\})\s*\{\d+\}", r"\1", tex)
    if r"\begin" in tex:
        tex = _ENVIRONMENT.sub(environment, tex)
        return _ROWS.sub(lambda match: _aligned(match.group(1)), tex)
    if rows and "\\\\" in tex and r"\substack" not in tex:
        return rf"\begin{{align*}}{tex}\end{{align*}}" if "&" in tex else _aligned(tex)
    return tex


def _aligned(tex: str) -> str:
    """Rows that begin at the left, as formulas of their own line do on our pages."""
    parts: list[str] = []
    depth = start = 0
    for match in _ROW_EDGES.finditer(tex):
        if match.group() != "\\\\":
            depth += 1 if match.group() in (r"\begin", "{") else -1
        elif not depth:
            parts.append(tex[start : match.start()])
            start = match.end()
    rows = r" \\ & ".join([*parts, tex[start:]])
    return rf"\begin{{align*}} & {rows} \end{{align*}}"
