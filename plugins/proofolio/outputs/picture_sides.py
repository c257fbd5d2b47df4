"""Widths and heights as authors write them on pictures, as HTML has them.

`![](a.png){width=50%}` is no HTML: there, `width` is a whole number of pixels. Such a length
becomes a style, other units become pixels, and what is no length is left out and told.
"""

from __future__ import annotations

import re
from html import escape, unescape

from proofolio.notebooks.html.lengths import Length, read_length
from proofolio.outputs.tags import ATTRIBUTES
from proofolio.outputs.templating import ANY_PAGE
from proofolio.problems import Level, Problem
from proofolio.views.site import Html

IMG = re.compile(rf"<img\b{ATTRIBUTES}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_SPACED = re.compile(r"\s*" + _ATTRIBUTE.pattern)
_WHOLE = re.compile("[0-9]{1,5}")
_STYLED_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([^;]+)")


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters, as an author means them."""
    found = _ATTRIBUTE.findall(tag[4:-1])
    return {name.lower(): unescape(value.strip("\"'")) for name, value in found}


def with_sides(html: Html) -> tuple[Html, tuple[Problem, ...]]:
    """The HTML with the sides of its pictures as HTML has them, and those that are no lengths."""
    problems: list[Problem] = []

    def sized(match: re.Match[str]) -> str:
        tag, found = _sized(match[0])
        problems.extend(found)
        return tag

    return (IMG.sub(sized, html) if "<img" in html else html), tuple(problems)


def whole_pixels(text: str) -> int:
    """The number of a `width` or `height` as HTML has it; 0 for anything else."""
    return int(text) if _WHOLE.fullmatch(text) else 0


def styled_width(style: str) -> int:
    """About how many pixels wide a style makes a picture; 0 where it does not tell."""
    found = _STYLED_WIDTH.search(style)
    length = read_length(found[1]) if found else None
    return length.pixels if length else 0


def _sized(tag: str) -> tuple[str, list[Problem]]:
    told = attributes_of(tag)
    sides = {name: told[name].strip() for name in ("width", "height") if name in told}
    if all(map(_WHOLE.fullmatch, sides.values())):
        return tag, []
    lengths = {name: read_length(text) for name, text in sides.items()}
    bad = [
        _no_length(name, sides[name], told.get("src", ""))
        for name, length in lengths.items()
        if length is None and sides[name].lower() not in ("", "auto")
    ]
    known: dict[str, Length] = {name: found for name, found in lengths.items() if found}
    if all(length.is_fixed for length in known.values()):
        made = "".join(f' {name}="{length.pixels}"' for name, length in known.items())
        return f"<img{made}{_without(tag, ('width', 'height'))}", bad
    style = f"{_style(known)}; {told['style']}" if told.get("style") else _style(known)
    return f'<img style="{escape(style)}"{_without(tag, ("width", "height", "style"))}', bad


def _without(tag: str, names: tuple[str, ...]) -> str:
    """What stands in a tag behind its name, without these attributes."""
    return _SPACED.sub(lambda found: "" if found[1].lower() in names else found[0], tag[4:])


def _style(known: dict[str, Length]) -> str:
    """Both sides, as the one that is not told follows from the other."""
    css = {name: length.css for name, length in known.items()}
    return f"width: {css.get('width', 'auto')}; height: {css.get('height', 'auto')}"


def _no_length(name: str, written: str, source: str) -> Problem:
    shown = written if len(written) <= 40 else f"{written[:40]}…"
    picture = source.removeprefix(ANY_PAGE)[:80]
    text = (
        f'`{name}="{shown}"` of the picture {picture} is no length, and is left out. Write '
        "pixels, as in `300`, or a share of the text's width, as in `50%`."
    )
    return Problem("bad-length", text, level=Level.NOTE)
