"""Dollar signs in Markdown: formulas or money."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, ClassVar

from nbconvert.filters.markdown_mistune import MathInlineParser

PIPE = "\ue003"
"""Stands for the `|` of formulas, at which tables would split."""

# Code between backticks ends what a dollar sign began.
# A dollar sign is money unless its pair hugs the formula (or holds plain TeX), and no digit
# follows: `$5 and $6` stays text, `$x$ and $ \theta $` are formulas.
_PIECE = r"\\(?:text|mbox|textrm)\{[^{}]*\}|\\.|[^$`\\\n]|\n(?![ \t]*\n)"
_TIGHT = r"(?!\d[\d.,]*[ \t]+[A-Za-z]{2,}(?![^$]*[\\^_=]))(?![\s$])(?:" + _PIECE + r")+?(?<!\s)"
_LOOSE = r"(?!\s*\d)(?=[^$]*[\\^_={}<>+])(?:" + _PIECE + r")+?|[ \t]*[A-Za-z][ \t]*"
INLINE_DOLLARS = rf"(?<![$\\])\$(?P<math_inline_tex>(?:{_TIGHT}|{_LOOSE}))(?<!\\)\$(?![\d$])"
FORMULAS_IN_TEXT = re.compile(
    rf"(?s:(?<!\\)\$\$(?P<display>.+?)(?<!\\)\$\$)|{INLINE_DOLLARS}"
    r"|(?s:(?P<environment>\\begin\{(?P<name>[a-z]*\*?)\}.*?\\end\{(?P=name)\}))"
)
_ROW_MATH = re.compile(r"\$\$[^$\n]+\$\$|" + INLINE_DOLLARS.replace("math_inline_tex", "row"))
# What the rules for lines begin with, or hold. Without any, as in most lines of prose, there is
# nothing to find, and looking for twenty rules at every letter is slow.
_BEGINNINGS = r"[\\$`*_~\[\]!<\n]|==|https?:|www\."
_TELLING = re.compile(f"{_BEGINNINGS}|@")


class InlineMath(MathInlineParser):
    """nbconvert's rules for lines, with a stricter eye on dollar signs."""

    SPECIFICATION: ClassVar[dict[str, str]] = {
        **MathInlineParser.SPECIFICATION,
        "inline_math_tex": INLINE_DOLLARS,
        "equation_reference": r"\\(?P<ref_kind>eq)?ref\{(?P<ref_label>[^}\n]+)\}",
    }
    DEFAULT_RULES = ("equation_reference", *MathInlineParser.DEFAULT_RULES)
    _has_address = True

    def parse(self, state: Any) -> Any:
        """The tokens of a text; plain words need no rules."""
        if _TELLING.search(state.src):
            # Addresses begin as words do.
            self._has_address = "@" in state.src
            return super().parse(state)
        self.process_text(state.src, state)
        return state.tokens

    def compile_sc(self, rules: list[str] | None = None) -> re.Pattern[str]:
        """The rules as one pattern, which looks closer only where one of them can begin."""
        found: re.Pattern[str] = super().compile_sc(rules)
        return found if rules is not None or self._has_address else _quick(found.pattern)

    def parse_equation_reference(self, match: re.Match[str], state: Any) -> int:
        attrs = {"label": match["ref_label"], "brackets": bool(match["ref_kind"])}
        state.append_token({"type": "equation_reference", "attrs": attrs})
        return match.end()


@cache
def _quick(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?={_BEGINNINGS}| +\n)(?:{pattern})")


def with_protected_pipes(source: str) -> str:
    """The source with the `|` of formulas marked, as tables would split at them."""
    if "|" not in source or "$" not in source:
        return source
    return "\n".join(
        _ROW_MATH.sub(lambda m: m.group().replace("|", PIPE), line)
        if "|" in line and "$" in line
        else line
        for line in source.split("\n")
    )
