"""Styles that notebooks bring along, made safe and readable in light and in dark.

A page's style sheet must not be changed by an output, so rules become `style` attributes of the
elements they name: colours that pandas' Styler chose stay, and nothing leaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proofolio.colours import ink_on, read_colour

# Not below nothing: a negative margin reaches over what stands beside it.
_LENGTH = r"\d*\.?\d+(?:px|em|rem|ex|ch|pt|pc|cm|mm|in|%|vw|vh)|0|auto"
_COLOUR = r"#[0-9a-fA-F]{3,8}|[a-zA-Z]+|rgba?\([\d\s.,%/]+\)|hsla?\([\d\s.,%/deg]+\)"
_LINE = rf"(?:(?:{_LENGTH}|thin|medium|thick|none|solid|dashed|dotted|double|{_COLOUR})\s*){{1,3}}"
_HEIGHTS = ("height", "max-height")
_SIZES = ("width", "height", "max-width", "max-height", "min-width")
_BOXES = ("margin", "padding")
_SIDES = ("top", "right", "bottom", "left")
_RULES: dict[str, re.Pattern[str]] = {
    "font-weight": re.compile(r"normal|bold|bolder|lighter|[1-9]00"),
    "font-style": re.compile(r"normal|italic|oblique"),
    "text-decoration": re.compile(r"none|underline|line-through|overline"),
    "text-align": re.compile(r"left|right|center|justify|start|end"),
    "text-transform": re.compile(r"none|uppercase|lowercase|capitalize"),
    "vertical-align": re.compile(r"top|middle|bottom|baseline|sub|super|text-top"),
    "white-space": re.compile(r"normal|nowrap|pre|pre-wrap|pre-line"),
    "float": re.compile(r"left|right|none"),
    "display": re.compile(r"block|inline|inline-block|flex"),
    "flex-wrap": re.compile(r"wrap|nowrap"),
    "flex-direction": re.compile(r"row|column"),
    "list-style-type": re.compile(r"none|disc|circle|square|decimal|lower-alpha|upper-alpha"),
    "gap": re.compile(_LENGTH),
    "border-radius": re.compile(_LENGTH),
    "border": re.compile(_LINE),
    **{f"border-{side}": re.compile(_LINE) for side in _SIDES},
    **{name: re.compile(_LENGTH) for name in _SIZES},
    **{name: re.compile(rf"(?:(?:{_LENGTH})\s*){{1,4}}") for name in _BOXES},
    **{f"{box}-{side}": re.compile(_LENGTH) for box in _BOXES for side in _SIDES},
}
_CLIPS = re.compile(r"auto|scroll|hidden|clip|overlay")
_HEIGHT = re.compile(r"\d*\.?\d+(?:px|em|rem|ex|ch|pt|pc|cm|mm|in)|0")
_NOTHING = re.compile(r"[-+]?(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?|[01](?:\.\d+)?px")
"""A length at which nothing can be read."""
_OFF = re.compile(r"-\d{3,}.*")
_GRADIENT = re.compile(r"linear-gradient\([\w\s.,%#()-]+\)")
_PLAIN = re.compile(r"[a-zA-Z]+|#(?:[0-9a-fA-F]{3}){1,2}")
"""Colours that may stand as they were written: every browser knows them, and none is thin."""


@dataclass(frozen=True)
class Style:
    """What an element may keep of its styles."""

    css: str = ""
    """Declarations for a `style` attribute."""
    grounded: bool = False
    """Whether it has a ground of its own, which what it holds must fit."""
    tinted: bool = False
    """Whether the text's colour is only a tint, in `--c`, to be mixed with the page's ink."""
    barred: bool = False
    """Whether a bar is drawn behind the text, in `--c`."""
    scrolls: bool = False
    """Whether it is lower than what it holds, and shows the rest when it is moved."""


def declarations(text: str) -> dict[str, str]:
    """Property to value, as written, without what is not a declaration."""
    pairs = (part.partition(":") for part in re.split(r";(?![^(]*\))", text))
    return {
        name.strip().lower(): value.replace("!important", "").strip()
        for name, colon, value in pairs
        if colon
    }


def readable(found: Mapping[str, str], within: str = "", *, may_scroll: bool = True) -> Style:
    """The declarations that may stand in the page, with text that can be read on its ground.

    `within` is the ground of what the element stands in, where that has one of its own. Pictures
    and parts of tables cannot scroll.
    """
    kept = {
        name: value
        for name, value in found.items()
        if name in _RULES and _RULES[name].fullmatch(value)
    }
    scrolls = may_scroll and _bound(kept, found)
    written = found.get("background-color") or found.get("background") or ""
    wanted = found.get("color") or ""
    ground, ink = read_colour(written), read_colour(wanted)
    if ground:
        kept["background-color"] = _plain(written, ground)
    if ground or (within and ink):
        chosen = ink_on(ground or within, ink)
        kept["color"] = _plain(wanted, ink) if ink == chosen else chosen
        return Style(_css(kept), grounded=bool(ground), scrolls=scrolls)
    if _GRADIENT.fullmatch(written) and not within:
        return Style(_css({**kept, "--c": written}), barred=True, scrolls=scrolls)
    if ink:
        return Style(_css({**kept, "--c": _plain(wanted, ink)}), tinted=True, scrolls=scrolls)
    return Style(_css(kept), scrolls=scrolls)


def hides(found: Mapping[str, str]) -> bool:
    """Whether an element with these declarations shows nothing of what it holds."""
    clips = any(_CLIPS.fullmatch(found.get(name, "")) for name in ("overflow", "overflow-y"))
    sizes = [found[name] for name in ("height", "max-height", "width") if name in found]
    is_apart = found.get("position", "") in ("absolute", "fixed")
    return (
        found.get("display") == "none"
        or found.get("visibility") in ("hidden", "collapse")
        or (clips and any(_NOTHING.fullmatch(size) for size in sizes))
        or bool(_NOTHING.fullmatch(found.get("opacity", "1")))
        or bool(_NOTHING.fullmatch(found.get("font-size", "1em")))
        or (is_apart and any(_OFF.fullmatch(found.get(side, "")) for side in _SIDES))
        or (is_apart and found.get("clip", "").replace(" ", "").startswith("rect(0"))
    )


def without_hiding(found: Mapping[str, str]) -> dict[str, str]:
    """The declarations without those by which an element hides what it holds."""
    hiding = ("width", "height", "max-height", "overflow", "overflow-y", "font-size")
    return {name: value for name, value in found.items() if name not in hiding}


def _bound(kept: dict[str, str], found: Mapping[str, str]) -> bool:
    """Let nothing reach out of a box that is lower than what it holds; whether it scrolls.

    A height without anything that clips is a least one: what is more would run over what follows.
    """
    flow = " ".join(found.get(name, "") for name in ("overflow", "overflow-y"))
    given = {name: kept.pop(name) for name in _HEIGHTS if name in kept}
    sized = {name: size for name, size in given.items() if _HEIGHT.fullmatch(size)}
    if sized and any(map(_CLIPS.fullmatch, flow.split())):
        kept.update(sized, overflow="auto")
        return True
    if "height" in sized:
        kept["min-height"] = sized["height"]
    return False


def _css(kept: Mapping[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in kept.items())


def _plain(written: str, colour: str) -> str:
    return written if _PLAIN.fullmatch(written) else colour


@dataclass(frozen=True)
class Element:
    """What a selector can ask of an element."""

    tag: str
    id: str
    classes: frozenset[str]


_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")
_AT = re.compile(r"@([^{};]*)[{;]")
_SCREEN = re.compile(
    r"media\s+(?:only\s+)?(?:screen|all)(?:\s+and\s+\(min-width:[^()]*\))?|(?:supports|layer)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_Part = tuple[str, str, frozenset[str]]
_SIMPLE = re.compile(r"^([a-zA-Z][\w-]*|\*)?((?:[#.][\w-]+)*)$")


class Sheet:
    """The rules of an output's own style elements."""

    def __init__(self) -> None:
        self._rules: list[tuple[tuple[_Part, ...], dict[str, str]]] = []
        self._showing: list[_Part] = []

    def add(self, css: str) -> None:
        """Take up the rules that name plain elements, ids and classes; leave the others."""
        css = re.sub(r"/\*.*?\*/|<!--|-->", "", css, flags=re.DOTALL)
        for selectors, body in _RULE.findall(_always(css)):
            found = declarations(body)
            for selector in selectors.split(","):
                parts = _parsed(selector)
                # pandas' own style for every table says less than ours.
                if found and parts and not any("dataframe" in part[2] for part in parts):
                    self._rules.append((parts, found))
                elif found and not parts and not hides(found):
                    # It holds where something is ticked, opened or pointed at.
                    last = re.split(r"[\s>~+]+", selector.strip())[-1]
                    self._showing += _parsed(
                        re.sub(r"::?[\w-]+(?:\([^()]*\))?|\[[^\]]*\]", "", last)
                    )

    def __bool__(self) -> bool:
        return bool(self._rules)

    def may_show(self, element: Element) -> bool:
        """Whether what is hidden at first is shown by a rule for another state of the output."""
        return any(_matches(part, element) for part in self._showing)

    def matching(self, path: Sequence[Element]) -> dict[str, str]:
        """Declarations for the last element of the path; later rules win."""
        found: dict[str, str] = {}
        for parts, declared in self._rules:
            if _matches(parts[-1], path[-1]) and _below(parts[:-1], path[:-1]):
                found.update(declared)
        return found


def _always(css: str) -> str:
    """The sheet without the rules that hold on paper, in the dark or under a pointer only."""
    parts: list[str] = []
    position = 0
    for start in _AT.finditer(css):
        if start.start() < position:
            continue
        parts.append(css[position : start.start()])
        end = _end_of(css, start.end()) if start[0].endswith("{") else start.end()
        if start[0].endswith("{") and _SCREEN.fullmatch(start[1].strip()):
            parts.append(_always(css[start.end() : end - 1]))
        position = end
    return "".join([*parts, css[position:]])


def _end_of(css: str, position: int) -> int:
    """Where a block ends whose inner text begins here."""
    depth = 1
    for brace in _BRACE.finditer(css, position):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(css)


def _parsed(selector: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    for word in selector.replace(">", " ").split():
        match = _SIMPLE.match(word)
        if not match:
            return ()
        tag, rest = match.groups()
        ids = re.findall(r"#([\w-]+)", rest)
        classes = frozenset(re.findall(r"\.([\w-]+)", rest))
        parts.append(("" if tag in (None, "*") else tag.lower(), ids[0] if ids else "", classes))
    return tuple(parts)


def _matches(part: _Part, element: Element) -> bool:
    tag, identifier, classes = part
    return (
        (not tag or tag == element.tag)
        and (not identifier or identifier == element.id)
        and classes <= element.classes
    )


def _below(parts: Sequence[_Part], path: Sequence[Element]) -> bool:
    position = len(path)
    for part in reversed(parts):
        while position and not _matches(part, path[position - 1]):
            position -= 1
        if not position:
            return False
        position -= 1
    return True
