"""The author's own accent colour, and what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.outputs.accent import Accent, make_accent
from proofolio.problems import Problem

_FIELD = "proofolio/portfolio.accent"
_LINE = re.compile(r"\baccent\s*:\s*(?P<value>.*)")
_BARE = (
    "nothing is written here, since # begins a comment in YAML. Put the colour in quotes, as "
    '"#6a3fb5".'
)
_STAYS = "The accent of the palette {} stays until then."


def accent_setting(
    config: MkDocsConfig, options: PortfolioOptions
) -> tuple[Accent, tuple[Problem, ...]]:
    """The colours of the site; a colour that nobody could read is left out, and said."""
    file = Path(config.config_file_path)
    number, as_written = _line(file)
    given = options.accent.strip()
    if not given and not as_written.startswith("#"):
        return Accent(options.palette), ()
    accent = make_accent(options.palette, given) if given else _BARE
    if isinstance(accent, Accent):
        return accent, ()
    text = f"{accent} {_STAYS.format(options.palette)}"
    problem = Problem("bad-accent", text, file.name, number, "proofolio/portfolio.accent")
    return Accent(options.palette), (problem,)


def _line(file: Path) -> tuple[int | None, str]:
    """The option's line and what is written there; an `accent` further up is Material's."""
    is_ours = False
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        is_ours = is_ours or "proofolio/portfolio" in line
        if is_ours and (found := _LINE.search(line)):
            return number, found["value"]
    return None, ""
