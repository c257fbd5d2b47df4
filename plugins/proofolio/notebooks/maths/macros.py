"""Macros of TeX, which one cell defines and all cells use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAME = r"(?:\{\s{0,9}(\\[A-Za-z]+)\s{0,9}\}|(\\[A-Za-z]+))\s{0,9}"
_DEFINITION = re.compile(
    rf"\\(?:(?:re)?newcommand\*?\s{{0,9}}{_NAME}(?:\[(\d)\])?(?:\[([^\]]{{0,200}})\])?\s{{0,9}}(?=\{{)"
    r"|def\s{0,9}(\\[A-Za-z]+)((?:#\d){0,9})\s{0,9}(?=\{)"
    rf"|DeclareMathOperator(\*?)\s{{0,9}}{_NAME}(?=\{{))"
)
_OPTIONAL = re.compile(r"\s{0,9}\[([^\]]{0,200})\]")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_DEEPEST = 20
_LARGEST = 20_000
"""Characters that macros may make of one formula."""
_IN_ALL = 500_000
"""Characters that they may make of all formulas of one text."""


class TooLarge(Exception):
    """A formula's macros make too much of it: `\\def\\a{\\a\\a}` doubles at each step."""


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

    _made: int = 0
    """Characters made of formulas so far."""

    def without_definitions(self, tex: str) -> str:
        """The text without the macros it defines, which are remembered."""
        parts: list[str] = []
        position = 0
        while match := _DEFINITION.search(tex, position):
            body, end = group(tex, match.end())
            name, macro = _definition(match, body)
            self.known[name] = macro
            parts.append(tex[position : match.start()])
            position = end
        return "".join(parts) + tex[position:] if parts else tex

    def expanded(self, tex: str) -> str:
        """The text with every command of ours replaced by what it stands for."""
        if not self.known or "\\" not in tex:
            return tex
        return self._expanded(tex, 0, [min(_LARGEST, _IN_ALL - self._made)])

    def _expanded(self, tex: str, depth: int, left: list[int]) -> str:
        if depth > _DEEPEST:
            return tex
        parts: list[str] = []
        position = 0
        for match in _COMMAND.finditer(tex):
            macro = self.known.get(match.group())
            if macro is None or match.start() < position:
                continue
            parts.append(tex[position : match.start()])
            body, position = _applied(macro, tex, match.end())
            # An empty body costs too, or a chain of them would go on without end.
            cost = len(body) + 2
            left[0] -= cost
            self._made += cost
            if left[0] < 0:
                raise TooLarge
            # Braces keep `x^\R` one exponent; a space keeps the next letter out of a command.
            parts.append("{" + self._expanded(body, depth + 1, left) + "}")
        parts.append(tex[position:])
        return "".join(parts)


def _definition(match: re.Match[str], body: str) -> tuple[str, Macro]:
    braced, bare, count, default, defined, arguments, star, operator, bare_operator = match.groups()
    if defined:
        return defined, Macro(arguments.count("#"), None, body)
    if name := operator or bare_operator:
        return name, Macro(0, None, rf"\operatorname{star}{{{body}}}")
    return braced or bare, Macro(int(count or 0), default, body)


def _applied(macro: Macro, tex: str, position: int) -> tuple[str, int]:
    """The macro's body with the arguments that stand at the position, and where they end."""
    values: list[str] = []
    for number in range(macro.arguments):
        if number == 0 and macro.default is not None:
            optional = _OPTIONAL.match(tex, position)
            values.append(optional.group(1) if optional else macro.default)
            position = optional.end() if optional else position
            continue
        value, position = group(tex, position)
        values.append(value)
    if len(macro.body) + macro.body.count("#") * max(map(len, values), default=0) > _LARGEST:
        raise TooLarge
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
