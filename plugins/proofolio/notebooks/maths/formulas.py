"""TeX in notebooks as MathML, made at build: no script, no font server, readable in feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from xml.etree import ElementTree

from proofolio.notebooks.maths.macros import Macros, TooLarge
from proofolio.notebooks.maths.mathml import polished
from proofolio.notebooks.maths.spacing import space_out
from proofolio.notebooks.maths.tex import SHELTERED, converted

_LABEL = re.compile(r"\\label\s{0,9}\{([^{}]{0,200})\}")
_TAG = re.compile(r"\\tag\*?\s{0,9}\{([^{}]{0,200})\}")
_ONLY_REFERENCE = re.compile(r"\s*\\(eq)?ref\s*\{([^}]*)\}\s*")
_BEGIN = re.compile(r"\\begin\{([^{}]{0,200})\}")
_LARGEST = 20_000
"""Characters of a formula that are read; none that a person wrote comes near."""
_KNOWN_ENVIRONMENTS = frozenset(
    {
        "align*", "array", "bmatrix", "Bmatrix", "cases", "matrix", "pmatrix", "smallmatrix",
        "split", "vmatrix", "Vmatrix",
    }
)  # fmt: skip
_UNKNOWN = re.compile(r"<m[a-z]+(?: [^>]*)?>(\\[A-Za-z]+|&)</m[a-z]+>")
_XMLNS = "http://www.w3.org/1998/Math/MathML"
# Signs of HTML inside `\text` while the converter had them.
_RESTORED = str.maketrans({shelter: escape(sign) for sign, shelter in SHELTERED.items()})
_ATTRIBUTES = frozenset(
    {
        "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "columnspan",
        "depth", "display", "displaystyle", "fence", "form", "height", "largeop", "linebreak",
        "linethickness", "lspace", "mathsize", "class", "style", "mathvariant",
        "maxsize", "minsize", "movablelimits", "notation", "rowlines", "rowspacing", "rspace",
        "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width", "xmlns", "frame",
    }
)  # fmt: skip
_COLOURED = re.compile(r' mathcolor="(#?\w+)"')


@dataclass
class Maths:
    """The formulas of one notebook: its macros and the numbers of its labelled equations."""

    macros: Macros = field(default_factory=Macros)
    numbers: dict[str, str] = field(default_factory=dict)
    unsupported: list[str] = field(default_factory=list)
    """TeX commands met that could not be shown, since the last time somebody emptied this."""
    _made: dict[tuple[str, str], str] = field(default_factory=dict)
    """Formulas that were shown already: symbols come again and again."""

    def learn(self, source: str) -> None:
        """Take up the macros and labels of a Markdown cell, before any cell is rendered."""
        if "\\" not in source:
            return
        self.macros.without_definitions(source)
        for match in _LABEL.finditer(source):
            following = source[match.end() : match.end() + _LARGEST].split("\\label", 1)[0]
            tag = _TAG.search(following.split("\\end", 1)[0])
            number = tag.group(1) if tag else str(len(self.numbers) + 1)
            self.numbers.setdefault(match.group(1), number)

    def inline(self, tex: str) -> str:
        """HTML of a formula within a line."""
        reference = _ONLY_REFERENCE.fullmatch(tex)
        if reference:
            return self.reference(reference.group(2), bool(reference.group(1)))
        body = self._prepared(_TAG.sub("", _LABEL.sub("", tex)), rows=False)
        if body == "":
            return ""
        return self._mathml(body, "inline") or f"<code>{escape(tex.strip())}</code>"

    def display(self, tex: str) -> str:
        """HTML of a formula on its own line; empty where it only defines macros."""
        label, tag = _LABEL.search(tex), _TAG.search(tex)
        body = self._prepared(_TAG.sub("", _LABEL.sub("", tex)), rows=True)
        if body == "":
            return ""
        name = label.group(1) if label else ""
        number = self.numbers.get(name, "") if label else tag.group(1) if tag else ""
        shown = self._mathml(body, "block") or f"<pre><code>{escape(tex.strip())}</code></pre>"
        if number:
            shown += f'<span class="pf-eq__no">({escape(number)})</span>'
        anchor = f' id="{equation_id(name)}"' if name else ""
        return f'<div class="pf-eq"{anchor} tabindex="0">{shown}</div>'

    def reference(self, label: str, brackets: bool = True) -> str:
        """A link to a labelled equation; the label itself where there is none of that name."""
        number = self.numbers.get(label)
        if number is None:
            return f"<code>{escape(label)}</code>"
        shown = f"({number})" if brackets else number
        return f'<a href="#{equation_id(label)}">{escape(shown)}</a>'

    def _prepared(self, tex: str, rows: bool) -> str | None:
        """The formula as the converter reads it; None, and noted, where it is too large."""
        try:
            if len(tex) > _LARGEST:
                raise TooLarge
            return converted(self.macros.expanded(self.macros.without_definitions(tex)), rows)
        except TooLarge:
            self.unsupported.append(f"{_short(tex)} (too large with its macros)")
            return None

    def _mathml(self, tex: str | None, display: str) -> str:
        """MathML, or nothing where the converter met what it does not know."""
        if tex is None:
            return ""
        made = self._made.get((tex, display)) or self._converted(tex, display)
        if made:
            self._made[tex, display] = made
        return made

    def _converted(self, tex: str, display: str) -> str:
        foreign = set(_BEGIN.findall(tex)) - _KNOWN_ENVIRONMENTS
        if foreign:
            self.unsupported.append(rf"\begin{{{min(foreign)}}}")
            return ""
        try:
            return self._read(tex, display)
        except Exception:
            # The converter raises its own, index, key and type errors for TeX it cannot read, and
            # a tree that is too deep breaks off anywhere.
            self.unsupported.append(_short(tex))
            return ""

    def _read(self, tex: str, display: str) -> str:
        from latex2mathml.converter import convert

        made: str = convert(tex, display=display)
        # A plain colour would not be readable in both schemes; a tint is mixed with the ink.
        made = _COLOURED.sub(
            r' class="pf-tint" style="--c:\1"', made.replace(' columnspacing=""', "")
        )
        made = polished(made, display)
        unknown = _UNKNOWN.search(made)
        math = None if unknown else _parsed(made)
        if math is None:
            self.unsupported.append(unknown.group(1) if unknown else _short(tex))
            return ""
        space_out(math)
        math.attrib = {"xmlns": _XMLNS, **math.attrib}
        return _written(math).translate(_RESTORED)


def equation_id(label: str) -> str:
    """The anchor of a labelled equation."""
    return "eq-" + (re.sub(r"[^\w.-]+", "-", label.removeprefix("eq:")).strip("-") or "x")


def plain_tex(tex: str) -> str:
    """A formula in a heading or a summary, as readable as plain text can be."""
    tex = re.sub(r"\\(?:text|mathrm|mathbf|mathbb|mathcal|operatorname)\s*\{([^{}]*)\}", r"\1", tex)
    tex = re.sub(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/\2 ", tex)
    tex = re.sub(r"\\(?:left|right|[Bb]igg?[lr]?)(?![A-Za-z])", "", tex)
    tex = re.sub(r"\\([A-Za-z]+)\s*", _plain_command, tex)
    return re.sub(r"\\[,;:! ]", " ", tex).replace("{", "").replace("}", "").strip()


def _plain_command(match: re.Match[str]) -> str:
    from latex2mathml.symbols_parser import convert_symbol

    code = convert_symbol(f"\\{match[1]}")
    return chr(int(code, 16)) if code and re.fullmatch("[0-9A-F]+", code) else f"{match[1]} "


def _written(math: ElementTree.Element) -> str:
    return ElementTree.tostring(math, encoding="unicode", short_empty_elements=False)


def _parsed(made: str) -> ElementTree.Element | None:
    """The formula as a tree; None unless it is MathML and nothing else.

    The converter passes on signs of HTML as they stand.
    """
    try:
        math = ElementTree.fromstring(made.replace(f' xmlns="{_XMLNS}"', "", 1))
    except ElementTree.ParseError:
        return None
    is_mathml = all(
        re.fullmatch("m[a-z]+", element.tag) and _ATTRIBUTES.issuperset(element.attrib)
        for element in math.iter()
    )
    return math if is_mathml else None


def _short(tex: str) -> str:
    return tex if len(tex) <= 40 else tex[:37] + "..."
