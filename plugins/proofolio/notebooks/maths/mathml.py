"""MathML as TeX would set it: what the converter leaves to the renderer, browsers do otherwise."""

from __future__ import annotations

import re

_THIN = "0.167em"
_BRACE = re.compile(r"(<mo[^>]*>)\\([{}|])(?=</mo>)")
# A letter written as a reference is one of `\mathrm`.
_UPRIGHT = re.compile(r"<mi>(&#x000(?:4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]);)</mi>")
_SIM = "<mi>&#x0007E;</mi>"
# Browsers raise the sign by themselves; as an exponent it would fly off, and small.
_PRIME = re.compile(r"<msup>(<mi>[^<]*</mi>)<mi>(&#x0203[2-4];)</mi></msup>")
_BAR = "&#x0007C;|&#x02016;"
_TABLE_BAR = re.compile(rf"<mo>({_BAR})</mo>(?=<mtable)|(?<=</mtable>)<mo>({_BAR})</mo>")
_ACCENT = re.compile(r"<mover>(?=(?:<mrow>)?<mi>[^<]*</mi>(?:</mrow>)?<mo[^>]*>&#x02192;)")
# Browsers leave room for the largest form of a bracket that may grow, so low ones must not.
_LOW = (
    r"(?:</?(?:mi|mn|mo|mrow|msub|msup|msubsup|mtext|mspace)(?: (?!stretchy=.true)[^<>]*)?/?>"
    r"|[^<&]|&(?!#x0(?:220F|221[01]|222[B-F]|223[0-3]|22C[0-3]);))*"
)
_FENCED = re.compile(
    r'<mo stretchy="true" fence="true" form="prefix">([^<]*)</mo>'
    rf"({_LOW})"
    r'<mo stretchy="true" fence="true" form="postfix">([^<]*)</mo>'
)
_NAMES = (
    "sinh?|cosh?|tanh?|coth?|sec|csc|arcsin|arccos|arctan|log|ln|lg|exp|det|dim|ker|deg|arg|gcd|"
    "hom|Pr"
)
_FUNCTION = re.compile(
    r"(</m\w+>)?((?:<m(?:sub|sup|subsup|under|underover)>)?)"
    rf"(?:<mi>({_NAMES})</mi>|<mo>([A-Za-z]{{2,}})</mo>)"
    r"(?=(<m(?:i|n|frac|sqrt|row|sub|sup|subsup)>)?)"
)
_LIMITS = re.compile(
    r"<(msub|msup|msubsup)>(?=<mo>(?:&#x0(?:2210|2211|220F|22C[0-3]);|lim|max|min|sup|inf)</mo>)"
)
_UNDER = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}


def polished(made: str, display: str) -> str:
    """The converter's MathML with the spaces, limits and brackets that TeX gives a formula."""
    if "\\" in made:
        made = _BRACE.sub(lambda m: m[1] + ("&#x02016;" if m[2] == "|" else m[2]), made)
    made = made.replace(_SIM, "<mo>&#x0223C;</mo>")
    if "<mi>&#x000" in made:
        made = _UPRIGHT.sub(r'<mi mathvariant="normal">\1</mi>', made)
    if "&#x0203" in made:
        made = _PRIME.sub(r'<mrow>\1<mo form="postfix" lspace="0" rspace="0">\2</mo></mrow>', made)
    if "<mover>" in made:
        made = _ACCENT.sub('<mover accent="true">', made)
    if "</mtable><mo>" in made:
        made = _TABLE_BAR.sub(r'<mo stretchy="true" fence="true">\1\2</mo>', made)
    if display == "block" and "<msu" in made:
        made = _with_limits(made)
    if "stretchy=" in made:
        count = 1
        while count:
            made, count = _FENCED.subn(_low, made)
    return _FUNCTION.sub(_spaced, made)


def _low(match: re.Match[str]) -> str:
    opening, inner, closing = match.groups()
    plain = '<mo stretchy="false" form="{}">{}</mo>'
    return plain.format("prefix", opening) + inner + plain.format("postfix", closing)


def _with_limits(made: str) -> str:
    """Limits of sums and the like above and below also within brackets that grow."""
    for match in reversed(list(_LIMITS.finditer(made))):
        tag = match[1]
        depth, end = 0, match.start()
        for mark in re.compile(rf"<(/?){tag}>").finditer(made, match.start()):
            depth += -1 if mark[1] else 1
            end = mark.end()
            if not depth:
                break
        inner = made[match.end() : end - len(tag) - 3]
        made = f"{made[: match.start()]}<{_UNDER[tag]}>{inner}</{_UNDER[tag]}>{made[end:]}"
    return made


def _spaced(match: re.Match[str]) -> str:
    """A function's name with a thin space towards what it does not belong to."""
    before, script, function, operator, following = match.groups()
    left = _THIN if before and before not in ("</mo>", "</mtd>", "</mtr>") else "0"
    right = _THIN if script or following else "0"
    name = f'<mo lspace="{left}" rspace="{right}">{function or operator}</mo>'
    return (before or "") + script + name
