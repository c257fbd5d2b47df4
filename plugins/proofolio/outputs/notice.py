"""One line about the whole site, above every page."""

from __future__ import annotations

import markdown

from proofolio.outputs.prose import Resolve, plain_text, resolve_links
from proofolio.problems import Problem
from proofolio.views.site import Html

LONGEST = 140
"""Characters that fill two lines of a phone."""


def make_notice(text: str, resolve: Resolve) -> tuple[Html, tuple[Problem, ...]]:
    """A line of Markdown as HTML, and what is wrong with it; it is shown in any case."""
    line = " ".join(text.split())
    if not line:
        return "", ()
    html, problems = resolve_links(_converter().convert(line), resolve)
    html = html.removeprefix("<p>").removesuffix("</p>")
    if wrong := _wrong(text, plain_text(html)):
        problems += (Problem("bad-notice", wrong),)
    return html, problems


def _converter() -> markdown.Markdown:
    """Reads emphasis, code and links; anything else stays as it was written."""
    made = markdown.Markdown()
    made.preprocessors.deregister("html_block")
    for name in ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote"):
        made.parser.blockprocessors.deregister(name)
    for name in ("html", "image_link", "image_reference", "short_image_ref"):
        made.inlinePatterns.deregister(name)
    return made


def _wrong(text: str, shown: str) -> str:
    if "\n" in text.strip():
        return "a notice is one line; here are several, which are shown as one. Write one sentence."
    if len(shown) > LONGEST:
        return (
            f"it has {len(shown)} characters, and on a phone it pushes every page down. Write at "
            f"most {LONGEST}, and link a page that says the rest."
        )
    return ""
