"""Characters that no text of a site holds: controls, halves of characters, what is no character.

They come from escapes (`"a\\0b"` in YAML, `\\ud800` in a notebook), from damaged files and from
what was copied out of a PDF. Browsers show nothing or a box, and XML cannot hold most of them.
"""

from __future__ import annotations

import re

_RANGES = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

CONTROLS = re.compile(f"[{_RANGES}]")
"""C0 but for tab and the ends of lines, C1, lone surrogates and noncharacters."""

TERMINAL_CODE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")

# From 128 on browsers take the numbers for those of Windows' own characters.
_NUMBERED = re.compile(
    "&#(?:[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|127))(?:;|(?![0-9a-fA-F]))"
)


def first_control(text: str) -> str:
    """The name, as `U+0000`, of the first such character in a text; empty where there is none."""
    found = CONTROLS.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def printable_html(html: str) -> str:
    """The HTML without such characters, written as they are or by their number."""
    html = CONTROLS.sub("", html)
    return _NUMBERED.sub("", html) if "&#" in html else html


def without_controls(text: str) -> str:
    """The text without such characters, and without the codes by which terminals colour it."""
    return CONTROLS.sub("", TERMINAL_CODE.sub("", text) if "\x1b" in text else text)
