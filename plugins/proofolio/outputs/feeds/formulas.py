"""Formulas as text on a line: few readers draw MathML, and what is left of it says another thing.

`x` to the power of 2, stripped of its tags, would be read as `x2`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

_SUPERSCRIPTS = str.maketrans("0123456789+−-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+−-", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "¯": "\u0304", "‾": "\u0304", "_": "\u0332", "~": "\u0303",
    "˜": "\u0303", "˙": "\u0307", "¨": "\u0308", "→": "\u20d7", "⃗": "\u20d7", "ˇ": "\u030c",
}  # fmt: skip
_WIDE = frozenset("=<>≤≥≠≈≡∼≃∝±×∈∉⊂⊆∪∩∧∨→←↔⇒⇔↦+−-·∗")
_SILENT = frozenset({"annotation", "annotation-xml", "mphantom"})
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064")


def formula_text(element: Any) -> str:
    """A MathML element as text: `ŷ_{t+h} = y_t + ε²`."""
    text = " ".join(_text(element).translate(_INVISIBLE).split())
    return unicodedata.normalize("NFC", text)


def _text(element: Any) -> str:
    name = _name(element)
    if name in _SILENT:
        return ""
    children = [child for child in element if isinstance(child.tag, str)]
    if name == "mspace":
        return " "
    if name in ("mi", "mn", "mo", "mtext", "ms") or not children:
        return (element.text or "").strip("\n")
    if name in _SCRIPTS:
        text = _scripted(name, [_text(child) for child in children])
        # The limits of a sum must not run into what is summed.
        is_sum = _name(children[0]) == "mo" and _text(children[0]) not in "()[]{}|"
        return f"{text} " if is_sum else text
    if name == "mfrac":
        over, under = (_text(child) for child in children[:2])
        if element.get("linethickness") in ("0", "0px"):
            return f"{over.strip()} choose {under.strip()}"
        return f"{_grouped(over)}/{_grouped(under)}"
    if name == "msqrt":
        return f"√{_grouped(_row(children))}"
    if name == "mroot":
        return f"{_power(_text(children[1]))}√{_grouped(_text(children[0]))}"
    if name == "mtable":
        return "; ".join(_text(row).strip() for row in children)
    if name == "mtr":
        return " ".join(_text(cell).strip() for cell in children)
    return _row(children)


_SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})


def _scripted(name: str, parts: Sequence[str]) -> str:
    base, *scripts = (part.strip() for part in parts)
    if name == "mover" and scripts and scripts[0] in _ACCENTS:
        return base + _ACCENTS[scripts[0]] if len(base) == 1 else f"{_grouped(base)}{scripts[0]}"
    if name in ("msup", "mover"):
        return base + "".join(_power(script) for script in scripts)
    if name in ("msub", "munder"):
        return base + "".join(_index(script) for script in scripts)
    return base + _index(scripts[0]) + "".join(_power(script) for script in scripts[1:])


def _power(text: str) -> str:
    raised = text.translate(_SUPERSCRIPTS)
    return raised if _changed(text, raised) else "^" + _braced(text) if text else ""


def _index(text: str) -> str:
    lowered = text.translate(_SUBSCRIPTS)
    return lowered if _changed(text, lowered) else "_" + _braced(text) if text else ""


def _changed(text: str, moved: str) -> bool:
    pairs = list(zip(text, moved, strict=True))
    return bool(pairs) and all(before != after for before, after in pairs)


def _braced(text: str) -> str:
    return text if len(text) == 1 else "{" + "".join(text.split()) + "}"


def _grouped(text: str) -> str:
    text = text.strip()
    return text if re.fullmatch(r"[\w.]*", text) or len(text) == 1 else f"({text})"


def _row(children: Iterable[Any]) -> str:
    """Things side by side, with room around operators and between words."""
    out, word = "", False
    for child in children:
        text = _text(child)
        is_operator = _name(child) == "mo"
        if is_operator and text in _WIDE and out.strip() and out.strip()[-1] not in "([{,;=":
            text = f" {text} "
        elif is_operator and (text in (",", ";") or (text.isalpha() and len(text) > 1)):
            text = f"{text} "
        elif out and out[-1].isalnum() and text[:1].isalnum() and (word or _is_word(child)):
            text = f" {text}"
        word = _is_word(child)
        out += text
    return out


def _is_word(child: Any) -> bool:
    return (
        _name(child) in ("mo", "mi") and len(child.text or "") > 1 and (child.text or "").isalpha()
    )


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]
