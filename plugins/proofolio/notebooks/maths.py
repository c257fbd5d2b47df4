"""TeX in notebooks as MathML, made at build: no script, no font server, readable in feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from xml.etree import ElementTree

from proofolio.notebooks.macros import Macros
from proofolio.notebooks.mathml import polished
from proofolio.notebooks.tex import SHELTERED, converted

_LABEL = re.compile(r"\\label\s*\{([^}]*)\}")
_TAG = re.compile(r"\\tag\*?\s*\{([^}]*)\}")
_ONLY_REFERENCE = re.compile(r"\s*\\(eq)?ref\s*\{([^}]*)\}\s*")
_BEGIN = re.compile(r"\\begin\{([^}]*)\}")
_KNOWN_ENVIRONMENTS = frozenset(
    {
        "align*", "array", "bmatrix", "Bmatrix", "cases", "matrix", "pmatrix", "smallmatrix",
        "split", "vmatrix", "Vmatrix",
    }
)  # fmt: skip
_UNKNOWN = re.compile(r"<m[a-z]+(?: [^>]*)?>(\\[A-Za-z]+|&)</m[a-z]+>")
_BOLD = re.compile(r'<mi mathvariant="(bold-italic|bold)">(.)</mi>', re.DOTALL)
_CHARACTER = re.compile(r"&#x([0-9A-F]{5});")
# TeX sets no space round a bar, nor between a sign and its number; MathML has to be told.
_BAR = re.compile(r'<mo(?: stretchy="false")?>\|</mo>')
_SIGN = re.compile(
    r"(<mo[^>]*>(?:[=≤≥≈≡∈∼×→,+−(\[{]|&#x000(?:3[CDE]|2[8C]|5B|7B);)</mo>)<mo>([−+])</mo>"
)
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

    def learn(self, source: str) -> None:
        """Take up the macros and labels of a Markdown cell, before any cell is rendered."""
        if "\\" not in source:
            return
        self.macros.without_definitions(source)
        for match in _LABEL.finditer(source):
            following = source[match.start() :].split("\\label", 2)
            tag = _TAG.search(following[1].split("\\end", 1)[0])
            number = tag.group(1) if tag else str(len(self.numbers) + 1)
            self.numbers.setdefault(match.group(1), number)

    def inline(self, tex: str) -> str:
        """HTML of a formula within a line."""
        reference = _ONLY_REFERENCE.fullmatch(tex)
        if reference:
            return self.reference(reference.group(2), bool(reference.group(1)))
        body = self._prepared(_TAG.sub("", _LABEL.sub("", tex)), rows=False)
        if not body:
            return ""
        return self._mathml(body, "inline") or f"<code>{escape(tex.strip())}</code>"

    def display(self, tex: str) -> str:
        """HTML of a formula on its own line; empty where it only defines macros."""
        label, tag = _LABEL.search(tex), _TAG.search(tex)
        body = self._prepared(_TAG.sub("", _LABEL.sub("", tex)), rows=True)
        if not body:
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

    def _prepared(self, tex: str, rows: bool) -> str:
        return converted(self.macros.expanded(self.macros.without_definitions(tex)), rows)

    def _mathml(self, tex: str, display: str) -> str:
        """MathML, or nothing where the converter met what it does not know."""
        from latex2mathml.converter import convert

        foreign = set(_BEGIN.findall(tex)) - _KNOWN_ENVIRONMENTS
        if foreign:
            self.unsupported.append(rf"\begin{{{min(foreign)}}}")
            return ""
        try:
            made: str = convert(tex, display=display)
        except Exception as error:
            # The converter raises its own, index, key and type errors for TeX it cannot read.
            self.unsupported.append(f"{_short(tex)} ({type(error).__name__})")
            return ""
        # A plain colour would not be readable in both schemes; a tint is mixed with the ink.
        made = _COLOURED.sub(
            r' class="pf-tint" style="--c:\1"', made.replace(' columnspacing=""', "")
        )
        made = polished(made, display)
        unknown = _UNKNOWN.search(made)
        if not unknown and not _is_mathml(made):
            self.unsupported.append(_short(tex))
            return ""
        if unknown:
            self.unsupported.append(unknown.group(1))
            return ""
        # References to every sign beyond ASCII would be most of the bytes of a formula.
        made = _BOLD.sub(_bold, _CHARACTER.sub(_character, made))
        made = _BAR.sub('<mo stretchy="false" lspace="0" rspace="0">|</mo>', made)
        made = _SIGN.sub(r'\1<mo form="prefix">\2</mo>', made)
        return made.translate(_RESTORED)


def equation_id(label: str) -> str:
    """The anchor of a labelled equation."""
    return "eq-" + (re.sub(r"[^\w.-]+", "-", label.removeprefix("eq:")).strip("-") or "x")


def plain_tex(tex: str) -> str:
    """A formula in a heading or a summary, as readable as plain text can be."""
    tex = re.sub(r"\\(?:text|mathrm|mathbf|mathbb|mathcal|operatorname)\s*\{([^}]*)\}", r"\1", tex)
    tex = re.sub(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/\2 ", tex)
    tex = re.sub(r"\\(?:left|right|[Bb]igg?[lr]?)(?![A-Za-z])", "", tex)
    tex = re.sub(r"\\([A-Za-z]+)\s*", _plain_command, tex)
    return re.sub(r"\\[,;:! ]", " ", tex).replace("{", "").replace("}", "").strip()


def _plain_command(match: re.Match[str]) -> str:
    from latex2mathml.symbols_parser import convert_symbol

    code = convert_symbol(f"\\{match[1]}")
    return chr(int(code, 16)) if code and re.fullmatch("[0-9A-F]+", code) else f"{match[1]} "


def _character(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return chr(code) if code >= 0xA0 else match.group() if code in (34, 38, 60, 62) else chr(code)


def _is_mathml(made: str) -> bool:
    """Whether it is nothing but MathML: the converter passes on signs of HTML as they stand."""
    try:
        elements = ElementTree.fromstring(made).iter()
    except ElementTree.ParseError:
        return False
    return all(
        element.tag.startswith("{http://www.w3.org/1998/Math/MathML}m")
        and _ATTRIBUTES.issuperset(element.attrib)
        for element in elements
    )


def _bold(match: re.Match[str]) -> str:
    """Bold letters by their own code points, as MathML Core has no bold variants."""
    variant, letter = match.groups()
    code = ord(letter)
    upper, lower = (0x1D468, 0x1D482) if variant == "bold-italic" else (0x1D400, 0x1D41A)
    if "A" <= letter <= "Z":
        return f"<mi>{chr(upper + code - 65)}</mi>"
    if "a" <= letter <= "z":
        return f"<mi>{chr(lower + code - 97)}</mi>"
    if "α" <= letter <= "ω":
        return f"<mi>{chr((0x1D736 if variant == 'bold-italic' else 0x1D6C2) + code - 0x3B1)}</mi>"
    return match.group()


def _short(tex: str) -> str:
    return tex if len(tex) <= 40 else tex[:37] + "..."
