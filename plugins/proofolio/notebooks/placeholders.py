"""What outputs hold only until a script has run: sentences in its place, loaders, switches."""

from __future__ import annotations

import ast
import re
import warnings

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
        r"This is the <code>init_notebook_mode</code> cell from ITables.*?(?=</(?:div|noscript)>)",
    )
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_HIDES_CODE = re.compile(
    r"code_(?:show|toggle)|toggle_?code|div\.input\b|\.input_area|\.jp-CodeCell|\.jp-Cell-input"
    r"|div\.prompt",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TABLE = re.compile(r"<t(?:able|[rdh])\b", re.IGNORECASE)
_SETUP = re.compile(r"init(?:js|_notebook\w*)?|extension|output_notebook|enable\w*")
"""Calls that load a library into a notebook, or switch one on."""
_SHOWS = re.compile(r"(?:display|show|draw|embed|i?plot)\w*", re.IGNORECASE)
"""Calls that put something out wherever they stand in a cell."""
_SILENT = (ast.Import, ast.ImportFrom, ast.Assign)
_MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)
_SETUP_MAGIC = re.compile(r"%(?:(?:re)?load_ext|autoreload|config|matplotlib|pylab)\b")


def without_placeholders(html: str) -> str:
    """The HTML without sentences that a script would have replaced."""
    for sentence in _SENTENCES:
        html = sentence.sub("", html)
    return html


def is_switch(html: str) -> bool:
    """Whether it only shows and hides the code cells of a notebook."""
    return bool(_SCRIPT.search(html) and _HIDES_CODE.search(html)) and "<t" not in html.lower()


def shows_by_itself(html: str) -> bool:
    """Whether there is a table or something to read in it before a script has run."""
    rest = _UNSEEN.sub("", without_placeholders(html))
    return bool(_TABLE.search(rest) or re.search(r"\w", re.sub(r"<[^>]*>", "", rest)))


def sets_up(code: str, *, alone: bool = False) -> bool:
    """Whether a cell ends with what prepares a library, and nothing in it shows a result.

    With `alone` only where the cell calls nothing else.
    """
    lines = [line.strip() for line in code.split("\n")]
    last = next((line for line in reversed(lines) if line and not line.startswith("#")), "")
    try:
        with warnings.catch_warnings(action="ignore"):
            body = ast.parse(_MAGIC.sub("", code)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    nodes = (node for statement in body for node in ast.walk(statement))
    calls = [_name_of(node) for node in nodes if isinstance(node, ast.Call)]
    if any(map(_SHOWS.fullmatch, calls)) or any(map(_is_shown, body)):
        return False
    if alone and not all(map(_SETUP.fullmatch, calls)):
        return False
    if last.startswith(("%", "!")):
        return bool(_SETUP_MAGIC.match(last))
    end = body[-1] if body else None
    if isinstance(end, ast.Expr):
        return isinstance(end.value, ast.Call) and bool(_SETUP.fullmatch(_name_of(end.value)))
    return isinstance(end, _SILENT) and all(map(_SETUP.fullmatch, calls))


def _is_shown(statement: ast.stmt) -> bool:
    """Whether it only names a thing: Jupyter can be told to show all of them, not only the last."""
    calm = (ast.Call, ast.Constant)
    return isinstance(statement, ast.Expr) and not isinstance(statement.value, calm)


def _name_of(call: ast.Call) -> str:
    """The last part of the name that is called."""
    function = call.func
    return str(getattr(function, "attr", getattr(function, "id", "")))
