"""What outputs hold only until a script has run: sentences in its place, loaders, switches."""

from __future__ import annotations

import re

_SENTENCES = tuple(
    re.compile(pattern, re.DOTALL | re.IGNORECASE)
    for pattern in (
        # SHAP, with what one should do about it, up to the end of its division.
        r"<b>\s*Visualization omitted,[^<]*library not loaded!?\s*</b>.*?(?=</div>)",
        # Folium and whatever else shows a page in a frame.
        r"<(span|p|div)\b[^<>]*>\s*Make this Notebook Trusted[^<]*</\1>",
        # Google Colab.
        r"Upload widget is only available when the cell has been executed.*?(?=<)",
        # itables.
        r"Loading [^<>]{1,80}? from the (?:internet|init_notebook_mode cell)\s*\.\.\."
        r"(?:\s*\(<a\b[^<>]*>need help</a>\?\))?",
    )
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_HIDES_CODE = re.compile(
    r"code_(?:show|toggle)|toggle_?code|div\.input\b|\.input_area|\.jp-CodeCell|\.jp-Cell-input"
    r"|div\.prompt",
    re.IGNORECASE,
)
_SETUP = re.compile(
    r"(?:[\w.]+\.)?(?:init\w*|extension|output_notebook|enable\w*|set_\w+|use|config|update|register"
    r"\w*)\(|(?:import|from)\s|%|[\w.\[\]\"']+\s*=[^=]"
)


def without_placeholders(html: str) -> str:
    """The HTML without sentences that a script would have replaced."""
    for sentence in _SENTENCES:
        html = sentence.sub("", html)
    return html


def is_switch(html: str) -> bool:
    """Whether it only shows and hides the code cells of a notebook."""
    return bool(_SCRIPT.search(html) and _HIDES_CODE.search(html)) and "<t" not in html.lower()


def sets_up(code: str) -> bool:
    """Whether a cell ends with a call that prepares a library, and so puts out no result."""
    lines = [line.strip() for line in code.split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    return bool(lines) and all(map(_is_setup, lines[-1].split(";")))


def _is_setup(statement: str) -> bool:
    return not statement.strip() or bool(_SETUP.match(statement.strip()))
