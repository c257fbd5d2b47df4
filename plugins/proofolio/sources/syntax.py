"""What is wrong with a YAML text, in the words of somebody who writes it by hand."""

from __future__ import annotations

import re

import yaml

HALF_CHARACTER = "A `\\u` in double quotes stands for no character. Write the character itself."
"""What the parser in C refuses, and the one in Python lets through."""

_MERGE_MARKER = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)

_WIDE = 1000
"""Characters of a line that advice looks at."""

_SHOWN = 200
"""Characters of a value that a message repeats."""

_NESTED = 500
_LONG = 100_000
"""Characters beyond which a text is not read a second time to explain its mistake."""


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line, from 0, that a syntax error is about, and what to write instead."""
    lines = [line[:_WIDE] for line in text.split("\n")]
    if marker := _MERGE_MARKER.search(text):
        at = text.count("\n", 0, marker.start())
        return at, "Git left a merge unfinished here. Choose one side and delete the marks."
    problem = error.problem or ""
    at = min(error.problem_mark.line if error.problem_mark else 0, len(lines) - 1)
    began = min(error.context_mark.line if error.context_mark else at, len(lines) - 1)
    if tab := _tab_near(lines, at):
        return tab
    quote = _open_quote(text, at)
    if quote is not None:
        return quote, "The quotation mark that begins here has no end. Close it."
    if "flow" in (error.context or "") and (
        cell := _comment_in_list(lines, (began, max(at - 1, 0)))
    ):
        return cell
    if "mapping values are not allowed" in problem:
        return at, _colon(lines, at)
    if "block scalar" in (error.context or ""):
        return at, "After `|` or `>` the text begins on the next line, indented. Move it there."
    if "flow" in (error.context or "") and _ends(error, text):
        return at, "The text ends while a bracket is open. Close it."
    if (
        "node content" in problem
        or "start any token" in problem
        or "alias" in (error.context or "")
    ):
        return at, _odd_start(lines[at])
    if "incompatible" in problem:
        return at, "A line that begins with %YAML is not read. Delete it."
    if "Unicode character escape" in problem:
        return at, HALF_CHARACTER
    if "unknown escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        return at, "A backslash in double quotes means something else. Use single quotes."
    if "quoted scalar" in (error.context or ""):
        return began, "The quotation mark that begins here has no end. Close it."
    if "flow" in (error.context or ""):
        return began, "The bracket that begins here has no end, or a comma is missing. Mend it."
    if "could not find expected ':'" in problem and (
        glued := re.match(r"\s*(?:- )?([\w-]+):([^\s:/].*)", lines[began])
    ):
        return began, f"A space is missing after the colon. Write {glued[1]}: {glued[2].rstrip()}"
    if "could not find expected ':'" in problem:
        return began, "This line is no `key: value`. Add the colon, or indent it as part of a text."
    if "sequence entries are not allowed" in problem:
        return at, "A list begins on its own line. Move `- ` to the next line and indent it."
    return _indentation(lines, at)


def _ends(error: yaml.MarkedYAMLError, text: str) -> bool:
    """Whether nothing stands behind the place of a mistake."""
    mark = error.problem_mark
    rest = text.split("\n")[mark.line :] if mark else []
    return bool(mark) and not "\n".join(rest)[mark.column if mark else 0 :].strip()


def _tab_near(lines: list[str], at: int) -> tuple[int, str] | None:
    for number in (at, at - 1):
        if 0 <= number < len(lines) and "\t" in re.match(r"\s*", lines[number]).group():  # type: ignore[union-attr]
            return number, "This line is indented with a tab. Use spaces."
    return None


def _colon(lines: list[str], at: int) -> str:
    key, colon, value = lines[at].partition(": ")
    if len(value) <= _SHOWN and ((colon and ": " in value) or value.rstrip().endswith(":")):
        value = value.strip().replace("'", "''")
        return f"A value with a colon needs quotation marks. Write {key.strip()}: '{value}'"
    return (
        "A `key:` is not expected here. Indent it like its neighbours, and put a value with a "
        "colon in quotation marks."
    )


def _comment_in_list(lines: list[str], numbers: tuple[int, ...]) -> tuple[int, str] | None:
    """`[#tag]`, of which YAML reads the bracket alone."""
    for number in numbers:
        if found := re.search(r"[\[,]\s*(#[^\s\],]+)", lines[number]):
            word = found.group(1)
            return number, f"`#` begins a comment in YAML. Write '{word}' in quotation marks."
    return None


def _open_quote(text: str, at: int) -> int | None:
    """The line of a quotation mark that only one of a later value, on the line `at`, has closed."""
    # The scanner looks at every open bracket for each sign, and most files have no open quote.
    is_nested = text.count("[") + text.count("{") > _NESTED
    if len(text) > _LONG or is_nested or not re.search("[\"']", text):
        return None
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            is_quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if is_quoted and token.start_mark.line < token.end_mark.line == at:
                return int(token.start_mark.line)
    except yaml.YAMLError:
        pass
    return None


def _odd_start(line: str) -> str:
    if re.match(r"\s*\*\s", line):
        return "A list item begins with `- `, not with `* `. Change it."
    found = re.search(r"(?:^\s*|[:\-\[,]\s+)([@`%*&!|>\]},].*)$", line)
    if not found:
        return "This line begins with a character that needs quotation marks. Add them."
    value = found.group(1).strip().replace("'", "''")
    sign = found.group(1)[0]
    if len(value) > _SHOWN:
        return f"A value that begins with {sign} needs quotation marks. Add them."
    return f"A value that begins with {sign} needs quotation marks. Write '{value}'"


def _indentation(lines: list[str], at: int) -> tuple[int, str]:
    for number in (at, at - 1):
        if 0 <= number < len(lines) and (
            found := re.search(r":\s+'([^'\"]*'\w[^'\"]*)'\s*$", lines[number])
        ):
            text = f'An apostrophe ends a text in single quotes. Write "{found.group(1)}"'
            return number, text
        if 0 <= number < len(lines) and re.search(
            r""":\s+("[^"]*"|'[^']*')\s*[^\s#]""", lines[number]
        ):
            text = "Words follow a value in quotation marks. Put the whole value inside them."
            return number, text
    return at, (
        "This line does not fit the ones above it. Indent it with spaces like its neighbours, and "
        "begin list items with `- `."
    )
