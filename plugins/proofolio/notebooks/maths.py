"""TeX in notebooks as MathML, made at build: no script, no font server, readable in feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from xml.etree import ElementTree

_NEWCOMMAND = re.compile(
    r"\\(?:re)?newcommand\*?\s*(?:\{\s*(\\[A-Za-z]+)\s*\}|(\\[A-Za-z]+))\s*(?:\[(\d)\])?"
    r"(?:\[([^\]]*)\])?\s*(?=\{)"
)
_DEF = re.compile(r"\\def\s*(\\[A-Za-z]+)((?:#\d)*)\s*(?=\{)")
_OPERATOR = re.compile(
    r"\\DeclareMathOperator(\*?)\s*(?:\{\s*(\\[A-Za-z]+)\s*\}|(\\[A-Za-z]+))\s*(?=\{)"
)
_LABEL = re.compile(r"\\label\s*\{([^}]*)\}")
_TAG = re.compile(r"\\tag\*?\s*\{([^}]*)\}")
_REFERENCE = re.compile(r"\\(?:eq)?ref\s*\{([^}]*)\}")
_ONLY_REFERENCE = re.compile(r"\s*\\(eq)?ref\s*\{([^}]*)\}\s*")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+)\*?\}")
_BEGIN = re.compile(r"\\begin\{([^}]*)\}")
# Environments in the converter's words; an empty word drops the pair and keeps its content.
_ENVIRONMENTS = {
    **dict.fromkeys(("equation", "displaymath", "math", "subequations"), ""),
    **dict.fromkeys(("align", "aligned", "alignat", "alignedat", "flalign", "eqnarray"), "align*"),
    **dict.fromkeys(("gather", "gathered", "multline"), "rows"),
    "dcases": "cases",
}
_KNOWN_ENVIRONMENTS = frozenset(
    {
        "align*", "array", "bmatrix", "Bmatrix", "cases", "matrix", "pmatrix", "smallmatrix",
        "split", "vmatrix", "Vmatrix",
    }
)  # fmt: skip
_UNKNOWN = re.compile(r"<m[a-z]+(?: [^>]*)?>(\\[A-Za-z]+|&)</m[a-z]+>")
_IGNORED = re.compile(
    r"\\(?:nonumber|notag|require\s*\{[^}]*\}|allowbreak|displaylimits|"
    r"bgroup|egroup|relax|noindent|hfill|hfil|phantomsection)(?![A-Za-z])"
)
_BOLD = re.compile(r'<mi mathvariant="(bold-italic|bold)">(.)</mi>', re.DOTALL)
_CHARACTER = re.compile(r"&#x([0-9A-F]{5});")
_ROWS = re.compile(r"\\begin\{rows\}(.*?)\\end\{rows\}", re.DOTALL)
_ROW_SPACE = re.compile(r"\\\\\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|px|in)\s*\]")
_ROW_EDGES = re.compile(r"\\\\|\\begin|\\end|(?<!\\)[{}]")
# TeX sets no space round a bar, nor between a sign and its number; MathML has to be told.
_BAR = re.compile(r'<mo(?: stretchy="false")?>\|</mo>')
_SIGN = re.compile(
    r"(<mo[^>]*>(?:[=≤≥≈≡∈∼×→,+−(\[{]|&#x000(?:3[CDE]|2[8C]|5B|7B);)</mo>)<mo>([−+])</mo>"
)
_TEXT = re.compile(r"\\(text(?:rm|bf|it|normal)?|mbox|mathrm)\s*(?=\{)")
# Signs of HTML inside `\text`, while the converter has them.
_SHELTERED = str.maketrans({"<": "\ue010", ">": "\ue011", "&": "\ue012"})
_RESTORED = str.maketrans({"\ue010": "&lt;", "\ue011": "&gt;", "\ue012": "&amp;"})
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
_DEEPEST = 20


@dataclass(frozen=True)
class _Macro:
    arguments: int
    default: str | None
    body: str


@dataclass
class Maths:
    """The formulas of one notebook: its macros and the numbers of its labelled equations."""

    macros: dict[str, _Macro] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    unsupported: list[str] = field(default_factory=list)
    """TeX commands met that could not be shown, since the last time somebody emptied this."""

    def learn(self, source: str) -> None:
        """Take up the macros and labels of a Markdown cell, before any cell is rendered."""
        if "\\" not in source:
            return
        if "\\newc" in source or "\\renew" in source or "\\def" in source or "\\Decl" in source:
            self._without_definitions(source)
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
        tex = self._without_definitions(tex)
        tex = _IGNORED.sub(" ", tex)
        if self.macros:
            tex = self._expanded(tex, 0)
        return _with_plain_texts(_modern(tex, rows)).strip()

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

    def _without_definitions(self, tex: str) -> str:
        """The text without the macros it defines, which are remembered."""
        for pattern in (_NEWCOMMAND, _DEF, _OPERATOR):
            while match := pattern.search(tex):
                body, end = _group(tex, match.end())
                name, macro = _definition(pattern, match, body)
                self.macros[name] = macro
                tex = tex[: match.start()] + tex[end:]
        return tex

    def _expanded(self, tex: str, depth: int) -> str:
        if depth > _DEEPEST or "\\" not in tex:
            return tex
        parts: list[str] = []
        position = 0
        for match in re.finditer(r"\\[A-Za-z]+", tex):
            macro = self.macros.get(match.group())
            if macro is None or match.start() < position:
                continue
            parts.append(tex[position : match.start()])
            body, position = _applied(macro, tex, match.end())
            # Braces keep `x^\R` one exponent; a space keeps the next letter out of a command.
            parts.append("{" + self._expanded(body, depth + 1) + "}")
        parts.append(tex[position:])
        return "".join(parts)


def equation_id(label: str) -> str:
    """The anchor of a labelled equation."""
    return "eq-" + (re.sub(r"[^\w.-]+", "-", label.removeprefix("eq:")).strip("-") or "x")


def plain_tex(tex: str) -> str:
    """A formula in a heading or a summary, as readable as plain text can be."""
    tex = re.sub(r"\\(?:text|mathrm|mathbf|mathbb|operatorname)\s*\{([^}]*)\}", r"\1", tex)
    return re.sub(r"\\([A-Za-z]+)\s*", r"\1 ", tex).replace("{", "").replace("}", "").strip()


def _definition(pattern: re.Pattern[str], match: re.Match[str], body: str) -> tuple[str, _Macro]:
    if pattern is _NEWCOMMAND:
        braced, bare, count, default = match.groups()
        return braced or bare, _Macro(int(count or 0), default, body)
    if pattern is _DEF:
        return match.group(1), _Macro(match.group(2).count("#"), None, body)
    name = match.group(2) or match.group(3)
    return name, _Macro(0, None, rf"\operatorname{match.group(1)}{{{body}}}")


def _applied(macro: _Macro, tex: str, position: int) -> tuple[str, int]:
    """The macro's body with the arguments that stand at the position, and where they end."""
    values: list[str] = []
    for number in range(macro.arguments):
        if number == 0 and macro.default is not None:
            optional = re.compile(r"\s*\[([^\]]*)\]").match(tex, position)
            values.append(optional.group(1) if optional else macro.default)
            position = optional.end() if optional else position
            continue
        value, position = _group(tex, position)
        values.append(value)
    body = re.sub(r"#(\d)", lambda m: _argument(values, int(m.group(1))), macro.body)
    return body, position


def _argument(values: list[str], number: int) -> str:
    return values[number - 1] if 0 < number <= len(values) else ""


def _group(tex: str, position: int) -> tuple[str, int]:
    """What stands in the braces at the position, or the next single thing, and its end."""
    while position < len(tex) and tex[position].isspace():
        position += 1
    if position >= len(tex) or tex[position] != "{":
        single = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL).match(tex, position)
        return (single.group(), single.end()) if single else ("", position)
    depth, end = 0, position
    while end < len(tex):
        if tex[end] == "\\":
            end += 1
        elif tex[end] == "{":
            depth += 1
        elif tex[end] == "}":
            depth -= 1
            if not depth:
                return tex[position + 1 : end], end + 1
        end += 1
    return tex[position + 1 :], len(tex)


def _with_plain_texts(tex: str) -> str:
    """The formula with `\\text` holding only text: `$x$` within it stands beside it."""
    position = 0
    while match := _TEXT.search(tex, position):
        body, end = _group(tex, match.end())
        parts = re.split(r"(?<!\\)\$", body)
        for index in range(0, len(parts), 2):
            words = parts[index].translate(_SHELTERED)
            parts[index] = rf"\{match.group(1)}{{{words}}}" if words else ""
        made = "".join(parts) or "{}"
        tex = tex[: match.start()] + made + tex[end:]
        position = match.start() + len(made)
    return tex


def _modern(tex: str, rows: bool) -> str:
    """Environments in the form the converter knows, unnumbered: numbers are ours to give."""

    def environment(match: re.Match[str]) -> str:
        edge, name = match.groups()
        known = _ENVIRONMENTS.get(name)
        return match.group() if known is None else rf"\{edge}{{{known}}}" if known else ""

    tex = _ROW_SPACE.sub(r"\\\\ ", tex)
    if "eqnarray" in tex:
        tex = re.sub(r"&\s*([=<>]|\\[A-Za-z]+)\s*&", r"& \1 ", tex)
    if "alignat" in tex or "alignedat" in tex:
        tex = re.sub(r"(\\begin\{align(?:ed)?at\*?\})\s*\{\d+\}", r"\1", tex)
    if r"\begin" in tex:
        tex = _ENVIRONMENT.sub(environment, tex)
        return _ROWS.sub(lambda match: _aligned(match.group(1)), tex)
    if rows and "\\\\" in tex and r"\substack" not in tex:
        return rf"\begin{{align*}}{tex}\end{{align*}}" if "&" in tex else _aligned(tex)
    return tex


def _aligned(tex: str) -> str:
    """Rows that begin at the left, as formulas of their own line do on our pages."""
    parts: list[str] = []
    depth = start = 0
    for match in _ROW_EDGES.finditer(tex):
        if match.group() != "\\\\":
            depth += 1 if match.group() in (r"\begin", "{") else -1
        elif not depth:
            parts.append(tex[start : match.start()])
            start = match.end()
    rows = r" \\ & ".join([*parts, tex[start:]])
    return rf"\begin{{align*}} & {rows} \end{{align*}}"


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
