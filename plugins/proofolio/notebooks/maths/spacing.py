"""Spaces between the parts of a formula by TeX's rules, which browsers do not all know."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from xml.etree.ElementTree import Element

_ROWS = frozenset({"math", "mrow", "mstyle", "msqrt", "mpadded", "mphantom", "mtd", "merror"})
_SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_LARGE = frozenset("∫∬∭∮∑∏∐⋂⋃⨁⨂")
_DOTS = frozenset("…⋯")
_CLOSING = frozenset(")]}⟩|‖⌋⌉!.…⋯′″‴")
_SIGNS = frozenset("−-+±∓")
_LETTERS = frozenset("∂∇∞∀∃∅⊤⊥√")
"""Signs that stand for something, as letters do."""
_OTHER_OPERATORS = frozenset("·•…†‡¬×÷±:;")
# The foot of a large integral, where what is written below it begins; in the font's own measures.
_FEET = {"∫": "0.492em", "∬": "0.949em", "∭": "1.406em", "∮": "0.467em"}
_THIN = "0.167em"
_STYLES = {
    "script": "SCRIPT", "double-struck": "DOUBLE-STRUCK", "bold": "BOLD",
    "bold-italic": "BOLD ITALIC",
}  # fmt: skip


def space_out(math: Element) -> None:
    """Give each operator of the formula its room, and each letter its own form."""
    _walk(math, is_display=math.get("display") == "block", in_script=False)


def _walk(element: Element, is_display: bool, in_script: bool) -> None:
    if element.tag == "mstyle" and element.get("displaystyle") == "true":
        is_display, in_script = True, False
    if element.tag == "mtable":
        is_display = element.get("displaystyle") == "true"
    if element.tag in ("mi", "mo", "mn"):
        _lettered(element)
    if element.tag in _ROWS:
        _space_row(list(element), in_script)
    for number, child in enumerate(element):
        if element.tag in _SCRIPTS and number:
            _walk(child, False, True)
        elif element.tag == "mfrac":
            _walk(child, False, in_script or not is_display)
        else:
            _walk(child, is_display, in_script)
    if element.tag == "msub" and is_display:
        _set_under_foot(element)


def _space_row(row: Sequence[Element], in_script: bool) -> None:
    if len(row) == 1 and row[0].tag == "mrow":
        return
    cores = [_core(child) for child in row]
    for number, core in enumerate(cores):
        if core is None:
            continue
        before = row[number - 1] if number else None
        after = row[number + 1] if number + 1 < len(row) else None
        opens = before is None or _is_open(cores[number - 1])
        _space(core, opens, before, after, in_script)


def _space(
    core: Element, opens: bool, before: Element | None, after: Element | None, in_script: bool
) -> None:
    """The room that an operator has; `opens` where nothing before it needs to be kept apart."""
    sign = core.text or ""
    if sign in _SIGNS and opens and before is not None:
        core.set("form", "prefix")
    if sign == "|" and "fence" not in core.attrib:
        core.attrib.update(stretchy="false", lspace="0", rspace="0")
    elif sign in _DOTS:
        core.set("lspace", "0" if opens or in_script else _THIN)
        following = _core(after) if after is not None else None
        core.set("rspace", "0" if after is None or following is not None else _THIN)
    elif len(sign) > 1 and sign.isalpha():
        core.set("lspace", "0" if opens else _THIN)
    elif sign in ("/", "."):
        core.attrib.update(lspace="0", rspace="0")
    elif sign in _LARGE and opens:
        core.set("lspace", "0")
        if in_script:
            core.set("rspace", "0")
    elif in_script and len(sign) == 1 and "fence" not in core.attrib:
        core.attrib.update(lspace="0", rspace="0")


def _is_open(core: Element | None) -> bool:
    """Whether an operator already keeps apart what follows it."""
    if core is None:
        return False
    return core.get("form") != "postfix" and (core.text or "") not in _CLOSING


def _core(element: Element) -> Element | None:
    """The operator that the element is, with what is written above and below it."""
    while element.tag in _SCRIPTS and len(element):
        element = element[0]
    _operate(element)
    return element if element.tag == "mo" else None


def _operate(element: Element) -> None:
    """Signs that the converter takes for letters become operators, and the other way round."""
    sign = element.text or ""
    if element.tag == "mo" and sign in _LETTERS:
        element.tag = "mi"
        element.attrib = {"mathvariant": "normal"} if sign == "∇" else {}
    elif element.tag == "mi" and len(sign) == 1 and sign not in _LETTERS:
        is_operator = unicodedata.category(sign) == "Sm" or sign in _OTHER_OPERATORS
        element.tag = "mo" if is_operator else "mi"


def _lettered(element: Element) -> None:
    """Letters of other alphabets by their own code points: browsers know no variants."""
    _operate(element)
    variant = element.get("mathvariant", "")
    if variant not in _STYLES:
        return
    found = [_letter(_STYLES[variant], sign) for sign in element.text or ""]
    if all(found):
        del element.attrib["mathvariant"]
        element.text = "".join(found)
    elif variant.startswith("bold"):
        del element.attrib["mathvariant"]
        element.set("style", "font-weight:bold")


def _letter(style: str, sign: str) -> str:
    if sign.isascii() and sign.isdigit():
        # The font has none of its own.
        return ""
    name = unicodedata.name(sign, "").removeprefix("LATIN ").removeprefix("GREEK ")
    name = name.replace(" LETTER ", " ")
    for candidate in (f"MATHEMATICAL {style} {name}", f"{style} {name}"):
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return ""


def _set_under_foot(script: Element) -> None:
    """What is written below an integral begins at its foot, and takes no more room than it needs.

    Chromium moves it there, too, but leaves the room that it would have needed elsewhere.
    """
    base = script[0]
    width = _FEET.get(base.text or "") if base.tag == "mo" else None
    if width:
        padded = Element("mpadded", width=width)
        script.remove(base)
        script.insert(0, padded)
        padded.append(base)
