"""Program text with Pygments' classes, in the markup that Material styles."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from keyword import kwlist
from typing import Any, ClassVar
from unicodedata import east_asian_width

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer, inherit
from pygments.lexers import get_lexer_by_name
from pygments.lexers.python import PythonLexer
from pygments.token import Name, Operator, Punctuation, Text
from pygments.util import ClassNotFound

from proofolio.notebooks.state import clean

# Names of attributes; keywords, special methods and what a string follows need the other rules.
_ATTRIBUTE = rf"(?<=\.)(?!__|(?:{'|'.join(kwlist)})\b)[A-Za-z_][A-Za-z0-9_]*(?![\w\"'])"
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_MAGIC_LANGUAGES = {
    "bash": "bash", "sh": "bash", "script": "bash", "html": "html", "HTML": "html",
    "javascript": "javascript", "js": "javascript", "latex": "latex", "markdown": "markdown",
    "perl": "perl", "ruby": "ruby", "R": "r", "sql": "sql", "cython": "cython", "svg": "xml",
    "julia": "julia",
}  # fmt: skip
# Names that kernels and Markdown use and Pygments does not.
_OTHER_NAMES = {
    "ir": "r", "c++11": "cpp", "c++14": "cpp", "c++17": "cpp", "xcpp": "cpp", "ipython": "python",
    "ipython2": "python", "ipython3": "python", ".net-csharp": "csharp", "c#": "csharp",
    "sagemath": "python", "jsonc": "json", "text": "", "txt": "", "plain": "", "none": "",
    "mermaid": "",
}  # fmt: skip
_FORMATTER: HtmlFormatter[Any] = HtmlFormatter(nowrap=True)
# On a phone, lines wider than this scroll, and what scrolls must be in the keyboard's reach.
_FITTING = 36
_LARGEST = 200_000


class _Python(PythonLexer):  # type: ignore[misc]
    """Pygments' Python in half of the time, token for token.

    At each place Pygments tries some fifty rules in turn, those for signs, spaces and names last.
    Here they come first as well, for the places where none of the others could match.
    """

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"(?<=.)[^\S\n]+", Text),
            (r"[]{}(),;[]|:(?!=)", Punctuation),
            (r"!=|==|<<|>>|:=|[-~+/*%=<>&^|]|\.(?!\d)", Operator),
            (_ATTRIBUTE, Name),
            inherit,
        ]
    }


def code_block(code: str, language: str) -> str:
    """The code as a block, coloured where Pygments knows the language."""
    code = clean(code).strip("\n")
    return (
        f'<div class="highlight"><pre><code{reachable(code)}>'
        f"{highlighted(code, language)}</code></pre></div>"
    )


def highlighted(code: str, language: str) -> str:
    """The code's text as HTML, in spans where Pygments knows the language."""
    magic = _CELL_MAGIC.match(code)
    if magic:
        language = _MAGIC_LANGUAGES.get(magic.group(1), language)
    lexer = _lexer(language.strip().lower())
    if lexer is None or len(code) > _LARGEST:
        return escape(code)
    made = str(highlight(code, lexer, _FORMATTER)).rstrip("\n")
    # `%matplotlib inline` and `!pip` are no errors in a notebook.
    made = made.replace('<span class="err">', "<span>")
    # Pygments leaves quotation marks as they are, so code could look like one of our addresses.
    return made.replace('="pf-', "=&quot;pf-")


def reachable(text: str) -> str:
    """The attribute that lets the keyboard scroll a text, where a line of it is long."""
    wide = any(
        len(line) > _FITTING or (not line.isascii() and _width(line) > _FITTING)
        for line in text.expandtabs().splitlines()
    )
    return ' tabindex="0"' if wide else ""


def _width(line: str) -> int:
    """Columns that a line takes, where signs of East Asia take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    name = _OTHER_NAMES.get(language, language)
    if not name:
        return None
    try:
        found = get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return None
    return _Python(stripnl=False) if type(found) is PythonLexer else found
