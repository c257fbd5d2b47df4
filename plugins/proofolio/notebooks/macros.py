"""Macros of TeX, which one cell defines and all cells use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NEWCOMMAND = re.compile(
    r"\\(?:re)?newcommand\*?\s*(?:\{\s*(\\[A-Za-z]+)\s*\}|(\\[A-Za-z]+))\s*(?:\[(\d)\])?"
    r"(?:\[([^\]]*)\])?\s*(?=\{)"
)
_DEF = re.compile(r"\\def\s*(\\[A-Za-z]+)((?:#\d)*)\s*(?=\{)")
_OPERATOR = re.compile(
    r"\\DeclareMathOperator(\*?)\s*(?:\{\s*(\\[A-Za-z]+)\s*\}|(\\[A-Za-z]+))\s*(?=\{)"
)
_DEFINES = re.compile(r"\\(?:(?:re)?newcommand|def|DeclareMathOperator)(?![A-Za-z])")
_DEEPEST = 20


@dataclass(frozen=True)
class Macro:
    """What a command stands for."""

    arguments: int
    default: str | None
    body: str


@dataclass
class Macros:
    """The macros of one notebook, by their commands."""

    known: dict[str, Macro] = field(default_factory=dict)

    def without_definitions(self, tex: str) -> str:
        """The text without the macros it defines, which are remembered."""
        if not _DEFINES.search(tex):
            return tex
        for pattern in (_NEWCOMMAND, _DEF, _OPERATOR):
            while match := pattern.search(tex):
                body, end = group(tex, match.end())
                name, macro = _definition(pattern, match, body)
                self.known[name] = macro
                tex = tex[: match.start()] + tex[end:]
        return tex

    def expanded(self, tex: str, depth: int = 0) -> str:
        """The text with every command of ours replaced by what it stands for."""
        if not self.known or depth > _DEEPEST or "\\" not in tex:
            return tex
        parts: list[str] = []
        position = 0
        for match in re.finditer(r"\\[A-Za-z]+", tex):
            macro = self.known.get(match.group())
            if macro is None or match.start() < position:
                continue
            parts.append(tex[position : match.start()])
            body, position = _applied(macro, tex, match.end())
            # Braces keep `x^\R` one exponent; a space keeps the next letter out of a command.
            parts.append("{" + self.expanded(body, depth + 1) + "}")
        parts.append(tex[position:])
        return "".join(parts)


def _definition(pattern: re.Pattern[str], match: re.Match[str], body: str) -> tuple[str, Macro]:
    if pattern is _NEWCOMMAND:
        braced, bare, count, default = match.groups()
        return braced or bare, Macro(int(count or 0), default, body)
    if pattern is _DEF:
        return match.group(1), Macro(match.group(2).count("#"), None, body)
    name = match.group(2) or match.group(3)
    return name, Macro(0, None, rf"\operatorname{match.group(1)}{{{body}}}")


def _applied(macro: Macro, tex: str, position: int) -> tuple[str, int]:
    """The macro's body with the arguments that stand at the position, and where they end."""
    values: list[str] = []
    for number in range(macro.arguments):
        if number == 0 and macro.default is not None:
            optional = re.compile(r"\s*\[([^\]]*)\]").match(tex, position)
            values.append(optional.group(1) if optional else macro.default)
            position = optional.end() if optional else position
            continue
        value, position = group(tex, position)
        values.append(value)
    body = re.sub(r"#(\d)", lambda m: _argument(values, int(m.group(1))), macro.body)
    return body, position


def _argument(values: list[str], number: int) -> str:
    return values[number - 1] if 0 < number <= len(values) else ""


def group(tex: str, position: int) -> tuple[str, int]:
    """What stands in the braces at the position, or the next single thing, and its end."""
    while position < len(tex) and tex[position].isspace():
        position += 1
    if position >= len(tex) or tex[position] != "{":
        single = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL).match(tex, position)
        return (single.group(), single.end()) if single else ("", position)
    depth, end = 0, position
    while end < len(tex):
        if tex[end] == "\\":
            end += 1
        elif tex[end] == "{":
            depth += 1
        elif tex[end] == "}":
            depth -= 1
            if not depth:
                return tex[position + 1 : end], end + 1
        end += 1
    return tex[position + 1 :], len(tex)
