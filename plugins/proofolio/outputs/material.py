"""What Material for MkDocs needs besides templates: a stylesheet, a script, mended markup."""

import re
from importlib import resources

from proofolio.outputs.accent import Accent

PALETTES = ("petrol", "iron")
PAIRINGS = ("editorial", "plain")

_PARTS = (
    "fonts",
    "type-{pairing}",
    "palette-{palette}",
    "tokens",
    "material",
    "no-script",
    "shell",
    "drawer",
    "footer",
    "base",
    "components",
    "proof",
    "plot",
    "cards",
    "quotes",
    "offers",
    "listings",
    "band",
    "pages",
    "work",
    "home",
    "prose",
    "notebook",
    "cells",
    "narrow",
    "print",
    "print-pages",
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_GAP = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};>]) ?|(?<=[:,]) ")
_OWN_LINES = re.compile(r"^\s*/\*.*?\*/\s*$|^\s+", re.DOTALL | re.MULTILINE)
"""Comments on lines of their own, and what indents a line."""
_NOUGHT = re.compile(r"(?<![\w.])0(?=\.\d)")

_DARK = re.compile(r'(?<!,\n)^\[data-md-color-scheme="slate"\] {(.*?)^}', re.DOTALL | re.MULTILINE)
_DARK_AGAIN = "--pf-scheme: dark;"

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_TASK = re.compile(r'<input type="checkbox" disabled(?P<checked>\s+checked)?\s*/?>')


def make_stylesheet(
    palette: str = "petrol",
    pairing: str = "editorial",
    accent: Accent | None = None,
    language: str = "en",
) -> str:
    """The whole stylesheet of a site: only the chosen colours and fonts, without comments.

    It belongs at `assets/stylesheets/proofolio.css`; its addresses of fonts and pictures are
    relative to that place.
    """
    folder = resources.files("proofolio.outputs") / "styles"
    parts = [part.format(palette=palette, pairing=pairing) for part in _PARTS]
    if language.startswith(("zh", "ja", "ko")):
        parts.append("fonts-cjk")
    text = "".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in parts)
    text = text.replace(_DARK_AGAIN, "".join(_DARK.findall(text)))
    text = _GAP.sub(" ", _COMMENT.sub("", text))
    text = _NOUGHT.sub("", _AROUND.sub(r"\1", text)).replace(";}", "}").strip() + "\n"
    if accent and accent.colour:
        text = accent.apply(text).replace(f"/band-{palette}.svg", "/band.svg")
    return text


def make_script() -> str:
    """The pages' own script, without comments and indentation.

    It belongs at `assets/javascripts/proofolio.js`.
    """
    script = resources.files("proofolio.outputs") / "scripts" / "proofolio.js"
    return _OWN_LINES.sub("", script.read_text(encoding="utf-8"))


def make_band(accent: Accent) -> bytes:
    """The ornament of the call to action in an author's own colours, for `assets/images/band.svg`.

    The palettes' own are among the theme's files.
    """
    images = resources.files("proofolio") / "theme" / "assets" / "images"
    drawing = (images / f"band-{accent.palette}.svg").read_text(encoding="utf-8")
    return accent.apply(drawing).encode()


def fix_markup(html: str, *, done: str = "Done", to_do: str = "To do") -> str:
    """The page with the faults mended that templates cannot reach.

    `done` and `to_do` name the boxes of task lists for those who do not see them.
    """
    html = _TOGGLE.sub(r"\1", html)  # not allowed on a checkbox
    html = html.replace(' tabindex=""', "")  # labels of Material's navigation sections
    if 'type="checkbox" disabled' in html:
        html = _TASK.sub(lambda box: _named_box(box, done, to_do), html)
    return html


def _named_box(box: re.Match[str], done: str, to_do: str) -> str:
    checked = bool(box["checked"])
    name = done if checked else to_do
    return f'<input type="checkbox" disabled{" checked" if checked else ""} aria-label="{name}">'
